"""A paper to look at: white in both themes, to be read, selected and copied, not written on."""

from html import escape
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from btg_desktop.ui.look.discreet import is_discreet
from btg_desktop.ui.look.theme import px
from btg_desktop.ui.look.wording import wording
from btg_desktop.ui.printing.press import document_of

_LEAST_HEIGHT = 424
_NONE = Qt.KeyboardModifier.NoModifier
_READING = frozenset(
    {
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
        *(Qt.Key.Key_Home, Qt.Key.Key_End),
    }
)


class PaperView(QTextBrowser):
    """As tall as its paper; what is around it scrolls where the screen is too small for that."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wording().changed.connect(self._say_again)
        self._sheet = ""
        self.setObjectName(name)
        self.setProperty("role", "paper")
        self.setTabChangesFocus(True)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setMinimumHeight(px(_LEAST_HEIGHT))

    def show_sheet(self, sheet: str) -> None:
        self._sheet = sheet
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys that read on scroll what is around it; with Shift or Ctrl they select."""
        if event.key() in _READING and event.modifiers() in (_NONE, Qt.KeyboardModifier.KeypadModifier):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _say_again(self) -> None:
        if self._sheet:
            self._show()

    def _show(self) -> None:
        """The sheet; in discreet mode only that there is one. What is printed is never masked."""
        hidden = self.tr("Modo discreto: F8 muestra el documento")
        sheet = f"<p>{escape(hidden)}</p>" if is_discreet() else self._sheet
        document = document_of(sheet, zoom=px(100) / 100)
        document.setParent(self)
        self.setDocument(document)
        if self.isVisible():  # else its width is still to come
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        around = self.height() - self.viewport().height()
        self.setMinimumHeight(max(px(_LEAST_HEIGHT), ceil(self.document().size().height()) + around))
