"""A message to write and send; a test changes what it is about."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from btg_desktop.adapters.channels.templates import MessageTemplates
from btg_desktop.domain.models import (
    Channel,
    Desk,
    Notification,
    NotificationState,
    Transaction,
    TransactionKind,
)
from btg_desktop.services.ports import Message

OPERATION = UUID("8f14e45f-ceea-467f-a8a5-1b2c3d4e5f60")

TRANSACTION = Transaction(
    id=OPERATION,
    client_id="c1",
    sequence=1,
    kind=TransactionKind.SUBSCRIPTION,
    fund_id=1,
    fund_name="FPV_BTG_PACTUAL_RECAUDADORA",
    amount=Decimal(75000),
    balance_after=Decimal(425000),
    at=datetime(2026, 11, 25, 3, 42, tzinfo=UTC),
    desk=Desk(operator="laura", branch="Medellín Centro", host="pc1"),
)

NOTIFICATION = Notification(
    id=OPERATION,
    client_id="c1",
    client_name="Julián Montoya",
    channel=Channel.EMAIL,
    destination="julian@gmail.com",
    language="es",
    state=NotificationState.SENDING,
    fence=1,
    attempts=1,
    resends=0,
    reason="",
)

MakeMessage = Callable[..., Message]


def make(*, channel: Channel = Channel.EMAIL, **changes: object) -> Message:
    """Each change goes to the part (desk, notification, transaction) that has a field of its name."""
    destination = "julian@gmail.com" if channel is Channel.EMAIL else "+573005444343"
    changes = {"channel": channel, "destination": destination} | changes

    def of(part: object) -> dict[str, object]:
        names = type(part).__dataclass_fields__  # type: ignore[attr-defined]
        return {name: value for name, value in changes.items() if name in names}

    desk = replace(TRANSACTION.desk, **of(TRANSACTION.desk))
    return Message(
        replace(NOTIFICATION, **of(NOTIFICATION)), replace(TRANSACTION, desk=desk, **of(TRANSACTION))
    )


@pytest.fixture(scope="session")
def make_message() -> MakeMessage:
    return make


@pytest.fixture(scope="session")
def templates() -> MessageTemplates:
    return MessageTemplates()
