"""What waits for its answer, on screen: the client's band, the list, and what a person decides.

What the journal holds is the truth; nothing here remembers it.
"""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from btg_desktop.domain.errors import BtgError, UnknownClient
from btg_desktop.domain.models import Client, Desk, Intent, Names
from btg_desktop.services.suite import Services
from btg_desktop.ui.context.connection import ConnectionController
from btg_desktop.ui.context.current_client import CurrentClient
from btg_desktop.ui.look.translation import Text, error_text
from btg_desktop.ui.money.following import Following, Operation
from btg_desktop.ui.money.model import Pending
from btg_desktop.ui.money.pending_list import PendingList, standing
from btg_desktop.ui.money.views.unproven_dialog import UnprovenDialog
from btg_desktop.ui.runtime.tasks import Tasks
from btg_desktop.ui.shell.views.main_window import MainWindow


class PendingController(QObject):
    """Shows an operation from when its answer is late until its outcome is known."""

    changed = Signal()

    def __init__(
        self,
        services: Services,
        tasks: Tasks,
        window: MainWindow,
        connection: ConnectionController,
        desk: CurrentClient,
        following: Following,
        pending_list: PendingList,
        here: Desk,
    ) -> None:
        super().__init__(window)
        self._services = services
        self._subscriptions = services.subscriptions
        self._tasks = tasks
        self._window = window
        self._connection = connection
        self._desk = desk
        self._following = following
        self._list = pending_list
        self._here = here
        self._has_looked = False  # at what earlier runs left; until then the list shows what was on disk
        following.changed.connect(self.refresh)
        connection.lost.connect(self.refresh)
        connection.recovered.connect(self.refresh)
        desk.client_shown.connect(self._show_band)
        pending_list.client_wanted.connect(self._open_client)
        pending_list.decision_wanted.connect(self._decide)

    def of(self, client_id: str) -> list[Pending]:
        """The operations of a client that wait for an answer, oldest first."""
        return [each for each in self._all() if each.client_id == client_id]

    def take_over(self) -> None:
        """Follow, under their own ids, the requests that a process which is gone left unanswered."""
        self._tasks.read(self._subscriptions.abandoned, self._follow_all, self._connection.report)

    def refresh(self) -> None:
        """Show what waits now."""
        if self._has_looked:
            self._list.show(self._all())
        if self._desk.client is not None:
            self._show_band(self._desk.client)
        self.changed.emit()

    def _all(self) -> list[Pending]:
        is_lost = self._connection.is_lost
        waiting = self._subscriptions.waiting()
        return [
            standing(each, is_lost=is_lost, is_followed=self._following.follows(each.request.id))
            for each in waiting
            if not self._following.is_quiet(each.request.id)
        ]

    def _show_band(self, client: Client) -> None:
        self._window.pending_band.show_operations(self.of(client.id))

    def _follow_all(self, intents: list[Intent]) -> None:
        self._has_looked = True
        for intent in intents:
            if intent.is_proven and not self._following.follows(intent.request.id):
                self._follow(intent)
        self.refresh()

    def _follow(self, intent: Intent) -> None:
        """Ask for it again. It is unknown from the start: an earlier process may have applied it."""
        request = intent.request
        operation = Operation(request.client_id, intent.names.client, request.id, is_unknown=True)
        self._following.follow(operation, partial(self._subscriptions.resume, intent))

    def _open_client(self, client_id: str) -> None:
        self._window.show_branch_page(shown=False)
        self._desk.choose(client_id)

    # What is not proven

    def _decide(self, pending: Pending) -> None:
        """Read who the client is: the file could call them by another's name."""
        self._tasks.read(
            partial(self._services.clients.get, pending.client_id),
            partial(self._ask_person, pending),
            partial(self._ask_without_client, pending),
        )

    def _ask_without_client(self, pending: Pending, error: BaseException) -> None:
        if not isinstance(error, UnknownClient):  # the dialog says so, and nothing is wrong with the desk
            self._connection.report(error)
        self._ask_person(pending, partial(error_text, error) if isinstance(error, BtgError) else "")

    def _ask_person(self, pending: Pending, client: Client | Text) -> None:
        if self._window.has_dialog() or self._following.follows(pending.id):
            return
        fund = self._desk.fund(pending.intent.request.fund_id)
        dialog = UnprovenDialog(pending, client, fund, self._here, self._window)
        if isinstance(client, Client) and fund is not None:
            intent = replace(pending.intent, names=Names(client.name, fund.name))
            dialog.resume_chosen.connect(partial(self._send, intent))
        dialog.aside_chosen.connect(partial(self._set_aside, pending.intent))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _send(self, intent: Intent) -> None:
        self._follow(intent)
        self.refresh()  # from now on nobody is asked to decide on it

    def _set_aside(self, intent: Intent) -> None:
        self._tasks.write(
            partial(self._subscriptions.set_aside, intent),
            lambda _done: self.refresh(),
            self._connection.report,
        )
