"""A private database in a temporary folder, as the program would start it, with clients who are rich."""

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

from pymongo import MongoClient
from pymongo.database import Database

from btg_desktop.adapters.intents import IntentJournal
from btg_desktop.adapters.mongo.connection import Document, connect
from btg_desktop.adapters.mongo.ledger import MongoLedger
from btg_desktop.adapters.mongo.schema import ensure_schema
from btg_desktop.adapters.mongo.stores import MongoClients
from btg_desktop.adapters.private_mongod.server import PrivateMongod
from btg_desktop.domain.models import Channel, Client, Desk, DocumentType
from btg_desktop.services.subscriptions import Subscriptions

DATABASE = "btg"
DESK = Desk("laura", "Medellín Centro", "pc-1")
FORTUNE = Decimal(10_000_000_000)


@dataclass(frozen=True)
class Bank:
    """The database, opened as the program opens it (`database`), and its address for other drivers."""

    data_dir: Path
    uri: str
    database: Database[Document]
    _documents: Iterator[int] = field(default_factory=lambda: itertools.count(10_000_000))

    def new_client(self) -> str:
        """Store a client with more money than a benchmark can move; return the id."""
        client = Client(
            id=uuid4().hex,
            name="Julián Montoya",
            document_type=DocumentType.CC,
            document=str(next(self._documents)),
            email="julian@example.com",
            phone="+573005444343",
            channel=Channel.SMS,
            available_balance=FORTUNE,
            holdings={},
            initial_balance=FORTUNE,
            sequence=0,
        )
        MongoClients(self.database).add(client)
        return client.id

    def server_version(self) -> str:
        """Asked by the bare driver: not every server has this in the Stable API."""
        client: MongoClient[Document] = MongoClient(self.uri)
        with client:
            return str(client.server_info()["version"])

    @contextmanager
    def subscriptions(self) -> Iterator[Subscriptions]:
        """The use case as a desk has it, its intents on disk included."""
        intents = IntentJournal(self.data_dir / "intents" / "benchmarks")
        try:
            yield Subscriptions(MongoLedger(self.database), intents, DESK)
        finally:
            intents.close()


@contextmanager
def open_bank() -> Iterator[Bank]:
    """Start a server of its own; stop it and remove its folder at the end."""
    with tempfile.TemporaryDirectory(prefix="btg-bench-") as folder:
        server = PrivateMongod(Path(folder), DATABASE)
        uri = server.start()
        try:
            database = connect(uri, DATABASE)
            ensure_schema(database)
            try:
                yield Bank(Path(folder), uri, database)
            finally:
                database.client.close()
        finally:
            server.close()
