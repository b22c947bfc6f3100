"""What the tests of copies share: the other PC, and how to look at what a database holds."""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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


def forge(
    path: Path, documents: Mapping[str, Iterable[bytes]], header: Mapping[str, Any] | None = None
) -> Path:
    """A file that another program wrote: sealed like a copy, whatever it holds. `header` is raw JSON."""
    counts: dict[str, int] = {}
    with gzip.open(path, "wb") as packed:
        for name, each in documents.items():
            for count, document in enumerate(each, 1):
                packed.write(document)
                counts[name] = count
    fields = {
        "formato": '"btg-desktop-copia"',
        "version": "1",
        "programa": '"1.0"',
        "base": '"btg"',
        "esquema": "1",
        "fecha": '"2026-11-24T15:00:00+00:00"',
        "documentos": json.dumps(counts),
    }
    line = ", ".join(f'"{name}": {value}' for name, value in {**fields, **(header or {})}.items())
    sealed = f"{{{line}}}\n".encode() + path.read_bytes()
    path.write_bytes(sealed + hashlib.sha256(sealed).hexdigest().encode() + b"\n")
    return path


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
