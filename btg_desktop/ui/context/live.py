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
from btg_desktop.ui.context.pages import Pages
from btg_desktop.ui.context.shared import Shared
from btg_desktop.ui.look.discreet import amount_text
from btg_desktop.ui.look.texts import kind_text
from btg_desktop.ui.runtime.tasks import Question
from btg_desktop.ui.runtime.watch_thread import WatchThread

_PAUSE_MS: Final = 60
"""One operation changes several documents: they are shown together."""

_COUNT_PAUSE_MS: Final = 400


class Live(QObject):
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
        shared: Shared,
        pages: Pages,
        branch: str,
        is_own: Callable[[UUID], bool],
    ) -> None:
        super().__init__(shared)
        self._watch = watch
        self._notifications = notifications
        self._shared = shared
        self._current = shared.current
        self._connection = shared.connection
        self._pages = pages
        self._branch = branch
        self._is_own = is_own
        self._counts_asked = Question(shared.tasks, shared.connection.report)
        self._refresh = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._refresh.timeout.connect(shared.current.refresh)
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
        missed = any(change.kind is ChangeKind.MISSED for change in changes)
        here = [change for change in changes if self._current.serves(change.client_id)]
        moved = self._moved_elsewhere(here)
        shows_branch = self._pages.is_branch_shown()
        in_branch = self._in_branch(changes) if shows_branch else []
        self._hint_at(self._moved_elsewhere(in_branch) if shows_branch else moved)
        if missed or moved or any(change.kind is ChangeKind.CLIENT for change in here):
            self._start(self._refresh)
        if missed or in_branch:
            self._start(self._refresh_branch)
        if missed:
            self.missed.emit()
        touched = {change.message_id for change in changes if change.message_id}
        if touched:
            self._touched |= touched
            self._start(self._tell_messages)
        if missed or touched:
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

    def _tell_touched(self) -> None:
        touched, self._touched = self._touched, set()
        self.messages_changed.emit(touched)

    def _hint_at(self, transactions: Sequence[Transaction]) -> None:
        if transactions:
            self._shared.notices.toast.show_message(partial(self._hint, transactions), "primary")

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
