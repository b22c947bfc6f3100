"""A person who reads before they confirm."""

import time

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QWidget

from btg_desktop.ui.widgets.action_button import takes_a_press

CONFIRMING_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_PATIENCE_SECONDS = 10
_TURN_MS = 5


def read(window: QWidget) -> None:
    """Wait until a press in `window` counts."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not takes_a_press(window):
        assert time.monotonic() < deadline, "a button was never armed"
        turn = QEventLoop()
        QTimer.singleShot(_TURN_MS, turn.quit)
        turn.exec()
