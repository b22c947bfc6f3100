"""The movements of the client on screen and of the branch, and where their messages stand."""

from collections.abc import Mapping, Sequence, Set
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from btg_desktop.domain.models import Client, Fund, NotificationState
from btg_desktop.services.ports import MovementPage
from btg_desktop.services.suite import Services
from btg_desktop.ui.context.connection import ConnectionController
from btg_desktop.ui.context.current_client import CurrentClient
from btg_desktop.ui.context.unreadable import UnreadableDocuments
from btg_desktop.ui.movements.listing import ListingController
from btg_desktop.ui.runtime.tasks import Tasks
from btg_desktop.ui.shell.views.main_window import MainWindow


class HistoryController(QObject):
    """The client's card follows the desk; the branch's is read while it is on screen."""

    queued = Signal()
    """A message waits to be sent again."""

    def __init__(
        self,
        services: Services,
        tasks: Tasks,
        window: MainWindow,
        connection: ConnectionController,
        unreadable: UnreadableDocuments,
        desk: CurrentClient,
    ) -> None:
        super().__init__(window)
        self._services = services
        self._tasks = tasks
        self._window = window
        self._connection = connection
        self._desk = desk
        self._client_id = ""
        self.client, self.branch = (
            ListingController(services.history, tasks, card, connection, unreadable, self)
            for card in (window.movements_card, window.branch_card)
        )
        for card in (window.movements_card, window.branch_card):
            card.resend_requested.connect(self._resend)
        window.branch_requested.connect(self._show_branch)
        window.branch_card.client_requested.connect(self._open_client)
        window.rail.client_chosen.connect(lambda _id: window.show_branch_page(shown=False))
        window.refresh_requested.connect(self.refresh_branch)
        connection.recovered.connect(self.refresh_branch)
        desk.page_read.connect(self._show_client)
        desk.funds_read.connect(self._show_funds)

    def show_counts(self, unsettled: Mapping[NotificationState, int]) -> None:
        """How many messages are in each state that is not settled."""
        self._window.show_footer(partial(self._unsettled_text, unsettled))

    def messages_changed(self, ids: Set[UUID]) -> None:
        """Show where these messages stand now."""
        self.client.messages_changed(ids)
        self.branch.messages_changed(ids)

    def show_states(self) -> None:
        """Show where all messages stand that were not sent when they were read."""
        self.client.update_messages()
        if self._window.is_branch_shown():
            self.branch.update_messages()

    def refresh_branch(self) -> None:
        """Read what is new of the branch's movements, if they are on screen."""
        if self._window.is_branch_shown():
            self.branch.show_branch()

    def _show_client(self, client: Client, page: MovementPage) -> None:
        if client.id != self._client_id:
            self._client_id = client.id
            self._window.show_branch_page(shown=False)  # somebody else is served now, as after registering
        self.refresh_branch()
        self.client.show_client(client.id, page)

    def _show_funds(self, funds: Sequence[Fund]) -> None:
        for card in (self._window.movements_card, self._window.branch_card):
            card.filters.show_funds(funds)

    def _show_branch(self) -> None:
        self._window.show_branch_page(shown=not self._window.is_branch_shown())
        self.refresh_branch()

    def _open_client(self, client_id: str) -> None:
        self._window.show_branch_page(shown=False)
        self._desk.choose(client_id)

    def _resend(self, notification_id: UUID) -> None:
        self._tasks.write(
            partial(self._services.notifications.resend, notification_id),
            self._resent,
            self._connection.report,
        )

    def _resent(self, _queued: bool) -> None:
        self.show_states()
        self.queued.emit()

    def _unsettled_text(self, unsettled: Mapping[NotificationState, int]) -> str:
        waiting = sum(
            unsettled.get(state, 0)
            for state in (NotificationState.PENDING, NotificationState.CLAIMED, NotificationState.SENDING)
        )
        counts = (
            (waiting, self.tr("pendientes: {count}")),
            (unsettled.get(NotificationState.FAILED, 0), self.tr("fallidas: {count}")),
            (unsettled.get(NotificationState.HELD, 0), self.tr("retenidas: {count}")),
            (unsettled.get(NotificationState.IN_DOUBT, 0), self.tr("en duda: {count}")),
        )
        shown = [text.format(count=count) for count, text in counts if count]
        return self.tr("Notificaciones") + " · " + " · ".join(shown) if shown else ""
