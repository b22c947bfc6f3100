"""What asks for money: each key and button leads to its dialog, or to the reason why it cannot."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from btg_desktop.domain.branches import check_offered
from btg_desktop.domain.errors import FundNotOffered
from btg_desktop.domain.models import Client, Fund
from btg_desktop.ui.client_page.branch import BranchController
from btg_desktop.ui.client_page.views.funds_card import FundsCard
from btg_desktop.ui.context.client_keys import ClientKeys
from btg_desktop.ui.context.shared import Shared
from btg_desktop.ui.look.translation import Text, error_text
from btg_desktop.ui.money.controller import MoneyController
from btg_desktop.ui.widgets.banner import ABOUT_PAGE


class ActionsController(QObject):
    """Leads each request for money to the dialog of its fund, for the client on screen."""

    def __init__(
        self,
        funds: FundsCard,
        money: MoneyController,
        branch: BranchController,
        keys: ClientKeys,
        shared: Shared,
    ) -> None:
        super().__init__(shared)
        self._funds = funds
        self._money = money
        self._branch = branch
        self._keys = keys
        self._shared = shared
        self._connection = shared.connection
        self._current = shared.current
        funds.subscribe_requested.connect(self._subscribe)
        funds.cancel_requested.connect(self._cancel)

    def subscribe_nth(self, n: int) -> None:
        """A key asks to subscribe the client being served to the fund in row `n` of the table."""
        self._keys.press(partial(self._subscribe_nth, n))

    def cancel_chosen(self) -> None:
        """A key asks to cancel the fund that is chosen in the table."""
        self._keys.press(self._cancel_chosen)

    def _subscribe_nth(self, n: int) -> None:
        fund_id = self._funds.nth_fund(n)
        if fund_id is not None or self._connection.is_lost:
            self._subscribe(fund_id)
            return
        count = self._funds.count()
        self._tell(lambda: self.tr("Fondos en la tabla: {count}. No hay un {n}.º").format(count=count, n=n))

    def _subscribe(self, fund_id: int | None) -> None:
        self._open(fund_id, self._open_subscription)

    def _open_subscription(self, client: Client, fund: Fund) -> None:
        try:
            check_offered(fund, self._branch.branch)
        except FundNotOffered as refused:  # a key asked: the fund's button is off
            self._tell(partial(error_text, refused))
        else:
            self._money.open_subscription(client, fund)

    def _cancel(self, fund_id: int | None) -> None:
        self._open(fund_id, self._money.open_cancellation)

    def _cancel_chosen(self) -> None:
        fund_id = self._funds.fund_to_cancel()
        client = self._current.client
        if fund_id is not None or self._connection.is_lost or client is None:
            self._cancel(fund_id)
        elif client.holdings:
            self._funds.focus_table()
            self._tell(lambda: self.tr("Elija en la tabla el fondo que se cancela y repita Ctrl+Mayús+C"))
        else:
            self._tell(lambda: self.tr("El cliente no está vinculado a ningún fondo"))

    def _tell(self, reason: Text) -> None:
        self._shared.notices.banner.show_message("primary", reason)

    def _open(self, fund_id: int | None, open_dialog: Callable[[Client, Fund], None]) -> None:
        client, fund = self._current.client, self._current.fund(fund_id)
        if self._keys.comes_too_early():
            return
        if self._connection.is_lost:
            self._connection.explain()
        elif client is not None and fund is not None:
            self._shared.notices.banner.clear(ABOUT_PAGE)  # a reason why it could not be
            open_dialog(client, fund)
