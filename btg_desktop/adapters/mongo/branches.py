"""Branches, what they offer, and who visits them.

`disponibilidad` holds a row for each fund of a branch; a branch without rows offers every fund.
"""

from collections.abc import Sequence
from typing import Any, Final

from bson import Int64
from pymongo import ASCENDING, DeleteOne, ReplaceOne
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.read_concern import ReadConcern
from pymongo.read_preferences import ReadPreference

from btg_desktop.adapters.mongo.connection import MAJORITY_JOURNALED, Document, explained
from btg_desktop.adapters.mongo.documents import read_branch, write_branch
from btg_desktop.adapters.mongo.fields import Misfit
from btg_desktop.domain.branches import Branch, branch_key
from btg_desktop.domain.days import BOGOTA_OFFSET
from btg_desktop.domain.errors import DatabaseRefused

OFFERED: Final[Document] = {
    "$lookup": {
        "from": "disponibilidad",
        "localField": "_id",
        "foreignField": "_id.sucursal",
        "as": "ofrece",
    }
}
"""Puts the rows of a branch beside it."""


def branch_named(text: str) -> list[Document]:
    """Stages over `sucursales` that find the branch which a setting means, with its rows."""
    return [
        {"$match": {"$or": [{"_id": text}, {"clave": branch_key(text)}]}},
        {"$sort": {"_id": ASCENDING}},
        {"$limit": 1},  # no id is another branch's name
        OFFERED,
    ]


class MongoBranchBook:
    def __init__(self, database: Database[Document]) -> None:
        self._mongo = database.client
        self._branches = database["sucursales"]
        self._offers = database["disponibilidad"]
        self._clients = database["usuarios"]

    def all(self) -> tuple[Branch, ...]:
        return self._read([{"$sort": {"_id": ASCENDING}}, OFFERED])

    def named(self, text: str) -> Branch | None:
        return next(iter(self._read(branch_named(text))), None)

    def _read(self, stages: list[Document]) -> tuple[Branch, ...]:
        with explained():
            documents = list(self._branches.aggregate(stages))
        try:
            return tuple(map(read_branch, documents))
        except Misfit as misfit:
            raise DatabaseRefused(reason=f"sucursales: {misfit}") from misfit

    def write(self, branches: Sequence[Branch]) -> None:
        def write_all(session: ClientSession) -> None:
            for branch in branches:
                self._write(branch, session)

        with explained(), self._mongo.start_session() as session:
            session.with_transaction(
                write_all,
                read_concern=ReadConcern("snapshot"),
                write_concern=MAJORITY_JOURNALED,
                read_preference=ReadPreference.PRIMARY,
            )

    def _write(self, branch: Branch, session: ClientSession) -> None:
        document = write_branch(branch)
        self._branches.replace_one({"_id": document.pop("_id")}, document, upsert=True, session=session)
        wanted = branch.fund_ids or frozenset()
        rows = self._offers.find({"_id.sucursal": branch.id}, session=session)
        stored = {row["_id"]["fondo"] for row in rows}
        # Only what differs: the database's user needs the right to delete only where a row must go.
        changes: list[Any] = [
            ReplaceOne({"_id": _row(branch.id, fund)}, {}, upsert=True) for fund in sorted(wanted - stored)
        ]
        changes += [DeleteOne({"_id": _row(branch.id, fund)}) for fund in sorted(stored - wanted)]
        if changes:
            self._offers.bulk_write(changes, session=session)

    def record_visit(self, client_id: str, branch_id: str) -> None:
        branch = {"from": "sucursales", "pipeline": [{"$match": {"_id": branch_id}}], "as": "sucursal"}
        with explained():
            self._clients.aggregate(
                [
                    {"$match": {"_id": client_id}},
                    {"$lookup": branch},
                    {"$unwind": "$sucursal"},
                    {
                        "$project": {
                            "_id": 0,
                            "usuario": "$_id",
                            "sucursal": "$sucursal._id",
                            "fecha": {
                                "$dateToString": {
                                    "date": "$$NOW",
                                    "format": "%Y-%m-%d",
                                    "timezone": BOGOTA_OFFSET,
                                }
                            },
                            "primera": "$$NOW",
                        }
                    },
                    {
                        "$merge": {
                            "into": "visitan",
                            "on": ["usuario", "sucursal", "fecha"],
                            "whenMatched": "keepExisting",
                            "whenNotMatched": "insert",
                        }
                    },
                ]
            )


def _row(branch_id: str, fund_id: int) -> Document:
    return {"sucursal": branch_id, "fondo": Int64(fund_id)}
