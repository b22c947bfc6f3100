"""Sends due messages on a thread of its own, driven by a timer; the GUI thread only hears the result."""

import logging
import threading
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, QTimer, Signal, Slot

from btg_desktop.domain.errors import Unavailable
from btg_desktop.log_lines import in_short
from btg_desktop.services.notifications import Notifications

logger = logging.getLogger(__name__)

INTERVAL_MS: Final = 2_000
MOST_MS: Final = 300_000
"""How long it pauses at most after faults in a row, each pause twice the one before: each opens a dialog."""

_STOP_WAIT_MS: Final = 45_000
"""Longer than one message may take, with what is asked of the database before and after it."""


class OutboxWorker(QObject):
    """Lives on the outbox thread."""

    attempted = Signal()
    """Messages were sent, or are in another state after the attempt."""
    failed = Signal(object)

    def __init__(self, notifications: Notifications) -> None:
        super().__init__()
        self._notifications = notifications
        self._stopping = threading.Event()
        self._timer: QTimer | None = None
        self._pace = INTERVAL_MS

    @property
    def pace(self) -> int:
        """Milliseconds until it looks for messages again."""
        return self._pace

    @Slot()
    def start(self) -> None:
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.drain)
        self._timer.start()
        self.drain()

    @Slot()
    def drain(self) -> None:
        """Send what is due. Without a database the messages wait where they are, and so does this.

        A fault of the program is for whoever hears of those; the timer goes on, more slowly.
        """
        if self._stopping.is_set():
            return
        try:
            ended = self._notifications.drain(self._stopping.is_set)
        except Unavailable as error:
            logger.warning("the outbox waits: %s", in_short(error))
            self.failed.emit(error)
            return
        except Exception:
            self._look_again_in(min(2 * self._pace, MOST_MS))
            raise
        self._look_again_in(INTERVAL_MS)
        if ended and not self._stopping.is_set():
            self.attempted.emit()

    def _look_again_in(self, pace: int) -> None:
        if self._timer is not None and pace != self._pace:
            self._timer.setInterval(pace)
        self._pace = pace

    @Slot()
    def stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()

    @Slot()
    def leave(self) -> None:
        """Go to the GUI thread to be destroyed, last of all that runs on this one.

        A destructor takes Qt's lock and then waits for Python's; beside the GUI thread, which may hold that
        one and wait for Qt's, the window would never close.
        """
        self.stop_timer()
        app = QCoreApplication.instance()
        if app is not None:
            self.moveToThread(app.thread())

    def stop_soon(self) -> None:
        """From any thread: finish the message under way and take no other."""
        self._stopping.set()


class OutboxThread(QObject):
    """Owns the thread and its worker; lives on the GUI thread."""

    attempted = Signal()
    failed = Signal(object)
    _wake = Signal()
    _stop = Signal()

    def __init__(self, notifications: Notifications, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread()
        self._thread.setObjectName("outbox")
        self._worker = OutboxWorker(notifications)
        self._worker.moveToThread(self._thread)
        self._thread.started.connect(self._worker.start)
        self._worker.attempted.connect(self.attempted)
        self._worker.failed.connect(self.failed)
        self._wake.connect(self._worker.drain)
        self._stop.connect(self._worker.stop_timer)
        self._thread.finished.connect(self._worker.leave, Qt.ConnectionType.DirectConnection)
        self._thread.finished.connect(self._forget)
        self._thread.start()

    def wake(self) -> None:
        """Something was just written: do not wait for the timer."""
        self._wake.emit()

    def stop(self) -> None:
        """Take no other message; end after the one under way."""
        self._worker.stop_soon()
        self._stop.emit()
        self._thread.quit()

    def wait(self) -> bool:
        """From another thread, after `stop`: whether the thread ended within a bounded time."""
        return self._thread.wait(_STOP_WAIT_MS)

    def _forget(self) -> None:
        self._worker.deleteLater()
