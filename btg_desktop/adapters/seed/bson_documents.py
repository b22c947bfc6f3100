"""BSON documents, in a folder as mongodump writes it or in a live database, read and never written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

import bson
from bson.binary import UuidRepresentation
from bson.codec_options import CodecOptions
from bson.errors import BSONError
from bson.raw_bson import RawBSONDocument
from pymongo import MongoClient
from pymongo.database import Database
from pymongo.errors import ConfigurationError, InvalidName, InvalidURI, PyMongoError
from pymongo.read_preferences import ReadPreference

from btg_desktop.adapters.mongo.connection import READ_SECONDS, explain, explained
from btg_desktop.adapters.seed.files import opened
from btg_desktop.adapters.seed.plain import plain
from btg_desktop.domain.errors import BadSource
from btg_desktop.services.importing.ports import Damaged, Plain

_MAX_BYTES: Final = 17 * 1024 * 1024
"""More than MongoDB lets a document have."""

_OPTIONS: Final = CodecOptions[dict[str, object]](
    tz_aware=True, uuid_representation=UuidRepresentation.STANDARD
)
_NOTHING: Final = "no tiene fondos ni usuarios"


def _decoded(raw: bytes) -> Plain | Damaged:
    try:
        return plain(bson.decode(raw, _OPTIONS))
    except (BSONError, UnicodeDecodeError):
        return Damaged("el documento BSON está dañado")


class DumpFolder:
    """`fondos.bson` and `usuarios.bson`, packed or not. Raises BadSource for a folder without them."""

    def __init__(self, folder: Path) -> None:
        self._files = _files_in(folder)
        counts = {name: sum(1 for _ in _frames(path)) for name, path in self._files.items()}
        self.users = counts.get("usuarios", 0)
        if not any(counts.values()):
            raise BadSource(source=str(folder), reason=_NOTHING)

    def read_funds(self) -> Iterator[Plain | Damaged]:
        return self._read("fondos")

    def read_users(self) -> Iterator[Plain | Damaged]:
        return self._read("usuarios")

    def _read(self, name: str) -> Iterator[Plain | Damaged]:
        if name in self._files:
            yield from map(_decoded, _frames(self._files[name]))


def _files_in(folder: Path) -> dict[str, Path]:
    """The files of both collections in `folder`, or in the one folder below it that has them."""
    try:
        found = [
            {
                name: path
                for name in ("fondos", "usuarios")
                for path in (place / f"{name}.bson", place / f"{name}.bson.gz")
                if path.is_file()
            }
            for place in (folder, *sorted(path for path in folder.iterdir() if path.is_dir()))
        ]
    except OSError as error:
        raise BadSource(source=str(folder), reason=error.strerror or str(error)) from error
    found = found[:1] if found[0] else [files for files in found if files]
    if not found:
        raise BadSource(source=str(folder), reason="la carpeta no tiene fondos.bson ni usuarios.bson")
    if len(found) > 1:
        raise BadSource(source=str(folder), reason="tiene varias bases de datos: indique la carpeta de una")
    return found[0]


def _frames(path: Path) -> Iterator[bytes]:
    """The bytes of each document; each says first how long it is."""
    with opened(path) as file:
        while head := file.read(4):
            size = int.from_bytes(head, "little")
            rest = _rest(file, size) if len(head) == 4 and 5 <= size <= _MAX_BYTES else b""
            if len(rest) != size - 4:
                raise BadSource(source=str(path), reason="no es BSON, o está cortado")
            yield head + rest


def _rest(file: BinaryIO, size: int) -> bytes:
    return file.read(size - 4)


class LiveDatabase:
    """The collections of a running server. `name` is how people know it: without user and password."""

    def __init__(self, database: Database[RawBSONDocument], name: str) -> None:
        self._database = database
        try:
            self.users = self._database["usuarios"].estimated_document_count()
            funds = self._database["fondos"].estimated_document_count()
        except PyMongoError as error:
            raise BadSource(source=name, reason=f"no responde ({explain(error).fields['reason']})") from error
        if not self.users and not funds:
            raise BadSource(source=name, reason=_NOTHING)

    def read_funds(self) -> Iterator[Plain | Damaged]:
        return self._read("fondos")

    def read_users(self) -> Iterator[Plain | Damaged]:
        return self._read("usuarios")

    def _read(self, name: str) -> Iterator[Plain | Damaged]:
        with explained(None):
            for document in self._database[name].find().sort("_id"):
                yield _decoded(bytes(document.raw))


@contextmanager
def opened_database(uri: str, database: str | None, password: str | None) -> Iterator[LiveDatabase]:
    """Connect to a source. `database` stands above the one that `uri` names. Raises BadSource."""
    name = uri.rpartition("@")[2].partition("?")[0]
    credentials: dict[str, Any] = {} if password is None else {"password": password}
    try:
        client = MongoClient[RawBSONDocument](
            uri,
            document_class=RawBSONDocument,
            appname="btg-desktop import",
            serverSelectionTimeoutMS=int(READ_SECONDS * 1000),
            connect=False,
            **credentials,
        )
    except (InvalidURI, ConfigurationError, ValueError) as error:
        raise BadSource(source=name, reason="no es una dirección de MongoDB") from error
    with client:
        try:
            chosen = client.get_database(database, read_preference=ReadPreference.PRIMARY_PREFERRED)
        except ConfigurationError as error:
            raise BadSource(source=name, reason="falta la base de datos: --database NOMBRE") from error
        except InvalidName as error:
            raise BadSource(source=name, reason="no es el nombre de una base de datos") from error
        yield LiveDatabase(chosen, name)
