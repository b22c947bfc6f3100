"""Streams everything that was ever written about money, for `verify`, in flat memory.

Clients come in batches, each read with its transactions under one snapshot, so that a desk that works
meanwhile never looks like a violation, and no snapshot grows old.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from bson import Int64
from pymongo import ASCENDING
from pymongo.client_session import ClientSession
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.adapters.mongo.documents import read_client, read_transaction
from btg_desktop.adapters.mongo.fields import Misfit
from btg_desktop.domain.audit import Entry
from btg_desktop.domain.models import Client, Unreadable
from btg_desktop.domain.numbering import Numbered, Numbering

_BATCH: Final = 200


class MongoAuditReader:
    def __init__(self, database: Database[Document]) -> None:
        self._mongo = database.client
        self._clients = database["usuarios"]
        self._transactions = database["transacciones"]
        self._requests = database["solicitudes"]
        self._receipts = database["comprobantes"]
        self._counters = database["contadores"]

    def clients(self) -> Iterator[tuple[Client | Unreadable, Iterator[Entry | Unreadable]]]:
        query: Document = {}
        with explained(None):
            while True:
                with self._mongo.start_session(snapshot=True) as session:
                    batch = list(
                        self._clients.find(query, session=session).sort("_id", ASCENDING).limit(_BATCH)
                    )
                    if not batch:
                        return
                    yield from self._with_entries(batch, session)
                # An expression, since a plain $gt would stop where the ids change their type.
                query = {"$expr": {"$gt": ["$_id", {"$literal": batch[-1]["_id"]}]}}

    def _with_entries(
        self, batch: list[Document], session: ClientSession
    ) -> Iterator[tuple[Client | Unreadable, Iterator[Entry | Unreadable]]]:
        entries = groupby(
            self._entries([client["_id"] for client in batch], session), key=lambda d: d["usuario"]
        )
        owner, own = next(entries, (None, iter(())))
        for document in batch:
            mine: Iterator[Document] = iter(())
            if owner == document["_id"]:
                mine = own
            yield _client(document), map(_entry, mine)
            if owner == document["_id"]:
                owner, own = next(entries, (None, iter(())))

    def _entries(self, client_ids: list[Any], session: ClientSession) -> Iterator[Document]:
        return self._transactions.aggregate(
            [
                {"$match": {"usuario": {"$in": client_ids}}},
                {"$sort": {"usuario": 1, "secuencia": 1}},
                {"$lookup": _beside("solicitudes", {"huella": 1, "resultado": 1})},
                {"$lookup": _beside("notificaciones", {"_id": 1})},
            ],
            session=session,
        )

    def applied_without_transaction(self) -> Iterator[tuple[UUID, str]]:
        with explained(None):
            for document in self._requests.aggregate(
                [
                    {"$match": {"resultado": "aplicada"}},
                    {"$lookup": _beside("transacciones", {"_id": 1})},
                    {"$match": {"transacciones": []}},
                ]
            ):
                yield document["_id"], document["usuario"]

    def transactions_without_client(self) -> Iterator[str]:
        with explained(None):
            for document in self._transactions.aggregate(
                [
                    {"$sort": {"usuario": 1}},
                    {"$group": {"_id": "$usuario"}},
                    {"$lookup": _beside("usuarios", {"_id": 1})},
                    {"$match": {"usuarios": []}},
                ]
            ):
                yield document["_id"]

    def numberings(self) -> Iterator[tuple[Numbering, Iterator[Numbered]]]:
        """Read in this order, what is issued meanwhile does no harm: it has a number above these."""
        with explained(None):
            grouped = self._receipts.aggregate([{"$group": {"_id": "$sucursal"}}])
            counted = self._counters.find({}, {"_id": 1})
            for branch in sorted({document["_id"] for document in (*grouped, *counted)}):
                highest = self._receipts.find_one({"sucursal": branch}, {"numero": 1}, sort=[("numero", -1)])
                counter = self._counters.find_one({"_id": branch})
                numbering = Numbering(branch, _number(highest), _number(counter))
                yield numbering, map(_numbered, self._numbered_up_to(branch, numbering.counter))

    def _numbered_up_to(self, branch: str, number: int) -> Iterator[Document]:
        return self._receipts.aggregate(
            [
                {"$match": {"sucursal": branch, "numero": {"$lte": Int64(number)}}},
                {"$sort": {"numero": 1}},
                {"$project": {"numero": 1}},
                {"$lookup": _beside("transacciones", {"_id": 1})},
            ]
        )


def _number(document: Document | None) -> int:
    return int(document["numero"]) if document else 0


def _numbered(document: Document) -> Numbered:
    return Numbered(document["_id"], int(document["numero"]), bool(document["transacciones"]))


def _beside(collection: str, fields: Document) -> Document:
    """The document of `collection` under the same id, as a list of none or one."""
    return {
        "from": collection,
        "localField": "_id",
        "foreignField": "_id",
        "pipeline": [{"$project": fields}],
        "as": collection,
    }


def _client(document: Document) -> Client | Unreadable:
    try:
        return read_client(document)
    except Misfit as misfit:
        return Unreadable("usuarios", str(document["_id"]), str(misfit))


def _entry(document: Document) -> Entry | Unreadable:
    applied = [request for request in document["solicitudes"] if request["resultado"] == "aplicada"]
    try:
        return Entry(
            transaction=read_transaction(document),
            request_fingerprint=applied[0]["huella"] if applied else None,
            notified=bool(document["notificaciones"]),
        )
    except Misfit as misfit:
        return Unreadable("transacciones", str(document["_id"]), str(misfit))
