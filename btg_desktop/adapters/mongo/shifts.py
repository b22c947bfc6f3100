"""Counting and adding up an operator's operations, in MongoDB and as of one moment."""

from datetime import date
from typing import Any, Final

from pymongo import ASCENDING
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.adapters.mongo.documents import read_client, read_transaction
from btg_desktop.adapters.mongo.fields import Misfit, read_all
from btg_desktop.domain.days import end_of, start_of
from btg_desktop.domain.models import KIND_OF_WORD, KIND_WORDS, TransactionKind
from btg_desktop.domain.shifts import ShiftLine, ShiftOperation, ShiftSummary

_ORDER: Final = tuple(TransactionKind)


class MongoShifts:
    def __init__(self, database: Database[Document]) -> None:
        self._client = database.client
        self._transactions = database["transacciones"]

    def summary(self, operator: str, branch: str, day: date, limit: int) -> ShiftSummary:
        """See the port. One snapshot serves both reads, so the list and the totals never disagree."""
        theirs: Document = {
            "operador": operator,
            "fecha": {"$gte": start_of(day), "$lt": end_of(day)},
            "sucursal": branch,
        }
        with explained(), self._client.start_session(snapshot=True) as session:
            groups = list(self._transactions.aggregate(_totals(theirs), session=session))
            listed = list(self._transactions.aggregate(_listing(theirs, limit), session=session))
        operations, unreadable = read_all("transacciones", listed, _read_operation)
        return ShiftSummary(
            operator=operator,
            branch=branch,
            day=day,
            lines=tuple(sorted(map(_read_line, groups), key=_place)),
            first=min((group["first"] for group in groups), default=None),
            last=max((group["last"] for group in groups), default=None),
            operations=operations,
            unreadable=unreadable,
        )


def _totals(theirs: Document) -> list[Document]:
    """What cannot be read is named by the listing; here it would spoil a sum without a word."""
    readable = {
        "valor": {"$type": "decimal"},
        "id_fondo": {"$type": ["int", "long"]},
        "nombre_fondo": {"$type": "string"},
        "tipo_transaccion": {"$in": list(KIND_WORDS.values())},
    }
    return [
        {"$match": theirs | readable},
        {
            "$group": {
                "_id": {"fund": "$id_fondo", "kind": "$tipo_transaccion"},
                "name": {"$max": "$nombre_fondo"},
                "count": {"$sum": 1},
                "total": {"$sum": "$valor"},
                "first": {"$min": "$fecha"},
                "last": {"$max": "$fecha"},
            }
        },
    ]


def _listing(theirs: Document, limit: int) -> list[Document]:
    whose = {"from": "usuarios", "localField": "usuario", "foreignField": "_id", "as": "cliente"}
    return [
        {"$match": theirs},
        {"$sort": {"fecha": ASCENDING, "_id": ASCENDING}},
        {"$limit": limit},
        {"$lookup": whose},
    ]


def _read_line(group: dict[str, Any]) -> ShiftLine:
    return ShiftLine(
        fund_id=group["_id"]["fund"],
        fund_name=group["name"],
        kind=KIND_OF_WORD[group["_id"]["kind"]],
        count=group["count"],
        total=group["total"].to_decimal(),
    )


def _place(line: ShiftLine) -> tuple[int, int]:
    return line.fund_id, _ORDER.index(line.kind)


def _read_operation(document: Document) -> ShiftOperation:
    transaction = read_transaction(document)
    try:
        (client,) = map(read_client, document["cliente"])
    except (Misfit, ValueError):
        # The operation counts all the same; `verify` names such a client.
        return ShiftOperation(transaction, client_name="", document_type=None, document="")
    return ShiftOperation(transaction, client.name, client.document_type, client.document)
