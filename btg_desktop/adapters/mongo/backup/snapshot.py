"""Copies the whole database as it is at one moment, while desks go on writing to it."""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, cast

from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import OperationFailure

from btg_desktop import __version__
from btg_desktop.adapters.mongo.backup.archive import refuse_existing, write_archive
from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.adapters.mongo.trail import TOKEN_EVENTS
from btg_desktop.adapters.mongo.validators import VALIDATORS
from btg_desktop.domain.errors import BackupInterrupted, BackupTooSlow
from btg_desktop.services.ports import Backup, BackupFacts, Progress

COLLECTIONS: Final = tuple(name for name in VALIDATORS if name not in ("esquema", "tokens", TOKEN_EVENTS))
"""What a copy holds. The schema is made anew; a copy only names its version.

Who may use the API is no part of the books: else a restored copy would let a revoked token in again.
"""

SNAPSHOT_SECONDS: Final = 270
"""The longest that a copy may take: MongoDB keeps a moment in sight for 300 s."""

RESERVE_BYTES: Final = 200 * 1024 * 1024
"""What a copy leaves free on the database's own disk: a full one stops the database."""

_BATCH: Final = 1_000
_SNAPSHOT_TOO_OLD: Final = 239


class MongoBackups:
    """Makes copies; `reserve_bytes` stay free on the disk where they go."""

    def __init__(
        self, database: Database[Document], reserve_bytes: int = 0, seconds: float = SNAPSHOT_SECONDS
    ) -> None:
        self._database = database
        self._reserve_bytes = reserve_bytes
        self._seconds = seconds

    def make(
        self, path: Path, *, overwrite: bool = False, progress: Progress, stopped: Callable[[], bool]
    ) -> Backup:
        """See the port."""
        if not overwrite:
            refuse_existing(path)
        deadline = time.monotonic() + self._seconds

        def check() -> None:
            if stopped():
                raise BackupInterrupted
            if time.monotonic() > deadline:
                raise self._too_slow()

        with explained(None), self._database.client.start_session(snapshot=True) as session:
            try:
                facts = self._facts(session)
                batches = self._batches(session, facts.documents, check, progress)
                write_archive(path, facts, batches, overwrite=overwrite, reserve_bytes=self._reserve_bytes)
            except OperationFailure as error:
                if error.code == _SNAPSHOT_TOO_OLD:
                    raise self._too_slow() from error
                raise
        return Backup(path, facts)

    def _too_slow(self) -> BackupTooSlow:
        return BackupTooSlow(seconds=round(self._seconds))

    def _facts(self, session: ClientSession) -> BackupFacts:
        version = self._database["esquema"].find_one({"_id": "version"}, session=session)
        return BackupFacts(
            made_at=datetime.now(UTC),
            program=__version__,
            database=self._database.name,
            schema_version=0 if version is None else int(version["version"]),
            documents={name: self._count(name, session) for name in COLLECTIONS},
        )

    def _count(self, collection: str, session: ClientSession) -> int:
        counted = self._database[collection].aggregate([{"$count": "n"}], session=session)
        return sum(int(document["n"]) for document in counted)  # an empty collection has no answer

    def _batches(
        self,
        session: ClientSession,
        documents: Mapping[str, int],
        check: Callable[[], None],
        progress: Progress,
    ) -> Iterator[bytes]:
        done, total = 0, sum(documents.values())
        for name in documents:
            with self._database[name].find_raw_batches({}, session=session, batch_size=_BATCH) as cursor:
                for batch in cast("Iterator[bytes]", cursor):  # typed as documents, but it yields bytes
                    check()
                    yield batch
                    done = min(done + _documents_in(batch), total)
                    progress(done, total)


def _documents_in(batch: bytes) -> int:
    """How many documents stand in a row; each begins with its length."""
    count = start = 0
    while start < len(batch):
        start += int.from_bytes(batch[start : start + 4], "little")
        count += 1
    return count
