"""The movements of the client on screen and of the branch, and where their messages stand."""

from collections.abc import Sequence, Set
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from btg_desktop.domain.models import Client, Fund
from btg_desktop.services.ports import MovementPage
from btg_desktop.services.suite import Services
from btg_desktop.ui.context.pages import Pages
from btg_desktop.ui.context.shared import Shared
from btg_desktop.ui.movements.listing import ListingController
from btg_desktop.ui.movements.views.movements_card import MovementsCard


class MovementsController(QObject):
    """The client's card follows the client on screen; the branch's is read while it is in front."""

    queued = Signal()
    """A message waits to be sent again."""

    def __init__(
        self,
        services: Services,
        client_card: MovementsCard,
        branch_card: MovementsCard,
        pages: Pages,
        shared: Shared,
    ) -> None:
        super().__init__(shared)
        self._notifications = services.notifications
        self._shared = shared
        self._pages = pages
        self._cards = (client_card, branch_card)
        self._client_id = ""
        self.client, self.branch = (ListingController(services.history, card, shared) for card in self._cards)
        for card in self._cards:
            card.resend_requested.connect(self._resend)
        branch_card.client_requested.connect(self._open_client)
        shared.connection.recovered.connect(self.refresh_branch)
        shared.current.read.connect(self._show_client)
        shared.current.funds_read.connect(self._show_funds)
        shared.current.changing.connect(client_card.model.begin)
        shared.current.missed.connect(client_card.model.clear)

    def messages_changed(self, ids: Set[UUID]) -> None:
        """Show where these messages stand now."""
        self.client.messages_changed(ids)
        self.branch.messages_changed(ids)

    def show_states(self) -> None:
        """Show where all messages stand that were not sent when they were read."""
        self.client.update_messages()
        if self._pages.is_branch_shown():
            self.branch.update_messages()

    def refresh_branch(self) -> None:
        """Read what is new of the branch's movements, if they are on screen."""
        if self._pages.is_branch_shown():
            self.branch.show_branch()

    def _show_client(self, client: Client, page: MovementPage) -> None:
        if client.id != self._client_id:
            self._client_id = client.id
            self._pages.show_branch_page(shown=False)  # somebody else is served now, as after registering
        self.refresh_branch()
        self.client.show_client(client.id, page)

    def _show_funds(self, funds: Sequence[Fund]) -> None:
        for card in self._cards:
            card.filters.show_funds(funds)

    def turn_to_branch(self) -> None:
        """Show the branch's movements, or go back from them to the client."""
        self._pages.show_branch_page(shown=not self._pages.is_branch_shown())
        self.refresh_branch()

    def _open_client(self, client_id: str) -> None:
        self._pages.show_branch_page(shown=False)
        self._shared.current.choose(client_id)

    def _resend(self, notification_id: UUID) -> None:
        self._shared.tasks.write(
            partial(self._notifications.resend, notification_id),
            self._resent,
            self._shared.connection.report,
        )

    def _resent(self, _queued: bool) -> None:
        self.show_states()
        self.queued.emit()
