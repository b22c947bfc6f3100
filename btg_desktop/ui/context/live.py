"""What another desk does to the client or the branch on screen appears by itself, with a word about it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from btg_desktop.domain.errors import Unavailable
from btg_desktop.domain.models import Transaction
from btg_desktop.services.notifications import Notifications
from btg_desktop.services.watching import Change, ChangeKind
from btg_desktop.ui.context.connection import ConnectionController
from btg_desktop.ui.context.current_client import CurrentClient
from btg_desktop.ui.look.discreet import amount_text
from btg_desktop.ui.look.texts import kind_text
from btg_desktop.ui.runtime.tasks import Question, Tasks
from btg_desktop.ui.runtime.watch_thread import WatchThread
from btg_desktop.ui.shell.views.main_window import MainWindow

_PAUSE_MS: Final = 60
"""One operation changes several documents: they are shown together."""

_COUNT_PAUSE_MS: Final = 400


class LiveController(QObject):
    """Knows which changes matter here. What this window did itself was shown when it was answered."""

    branch_changed = Signal()
    """The branch's movements are on screen, and there are others."""
    messages_changed = Signal(object)
    """The ids of messages that were written or are in another state now."""
    missed = Signal()
    """There may be changes that nobody told."""
    counted = Signal(object)
    """How many messages are in each state that is not settled."""

    def __init__(
        self,
        watch: WatchThread,
        notifications: Notifications,
        tasks: Tasks,
        window: MainWindow,
        connection: ConnectionController,
        desk: CurrentClient,
        branch: str,
        is_own: Callable[[UUID], bool],
    ) -> None:
        super().__init__(window)
        self._watch = watch
        self._notifications = notifications
        self._window = window
        self._connection = connection
        self._desk = desk
        self._branch = branch
        self._is_own = is_own
        self._counts_asked = Question(tasks, connection.report)
        self._refresh = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._refresh.timeout.connect(desk.refresh)
        self._refresh_branch = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._refresh_branch.timeout.connect(self.branch_changed)
        self._touched: set[UUID] = set()
        self._tell_messages = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._tell_messages.timeout.connect(self._tell_touched)
        self._count = QTimer(self, singleShot=True, interval=_COUNT_PAUSE_MS)
        self._count.timeout.connect(self._ask_counts)
        watch.arrived.connect(self._changed)
        watch.failed.connect(self._not_heard)

    def _changed(self) -> None:
        changes = self._watch.take()
        kinds = {change.kind for change in changes}
        here = [change for change in changes if self._desk.serves(change.client_id)]
        moved = self._moved_elsewhere(here)
        in_branch = self._in_branch(changes) if self._window.is_branch_shown() else []
        if hinted := self._moved_elsewhere(in_branch) if self._window.is_branch_shown() else moved:
            self._window.toast.show_message(partial(self._hint, hinted), "primary")
        if self._matters(changes, here, moved):
            self._start(self._refresh)
        if in_branch or ChangeKind.MISSED in kinds:
            self._start(self._refresh_branch)
        if ChangeKind.MISSED in kinds:
            self.missed.emit()
        if touched := {change.message_id for change in changes if change.message_id}:
            self._touched |= touched
            self._start(self._tell_messages)
        if touched or ChangeKind.MISSED in kinds:
            self._start(self._count)

    def _not_heard(self, error: Exception) -> None:
        if isinstance(error, Unavailable):
            self._connection.check()
        else:
            self._connection.report(error)

    def _in_branch(self, changes: Sequence[Change]) -> list[Change]:
        """Own ones too: whose operation it was may not be on screen, as after an earlier run left it."""
        return [each for each in changes if each.transaction and each.transaction.desk.branch == self._branch]

    def _moved_elsewhere(self, changes: Sequence[Change]) -> list[Transaction]:
        moved = [change.transaction for change in changes if change.transaction is not None]
        return [transaction for transaction in moved if not self._is_own(transaction.id)]

    def _matters(
        self, changes: Sequence[Change], here: Sequence[Change], elsewhere: Sequence[Transaction]
    ) -> bool:
        return (
            bool(elsewhere)
            or any(change.kind is ChangeKind.CLIENT for change in here)
            or any(change.kind is ChangeKind.MISSED for change in changes)
        )

    def _tell_touched(self) -> None:
        touched, self._touched = self._touched, set()
        self.messages_changed.emit(touched)

    def _hint(self, transactions: Sequence[Transaction]) -> str:
        if len(transactions) > 1:
            return self.tr("Actualizado por otra caja: {count} movimientos").format(count=len(transactions))
        return self.tr("Actualizado por otra caja: {kind} {amount}").format(
            kind=kind_text(transactions[0].kind), amount=amount_text(transactions[0].amount)
        )

    def _ask_counts(self) -> None:
        self._counts_asked.ask(self._notifications.unsettled, self.counted.emit)

    @staticmethod
    def _start(timer: QTimer) -> None:
        if not timer.isActive():
            timer.start()
