"""A button that moves something: it acts once per deliberate press."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from btg_desktop.ui.look.texts import key_text
from btg_desktop.ui.look.theme import restyle

ARMING_MS: Final = 400
"""How long a button that confirms is on screen before a press counts: nobody reads faster than that."""


def takes_a_press(window: QWidget) -> bool:
    """Whether a press counts of every button in `window` that can be pressed."""
    buttons = window.findChildren(ActionButton)
    return all(each.is_armed() for each in buttons if each.isVisible() and each.isEnabled())


class ActionButton(QPushButton):
    """Emits `acted`, which is what to connect: `clicked` also comes for a press that does not count.

    The second press of a double click does not count. Nor does a press of a button that confirms something
    before it is armed: what it confirms, or the window that it is in, has just come under the finger or the
    pointer. Such a press is dropped, and until then the button looks like one that does not confirm.
    """

    acted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAutoDefault(True)
        self._role = ""
        self._use = ""  # what a screen reader says of it, once it is armed
        self._confirms = False
        self._is_armed = True
        self._counts = True  # whether the press under way began when the button was armed
        self._arming = QTimer(self, singleShot=True, interval=ARMING_MS)
        self._arming.timeout.connect(self._arm)
        self.pressed.connect(self._press_began)
        self.clicked.connect(self._pressed)

    def set_text(self, verb: str, key: str = "", what: str = "") -> None:
        """Show what the button does, and the key that does it; it is called by its verb alone.

        A screen reader also says the key, or else `what` comes of it.
        """
        self.setText(f"{verb}   {key}" if key else verb)
        self.setAccessibleName(verb)
        self._use = key_text(key) if key else what
        self._show_state()

    def set_role(self, role: str) -> None:
        self._role = role
        self._show_state()

    def set_confirming(self, confirms: bool) -> None:
        """Say whether the button confirms something from now on. If so, it has yet to be armed.

        Call it again when something else is to be confirmed, such as the next step of a dialog.
        """
        self._confirms = confirms
        self._arming.stop()
        self._is_armed = not confirms
        self._show_state()
        self.update()

    def is_armed(self) -> bool:
        """Whether a press counts."""
        return self._is_armed

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if not self._is_armed and not self._arming.isActive():
            self._arming.start()  # only now does the person see it

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowActivate and self._confirms:
            self.set_confirming(True)  # a press may be meant for the window that was in front till now
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # they scroll what stands above the buttons; Left and Right go among these
        else:
            super().keyPressEvent(event)

    def _press_began(self) -> None:
        self._counts = self._is_armed

    def _pressed(self) -> None:
        if self._counts:
            self.acted.emit()

    def _arm(self) -> None:
        self._is_armed = True
        self._show_state()

    def _show_state(self) -> None:
        role = self._role if self._is_armed else "secondary"
        if (self.property("role") or "") != role:
            self.setProperty("role", role)
            restyle(self)
        use = self._use if self._is_armed else self.tr("Lea primero: falta un instante")
        self.setAccessibleDescription(use)
