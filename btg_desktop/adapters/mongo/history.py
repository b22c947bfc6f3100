"""Reading histories: filtered, sorted and added up by MongoDB, with an index for every order.

A page continues after a place by up to three exact index ranges (ties first), never by skipping: the
millionth movement costs what the first does.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from bson import Decimal128, Int64
from pymongo import ASCENDING, DESCENDING
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import READ_SECONDS, Document, explained
from btg_desktop.adapters.mongo.documents import read_notification, read_transaction
from btg_desktop.adapters.mongo.fields import read_all
from btg_desktop.domain.days import end_of, start_of
from btg_desktop.domain.history import Filter, Listing, MovementCursor, Owner, SortKey, Totals
from btg_desktop.domain.models import KIND_WORDS, Notification, TransactionKind
from btg_desktop.services.ports import MovementPage

LONG_SECONDS: Final = 15.0
"""The longest that adding up, or finding what is rare in a long history, may take: it looks at all of it.

The end of the program waits for a read under way, so it is also how long that may take without a database.
"""

_SORT_FIELDS: Final[Mapping[SortKey, tuple[str, ...]]] = {
    SortKey.DATE: (),
    SortKey.AMOUNT: ("valor",),
    SortKey.FUND: ("id_fondo",),
}
_TYPES: Final[Mapping[str, type]] = {
    "secuencia": int,
    "fecha": datetime,
    "_id": UUID,
    "valor": Decimal128,
    "id_fondo": int,
}


class MongoHistory:
    def __init__(self, database: Database[Document]) -> None:
        self._transactions = database["transacciones"]
        self._notifications = database["notificaciones"]
        self._clients = database["usuarios"]

    def page(self, listing: Listing, limit: int, after: MovementCursor | None) -> MovementPage:
        """See the port."""
        with explained(READ_SECONDS if listing.is_plain else LONG_SECONDS):
            documents = self._following(listing, limit + 1, after)
            shown, more = documents[:limit], documents[limit:]
            notifications, unread_messages = self._messages_of([document["_id"] for document in shown])
            owners = self._owners_of({document.get("usuario") for document in shown})
        transactions, unread = read_all("transacciones", shown, read_transaction)
        return MovementPage(
            transactions=transactions,
            notifications=notifications,
            next=_last_place(listing, shown) if more else None,
            unreadable=unread + unread_messages,
            owners=owners,
        )

    def totals(self, listing: Listing) -> Totals:
        """See the port."""
        with explained(LONG_SECONDS):
            groups = {
                group["_id"]: group
                for group in self._transactions.aggregate(
                    [
                        {"$match": _scope(listing)},
                        {
                            "$group": {
                                "_id": "$tipo_transaccion",
                                "count": {"$sum": 1},
                                "amount": {"$sum": "$valor"},
                            }
                        },
                    ]
                )
            }
        subscriptions, subscribed = _sums(groups.get(KIND_WORDS[TransactionKind.SUBSCRIPTION]))
        cancellations, cancelled = _sums(groups.get(KIND_WORDS[TransactionKind.CANCELLATION]))
        return Totals(subscriptions, subscribed, cancellations, cancelled)

    def messages(self, ids: Sequence[UUID]) -> Mapping[UUID, Notification]:
        """See the port."""
        with explained():
            return self._messages_of(ids)[0]

    def queries(
        self, listing: Listing, after: MovementCursor | None
    ) -> Iterator[tuple[Document, list[tuple[str, int]]]]:
        """What is asked, one after another until there is enough: each a query and its order."""
        fields = _fields(listing)
        direction, beyond = (DESCENDING, "$lt") if listing.sort.descending else (ASCENDING, "$gt")
        scope = _scope(listing)
        for ties in _ranges(fields, after, beyond):
            yield {"$and": [scope, ties]} if ties else scope, [(name, direction) for name in fields]

    def _following(self, listing: Listing, limit: int, after: MovementCursor | None) -> list[Document]:
        found: list[Document] = []
        for query, order in self.queries(listing, after):
            found += self._transactions.find(query).sort(order).limit(limit - len(found))
            if len(found) == limit:
                break
        return found

    def _messages_of(self, ids: Sequence[Any]) -> tuple[dict[UUID, Notification], tuple[Any, ...]]:
        told = self._notifications.find({"_id": {"$in": list(ids)}})
        notifications, unread = read_all("notificaciones", told, read_notification)
        return {notification.id: notification for notification in notifications}, unread

    def _owners_of(self, client_ids: set[Any]) -> dict[str, Owner]:
        found = self._clients.find(
            {"_id": {"$in": list(client_ids)}}, {"nombre": 1, "tipo_documento": 1, "documento": 1}
        )
        return {
            client["_id"]: Owner(
                str(client.get("nombre", "")),
                f"{client.get('tipo_documento', '')} {client.get('documento', '')}".strip(),
            )
            for client in found
        }


def _fields(listing: Listing) -> tuple[str, ...]:
    """The fields that a listing is sorted by; the last ones make every place unique."""
    ties = ("secuencia",) if listing.client_id is not None else ("fecha", "_id")
    return (*_SORT_FIELDS[listing.sort.key], *ties)


def _scope(listing: Listing) -> Document:
    """What selects the movements of a listing."""
    whose = {"sucursal": listing.branch} if listing.client_id is None else {"usuario": listing.client_id}
    return {**whose, **_selection(listing.filter)}


def _selection(chosen: Filter) -> Document:
    query: Document = {}
    days: Document = {}
    if chosen.since is not None:
        days["$gte"] = start_of(chosen.since)
    if chosen.until is not None:
        days["$lt"] = end_of(chosen.until)
    if days:
        query["fecha"] = days
    if chosen.fund_id is not None:
        query["id_fondo"] = Int64(chosen.fund_id)
    if chosen.kind is not None:
        query["tipo_transaccion"] = KIND_WORDS[chosen.kind]
    return query


def _ranges(fields: Sequence[str], after: MovementCursor | None, beyond: str) -> Iterator[Document]:
    """What follows a place, as queries whose results come one after another: the closest ties first."""
    if after is None:
        yield {}
        return
    place = [_to_bson(value) for value in (after if isinstance(after, tuple) else (after,))]
    if len(place) != len(fields):
        raise ValueError("the cursor is of another order")
    for depth in range(len(fields) - 1, -1, -1):
        ties = dict(zip(fields[:depth], place[:depth], strict=True))
        yield {**ties, fields[depth]: {beyond: place[depth]}}


def _to_bson(value: Any) -> Any:
    if isinstance(value, Decimal):
        return Decimal128(value)
    return Int64(value) if isinstance(value, int) else value


def _from_bson(value: Any) -> Any:
    return value.to_decimal() if isinstance(value, Decimal128) else value


def _last_place(listing: Listing, documents: Sequence[Document]) -> MovementCursor | None:
    """The place of the last of `documents` that has one; a field of a wrong type gives none."""
    fields = _fields(listing)
    for document in reversed(documents):
        place = tuple(document.get(name) for name in fields)
        if all(isinstance(value, _TYPES[name]) for name, value in zip(fields, place, strict=True)):
            values = tuple(_from_bson(value) for value in place)
            return values if len(values) > 1 else place[0]
    return None


def _sums(group: Mapping[str, Any] | None) -> tuple[int, Decimal]:
    """How many movements of a kind, and how much (COP); what is no number does not count."""
    if group is None:
        return 0, Decimal(0)
    amount = group["amount"]
    return int(group["count"]), amount.to_decimal() if isinstance(amount, Decimal128) else Decimal(amount)
