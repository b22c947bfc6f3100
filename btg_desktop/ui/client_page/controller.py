"""Shows the client on screen: who they are, the funds they may subscribe to, and what they hold."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import QObject

from btg_desktop.domain.models import Client, Fund, Transaction
from btg_desktop.services.ports import MovementPage
from btg_desktop.ui.client_page.views.client_card import ClientCard
from btg_desktop.ui.client_page.views.funds_card import FundsCard
from btg_desktop.ui.client_page.views.portfolio_card import PortfolioCard
from btg_desktop.ui.context.shared import Shared


class ClientPageController(QObject):
    """Fills the client's cards whenever the client or the catalogue was read."""

    def __init__(
        self, client_card: ClientCard, funds_card: FundsCard, portfolio_card: PortfolioCard, shared: Shared
    ) -> None:
        super().__init__(shared)
        self._client_card = client_card
        self._funds_card = funds_card
        self._portfolio_card = portfolio_card
        self._client: Client | None = None
        self._funds: Sequence[Fund] = ()
        shared.current.read.connect(self._show_client)
        shared.current.funds_read.connect(self._show_funds)
        shared.connection.lost.connect(lambda: funds_card.set_waiting(self._waiting_text))
        shared.connection.recovered.connect(lambda: funds_card.set_waiting(""))

    def _show_client(self, client: Client, page: MovementPage) -> None:
        self._client = client
        self._client_card.show_client(client)
        self._funds_card.show_client(client)
        self._portfolio_card.show_client(client, self._funds)
        self._portfolio_card.show_balances(_balances(client, page.transactions, page.next is None))

    def _show_funds(self, funds: Sequence[Fund]) -> None:
        self._funds = funds
        self._funds_card.show_funds(funds)
        if self._client is not None:
            self._portfolio_card.show_client(self._client, funds)

    def _waiting_text(self) -> str:
        return self.tr("Sin conexión: las operaciones de dinero esperan")


def _balances(
    client: Client, newest_first: Sequence[Transaction], is_complete: bool
) -> list[tuple[datetime, Decimal]]:
    """The available balance after each transaction shown, oldest first."""
    points = [(transaction.at, transaction.balance_after) for transaction in reversed(newest_first)]
    if points and is_complete:
        points.insert(0, (points[0][0], client.opening_balance))
    return points
