"""What other desks change, from MongoDB's change stream.

The stream goes on from its resume token after an interruption. Where the server no longer has that
point, the stream begins anew and MISSED is told: then all that is on screen must be read again.
"""

import logging
from typing import Any, Final

import pymongo
from pymongo.change_stream import ChangeStream
from pymongo.database import Database
from pymongo.errors import OperationFailure, PyMongoError

from btg_desktop.adapters.mongo.connection import Document, explained, is_refusal
from btg_desktop.adapters.mongo.documents import read_transaction
from btg_desktop.adapters.mongo.fields import Misfit
from btg_desktop.services.watching import Change, ChangeKind

logger = logging.getLogger(__name__)

WAIT_MS: Final = 500
"""How long the server holds its answer open while there is nothing to tell."""

_GOODBYE_SECONDS: Final = 1.0

_OF_INTEREST: Final[Document] = {
    "$match": {
        "$or": [
            {"ns.coll": "transacciones", "operationType": "insert"},
            {"ns.coll": "notificaciones", "operationType": {"$in": ["insert", "update", "replace"]}},
            {
                # A change with a new sequence is a movement, which tells of itself.
                "ns.coll": "usuarios",
                "operationType": {"$in": ["update", "replace"]},
                "updateDescription.updatedFields.secuencia": {"$exists": False},
            },
        ]
    }
}
_NEEDED: Final[Document] = {
    "$project": {
        "ns.coll": 1,
        "documentKey": 1,
        "fullDocument": {"$cond": [{"$eq": ["$ns.coll", "transacciones"]}, "$fullDocument", "$$REMOVE"]},
    }
}


class MongoChangeFeed:
    """Used by one thread. The first call says MISSED: what happened before it was not heard."""

    def __init__(self, database: Database[Document]) -> None:
        self._database = database
        self._stream: ChangeStream[Document] | None = None
        self._token: Any = None

    def next(self) -> Change | None:
        with explained():
            return self._open() if self._stream is None else self._wait(self._stream)

    def close(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            try:
                with pymongo.timeout(_GOODBYE_SECONDS):
                    stream.close()
            except PyMongoError as error:
                logger.info("a change stream could not be closed: %s", type(error).__name__)

    def _open(self) -> Change | None:
        goes_on = self._token is not None
        try:
            self._stream = self._database.watch(
                [_OF_INTEREST, _NEEDED], max_await_time_ms=WAIT_MS, resume_after=self._token
            )
        except OperationFailure as error:
            if not goes_on or is_refusal(error):
                raise
            self._lose_place(error)
            return None
        self._token = self._stream.resume_token or self._token
        return None if goes_on else Change(ChangeKind.MISSED)

    def _wait(self, stream: ChangeStream[Document]) -> Change | None:
        try:
            document = stream.try_next()
        except OperationFailure as error:
            if is_refusal(error):
                raise
            self._lose_place(error)
            return None
        except PyMongoError:
            self.close()
            raise
        self._token = stream.resume_token
        if not stream.alive:  # as when the database was dropped
            self.close()
            self._token = None
        return None if document is None else _read(document)

    def _lose_place(self, error: OperationFailure) -> None:
        """The server answers, but not from here. To begin anew only costs reading the screen again."""
        logger.warning("the change stream begins anew: %s", error.code)
        self.close()
        self._token = None


def _read(document: Document) -> Change:
    match document["ns"]["coll"]:
        case "usuarios":
            return Change(ChangeKind.CLIENT, document["documentKey"]["_id"])
        case "notificaciones":
            return Change(ChangeKind.MESSAGE, message_id=document["documentKey"]["_id"])
        case _:
            return _read_movement(document["fullDocument"])


def _read_movement(stored: Document) -> Change:
    try:
        transaction = read_transaction(stored)
    except Misfit as misfit:
        logger.warning("a movement from elsewhere does not fit: %s", misfit)
        return Change(ChangeKind.MISSED)
    return Change(ChangeKind.MOVEMENT, transaction.client_id, transaction)
