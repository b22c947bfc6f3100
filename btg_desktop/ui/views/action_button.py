"""A button that moves something: it acts once per deliberate press."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QPushButton, QWidget

from btg_desktop.ui.texts import key_text
from btg_desktop.ui.theme import restyle


class ActionButton(QPushButton):
    """Ignores the second press of a double click and a key that is held down.

    Without this, a double click on the first step's button would also press the second step's,
    which appears under the pointer between the two clicks.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAutoDefault(True)

    def set_text(self, verb: str, key: str = "", what: str = "") -> None:
        """Show what the button does, and the key that does it; it is called by its verb alone.

        A screen reader also says the key, or else `what` comes of it.
        """
        self.setText(f"{verb}   {key}" if key else verb)
        self.setAccessibleName(verb)
        self.setAccessibleDescription(key_text(key) if key else what)

    def set_role(self, role: str) -> None:
        if self.property("role") != role:
            self.setProperty("role", role)
            restyle(self)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # they scroll what stands above the buttons; Left and Right go among these
        else:
            super().keyPressEvent(event)
