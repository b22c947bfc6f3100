"""What other desks change, from MongoDB's change streams: one for each collection that matters.

A stream over the whole database would need the right to read everything in it. The streams wait side by
side, so none delays another. Each goes on from its resume token after an interruption. Where the server
no longer has that point, the stream starts again from now and MISSED is told: then all that is on screen
must be read again.
"""

import logging
from collections.abc import Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any, Final

import pymongo
from pymongo.change_stream import ChangeStream
from pymongo.collection import Collection
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

_OF_INTEREST: Final[Mapping[str, Document]] = {
    "transacciones": {"operationType": "insert"},
    "notificaciones": {"operationType": {"$in": ["insert", "update", "replace"]}},
    "usuarios": {
        # A change with a new sequence is a movement, which has an event of its own.
        "operationType": {"$in": ["update", "replace"]},
        "updateDescription.updatedFields.secuencia": {"$exists": False},
    },
}
_ONLY_KEY: Final[Document] = {"$project": {"documentKey": 1}}
_WHOLE: Final[Document] = {"$project": {"documentKey": 1, "fullDocument": 1}}


class MongoChangeFeed:
    """Used by one thread. The first call says MISSED: what happened before it was not heard."""

    def __init__(self, database: Database[Document]) -> None:
        self._streams = [_Stream(database[name], match) for name, match in _OF_INTEREST.items()]
        self._waiting: dict[Future[Change | None], _Stream] = {}
        self._pool: ThreadPoolExecutor | None = None

    def next(self) -> Change | None:
        with explained():
            if not self._waiting and self._open_all():
                return Change(ChangeKind.MISSED)
            return self._first_heard()

    def close(self) -> None:
        pool, self._pool = self._pool, None
        self._waiting.clear()
        if pool is not None:
            pool.shutdown(cancel_futures=True)  # no stream waits longer than its server does
        for stream in self._streams:
            stream.close()

    def _open_all(self) -> bool:
        """Open those that are not; whether one of them may have missed something."""
        opened = [stream.open() for stream in self._streams if not stream.is_open]
        return any(opened)

    def _first_heard(self) -> Change | None:
        if self._pool is None:
            self._pool = ThreadPoolExecutor(len(self._streams), thread_name_prefix="watch")
        for stream in self._streams:
            if stream not in self._waiting.values():
                self._waiting[self._pool.submit(stream.wait)] = stream
        heard, _ = wait(self._waiting, return_when=FIRST_COMPLETED)
        first = next(iter(heard))
        del self._waiting[first]
        return first.result()


class _Stream:
    """The changes of one collection. Used by one thread at a time."""

    def __init__(self, collection: Collection[Document], match: Document) -> None:
        self._collection = collection
        self._pipeline = [{"$match": match}, _WHOLE if collection.name == "transacciones" else _ONLY_KEY]
        self._stream: ChangeStream[Document] | None = None
        self._token: Any = None

    @property
    def is_open(self) -> bool:
        return self._stream is not None

    def open(self) -> bool:
        """Go on where this was, or start from now; return whether something may have been missed."""
        goes_on = self._token is not None
        try:
            self._stream = self._watch()
        except OperationFailure as error:
            if not goes_on or is_refusal(error):
                raise
            self._lose_place(error)
            self._stream, goes_on = self._watch(), False
        self._token = self._stream.resume_token or self._token
        return not goes_on

    def wait(self) -> Change | None:
        """The next change; None if none came within the wait. Raises PyMongoError."""
        with explained():
            if self._stream is None:
                return Change(ChangeKind.MISSED) if self.open() else None
            return self._wait(self._stream)

    def close(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            try:
                with pymongo.timeout(_GOODBYE_SECONDS):
                    stream.close()
            except PyMongoError as error:
                logger.info("a change stream could not be closed: %s", type(error).__name__)

    def _watch(self) -> ChangeStream[Document]:
        return self._collection.watch(self._pipeline, max_await_time_ms=WAIT_MS, resume_after=self._token)

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
        if not stream.alive:  # as when the collection was dropped
            self.close()
            self._token = None
        return None if document is None else self._read(document)

    def _lose_place(self, error: OperationFailure) -> None:
        """The server answers, but not from here. To start from now only costs reading the screen again."""
        logger.warning("a change stream starts again: %s", error.code)
        self.close()
        self._token = None

    def _read(self, document: Document) -> Change:
        key = document["documentKey"]["_id"]
        match self._collection.name:
            case "usuarios":
                return Change(ChangeKind.CLIENT, key)
            case "notificaciones":
                return Change(ChangeKind.MESSAGE, message_id=key)
            case _:
                return _read_movement(document["fullDocument"])


def _read_movement(stored: Document) -> Change:
    try:
        transaction = read_transaction(stored)
    except Misfit as misfit:
        logger.warning("a movement from elsewhere does not fit: %s", misfit)
        return Change(ChangeKind.MISSED)
    return Change(ChangeKind.MOVEMENT, transaction.client_id, transaction)
