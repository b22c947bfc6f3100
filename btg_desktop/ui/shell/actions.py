"""What asks for money: each key and button leads to its dialog, or to the reason why it cannot."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from btg_desktop.domain.branches import check_offered
from btg_desktop.domain.errors import FundNotOffered
from btg_desktop.domain.models import Client, Fund
from btg_desktop.ui.client_page.branch import BranchController
from btg_desktop.ui.context.client_keys import ClientKeys
from btg_desktop.ui.context.connection import ConnectionController
from btg_desktop.ui.context.current_client import CurrentClient
from btg_desktop.ui.look.translation import Text, error_text
from btg_desktop.ui.money.controller import MoneyController
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.widgets.banner import PAGE


class ActionsController(QObject):
    def __init__(
        self,
        window: MainWindow,
        desk: CurrentClient,
        money: MoneyController,
        connection: ConnectionController,
        branch: BranchController,
        keys: ClientKeys,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._money = money
        self._connection = connection
        self._branch = branch
        funds = window.funds_card
        funds.subscribe_requested.connect(self._subscribe)
        funds.cancel_requested.connect(self._cancel)
        window.subscribe_nth_requested.connect(lambda n: keys.press(partial(self._subscribe_nth, n)))
        window.cancel_requested.connect(lambda: keys.press(self._cancel_chosen))

    def _subscribe_nth(self, n: int) -> None:
        funds = self._window.funds_card
        fund_id = funds.nth_fund(n)
        if fund_id is not None or self._connection.is_lost:
            self._subscribe(fund_id)
            return
        count = funds.count()
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
        fund_id = self._window.funds_card.fund_to_cancel()
        client = self._desk.client
        if fund_id is not None or self._connection.is_lost or client is None:
            self._cancel(fund_id)
        elif client.holdings:
            self._window.funds_card.focus_table()
            self._tell(lambda: self.tr("Elija en la tabla el fondo que se cancela y repita Ctrl+Mayús+C"))
        else:
            self._tell(lambda: self.tr("El cliente no está vinculado a ningún fondo"))

    def _tell(self, reason: Text) -> None:
        self._window.banner.show_message("primary", reason)

    def _open(self, fund_id: int | None, open_dialog: Callable[[Client, Fund], None]) -> None:
        client, fund = self._desk.client, self._desk.fund(fund_id)
        if self._window.has_dialog() or self._window.rail.is_choosing():
            return  # typed ahead: it was meant for what is not there yet
        if self._connection.is_lost:
            self._connection.explain()
        elif client is not None and fund is not None:
            self._window.banner.clear(PAGE)  # a reason why it could not be
            open_dialog(client, fund)
