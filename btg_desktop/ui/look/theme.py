"""How the window looks: the colour tokens of both themes, and the one place that applies them.

Widgets choose a style by dynamic properties (`role`, `tone`, `invalid`); `resources/style/desk.qss`
says what each means. Delegates, charts and icons read the same tokens.
"""

import atexit
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAction, QColor, QFont, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from btg_desktop.resources import RESOURCES

FAMILIES: Final = ["Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans"]
BODY_PX: Final = 13
_ICON_SIDES: Final = (16, 32, 72)


@dataclass(frozen=True)
class ThemeColours:
    """The colours of one theme. `x_soft` lies behind text in `x`."""

    name: str
    ground: str
    surface: str
    line: str
    text: str
    muted: str
    primary: str
    on_primary: str
    primary_soft: str
    rail: str
    rail_text: str
    rail_muted: str
    good: str
    good_soft: str
    bad: str
    bad_soft: str
    warn: str
    warn_soft: str
    field: str
    field_line: str
    hover: str
    primary_hover: str
    halo: str
    track: str
    disabled: str
    rail_field: str
    rail_line: str
    rail_focus: str
    rail_good: str
    rail_bad: str
    rail_warn: str


LIGHT: Final = ThemeColours(
    name="light",
    ground="#F4F6F9",
    surface="#FFFFFF",
    line="#E1E6ED",
    text="#17202B",
    muted="#566273",
    primary="#174A8C",
    on_primary="#FFFFFF",
    primary_soft="#E8EFF9",
    rail="#0F2440",
    rail_text="#E9EFF8",
    rail_muted="#A9B9D0",
    good="#156B41",
    good_soft="#E5F4EC",
    bad="#A4261B",
    bad_soft="#FBEAE8",
    warn="#8A5A00",
    warn_soft="#FFF4DC",
    field="#FFFFFF",
    field_line="#8592A3",
    hover="#F0F4FA",
    primary_hover="#123C73",
    halo="#7FB2FF",
    track="#E1E6ED",
    disabled="#808C9C",
    rail_field="#1C355C",
    rail_line="#5E769A",
    rail_focus="#7FB2FF",
    rail_good="#6FD3A0",
    rail_bad="#FF9C92",
    rail_warn="#F2C76B",
)

DARK: Final = ThemeColours(
    name="dark",
    ground="#10151C",
    surface="#18202A",
    line="#2A3442",
    text="#E8EDF4",
    muted="#9DABBD",
    primary="#7FB2FF",
    on_primary="#0B1B33",
    primary_soft="#1F3352",
    rail="#0B1119",
    rail_text="#E9EFF8",
    rail_muted="#93A4BB",
    good="#6FD3A0",
    good_soft="#153527",
    bad="#FF9C92",
    bad_soft="#3D1D1A",
    warn="#F2C76B",
    warn_soft="#3A2E12",
    field="#121922",
    field_line="#66758A",
    hover="#1E2835",
    primary_hover="#A3C8FF",
    halo="#174A8C",
    track="#2A3442",
    disabled="#6B7B91",
    rail_field="#1A2534",
    rail_line="#52627A",
    rail_focus="#7FB2FF",
    rail_good="#6FD3A0",
    rail_bad="#FF9C92",
    rail_warn="#F2C76B",
)


class _Applied:
    """What `apply_theme` applied last."""

    tokens: ThemeColours = LIGHT
    scale: float = 1.0
    icons: ClassVar[dict[int, tuple[str, str]]] = {}  # by QIcon's cache key: name and tone


def apply_theme(app: QApplication, tokens: ThemeColours, scale: float = 1.0) -> None:
    """Dress the whole application in `tokens`, every size multiplied by `scale`."""
    _Applied.tokens, _Applied.scale = tokens, scale
    app.setStyle("Fusion")
    app.setPalette(_palette(tokens))
    app.setFont(_font(scale))
    app.setStyleSheet(_style_sheet(tokens, scale))
    _follow_theme(app)


def tokens_for(choice: str) -> ThemeColours:
    """Return the tokens of `light`, `dark` or `system` (as the desktop prefers now)."""
    if choice == "system":
        dark = QApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return {"light": LIGHT, "dark": DARK}[choice]


def current_tokens() -> ThemeColours:
    """The applied tokens, for what is painted by hand."""
    return _Applied.tokens


def px(size: float) -> int:
    """`size` in pixels at the applied scale, for what is measured by hand."""
    return round(size * _Applied.scale)


