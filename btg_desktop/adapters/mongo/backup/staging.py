"""A copy's documents beside the books, with the books' own indexes: only MongoDB knows if it takes them.

What is staged is in the database under other names. Nothing of the books changes before all of it is there,
so a copy that MongoDB refuses, a full disk or a killed process cost nothing.
"""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from bson.errors import BSONError
from bson.raw_bson import RawBSONDocument
from pymongo.database import Database
from pymongo.errors import BulkWriteError, DocumentTooLarge, OperationFailure, PyMongoError

from btg_desktop.adapters.mongo.backup.snapshot import COLLECTIONS
from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.adapters.mongo.schema import INDEXES
from btg_desktop.domain.errors import DamagedBackup, NoRoomForRestore
from btg_desktop.services.ports import BackupSource, Progress

logger = logging.getLogger(__name__)

_PREFIX: Final = "restauracion_"
_BATCH_DOCUMENTS: Final = 1_000
_BATCH_BYTES: Final = 8 * 1024 * 1024
_OUT_OF_DISK: Final = 14_031
_REFUSED_DOCUMENTS: Final = frozenset({2, 22, 10_334})
"""BadValue, InvalidBSON, BSONObjectTooLarge: MongoDB does not take such a document."""


class Staging:
    """The copy's documents on their way in. At least `reserve_bytes` stay free on the disk of `folder`."""

    def __init__(self, database: Database[Document], folder: Path, reserve_bytes: int) -> None:
        self._database = database
        self._folder = folder
        self._reserve_bytes = reserve_bytes

    @contextmanager
    def filled(self, source: BackupSource, progress: Progress) -> Iterator[None]:
        """Write all documents of `source`; after any error, also of the caller, none of them stays.

        Raises DamagedBackup where MongoDB refuses one, or NoRoomForRestore.
        """
        try:
            with explained(None):
                self._lay_out()
                self._insert(source, progress)
            yield
        except BaseException:
            self._give_up()
            raise

    def take_over(self) -> None:
        """Put each staged collection in the place of the one that it stands for."""
        for name in COLLECTIONS:
            self._database[_PREFIX + name].rename(name, dropTarget=True)

    def _lay_out(self) -> None:
        _drop_staged(self._database)
        for name in COLLECTIONS:
            self._database.create_collection(_PREFIX + name, check_exists=False)
            if name in INDEXES:
                self._database[_PREFIX + name].create_indexes(INDEXES[name])

    def _insert(self, source: BackupSource, progress: Progress) -> None:
        done, total = 0, sum(source.facts.documents.values())
        for name, documents in groupby(source.documents(), key=itemgetter(0)):
            for batch in _batches(document for _, document in documents):
                if shutil.disk_usage(self._folder).free < self._reserve_bytes:
                    raise NoRoomForRestore(folder=str(self._folder))
                try:
                    self._database[_PREFIX + name].insert_many(map(RawBSONDocument, batch))
                except (OperationFailure, DocumentTooLarge, BSONError) as error:
                    raise self._explained(source, name, error) from error
                done += len(batch)
                progress(done, total)

    def _explained(self, source: BackupSource, collection: str, error: Exception) -> Exception:
        """The error to raise; only the server's own troubles stay what they are."""
        if isinstance(error, OperationFailure):
            refused = error.details.get("writeErrors", []) if isinstance(error, BulkWriteError) else []
            codes = {each["code"] for each in refused} or {error.code}
            if _OUT_OF_DISK in codes:
                return NoRoomForRestore(folder=str(self._folder))
            if not refused and not codes & _REFUSED_DOCUMENTS:
                return error
            kind = f"error {', '.join(map(str, sorted(codes, key=str)))}"
        else:
            kind = type(error).__name__
        return DamagedBackup(
            file=source.name, reason=f"MongoDB no acepta un documento de {collection}: {kind}"
        )

    def _give_up(self) -> None:
        try:
            _drop_staged(self._database)
        except PyMongoError:
            logger.warning("the next start removes what a failed restore left behind")


def forget_staged(database: Database[Document]) -> None:
    """Remove what a killed restore left behind. Not for a database where one may be under way."""
    with explained():
        _drop_staged(database)


def _drop_staged(database: Database[Document]) -> None:
    for name in database.list_collection_names(filter={"name": {"$regex": f"^{_PREFIX}"}}):
        database[name].drop()


def _batches(documents: Iterator[bytes]) -> Iterator[list[bytes]]:
    """The documents in groups that fit into memory, however long each is."""
    batch: list[bytes] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document)
        if len(batch) == _BATCH_DOCUMENTS or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
