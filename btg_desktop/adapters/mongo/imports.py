"""Writes imported clients, many in one transaction: each with all of their history, or not at all.

What an import writes is what the ledger would have written, so that `verify` asks the same of it; but its
messages are born settled: nobody is told today of what happened then.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from bson import Decimal128, Int64
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from btg_desktop.adapters.mongo.connection import Document, explained, server_time
from btg_desktop.adapters.mongo.documents import (
    STATES,
    read_fund,
    write_client,
    write_notification,
    write_request,
    write_transaction,
)
from btg_desktop.adapters.mongo.fields import read_all
from btg_desktop.adapters.mongo.schema import FUNDS
from btg_desktop.adapters.mongo.stores import MongoFunds
from btg_desktop.adapters.mongo.trail import EVENTS, event, in_transaction
from btg_desktop.domain.models import (
    Client,
    DocumentType,
    Fund,
    NotificationState,
    Request,
    Transaction,
    TransactionKind,
)
from btg_desktop.domain.origin import IMPORT_DESK
from btg_desktop.services.importing.ports import SAME, Clash, NewClient, Standing

_DUPLICATE: Final = 11000
_IMPORTED: Final = STATES[NotificationState.IMPORTED]


class MongoImportTarget:
    def __init__(self, database: Database[Document]) -> None:
        self._database = database
        self._mongo = database.client
        self._funds = database["fondos"]
        self._clients = database["usuarios"]
        self._transactions = database["transacciones"]
        self._requests = database["solicitudes"]
        self._notifications = database["notificaciones"]
        self._events = database[EVENTS]

    def funds(self) -> Sequence[Fund]:
        with explained():
            documents = list(self._funds.find().sort("_id"))
        # Before a database is laid out it has none; a rehearsal sees what it will be filled with.
        return read_all("fondos", documents, read_fund)[0] if documents else FUNDS

    def add_fund(self, fund: Fund) -> None:
        MongoFunds(self._database).add(fund, IMPORT_DESK)

    def standing(self, clients: Sequence[NewClient]) -> Mapping[str, Standing]:
        with explained(None):
            return {**self._movement_clashes(clients), **self._client_standings(clients)}

    def take(self, clients: Sequence[NewClient]) -> Mapping[str, Standing]:
        with explained(None):
            standings = self._client_standings(clients)
            new = [client for client in clients if client.client.id not in standings]
            if not self._write(new):
                # Somebody has what should be unique: each by itself, so that the others come in.
                for client in new:
                    standings.update(self._take_one(client))
            return standings

    def _take_one(self, client: NewClient) -> Mapping[str, Standing]:
        if self._write([client]):
            return {}
        found = {**self._movement_clashes([client]), **self._client_standings([client])}
        return found or {client.client.id: Clash("otro proceso escribió lo mismo a la vez: repita")}

    def _client_standings(self, clients: Sequence[NewClient]) -> dict[str, Standing]:
        """What is known of those whose number or identity document somebody has."""
        stored = {
            document["_id"]: document.get("origen", {}).get("huella")
            for document in self._clients.find(
                {"_id": {"$in": [new.client.id for new in clients]}}, {"origen": 1}
            )
        }
        owners = self._document_owners([new.client for new in clients if new.client.id not in stored])
        standings: dict[str, Standing] = {}
        for new in clients:
            owner = owners.get((new.client.document_type, new.client.document))
            if new.client.id in stored:
                standings[new.client.id] = _compared(new, stored[new.client.id])
            elif owner is not None:
                standings[new.client.id] = Clash(f"documento: ya es del cliente {owner}")
        return standings

    def _document_owners(self, clients: Iterable[Client]) -> dict[tuple[DocumentType, str], str]:
        wanted: dict[DocumentType, list[str]] = {}
        for client in clients:
            wanted.setdefault(client.document_type, []).append(client.document)
        return {
            (kind, document["documento"]): document["_id"]
            for kind, numbers in wanted.items()
            for document in self._clients.find(
                {"tipo_documento": kind.value, "documento": {"$in": numbers}}, {"documento": 1}
            )
        }

    def _movement_clashes(self, clients: Sequence[NewClient]) -> dict[str, Standing]:
        """Those with a movement whose number another client's movement or request has."""
        ids = [transaction.id for new in clients for transaction in new.transactions]
        used = {
            document["_id"]: document["usuario"]
            for document in self._requests.find({"_id": {"$in": ids}}, {"usuario": 1})
        }
        return {
            new.client.id: Clash(f"transacciones: {each.id} ya es un movimiento del cliente {used[each.id]}")
            for new in clients
            for each in new.transactions
            if each.id in used
        }

    def _write(self, clients: Sequence[NewClient]) -> bool:
        """Write all of `clients`; False, and none of them, if something that is unique is there already."""
        if not clients:
            return True
        now = server_time(self._database)
        documents = [_client_document(new, now) for new in clients]
        events = [event("usuarios", document, 1, now, IMPORT_DESK) for document in documents]
        written: list[tuple[Callable[..., object], list[Document]]] = [
            (self._clients.insert_many, documents),
            (self._events.insert_many, events),
            (self._requests.insert_many, [_request_document(each) for _, each in _movements(clients)]),
            (self._transactions.insert_many, [write_transaction(each) for _, each in _movements(clients)]),
            (self._notifications.insert_many, [_settled(*each) for each in _movements(clients)]),
        ]

        def write_all(session: ClientSession) -> None:
            for insert_many, documents in written:
                if documents:
                    insert_many(documents, session=session)

        try:
            in_transaction(self._mongo, write_all)
        except BulkWriteError as error:
            if not _is_duplicate(error):
                raise
            return False
        return True


def _is_duplicate(error: BulkWriteError) -> bool:
    return any(each["code"] == _DUPLICATE for each in (error.details or {}).get("writeErrors", []))


def _movements(clients: Sequence[NewClient]) -> Iterable[tuple[Client, Transaction]]:
    return ((new.client, transaction) for new in clients for transaction in new.transactions)


def _compared(new: NewClient, fingerprint: str | None) -> Standing:
    if fingerprint == new.fingerprint:
        return SAME
    if fingerprint is None:
        return Clash("ya existe un cliente con este número, que no viene de una importación")
    return Clash("ya se importó con otro contenido: lo importado no se cambia")


def _client_document(new: NewClient, now: datetime) -> Document:
    document = write_client(new.client)
    document["revision"] = {"numero": Int64(1), "fecha": now}
    document["origen"] = {"id": new.origin, "huella": new.fingerprint}
    if new.transactions:
        document["ultimo_movimiento"] = new.transactions[-1].at
    return document


def _request_document(transaction: Transaction) -> Document:
    """The request that would have asked for it."""
    bought = transaction.kind is TransactionKind.SUBSCRIPTION
    request = Request(
        id=transaction.id,
        kind=transaction.kind,
        client_id=transaction.client_id,
        fund_id=transaction.fund_id,
        amount=transaction.amount if bought else None,
        desk=transaction.desk,
    )
    document = write_request(request)
    if bought:
        document["valor"] = Decimal128(transaction.amount)
    return document


def _settled(client: Client, transaction: Transaction) -> Document:
    return {**write_notification(client, transaction), "estado": _IMPORTED}
