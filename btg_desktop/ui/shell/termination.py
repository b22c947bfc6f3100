"""SIGINT, SIGTERM and SIGHUP close the window in order, so that nothing is left running or half done."""

import signal
import socket
from types import FrameType
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_SIGNALS: Final = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Termination(QObject):
    """Python runs a signal's handler only between its own instructions, and Qt's loop runs none while
    it waits. So the signal also writes to a socket, which Qt watches.
    """

    requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_end, self._write_end = socket.socketpair()
        for end in (self._read_end, self._write_end):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._read_end.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)
        signal.set_wakeup_fd(self._write_end.fileno(), warn_on_full_buffer=False)
        self._earlier = {number: signal.signal(number, _leave_to_qt) for number in _SIGNALS}

    def remove(self) -> None:
        """Give the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for number, handler in self._earlier.items():
            signal.signal(number, handler)
        for end in (self._read_end, self._write_end):
            end.close()

    def _hear(self) -> None:
        self._read_end.recv(64)
        self.requested.emit()


def _leave_to_qt(_number: int, _frame: FrameType | None) -> None:
    """The socket tells Qt."""
