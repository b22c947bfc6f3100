"""Buttons whose key acts at once.

Qt shows the press for a tenth of a second first and acts after it: whoever types on meets the dialog as it
was. Alt+M and Enter, typed in a run, reviewed an amount that was not there yet.
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent, QShortcutEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QPushButton


class PromptButton(QPushButton):
    """A button to press. A double click presses it once."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        event.accept()

    def event(self, event: QEvent) -> bool:
        return _pressed_by_key(self, event) or bool(super().event(event))


class PromptBox(QCheckBox):
    """A box to tick."""

    def event(self, event: QEvent) -> bool:
        return _pressed_by_key(self, event) or bool(super().event(event))


def _pressed_by_key(button: QAbstractButton, event: QEvent) -> bool:
    """Press `button` if `event` is its key and no other's, which only moves the focus."""
    if not isinstance(event, QShortcutEvent) or event.isAmbiguous():
        return False
    if button.isCheckable():
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)  # as Qt does
    button.click()
    return True
