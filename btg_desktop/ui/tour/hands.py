"""A clerk at the keyboard: presses keys, fills in fields, and waits for what should come of it."""

import time
from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QMenu, QWidget

from btg_desktop.domain.errors import TourFailed
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.widgets.action_button import takes_a_press
from btg_desktop.ui.widgets.parts import ElidedLabel

STEP_SECONDS: Final = 20.0

ALT: Final = Qt.KeyboardModifier.AltModifier
CONTROL: Final = Qt.KeyboardModifier.ControlModifier
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_NONE: Final = Qt.KeyboardModifier.NoModifier
Key = Qt.Key
_PAUSE_MS: Final = 10
W = TypeVar("W", bound=QWidget)


class Hands:
    """Everything that waits raises TourFailed with what it waited for."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def shortcut(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        """Press keys that mean the window, once no dialog is in front of it."""
        self.wait_for_no_dialog()
        self._window.activateWindow()
        self.wait("activar la ventana", self._window.isActiveWindow)
        QTest.keyClick(self._window, key, modifiers)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        """Press keys where the focus is in the dialog in front."""
        dialog = self.dialog()
        self.wait("leer antes de confirmar", lambda: takes_a_press(dialog))
        QTest.keyClick(dialog.focusWidget() or dialog, key, modifiers)

    def press_on(self, name: str, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        """Go to the widget of that name and press a key."""
        widget = self.focus(name)
        self.wait("leer antes de confirmar", lambda: takes_a_press(widget.window()))
        QTest.keyClick(widget, key, modifiers)

    def focus(self, name: str) -> QWidget:
        """Go to the widget of that name, in whatever window it is."""
        widget = self.find(QWidget, name)
        widget.window().activateWindow()
        self.wait("activar la ventana", widget.isActiveWindow)
        widget.setFocus()
        return widget

    def fill(self, name: str, text: str) -> None:
        field = self.find(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        QTest.keyClick(field, Key.Key_Delete)
        for letter in text:  # QTest's own typing knows ASCII only
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(field, QKeyEvent(kind, 0, _NONE, letter))

    def open_fund(self, n: int, amount: str) -> None:
        """Open the subscription to the n-th fund and type an amount."""
        self.shortcut(Key(Key.Key_0 + n), ALT)
        self.fill("amountField", amount)

    def subscribe(self, n: int, amount: str) -> None:
        """Subscribe from the first key to the last."""
        self.open_fund(n, amount)
        self.press(Key.Key_Return)
        self.press(Key.Key_Return)
        self.wait_for_no_dialog()

    def pick(self, button: str, steps: int) -> None:
        """Open the menu of a filter and choose by arrow keys."""
        self.press_on(button, Key.Key_Space)
        menu = self.find(QMenu, f"{button}Menu")
        for _ in range(steps):
            QTest.keyClick(menu, Key.Key_Down)
        QTest.keyClick(menu, Key.Key_Return)
        self.wait(button, menu.isHidden)

    # What the eyes see

    def dialog(self) -> QDialog:
        """The dialog in front, as soon as there is one."""
        self.wait("el diálogo", lambda: bool(self._dialogs()))
        return self._dialogs()[-1]

    def find(self, kind: type[W], name: str) -> W:
        """The widget of that name that is on screen, as soon as it is."""
        found: list[W] = []

        def is_shown() -> bool:
            found[:] = [widget for widget in self._window.findChildren(kind, name) if widget.isVisible()]
            return bool(found)

        self.wait(name, is_shown)
        return found[-1]

    def text(self, name: str) -> str:
        """What a label says, whole; "" while it is not on screen."""
        for label in self._window.findChildren(QLabel, name):
            if label.isVisible():
                return label.full_text() if isinstance(label, ElidedLabel) else str(label.text())
        return ""

    def wait_for_text(self, name: str, text: str) -> None:
        self.wait(text, lambda: self.text(name).startswith(text))

    def wait_for_no_dialog(self) -> None:
        self.wait("cerrar el diálogo", lambda: not self._dialogs())

    @staticmethod
    def wait(step: str, is_done: Callable[[], bool], seconds: float = STEP_SECONDS) -> None:
        deadline = time.monotonic() + seconds
        while not is_done():
            if time.monotonic() > deadline:
                raise TourFailed(step=step)
            _let_others_work()

    def _dialogs(self) -> list[QDialog]:
        return [dialog for dialog in self._window.findChildren(QDialog) if dialog.isVisible()]


def _let_others_work() -> None:
    """Take events for a moment. QTest.qWait would keep Python's lock meanwhile, and the other threads out."""
    loop = QEventLoop()
    QTimer.singleShot(_PAUSE_MS, loop.quit)
    loop.exec()
