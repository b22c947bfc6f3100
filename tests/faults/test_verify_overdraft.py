"""`verify` looks at more than sums: an overdraft leaves all of them intact."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import uuid4

from audit_scene import with_all_beside

from btg_desktop.domain.audit import Broken, audit_client
from btg_desktop.domain.models import (
    Channel,
    Client,
    Desk,
    DocumentType,
    Request,
    Transaction,
    TransactionKind,
)


def test_an_overdrawn_balance_is_named() -> None:
    client = Client(
        id="c1",
        name="Julián",
        document_type=DocumentType.CC,
        document="1214727927",
        email="j@example.com",
        phone="",
        channel=Channel.EMAIL,
        available_balance=Decimal(-100_000),
        holdings={3: Decimal(600_000)},
        initial_balance=Decimal(500_000),
        sequence=1,
    )
    request = Request(uuid4(), TransactionKind.SUBSCRIPTION, "c1", 3, Decimal(600_000), Desk("l", "c", "p"))
    transaction = Transaction(
        request.id,
        "c1",
        1,
        request.kind,
        3,
        "DEUDAPRIVADA",
        Decimal(600_000),
        Decimal(-100_000),
        datetime(2026, 1, 2, tzinfo=UTC),
        request.desk,
    )
    (violation,) = audit_client(client, [with_all_beside(transaction, request)])
    assert violation.broken is Broken.BALANCE_AFTER
    assert violation.difference == -100_000
