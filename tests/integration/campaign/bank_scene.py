"""A small bank in which everything stands that the program ever writes."""

import contextlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

from pymongo.database import Database

from btg_desktop.adapters.intents import IntentJournal
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.imports import MongoImportTarget
from btg_desktop.adapters.mongo.ledger import MongoLedger
from btg_desktop.adapters.seed.source import opened_source
from btg_desktop.assembly import assemble
from btg_desktop.domain.branches import Branch
from btg_desktop.domain.errors import Rejection
from btg_desktop.domain.models import Channel, Client, Desk, Request, TransactionKind
from btg_desktop.domain.receipts import Bank
from btg_desktop.domain.tokens import Scope
from btg_desktop.services.importing.importer import Import
from btg_desktop.services.ports import Delivery, DeliveryKind, Message
from btg_desktop.services.suite import Services

ROOT = Path(__file__).resolve().parents[3]
DESK = Desk("laura", "001", "pc-1")


class Postman:
    """Delivers every second message, so that messages of several states stand there."""

    def __init__(self) -> None:
        self._count = 0

    def send(self, _message: Message) -> Delivery:
        self._count += 1
        if self._count % 2:
            return Delivery(DeliveryKind.SENT)
        return Delivery(DeliveryKind.FINAL, "MessageRejected")


@contextlib.contextmanager
def opened_bank(database: Database[Document], folder: Path) -> Iterator[Services]:
    """Lay the day's work of a small bank into `database`."""
    intents = IntentJournal(folder)
    services = assemble(database, intents, Postman(), DESK, Bank("BTG Pactual", "890907157-0"), None)
    services.branches.define(
        [
            Branch("001", "Medellín Centro", "Medellín", frozenset({1, 2, 3})),
            Branch("002", "Cali Norte", "Cali"),
        ]
    )
    for number in range(4):
        work_with(services, register(services, number), database)
    services.notifications.drain()
    with opened_source(str(ROOT / "docs" / "import" / "example.json"), None) as documents:
        Import(documents, MongoImportTarget(database)).run(lambda _: None, lambda _done, _total: None)
    for name in ("portal", "app", "viejo"):
        services.tokens.create(name, [Scope.FUNDS_READ, Scope.CLIENTS_READ], days=90)
    services.tokens.revoke("viejo")
    try:
        yield services
    finally:
        intents.close()


def register(services: Services, number: int) -> Client:
    return services.clients.register(
        name=f"Ana {['Gómez', 'Ruiz', 'Mejía', 'Soto'][number]}",
        document_type="CC",
        document=str(52_345_670 + number),
        email=f"ana{number}@example.com",
        phone=f"310222334{number}",
        channel="sms" if number % 2 else "email",
        consents=True,
    )


def work_with(services: Services, client: Client, database: Database[Document]) -> None:
    """Buy, be refused for each reason, sell, change the contact, take the receipts, come again."""
    services.branches.record_visit(client.id)
    bought = services.subscriptions.subscribe(uuid4(), client.id, 1, Decimal(75_000))
    other = Channel.SMS if client.channel is Channel.EMAIL else Channel.EMAIL
    ledger = MongoLedger(database)
    for channel in (client.channel, other):
        request = Request(uuid4(), TransactionKind.SUBSCRIPTION, client.id, 3, Decimal(60_000), DESK, channel)
        with contextlib.suppress(Rejection):
            ledger.submit(request)
    for fund_id, amount in ((3, 900_000), (1, 1_000), (4, 250_000), (99, 75_000)):
        with contextlib.suppress(Rejection):
            services.subscriptions.subscribe(uuid4(), client.id, fund_id, Decimal(amount))
    with contextlib.suppress(Rejection):
        services.subscriptions.cancel(uuid4(), client.id, 2)
    services.clients.set_contact(
        client.id, email=f"n.{client.email}", phone=client.phone, channel=client.channel, consents=True
    )
    services.subscriptions.subscribe(uuid4(), client.id, 2, Decimal("125000.50"))
    sold = services.subscriptions.cancel(uuid4(), client.id, 1)
    for movement in (bought, sold):
        services.receipts.issue(movement.id)
