"""The small parts that several views are made of."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from btg_desktop.ui.look.plain import tool_tip
from btg_desktop.ui.look.theme import colour, icon, px
from btg_desktop.ui.look.wording import wording
from btg_desktop.ui.widgets.prompt_button import PromptButton

SKELETON_DELAY_MS: Final = 150
"""Loading that ends sooner shows no skeleton, so quick answers do not flicker."""


class TranslatedFrame(QFrame):
    """A frame with a role that says its texts again when the language changes."""

    def __init__(self, name: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wording().changed.connect(self._retranslate)
        self.setObjectName(name)
        self.setProperty("role", role)

    def _retranslate(self) -> None:
        raise NotImplementedError


def label(role: str, name: str = "", *, selectable: bool = False) -> QLabel:
    """Return a plain-text label in a role's style; people copy from a selectable one."""
    made = QLabel()
    made.setObjectName(name)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def button(role: str, name: str) -> QPushButton:
    """Return a button in a role's style."""
    made = PromptButton()
    made.setObjectName(name)
    made.setProperty("role", role)
    made.setAutoDefault(False)
    made.setIconSize(QSize(px(22), px(14)))  # wider than the drawing, which keeps the text off it
    return made


class ElidedLabel(QLabel):
    """One line that ends in … when there is no room, and then tells all of it in its tool tip."""

    def __init__(self, role: str, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._full = ""

    def full_text(self) -> str:
        return self._full

    def setText(self, text: str) -> None:  # noqa: N802
        self._full = text
        self.setAccessibleName(text)
        self._elide()
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._full) + 2, hint.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(40), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(tool_tip(self._full) if shown != self._full else "")
        if shown != self.text():
            super().setText(shown)


class IconLabel(QWidget):
    """One of our icons, `size` pixels wide, in a token's colour."""

    def __init__(self, name: str, tone: str, size: int = 16) -> None:
        super().__init__()
        self._drawn = (name, tone)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, tone: str) -> None:
        self._drawn = (name, tone)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        icon(*self._drawn).paint(QPainter(self), self.rect())


class EmptyState(QWidget):
    """What stands where nothing is: a drawing, what this place is for, and the next action."""

    def __init__(self, name: str, drawing: str, action: QPushButton | None = None) -> None:
        super().__init__()
        self.setObjectName(name)
        self._title = label("cardTitle", f"{name}Title")
        self._text = label("muted", f"{name}Text")
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addStretch()
        column.addWidget(IconLabel(drawing, "muted", 36), alignment=Qt.AlignmentFlag.AlignHCenter)
        for words in (self._title, self._text):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.setWordWrap(True)
            column.addWidget(words)
        if action:
            column.addSpacing(px(4))
            column.addWidget(action, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def show_words(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))


class Skeleton(QWidget):
    """Pale bars where rows are about to be."""

    def __init__(self, tone: str = "track", row_height: int = 38, widths: tuple[float, ...] = (1.0,)) -> None:
        super().__init__()
        self._tone = tone
        self._row_height = row_height
        self._widths = widths

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._tone))
        row, bar = px(self._row_height), px(10)
        for top in range((row - bar) // 2, self.height() - bar, row):
            left = float(px(8))
            for share in self._widths:
                room = share * (self.width() - px(16))
                painter.drawRoundedRect(QRectF(left, top, room - px(24), bar), bar / 2, bar / 2)
                left += room