def colour(tone: str) -> QColor:
    """The applied colour of a token, by its name."""
    return QColor(getattr(_Applied.tokens, tone))


def restyle(widget: QWidget) -> None:
    """Make a change of `role`, `tone` or `invalid` visible."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def icon(name: str, tone: str = "text") -> QIcon:
    """Return our icon `name` in a token's colour; those on buttons follow the theme when it changes."""
    made = _icon(name, getattr(_Applied.tokens, tone), _Applied.tokens.disabled)
    _Applied.icons[made.cacheKey()] = (name, tone)
    return made


def app_icon() -> QIcon:
    """The application's own icon, in its own colours."""
    return QIcon(str(RESOURCES / "icons" / "btg.svg"))


@lru_cache(maxsize=256)
def _icon(name: str, normal: str, disabled: str) -> QIcon:
    # Pixmaps, not an engine of ours: one that is written in Python can outlive what it paints with.
    made = QIcon()
    for mode, hex_colour in ((QIcon.Mode.Normal, normal), (QIcon.Mode.Disabled, disabled)):
        for side in _ICON_SIDES:
            made.addPixmap(_drawing(name, hex_colour, side), mode)
    return made


atexit.register(_icon.cache_clear)  # before Qt itself goes, which registered earlier


def _drawing(name: str, hex_colour: str, side: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    source = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.replace("currentColor", hex_colour).encode())).render(painter)
    painter.end()
    return pixmap


def _follow_theme(app: QApplication) -> None:
    """Give every button and action its icon in the colours that are applied now."""
    for widget in app.allWidgets():
        for bearer in (widget, *widget.actions()):
            if isinstance(bearer, QAbstractButton | QAction):
                drawn = _Applied.icons.get(bearer.icon().cacheKey())
                if drawn is not None:
                    bearer.setIcon(icon(*drawn))


def _font(scale: float) -> QFont:
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(round(BODY_PX * scale))
    font.setFeature(QFont.Tag("tnum"), 1)  # figures of one width, so that columns of them align
    return font


def _palette(tokens: ThemeColours) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    colours = {
        roles.Window: tokens.ground,
        roles.WindowText: tokens.text,
        roles.Base: tokens.field,
        roles.AlternateBase: tokens.hover,
        roles.Text: tokens.text,
        roles.PlaceholderText: tokens.muted,
        roles.Button: tokens.surface,
        roles.ButtonText: tokens.text,
        roles.BrightText: tokens.bad,
        roles.ToolTipBase: tokens.surface,
        roles.ToolTipText: tokens.text,
        roles.Highlight: tokens.primary,
        roles.HighlightedText: tokens.on_primary,
        roles.Accent: tokens.primary,
        roles.Link: tokens.primary,
        roles.LinkVisited: tokens.primary,
        roles.Light: tokens.surface,
        roles.Midlight: tokens.hover,
        roles.Mid: tokens.line,
        roles.Dark: tokens.field_line,
        roles.Shadow: tokens.line,
    }
    for role, value in colours.items():
        palette.setColor(role, QColor(value))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, roles.Highlight, QColor(tokens.line))
    return palette


def _style_sheet(tokens: ThemeColours, scale: float) -> str:
    """Fill in the template: `@primary@` is a colour, `@13px@` a scaled size, `@icons@` a folder.

    `@16px-2@` is a scaled size less a line that does not grow, `@16px-5px-5px@` less two that do, and
    `@16px/2@` the radius that makes a circle of it: Qt paints a corner square that is larger than half.
    """
    template = (RESOURCES / "style" / "desk.qss").read_text(encoding="utf-8")

    def fill(match: re.Match[str]) -> str:
        key = match[1]
        if key == "icons":
            return (RESOURCES / "icons").as_posix()
        if "px" in key:
            return f"{_measure(key, scale)}px"
        return str(getattr(tokens, key))

    return re.sub(r"@([a-z_0-9./-]+)@", fill, template)


def _measure(text: str, scale: float) -> int:
    """A size of the style sheet, such as `16px`, `16px-2` or `16px/2`, in pixels at `scale`."""
    whole, *lines = text.removesuffix("/2").split("-")
    size = _scaled(whole, scale) - sum(_scaled(line, scale) for line in lines)
    return size // 2 if text.endswith("/2") else size


def _scaled(size: str, scale: float) -> int:
    return round(float(size.removesuffix("px")) * scale) if size.endswith("px") else int(size)
