"""A sentence that must not be missed, on a soft background, with what to do about it below."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from btg_desktop.ui.look.theme import px, restyle
from btg_desktop.ui.widgets.sentence import Sentence


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say `text` now; nothing happens where none is running."""
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


class Note(QFrame):
    """Hidden until it has something to say."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "note")
        self._text = Sentence("body", f"{name}Text")
        self._detail = Sentence("body", f"{name}Detail")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(14), px(8), px(14), px(8))
        layout.setSpacing(px(4))
        for line in (self._text, self._detail):
            layout.addWidget(line)
        self.hide()

    def show_text(self, tone: str, text: str, detail: str = "") -> None:
        """Say `text`, with `detail` below it."""
        heads = bool(detail)
        if self.property("tone") != tone or self._text.property("heads") != heads:
            self.setProperty("tone", tone)
            self._text.setProperty("heads", heads)
            for widget in (self, self._text, self._detail):
                restyle(widget)
        self._text.setText(text)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.show()

    def announce(self) -> None:
        """Have what it says read out."""
        announce(self, " ".join(part for part in (self._text.text(), self._detail.text()) if part))
