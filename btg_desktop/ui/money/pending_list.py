"""The list of operations without an answer, and the count that leads to it; needs no database."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from btg_desktop.domain.models import Intent
from btg_desktop.ui.context.dialogs import Dialogs
from btg_desktop.ui.money.model import Pending, PendingState

if TYPE_CHECKING:  # it loads when it is first asked for, not before the window shows
    from btg_desktop.ui.money.views.pending_dialog import PendingDialog


class PendingList(QObject):
    """Shows what it is given."""

    client_wanted = Signal(str)
    decision_wanted = Signal(object)

    count_changed = Signal(int)

    def __init__(self, dialogs: Dialogs) -> None:
        super().__init__(dialogs.window)
        self._dialogs = dialogs
        self._operations: tuple[Pending, ...] = ()
        self._dialog: PendingDialog | None = None

    def show(self, operations: Sequence[Pending]) -> None:
        """What waits now, oldest first."""
        self._operations = tuple(operations)
        self.count_changed.emit(len(self._operations))
        if self._dialog is not None:
            self._dialog.show_operations(self._operations)

    def show_unopened(self, intents: Sequence[Intent]) -> None:
        """What waits on this PC while its database is not open."""
        self.show([standing(each, is_lost=True) for each in intents])

    def open(self) -> None:
        """Show the list; also without a database."""
        if self._dialogs.is_one_open():
            return
        from btg_desktop.ui.money.views.pending_dialog import PendingDialog

        self._dialog = dialog = PendingDialog(self._dialogs.window)
        dialog.show_operations(self._operations)
        dialog.client_wanted.connect(self._open_client)
        dialog.decision_wanted.connect(self._decide)
        dialog.finished.connect(self._closed)
        self._dialogs.open(dialog)

    def _closed(self) -> None:
        self._dialog = None

    def _open_client(self, client_id: str) -> None:
        self._leave()
        self.client_wanted.emit(client_id)

    def _decide(self, pending: Pending) -> None:
        self._leave()
        self.decision_wanted.emit(pending)

    def _leave(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()


def standing(intent: Intent, *, is_lost: bool, is_followed: bool = False) -> Pending:
    """An intent, and what is being done about it."""
    if not intent.is_proven and not is_followed:
        return Pending(intent, PendingState.UNPROVEN)
    return Pending(intent, PendingState.OFFLINE if is_lost else PendingState.ASKING)
