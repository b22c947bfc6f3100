"""Keeps the GUI thread free: reads run on a pool, writes one after another on a lane of their own.

Requests without an answer are asked again beside both.

Every job ends exactly once, in success or in failure, on the GUI thread.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from btg_desktop.domain.errors import BtgError

logger = logging.getLogger(__name__)

T = TypeVar("T")
Failure = Callable[[BaseException], None]

READERS: Final = 4
VERIFIERS: Final = 8
"""Each may wait ten seconds for a server that stands still; another lane waits for none of them."""
WRITES_SECONDS: Final = 5.0


class Tasks(QObject):
    """Create it on the GUI thread; its callbacks run there."""

    _ended = Signal(object)
    _closed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="read")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._verifiers = ThreadPoolExecutor(VERIFIERS, thread_name_prefix="verify")
        self._is_closing = False
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._closed.connect(self._deliver_last, Qt.ConnectionType.QueuedConnection)

    def read(self, job: Callable[[], T], on_success: Callable[[T], None], on_failure: Failure) -> None:
        """Run `job` beside others: a question, or what needs no order and may be repeated or dropped."""
        self._start(self._readers, job, on_success, on_failure)

    def write(self, job: Callable[[], T], on_success: Callable[[T], None], on_failure: Failure) -> None:
        """Run `job`, which a clerk asked for, after all writes that were asked for before it."""
        self._start(self._writer, job, on_success, on_failure)

    def verify(self, job: Callable[[], T], on_success: Callable[[T], None], on_failure: Failure) -> None:
        """Run `job`, which asks again for what may have been done: its id makes it safe, in any order."""
        self._start(self._verifiers, job, on_success, on_failure)

    def close(self, last: Callable[[], None], on_closed: Callable[[BaseException | None], None]) -> None:
        """Let what runs end, and the writes that wait; drop what else waits; then run `last`.

        A clerk who confirmed and closed has confirmed. Only writes that still wait after five seconds,
        without a database, are dropped before they begin. Each job has its own time limit. Waits for
        nothing itself. From now on only `on_closed` is called, with the error of `last`.
        """
        self._is_closing = True
        for lane in (self._readers, self._verifiers):
            lane.shutdown(wait=False, cancel_futures=True)
        last_write = self._writer.submit(lambda: None)
        closer = ThreadPoolExecutor(1, thread_name_prefix="close")

        def end(error: BaseException | None) -> None:
            closer.shutdown()  # it may be emitting still, and the object that it emits from goes next
            on_closed(error)

        closer.submit(self._finish, last_write, last).add_done_callback(
            lambda future: self._closed.emit(partial(end, future.exception()))
        )

    def _finish(self, last_write: Future[None], last: Callable[[], None]) -> None:
        wait([last_write], WRITES_SECONDS)
        self._writer.shutdown(cancel_futures=True)
        self._readers.shutdown()
        self._verifiers.shutdown()
        last()

    def _start(
        self,
        lane: ThreadPoolExecutor,
        job: Callable[[], T],
        on_success: Callable[[T], None],
        on_failure: Failure,
    ) -> None:
        if not self._is_closing:
            lane.submit(job).add_done_callback(partial(self._emit_end, on_success, on_failure))

    def _emit_end(self, on_success: Callable[[Any], None], on_failure: Failure, future: Future[Any]) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            self._ended.emit(partial(on_success, future.result()))
            return
        if not isinstance(error, BtgError):
            logger.error("a job failed by a fault of the program", exc_info=error)
        self._ended.emit(partial(on_failure, error))

    @Slot(object)
    def _deliver(self, end: Callable[[], None]) -> None:
        if not self._is_closing:
            end()

    @Slot(object)
    def _deliver_last(self, end: Callable[[], None]) -> None:
        end()


class Question:
    """What is asked again and again, such as who is on screen: only the last time counts.

    Reads end in another order than they began in. What an earlier one says is dropped; that it failed still
    tells how the connection is, so `report` hears of every failure.
    """

    def __init__(self, tasks: Tasks, report: Failure) -> None:
        self._tasks = tasks
        self._report = report
        self._asked = 0

    def ask(
        self, job: Callable[[], T], on_success: Callable[[T], None], on_failure: Failure | None = None
    ) -> None:
        """Run `job` as a read; what was asked before is out of date from now on."""
        self._asked += 1
        number = self._asked

        def succeed(result: T) -> None:
            if number == self._asked:
                on_success(result)

        def fail(error: BaseException) -> None:
            self._report(error)
            if number == self._asked and on_failure is not None:
                on_failure(error)

        self._tasks.read(job, succeed, fail)
