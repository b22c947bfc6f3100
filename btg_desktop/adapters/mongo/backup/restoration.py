"""Makes the private database what a copy holds, so that a half-done one is never mistaken for a whole.

The document `esquema`/`restauracion` stands from before the first change until everything is there;
`ensure_schema` refuses a database that has it. A restore that was cut off is simply done again.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Final

from bson import Int64
from bson.raw_bson import RawBSONDocument
from pymongo.database import Database

from btg_desktop.adapters.mongo.backup.archive import Archive, opened_archive
from btg_desktop.adapters.mongo.backup.snapshot import COLLECTIONS
from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.adapters.mongo.documents import write_fund
from btg_desktop.adapters.mongo.schema import FUNDS, lay_out, mark_version
from btg_desktop.adapters.mongo.schema_version import RESTORING, VERSION
from btg_desktop.adapters.mongo.trail import EVENTS
from btg_desktop.adapters.mongo.upgrade import bring_up
from btg_desktop.domain.errors import BackupTooNew, DatabaseRefused
from btg_desktop.services.ports import BackupSource, Progress

_BATCH: Final = 1_000
_BEYOND_CATALOGUE: Final = {EVENTS: {"_id.coleccion": {"$ne": "fondos"}}}


@contextmanager
def opened_backup(path: Path) -> Iterator[Archive]:
    """Open a copy that this program can restore, after checking all of it.

    Raises NotABackup, DamagedBackup or BackupTooNew.
    """
    with opened_archive(path) as archive:
        facts = archive.facts
        if facts.schema_version > VERSION or not set(facts.documents) <= set(COLLECTIONS):
            raise BackupTooNew(file=archive.name, program=facts.program)
        yield archive


class MongoRestoreTarget:
    """`alone` keeps other windows of this PC from opening the database."""

    def __init__(
        self, database: Database[Document], alone: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self._database = database
        self._schema = database["esquema"]
        self.alone = alone

    def is_unfinished(self) -> bool:
        with explained():
            return self._schema.find_one({"_id": RESTORING}) is not None

    def is_empty(self) -> bool:
        """Whether nobody has worked here: at most the catalogue that comes with the program."""
        with explained():
            funds = list(self._database["fondos"].find({}, {"revision": 0}).sort("_id"))
            return funds in ([], [write_fund(fund) for fund in FUNDS]) and not any(
                self._database[name].find_one(_BEYOND_CATALOGUE.get(name, {}), {"_id": 1})
                for name in COLLECTIONS
                if name != "fondos"
            )

    def begin(self, source: BackupSource) -> None:
        with explained():
            mark = {"version": Int64(1), "copia": source.name}
            self._schema.update_one({"_id": RESTORING}, {"$set": mark}, upsert=True)

    def load(self, source: BackupSource, progress: Progress) -> None:
        with explained(None):
            self._clear()
            lay_out(self._database)
            # The copy is exact, also where another program once wrote what the validators refuse.
            self._validate("off")
            self._insert(source, progress)
            for name, count in source.facts.documents.items():
                if self._database[name].count_documents({}) != count:
                    raise DatabaseRefused(reason=f"{name}: no quedaron {count} documentos")
            bring_up(self._database, source.facts.schema_version)
            self._validate("strict")
            mark_version(self._database)

    def finish(self) -> None:
        with explained():
            self._schema.delete_one({"_id": RESTORING})

    def _clear(self) -> None:
        for name in COLLECTIONS:
            self._database[name].drop()
        self._schema.delete_one({"_id": "version"})

    def _validate(self, level: str) -> None:
        for name in COLLECTIONS:
            self._database.command("collMod", name, validationLevel=level)

    def _insert(self, source: BackupSource, progress: Progress) -> None:
        done, total = 0, sum(source.facts.documents.values())
        for name, documents in groupby(source.documents(), key=itemgetter(0)):
            while batch := [RawBSONDocument(document) for _, document in islice(documents, _BATCH)]:
                self._database[name].insert_many(batch)
                done += len(batch)
                progress(done, total)
