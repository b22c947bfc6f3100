"""The client on screen: choosing them, showing their money, keeping it fresh."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QObject, Signal

from btg_desktop.domain.models import Client, Fund, Transaction
from btg_desktop.services.ports import FundList, MovementPage
from btg_desktop.services.suite import Services
from btg_desktop.ui.context.connection import ConnectionController
from btg_desktop.ui.context.unreadable import UnreadableDocuments
from btg_desktop.ui.runtime.tasks import Question, Tasks
from btg_desktop.ui.shell.views.main_window import MainWindow

PAGE: Final = 200

_Answer = tuple[Client, MovementPage]


class CurrentClient(QObject):
    """Knows who is on screen. Answers that came late, about somebody else or about before, are dropped."""

    client_shown = Signal(object)
    page_read = Signal(object, object)  # the client, with the page of their newest movements
    funds_read = Signal(object)

    def __init__(
        self,
        services: Services,
        tasks: Tasks,
        window: MainWindow,
        connection: ConnectionController,
        unreadable: UnreadableDocuments,
    ) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._unreadable = unreadable
        self._shown: _Answer | None = None
        self._client_id = ""
        self._client_asked = Question(tasks, connection.report)
        self._funds_asked = Question(tasks, connection.report)
        self._funds: dict[int, Fund] = {}
        window.rail.client_chosen.connect(self.choose)
        window.refresh_requested.connect(self._refresh_by_hand)
        connection.recovered.connect(self.refresh)

    @property
    def client(self) -> Client | None:
        """Who is on screen; nobody while another one is on the way, so that no key reaches the wrong one."""
        client = self._shown[0] if self._shown else None
        return client if client and client.id == self._client_id else None

    @property
    def awaited(self) -> str:
        """The id of whoever is on the way to the screen; "" for nobody."""
        return "" if self.client else self._client_id

    def serves(self, client_id: str) -> bool:
        """Whether that client is on screen, or on the way to it."""
        return bool(client_id) and client_id == self._client_id

    def fund(self, fund_id: int | None) -> Fund | None:
        return None if fund_id is None else self._funds.get(fund_id)

    def choose(self, client_id: str) -> None:
        """Put a client on screen."""
        if client_id != self._client_id:
            self._window.movements_card.model.begin()
            self._window.forget_page()
        self._client_id = client_id
        self._load()

    def refresh(self) -> None:
        """Read again all that is on screen."""
        self._funds_asked.ask(self._services.catalogue.funds_with_unreadable, self._show_funds)
        if self._client_id:
            self._load()

    def _refresh_by_hand(self) -> None:
        self._unreadable.tell_again()
        self.refresh()

    def _load(self) -> None:
        client_id = self._client_id
        self._client_asked.ask(
            lambda: (self._services.clients.get(client_id), self._services.history.page(client_id, PAGE)),
            self._show,
            self._not_loaded,
        )

    def _not_loaded(self, _error: BaseException) -> None:
        if self.client is None:
            self._stay()

    def _stay(self) -> None:
        """Whoever was chosen did not come: keep who was here, who was not listened for meanwhile."""
        self._client_id = self._shown[0].id if self._shown else ""
        if self._shown:
            self._show(self._shown)
            self._load()
        else:
            self._window.movements_card.model.clear()

    def _show(self, answer: _Answer) -> None:
        client, page = self._shown = answer
        window = self._window
        window.rail.show_current(client.id)
        window.client_card.show_client(client)
        window.funds_card.show_client(client)
        window.portfolio_card.show_client(client, tuple(self._funds.values()))
        window.portfolio_card.show_balances(_balances(client, page.transactions, page.next is None))
        self.page_read.emit(client, page)
        window.show_client_page(shown=True)
        self._unreadable.tell(page.unreadable)
        self.client_shown.emit(client)

    def _show_funds(self, listing: FundList) -> None:
        self._funds = {fund.id: fund for fund in listing.funds}
        self._window.funds_card.show_funds(listing.funds)
        self.funds_read.emit(listing.funds)
        self._unreadable.tell(listing.unreadable)
        if self._shown is not None:
            self._window.portfolio_card.show_client(self._shown[0], listing.funds)


def _balances(
    client: Client, newest_first: Sequence[Transaction], is_complete: bool
) -> list[tuple[datetime, Decimal]]:
    """The available balance after each transaction shown, oldest first."""
    points = [(transaction.at, transaction.balance_after) for transaction in reversed(newest_first)]
    if points and is_complete:
        points.insert(0, (points[0][0], client.opening_balance))
    return points
