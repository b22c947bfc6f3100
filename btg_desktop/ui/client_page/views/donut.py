"""The portfolio as two rings and a legend, painted in the theme's colours."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from btg_desktop.ui.client_page.views.portfolio_groups import Group, percent_of
from btg_desktop.ui.look.discreet import amount_text
from btg_desktop.ui.look.texts import category_tone
from btg_desktop.ui.look.theme import colour, px
from btg_desktop.ui.widgets.drawing import Drawing
from btg_desktop.ui.widgets.painted_text import fitted, sized

_TONES = ("warn", "primary", "good")
_SHADES = (1.0, 0.78, 0.6, 0.46, 0.36)
_SIDE = 116
_FUND_RING = 14
_CATEGORY_RING = 6
_BETWEEN = 2
_LINE = 18
_SMALLEST = 10


def tones_of(groups: Sequence[Group]) -> list[str]:
    """The tone of each group: that of its category; for one that has none, one that no other takes."""
    own = [category_tone(group.name) for group in groups]
    free = [tone for tone in _TONES if tone not in own]
    return [free.pop(0) if tone == "neutral" else tone for tone in own]


def fund_colour(tone: str, fund: int) -> QColor:
    """The colour of a category's n-th fund: a shade of the category's."""
    share = _SHADES[fund % len(_SHADES)]
    ink, ground = colour(tone), colour("surface")
    return QColor.fromRgbF(
        ink.redF() * share + ground.redF() * (1 - share),
        ink.greenF() * share + ground.greenF() * (1 - share),
        ink.blueF() * share + ground.blueF() * (1 - share),
    )


class Donut(Drawing):
    """Outside a ring of funds, inside one of their categories, and a figure in the middle."""

    def __init__(self) -> None:
        super().__init__("portfolioDonut")
        self._groups: Sequence[Group] = ()
        self._available = Decimal(0)
        self._figure = ""
        self._caption = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_groups(self, groups: Sequence[Group], available: Decimal) -> None:
        """Show what is held, category by category; the rest of the ring is `available`."""
        self._groups, self._available = groups, available
        self.update()

    def show_figure(self, figure: str, caption: str) -> None:
        self._figure, self._caption = figure, caption
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(_SIDE), px(_SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total = self._available + sum((group.amount for group in self._groups), Decimal(0))
        toned = list(zip(self._groups, tones_of(self._groups), strict=True))
        funds = [
            (part.amount, fund_colour(tone, fund))
            for group, tone in toned
            for fund, part in enumerate(group.parts)
        ]
        categories = [(group.amount, colour(tone)) for group, tone in toned]
        self._paint_ring(painter, 0, px(_FUND_RING), funds, total)
        self._paint_ring(painter, px(_FUND_RING) + px(_BETWEEN), px(_CATEGORY_RING), categories, total)
        self._paint_figure(painter)

    def _paint_ring(
        self,
        painter: QPainter,
        inset: int,
        width: int,
        arcs: Sequence[tuple[Decimal, QColor]],
        total: Decimal,
    ) -> None:
        edge = inset + width / 2 + 1
        ring = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        _arc(painter, ring, width, 0.0, 1.0, colour("track"))
        start = 0.0
        for amount, ink in arcs:
            share = float(amount / total) if total else 0.0
            _arc(painter, ring, width, start, share, ink)
            start += share
            if 0.0 < start < 1.0:
                _arc(painter, ring, width + 2, start - 0.002, 0.004, colour("surface"))

    def _paint_figure(self, painter: QPainter) -> None:
        centre = self.rect().center().y()
        middle = Qt.AlignmentFlag.AlignCenter
        painter.setPen(colour("text"))
        painter.setFont(sized(self.font(), 18, QFont.Weight.Bold))
        painter.drawText(QRect(0, centre - px(20), self.width(), px(24)), middle, self._figure)
        painter.setPen(colour("muted"))
        inside = self.width() - 2 * (px(_FUND_RING) + px(_BETWEEN) + px(_CATEGORY_RING))
        painter.setFont(fitted(sized(self.font(), 11), self._caption, inside))
        painter.drawText(QRect(0, centre + px(3), self.width(), px(16)), middle, self._caption)


def _arc(painter: QPainter, ring: QRectF, width: int, start: float, share: float, ink: QColor) -> None:
    painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    # from the top, clockwise, in sixteenths of a degree
    painter.drawArc(ring, round((90 - start * 360) * 16), -round(share * 360 * 16))


class Legend(QLabel):
    """A ring and an amount for each category, a square and a share for each of its funds."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("portfolioLegend")
        self._groups: Sequence[Group] = ()
        self._available = ("", Decimal(0))
        self._percent = "{percent} %"

    def show_groups(self, groups: Sequence[Group], available: tuple[str, Decimal], percent: str) -> None:
        """Show what is held, then what is not, by its name; `percent` is how a share is written."""
        self._groups, self._available, self._percent = groups, available, percent
        told = [(group.name, group.amount) for group in groups]
        self.setAccessibleName(", ".join(f"{name} {amount_text(held)}" for name, held in (*told, available)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        lines = 1 + sum(1 + len(group.parts) for group in self._groups)
        return QSize(px(116), px(_LINE) * lines)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name, available = self._available
        total = available + sum((group.amount for group in self._groups), Decimal(0))
        top = 0
        for group, tone in zip(self._groups, tones_of(self._groups), strict=True):
            _mark_category(painter, top, colour(tone))
            self._paint_line(painter, top, group.name, amount_text(group.amount))
            for fund, part in enumerate(group.parts):
                top += px(_LINE)
                _mark_fund(painter, top, fund_colour(tone, fund))
                share = self._percent.format(percent=percent_of(part.amount, total))
                self._paint_line(painter, top, part.name, share, is_part=True)
            top += px(_LINE)
        _mark_fund(painter, top, colour("track"))
        self._paint_line(painter, top, name, amount_text(available))

    def _paint_line(
        self, painter: QPainter, top: int, name: str, figure: str, *, is_part: bool = False
    ) -> None:
        """The figure is never cut; for the name's sake it gets a little smaller, and the name is cut last."""
        line, left = px(_LINE), px(16)
        middle = Qt.AlignmentFlag.AlignVCenter
        weight = QFont.Weight.Normal if is_part else QFont.Weight.DemiBold
        words, figures = sized(self.font(), 11, weight), sized(self.font(), 11 if is_part else 12, weight)
        gap = px(6)
        wanted = min(QFontMetrics(words).horizontalAdvance(name), px(62))
        painter.setPen(colour("muted" if is_part else "text"))
        smaller = fitted(figures, figure, self.width() - left - wanted - gap, px(_SMALLEST))
        painter.setFont(fitted(smaller, figure, self.width() - left))
        room = self.width() - left - painter.fontMetrics().horizontalAdvance(figure) - gap
        painter.drawText(QRect(0, top, self.width(), line), Qt.AlignmentFlag.AlignRight | middle, figure)
        painter.setFont(words)
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, top, room, line), Qt.AlignmentFlag.AlignLeft | middle, shown)


def _mark_fund(painter: QPainter, top: int, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    side = px(10)
    painter.drawRoundedRect(QRectF(0, top + (px(_LINE) - side) / 2, side, side), 2, 2)


def _mark_category(painter: QPainter, top: int, ink: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, px(3)))
    side = px(7)
    painter.drawEllipse(QRectF(px(1.5), top + (px(_LINE) - side) / 2, side, side))
