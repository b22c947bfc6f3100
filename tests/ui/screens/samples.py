"""What the screens show: one client, five funds, some movements, and figures as long as they come."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from btg_desktop.domain.branches import Branch, VisitReportLine
from btg_desktop.domain.history import Owner, Totals
from btg_desktop.domain.models import (
    Channel,
    Client,
    Consent,
    DatedMessage,
    Desk,
    DocumentType,
    Fund,
    Intent,
    Names,
    Notification,
    NotificationState,
    Request,
    Transaction,
    TransactionKind,
)
from btg_desktop.domain.receipts import Bank, Receipt
from btg_desktop.domain.shifts import ShiftLine, ShiftOperation, ShiftSummary
from btg_desktop.ui.money.model import Pending, PendingState

TODAY: Final = date(2026, 11, 24)
NOW: Final = datetime(2026, 11, 24, 15, 38, tzinfo=UTC)
DESK: Final = Desk("Laura Restrepo", "Medellín Centro", "caja-1")
FUNDS: Final = (
    Fund(1, "FPV_BTG_PACTUAL_RECAUDADORA", Decimal(75_000), "FPV"),
    Fund(2, "FPV_BTG_PACTUAL_ECOPETROL", Decimal(125_000), "FPV"),
    Fund(3, "DEUDAPRIVADA", Decimal(50_000), "FIC"),
    Fund(4, "FDO-ACCIONES", Decimal(250_000), "FIC"),
    Fund(5, "FPV_BTG_PACTUAL_DINAMICA", Decimal(100_000), "FPV"),
)
CENTRO: Final = Branch("001", "Medellín Centro", "Medellín", frozenset({1, 3}))
JULIAN: Final = Client(
    id="cliente-1",
    name="Julián Montoya Restrepo",
    document_type=DocumentType.CC,
    document="1214727927",
    email="julian.montoya@example.com",
    phone="+573005444343",
    channel=Channel.SMS,
    available_balance=Decimal(375_000),
    holdings={2: Decimal(125_000), 3: Decimal(1_234_567)},
    initial_balance=Decimal(500_000),
    sequence=4,
    consent=Consent(Channel.SMS, NOW),
)
MARTA: Final = Client(
    id="cliente-2",
    name="Marta Pérez",
    document_type=DocumentType.CE,
    document="350900",
    email="marta@example.com",
    phone="",
    channel=Channel.EMAIL,
    available_balance=Decimal(500_000),
    holdings={},
    initial_balance=Decimal(500_000),
    sequence=0,
)


def movement(number: int, kind: TransactionKind = TransactionKind.SUBSCRIPTION) -> Transaction:
    fund = FUNDS[number % len(FUNDS)]
    return Transaction(
        UUID(int=number), JULIAN.id, number, kind, fund.id, fund.name, fund.minimum_amount,
        Decimal(425_000), NOW - timedelta(hours=10 - number), DESK,
    )  # fmt: skip


MOVEMENTS: Final = (movement(4, TransactionKind.CANCELLATION), movement(3), movement(2), movement(1))
OWNERS: Final = {JULIAN.id: Owner(JULIAN.name, "CC 1214727927")}
TOTALS: Final = Totals(3, Decimal(550_000), 1, Decimal(125_000))


def message(transaction: Transaction, state: NotificationState, channel: Channel) -> Notification:
    destination = JULIAN.email if channel is Channel.EMAIL else JULIAN.phone
    reason = "" if state is NotificationState.SENT else "ThrottlingException"
    return Notification(
        transaction.id, JULIAN.id, JULIAN.name, channel, destination, "es", state, 1, 1, 0, reason
    )  # fmt: skip


MESSAGES: Final = {
    each.id: message(each, state, channel)
    for each, state, channel in zip(
        MOVEMENTS,
        (
            NotificationState.PENDING,
            NotificationState.SENT,
            NotificationState.IN_DOUBT,
            NotificationState.FAILED,
        ),
        (Channel.SMS, Channel.EMAIL, Channel.SMS, Channel.EMAIL),
        strict=True,
    )
}
DATED: Final = tuple(DatedMessage(MESSAGES[each.id], each.at) for each in MOVEMENTS)
RECEIPT: Final = Receipt(
    MOVEMENTS[0], "Medellín Centro", 12, NOW, DESK.operator, JULIAN.name, DocumentType.CC,
    JULIAN.document, "FPV", "es", Bank("BTG Pactual", "890907157-0"),
)  # fmt: skip
SHIFT: Final = ShiftSummary(
    DESK.operator,
    DESK.branch,
    TODAY,
    tuple(
        ShiftLine(fund.id, fund.name, kind, 12, Decimal("99999999.99"))
        for fund in FUNDS
        for kind in TransactionKind
    ),
    NOW,
    NOW,
    tuple(ShiftOperation(each, JULIAN.name, DocumentType.CC, JULIAN.document) for each in MOVEMENTS),
)
REPORT: Final = (
    VisitReportLine(JULIAN.id, JULIAN.name, JULIAN.document, tuple(fund.name for fund in FUNDS[:2])),
    VisitReportLine(MARTA.id, MARTA.name, MARTA.document, (FUNDS[3].name,)),
)


def pending(number: int, state: PendingState, kind: TransactionKind, amount: Decimal | None) -> Pending:
    request = Request(UUID(int=number), kind, JULIAN.id, FUNDS[1].id, amount, DESK)
    names = Names(JULIAN.name, FUNDS[1].name)
    return Pending(Intent(request, NOW, names, state is not PendingState.UNPROVEN), state)


PENDING: Final = (
    pending(1, PendingState.ASKING, TransactionKind.SUBSCRIPTION, Decimal("99999999.99")),
    pending(2, PendingState.OFFLINE, TransactionKind.CANCELLATION, None),
    pending(3, PendingState.UNPROVEN, TransactionKind.SUBSCRIPTION, Decimal(125_000)),
)
