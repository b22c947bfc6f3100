"""A counter to look at: a client with money in one fund, five funds, three movements, one window."""

import os
import runpy
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from btg_desktop.domain.models import (
    Channel,
    Client,
    Desk,
    DocumentType,
    Fund,
    Notification,
    NotificationState,
    Transaction,
    TransactionKind,
)
from btg_desktop.ui.look.theme import LIGHT, apply_theme
from btg_desktop.ui.look.translation import install_language
from btg_desktop.ui.shell.views.main_window import MainWindow

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parents[4]
OPENED = datetime(2026, 11, 24, 15, 38, tzinfo=UTC)
DESK = Desk("Laura Restrepo", "Medellín Centro", "caja-1")

MakeClient = Callable[..., Client]
MakeMovement = Callable[..., Transaction]
MakeNotification = Callable[..., Notification]


@pytest.fixture(scope="session", autouse=True)
def english() -> None:
    """Compile the English translation, which is not kept in the repository."""
    runpy.run_path(str(ROOT / "tools" / "translations.py"))["release"]()


@pytest.fixture(autouse=True)
def spanish_and_light(qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT)
    install_language(qapp, "es")


@pytest.fixture
def funds() -> tuple[Fund, ...]:
    return (
        Fund(1, "FPV_BTG_PACTUAL_RECAUDADORA", Decimal(75000), "FPV"),
        Fund(2, "FPV_BTG_PACTUAL_ECOPETROL", Decimal(125000), "FPV"),
        Fund(3, "DEUDAPRIVADA", Decimal(50000), "FIC"),
        Fund(4, "FDO-ACCIONES", Decimal(250000), "FIC"),
        Fund(5, "FPV_BTG_PACTUAL_DINAMICA", Decimal(100000), "FPV"),
    )


@pytest.fixture
def make_client() -> MakeClient:
    def make(
        name: str = "Julián Montoya",
        document: str = "1214727927",
        *,
        available: Decimal = Decimal(375000),
        holdings: Mapping[int, Decimal] | None = None,
        channel: Channel = Channel.SMS,
    ) -> Client:
        return Client(
            id=f"cliente-{document}",
            name=name,
            document_type=DocumentType.CC,
            document=document,
            email="julian@gmail.com",
            phone="+573005444343",
            channel=channel,
            available_balance=available,
            holdings={2: Decimal(125000)} if holdings is None else holdings,
            initial_balance=Decimal(500000),
            sequence=3,
        )

    return make


@pytest.fixture
def julian(make_client: MakeClient) -> Client:
    return make_client()


@pytest.fixture
def movement() -> MakeMovement:
    """One movement of COP 75.000, known by its number."""

    def make(number: int, kind: TransactionKind = TransactionKind.SUBSCRIPTION) -> Transaction:
        return Transaction(
            id=uuid5(UUID(int=0), str(number)),
            client_id="cliente-1214727927",
            sequence=number,
            kind=kind,
            fund_id=1,
            fund_name="FPV_BTG_PACTUAL_RECAUDADORA",
            amount=Decimal(75000),
            balance_after=Decimal(425000),
            at=OPENED + timedelta(minutes=2 * number),
            desk=DESK,
        )

    return make


@pytest.fixture
def notification() -> MakeNotification:
    """The message of a movement."""

    def make(
        transaction: Transaction, state: NotificationState, channel: Channel = Channel.SMS
    ) -> Notification:
        return Notification(
            id=transaction.id,
            client_id=transaction.client_id,
            client_name="Julián Montoya",
            channel=channel,
            destination="+573005444343",
            language="es",
            state=state,
            fence=1,
            attempts=1,
            resends=0,
            reason="",
        )

    return make


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on a small branch screen, with nobody chosen yet."""
    made = MainWindow()
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.finish_closing()
    made.deleteLater()


@pytest.fixture
def serving(
    window: MainWindow,
    funds: tuple[Fund, ...],
    julian: Client,
    movement: MakeMovement,
    notification: MakeNotification,
) -> MainWindow:
    """The window while Julián is served; his first message failed."""
    newest, older, first = movement(3, TransactionKind.CANCELLATION), movement(2), movement(1)
    window.rail.show_desk("Laura Restrepo", "Sucursal Medellín Centro")
    window.rail.show_connection("connected")
    window.rail.search.show_recents([julian])
    window.rail.search.show_current(julian.id)
    window.funds_card.show_funds(funds)
    window.funds_card.show_client(julian)
    window.client_card.show_client(julian)
    window.portfolio_card.show_client(julian, funds)
    window.portfolio_card.show_balances([(first.at, Decimal(425000)), (newest.at, Decimal(375000))])
    window.movements_card.model.begin()
    window.movements_card.model.add_page(
        [newest, older, first],
        {
            newest.id: notification(newest, NotificationState.PENDING),
            older.id: notification(older, NotificationState.SENT),
            first.id: notification(first, NotificationState.FAILED, Channel.EMAIL),
        },
        None,
    )
    window.show_client_page(shown=True)
    window.show_footer("1 notificación pendiente · 1 fallida")
    return window
