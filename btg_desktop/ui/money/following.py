"""Follows each request to its outcome: an unknown one is asked again, under its id, until it is known."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeGuard
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from btg_desktop.domain.errors import BooksInconsistent, BtgError, OutcomeUnknown, Rejection, RequestMismatch
from btg_desktop.domain.models import Transaction
from btg_desktop.ui.context.connection import Connection
from btg_desktop.ui.runtime.tasks import Tasks

Submit = Callable[[], Transaction]
"""Submits one request, always under the same id."""

LATE_MS: Final = 1_000
"""A quick answer is not announced as one that is missing."""
_FIRST_RETRY_MS: Final = 500
_LAST_RETRY_MS: Final = 10_000
_REMEMBERED: Final = 1_000


@dataclass(eq=False)
class Operation:
    """One intent on its way. `client_name` is "" where the screen did not name the client.

    `is_unknown`: it may have been applied, so that from now on only an outcome decides.
    """

    client_id: str
    client_name: str = ""
    id: UUID = field(default_factory=uuid4)
    is_unknown: bool = False
    is_late: bool = False
    tries: int = 0
    is_asking: bool = False
    asks_at_once: bool = False


class Following(QObject):
    """The first try runs in the order of the clerk's keys, later ones beside each other."""

    changed = Signal()
    """What waits for an answer is another now."""
    applied = Signal(object, object)
    """The operation, and the Transaction that it became."""
    refused = Signal(object, object)
    """The operation, and the BtgError that says for certain that nothing moved."""
    unanswered = Signal(object)
    """The operation: a try ended, and nobody knows what came of it."""

    def __init__(self, tasks: Tasks, connection: Connection) -> None:
        super().__init__(connection)
        self._tasks = tasks
        self._connection = connection
        self._followed: dict[UUID, tuple[Operation, Submit, QTimer]] = {}
        self._own: deque[UUID] = deque(maxlen=_REMEMBERED)
        connection.recovered.connect(self.ask_now)

    def is_own(self, request_id: UUID) -> bool:
        """Whether this window asked for it, not long ago."""
        return request_id in self._own

    def follows(self, request_id: UUID) -> bool:
        return request_id in self._followed

    def is_quiet(self, request_id: UUID) -> bool:
        """Whether it was asked for just now, and its answer is not late."""
        if request_id not in self._followed:
            return False
        operation = self._followed[request_id][0]
        return not (operation.is_late or operation.is_unknown)

    def follow(self, operation: Operation, submit: Submit) -> None:
        """Submit it, and again until the outcome is known."""
        pause = QTimer(self, singleShot=True)
        pause.timeout.connect(partial(self._ask, operation))
        self._followed[operation.id] = operation, submit, pause
        self._own.append(operation.id)
        QTimer.singleShot(LATE_MS, self, partial(self._late, operation))
        self._ask(operation)

    def ask_now(self) -> None:
        """The database answers again: nobody waits for a pause to end."""
        for operation, _submit, pause in list(self._followed.values()):
            operation.tries = 1
            if operation.is_asking:
                operation.asks_at_once = True  # that try may still hang on what is gone
            else:
                pause.stop()
                self._ask(operation)

    def _ask(self, operation: Operation) -> None:
        _operation, submit, _pause = self._followed[operation.id]
        lane = self._tasks.verify if operation.is_unknown else self._tasks.write
        operation.tries += 1
        operation.is_asking = True
        lane(submit, partial(self._answered, operation), partial(self._failed, operation))

    def _answered(self, operation: Operation, transaction: Transaction) -> None:
        self._forget(operation)
        self.applied.emit(operation, transaction)
        self.changed.emit()

    def _failed(self, operation: Operation, error: BaseException) -> None:
        operation.is_asking = False
        if self._is_decided(error, operation):
            self._forget(operation)
            self.refused.emit(operation, error)
        else:
            self._ask_again(operation)
        self.changed.emit()

    def _ask_again(self, operation: Operation) -> None:
        """Nobody knows yet. Never say that it failed."""
        operation.is_unknown = True
        self._connection.check()
        self.unanswered.emit(operation)
        pause = min(_LAST_RETRY_MS, _FIRST_RETRY_MS * 2 ** min(operation.tries, 10))
        timer = self._followed[operation.id][2]
        timer.start(0 if operation.asks_at_once else pause)
        operation.asks_at_once = False

    def _late(self, operation: Operation) -> None:
        if operation.id in self._followed and not operation.is_late:
            operation.is_late = True
            self.changed.emit()

    def _forget(self, operation: Operation) -> None:
        *_, pause = self._followed.pop(operation.id)
        pause.stop()
        pause.deleteLater()
        operation.is_asking = False

    @staticmethod
    def _is_decided(error: BaseException, operation: Operation) -> TypeGuard[BtgError]:
        """Whether `error` says for certain that nothing moved. A fault of the program never does."""
        if isinstance(error, Rejection | RequestMismatch | BooksInconsistent):
            return True
        if not isinstance(error, BtgError) or isinstance(error, OutcomeUnknown):
            return False
        return not operation.is_unknown  # an earlier try may have moved it
