"""Makes the private database what a copy holds, so that a half-done one is never mistaken for a whole.

All documents are staged first (`staging.py`). The document `esquema`/`restauracion` stands from before the
first change of the books until they were verified; `ensure_schema` refuses a database that has it. A restore
that was cut off is simply done again.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final

from bson import Int64
from pymongo.database import Database

from btg_desktop.adapters.mongo.backup.archive import Archive, opened_archive
from btg_desktop.adapters.mongo.backup.snapshot import COLLECTIONS
from btg_desktop.adapters.mongo.backup.staging import Staging
from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.adapters.mongo.documents import write_fund
from btg_desktop.adapters.mongo.schema import FUNDS, lay_out, mark_version
from btg_desktop.adapters.mongo.schema_version import RESTORING, VERSION
from btg_desktop.adapters.mongo.trail import EVENTS
from btg_desktop.adapters.mongo.upgrade import bring_up
from btg_desktop.domain.errors import BackupTooNew, DatabaseRefused
from btg_desktop.services.ports import BackupSource, Progress

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
    """`alone` keeps other windows of this PC from opening the database, which is on the disk of `folder`.

    The connection must be free of the strict Stable API, which has no renaming of collections.
    """

    def __init__(
        self,
        database: Database[Document],
        alone: Callable[[], AbstractContextManager[None]],
        folder: Path,
        reserve_bytes: int = 0,
    ) -> None:
        self._database = database
        self._staging = Staging(database, folder, reserve_bytes)
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

    def staged(self, source: BackupSource, progress: Progress) -> AbstractContextManager[None]:
        return self._staging.filled(source, progress)

    def begin(self, source: BackupSource, rescued: Path | None) -> None:
        mark: Document = {"version": Int64(1), "copia": source.name}
        if rescued is not None:
            mark["rescate"] = str(rescued)  # stays if the restore is done again
        with explained():
            self._schema.update_one({"_id": RESTORING}, {"$set": mark}, upsert=True)

    def take_over(self, source: BackupSource) -> None:
        with explained(None):
            self._schema.delete_one({"_id": "version"})
            self._staging.take_over()
            # The copy is exact, also where another program once wrote what the validators refuse.
            self._validate("off")
            lay_out(self._database)
            for name, count in source.facts.documents.items():
                if self._database[name].count_documents({}) != count:
                    raise DatabaseRefused(reason=f"{name}: no quedaron {count} documentos")
            bring_up(self._database, source.facts.schema_version)
            self._validate("strict")
            mark_version(self._database)

    def finish(self) -> None:
        with explained():
            self._schema.delete_one({"_id": RESTORING})

    def _validate(self, level: str) -> None:
        for name in COLLECTIONS:
            self._database.command("collMod", name, validationLevel=level)
