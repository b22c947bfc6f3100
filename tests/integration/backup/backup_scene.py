"""What the tests of copies share: the other PC, and how to look at what a database holds."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pymongo.database import Database

from btg_desktop.adapters.mongo.backup.snapshot import COLLECTIONS
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.private_mongod.server import PrivateMongod
from btg_desktop.services.backups import Restored
from btg_desktop.services.ports import Backup

MakeBackup = Callable[..., Backup]
Restore = Callable[..., Restored]


def unwatched(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""


def never() -> bool:
    return False


def contents(database: Database[Document]) -> dict[str, list[Document]]:
    """Everything that a copy is of."""
    return {name: list(database[name].find().sort("_id")) for name in COLLECTIONS}


@dataclass(frozen=True)
class Elsewhere:
    """Another PC's private server."""

    data_dir: Path
    server: PrivateMongod
    uri: str
    database: Database[Document]
