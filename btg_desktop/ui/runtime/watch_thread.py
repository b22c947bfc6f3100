"""Hears what other desks change, on a thread of its own, and hands it to the GUI thread in small heaps."""

import logging
import threading
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from btg_desktop.services.watching import Change, ChangeKind, Watching

logger = logging.getLogger(__name__)

MOST_WAITING: Final = 200
"""More changes than this while the GUI thread is busy, and it is only told that it missed some."""

_STOP_WAIT_SECONDS: Final = 10.0
"""Longer than the database is waited for at most."""


class WatchThread(QObject):
    """Lives on the GUI thread. `arrived` says that `take` has something to give."""

    arrived = Signal()
    failed = Signal(object)
    _heard = Signal()

    def __init__(self, watching: Watching, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watching = watching
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._waiting: list[Change] = []
        self._heard.connect(self.arrived, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        """Begin, when whoever is to be told listens: of faults in a row only the first is told."""
        self._thread.start()

    def take(self) -> list[Change]:
        """What changed since the last time, in order."""
        with self._lock:
            changes, self._waiting = self._waiting, []
        return changes

    def stop(self) -> None:
        """Hear no more; the thread ends when the database has answered, or was not waited for longer."""
        self._stopping.set()

    def wait(self) -> bool:
        """From another thread, after `stop`: whether the thread ended within a bounded time."""
        self._thread.join(_STOP_WAIT_SECONDS)
        return not self._thread.is_alive()

    def _run(self) -> None:
        self._watching.follow(self._put, self._fail, self._stopping)

    def _put(self, change: Change) -> None:
        with self._lock:
            was_empty = not self._waiting
            if len(self._waiting) < MOST_WAITING:
                self._waiting.append(change)
            else:
                self._waiting[:] = [Change(ChangeKind.MISSED)]
        if was_empty:
            self._heard.emit()

    def _fail(self, error: Exception) -> None:
        if not self._stopping.is_set():
            self.failed.emit(error)
