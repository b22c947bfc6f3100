"""The sessions of requests without an answer, so that the next try ends what the last one left open."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID

from pymongo import MongoClient
from pymongo.client_session import ClientSession
from pymongo.errors import PyMongoError

_KEPT: Final = 1_000
"""More requests than ever wait at one desk."""


class UnansweredSessions:
    """A session for each try of a request: the one of its last try, if it had no answer. Any thread may ask.

    A server that stood still runs what was sent to it meanwhile, though nobody waits for the answer any more.
    The transaction that begins so stays open for a minute or more, and until then every other try meets its
    locks. A new transaction in the same session ends it at once, and a statement of it that comes later is
    refused.
    """

    def __init__(self, client: MongoClient[dict[str, Any]]) -> None:
        self._client = client
        self._kept: dict[UUID, ClientSession] = {}

    @contextmanager
    def of(self, request_id: UUID) -> Iterator[ClientSession]:
        """A session for one try. If the try raises what pymongo raises, its session is kept for the next."""
        session = self._kept.pop(request_id, None) or self._client.start_session()
        try:
            yield session
        except PyMongoError:
            if len(self._kept) < _KEPT:
                self._kept[request_id] = session
            else:
                session.end_session()
            raise
        except BaseException:
            session.end_session()
            raise
        session.end_session()
