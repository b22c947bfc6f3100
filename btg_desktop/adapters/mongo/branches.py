"""Branches, what they offer, and who visits them.

`disponibilidad` holds a row for each fund of a branch; a branch without rows offers every fund.
"""

import logging
from collections.abc import Iterable, Sequence
from typing import Any, Final

from bson import Int64
from pymongo import ASCENDING, DeleteOne, ReplaceOne, ReturnDocument
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.adapters.mongo.documents import read_branch, write_branch
from btg_desktop.adapters.mongo.fields import Misfit
from btg_desktop.adapters.mongo.trail import NEXT_REVISION, UNSIGNED, Trail, in_transaction
from btg_desktop.domain.branches import Branch, branch_key
from btg_desktop.domain.days import BOGOTA_OFFSET
from btg_desktop.domain.errors import DatabaseRefused
from btg_desktop.domain.models import Desk

logger = logging.getLogger(__name__)

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
    """What it writes is recorded as the work of `desk`."""

    def __init__(self, database: Database[Document], desk: Desk = UNSIGNED) -> None:
        self._mongo = database.client
        self._trail = Trail(database, desk)
        self._visits = database["visitan"]
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

        with explained():
            in_transaction(self._mongo, write_all)

    def _write(self, branch: Branch, session: ClientSession) -> None:
        document = write_branch(branch)
        before = self._branches.find_one({"_id": branch.id}, session=session)
        after: Document = self._branches.find_one_and_update(  # type: ignore[assignment]
            {"_id": document.pop("_id")},
            {"$set": document, **NEXT_REVISION},
            upsert=True,
            return_document=ReturnDocument.AFTER,
            session=session,
        )
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
        if before is not None:
            before = _with_offer(before, stored)
        self._trail.record(session, "sucursales", _with_offer(after, wanted), before=before)

    def record_visit(self, client_id: str, branch_id: str) -> None:
        """The first one of a day is written; the server's clock says which day that is."""
        with explained():
            visit = next(self._clients.aggregate(_visit_now(client_id, branch_id)), None)
            if visit is None or visit.pop("conocidas"):
                return

            def write(session: ClientSession) -> None:
                self._visits.insert_one(visit, session=session)
                self._trail.record(session, "visitan", visit, visit["primera"])

            try:
                in_transaction(self._mongo, write)
            except DuplicateKeyError:
                logger.debug("another desk of the branch noted the visit first")


def _with_offer(branch: Document, funds: Iterable[int]) -> Document:
    return {**branch, "ofrece": [Int64(fund) for fund in sorted(funds)]}


def _visit_now(client_id: str, branch_id: str) -> list[Document]:
    """The visit as it would be written, with those known of this client, branch and day."""
    day = {"$dateToString": {"date": "$$NOW", "format": "%Y-%m-%d", "timezone": BOGOTA_OFFSET}}
    key = {"usuario": client_id, "sucursal": branch_id}
    today: Document = {"$match": {**key, "$expr": {"$eq": ["$fecha", day]}}}
    known = {"from": "visitan", "pipeline": [today, {"$project": {"_id": 1}}], "as": "conocidas"}
    branch = {"from": "sucursales", "pipeline": [{"$match": {"_id": branch_id}}], "as": "sucursal"}
    return [
        {"$match": {"_id": client_id}},
        {"$lookup": branch},
        {"$unwind": "$sucursal"},
        {"$lookup": known},
        {
            "$project": {
                "_id": 0,
                "usuario": "$_id",
                "sucursal": "$sucursal._id",
                "fecha": day,
                "primera": "$$NOW",
                "conocidas": 1,
            }
        },
    ]


def _row(branch_id: str, fund_id: int) -> Document:
    return {"sucursal": branch_id, "fondo": Int64(fund_id)}
