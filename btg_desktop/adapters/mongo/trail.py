"""The record of facts that would else stand in one place: an event for each write, in its transaction.

`auditoria` is insert-only, by the roles too. Money needs no event: a movement, its request and its message
say the same already. What concerns the API's tokens has a collection of its own, which no desk reads.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final, TypeVar

from bson import Int64
from pymongo import MongoClient
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.read_concern import ReadConcern
from pymongo.read_preferences import ReadPreference

from btg_desktop.adapters.mongo.connection import MAJORITY_JOURNALED, Document
from btg_desktop.domain.models import Desk

T = TypeVar("T")

EVENTS: Final = "auditoria"
TOKEN_EVENTS: Final = "auditoria_tokens"  # noqa: S105 - a collection

APART: Final[Mapping[str, tuple[str, ...]]] = {
    "usuarios": (
        "_id",
        "revision",
        "saldo_disponible",
        "saldo_fondos",
        "secuencia",
        "ultimo_movimiento",
        "busqueda",
    ),
    "fondos": ("_id", "revision"),
    "sucursales": ("_id", "revision"),
    "tokens": ("_id", "revision"),
    "visitan": ("_id",),
    "comprobantes": ("_id",),
    "solicitudes": ("_id",),
}
"""Of each recorded collection, the fields that are not recorded: they have a second place already."""

NEXT_REVISION: Final[Document] = {
    "$inc": {"revision.numero": Int64(1)},
    "$currentDate": {"revision.fecha": True},
}
"""Added to an update: the number and the date of the event that goes with it."""

FIRST_REVISION: Final[Document] = {"revision": {"numero": Int64(1), "fecha": "$$NOW"}}
"""The same in a pipeline that inserts."""

UNSIGNED: Final = Desk("", "", "")


def events_of(collection: str) -> str:
    """The collection with the events about `collection`."""
    return TOKEN_EVENTS if collection == "tokens" else EVENTS


def event_id(collection: str, subject: Any, number: int) -> Document:
    """The order of the fields counts: events of one subject lie together, by number."""
    return {"coleccion": collection, "id": subject, "numero": Int64(number)}


def facts_of(collection: str, document: Mapping[str, Any]) -> Document:
    return {name: value for name, value in document.items() if name not in APART[collection]}


class Trail:
    """Writes events, signed by `desk`."""

    def __init__(self, database: Database[Document], desk: Desk) -> None:
        self._database = database
        self._desk = desk

    def record(
        self,
        session: ClientSession,
        collection: str,
        document: Document,
        at: datetime | None = None,
        desk: Desk | None = None,
        before: Document | None = None,
    ) -> None:
        """Record `document` as it was just written, and as it stood `before` that.

        Without a `revision` it is written once, `at` then.
        """
        revision = document.get("revision") or {"numero": 1, "fecha": at}
        new = event(collection, document, revision["numero"], revision["fecha"], desk or self._desk)
        if before is not None:
            new["antes"] = facts_of(collection, before)
        self._database[events_of(collection)].insert_one(new, session=session)


def event(collection: str, document: Document, number: int, at: datetime | None, desk: Desk) -> Document:
    return {
        "_id": event_id(collection, document["_id"], number),
        "datos": facts_of(collection, document),
        "fecha": at,
        "operador": desk.operator,
        "sucursal": desk.branch,
        "equipo": desk.host,
    }


def in_transaction(client: MongoClient[Document], work: Callable[[ClientSession], T]) -> T:
    """Do `work` all or not at all, on a majority of the servers. It must let a duplicate key out."""
    with client.start_session() as session:
        return session.with_transaction(
            work,
            read_concern=ReadConcern("snapshot"),
            write_concern=MAJORITY_JOURNALED,
            read_preference=ReadPreference.PRIMARY,
        )
