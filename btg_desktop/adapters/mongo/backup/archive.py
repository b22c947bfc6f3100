"""The file of one copy. It is written whole or not at all, and damage to any byte of it is found.

    line 1           JSON: what it is, who made it when, and how many documents each collection has
    then             gzip: the documents as MongoDB's BSON, one after another, collections in that order
    last 65 bytes    the SHA-256 of everything before, in hexadecimal, and a line feed

So `head -1 FILE` tells what it is and `head -c -65 FILE | sha256sum` whether it is sound, and
`tail -n +2 FILE | zcat | bsondump` reads it without this program.
"""

import gzip
import hashlib
import io
import json
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Final

import msgspec
from msgspec import Meta

from btg_desktop.domain.errors import (
    BackupExists,
    BackupFailed,
    BackupTooNew,
    DamagedBackup,
    NoRoomForBackup,
    NotABackup,
)
from btg_desktop.durable import NO_SPACE, sync_folder
from btg_desktop.services.ports import BackupFacts

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FORMAT: Final = "btg-desktop-copia"
VERSION: Final = 1
"""Raise it with every change of this file's layout."""

SEAL_BYTES: Final = 65
UNFINISHED_SUFFIX: Final = ".sin-terminar"
_HEADER_LIMIT: Final = 64 * 1024
_CHUNK: Final = 1024 * 1024
_LENGTH_BYTES: Final = 4
_COMPRESSION: Final = 6

DOCUMENT_BYTES: Final = 16 * 1024 * 1024
"""The longest document that MongoDB keeps."""


class _Sealing:
    """Passes bytes on to a file and keeps their hash."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    def seal(self) -> bytes:
        return _seal(self._hash.hexdigest())


def refuse_existing(path: Path) -> None:
    """Raise BackupExists where a copy must not go."""
    if path.exists():
        raise BackupExists(file=str(path))


def write_archive(
    path: Path,
    facts: BackupFacts,
    batches: Iterable[bytes],
    *,
    overwrite: bool = False,
    reserve_bytes: int = 0,
) -> None:
    """Write the file under another name, read it back, and only then give it its own.

    `batches` are whole documents, in the order of `facts`. At least `reserve_bytes` stay free on the
    disk. Raises BackupFailed; what `batches` raises comes through.
    """
    with _explained(path):
        descriptor, name = tempfile.mkstemp(  # readable by the user alone
            dir=path.parent, prefix=f".{path.name}-", suffix=UNFINISHED_SUFFIX
        )
        unfinished = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                _write(file, facts, _leaving_room(batches, path.parent, reserve_bytes))
                os.fsync(descriptor)
            _prove_sound(unfinished)
            if not overwrite:
                refuse_existing(path)
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def _write(file: BinaryIO, facts: BackupFacts, batches: Iterable[bytes]) -> None:
    sealing = _Sealing(file)
    sealing.write(_header(facts))
    with gzip.GzipFile("", mode="wb", compresslevel=_COMPRESSION, fileobj=sealing, mtime=0) as compressed:
        for batch in batches:
            compressed.write(batch)
    file.write(sealing.seal())
    file.flush()


def _prove_sound(path: Path) -> None:
    try:
        with opened_archive(path):
            pass
    except DamagedBackup as error:
        raise BackupFailed(reason=str(error)) from error


def _leaving_room(batches: Iterable[bytes], folder: Path, reserve_bytes: int) -> Iterator[bytes]:
    for batch in batches:
        if shutil.disk_usage(folder).free < reserve_bytes:
            raise NoRoomForBackup(folder=str(folder))
        yield batch


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in NO_SPACE:
            raise NoRoomForBackup(folder=str(path.parent)) from error
        raise BackupFailed(reason=f"{path}: {error.strerror}") from error


@dataclass(frozen=True, slots=True)
class Archive:
    """A sound copy, open for reading."""

    name: str
    facts: BackupFacts
    _file: BinaryIO
    _body: int

    def documents(self) -> Iterator[tuple[str, bytes]]:
        """Every document with its collection, collection by collection. Raises DamagedBackup."""
        self._file.seek(self._body)
        try:
            with gzip.GzipFile(fileobj=_Until(self._file, _sealed_bytes(self._file))) as stream:
                for collection, count in self.facts.documents.items():
                    for _ in range(count):
                        yield collection, _document(stream)
                _require_end(stream)
        except (OSError, EOFError, zlib.error) as error:
            raise DamagedBackup(file=self.name, reason=str(error)) from error


class _Until(io.RawIOBase):
    """A file that ends before its end: gzip would take the seal for more of its own."""

    def __init__(self, file: BinaryIO, end: int) -> None:
        self._file = file
        self._end = end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        room = memoryview(buffer)
        data = self._file.read(min(len(room), self._end - self._file.tell()))
        room[: len(data)] = data
        return len(data)


@contextmanager
def opened_archive(path: Path) -> Iterator[Archive]:
    """Open a copy after checking all of it. Raises NotABackup, BackupTooNew or DamagedBackup."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise NotABackup(file=str(path)) from error
    with file:
        first_line = file.readline(_HEADER_LIMIT)
        facts = _facts(path, first_line)  # first: a newer program may seal in another way
        _check_seal(path, file)
        archive = Archive(str(path), facts, file, len(first_line))
        for _ in archive.documents():
            pass
        yield archive


def facts_of(path: Path) -> BackupFacts:
    """What a copy says of itself, unchecked. Raises NotABackup, BackupTooNew or DamagedBackup."""
    try:
        with path.open("rb") as file:
            return _facts(path, file.readline(_HEADER_LIMIT))
    except OSError as error:
        raise NotABackup(file=str(path)) from error


def _header(facts: BackupFacts) -> bytes:
    header = {
        "formato": FORMAT,
        "version": VERSION,
        "programa": facts.program,
        "base": facts.database,
        "esquema": facts.schema_version,
        "fecha": facts.made_at.isoformat(),
        "documentos": dict(facts.documents),
    }
    return json.dumps(header, ensure_ascii=False).encode() + b"\n"


class _Kind(msgspec.Struct):
    """What every version of this file's layout says."""

    formato: str
    version: Annotated[int, Meta(ge=1)]
    programa: str


class _BackupHeader(_Kind):
    base: str
    esquema: Annotated[int, Meta(ge=0)]
    fecha: datetime
    documentos: dict[str, Annotated[int, Meta(ge=0)]]


def _facts(path: Path, first_line: bytes) -> BackupFacts:
    try:
        kind = msgspec.json.decode(first_line, type=_Kind)
        if kind.formato != FORMAT:
            raise NotABackup(file=str(path))
        if kind.version > VERSION:
            raise BackupTooNew(file=str(path), program=kind.programa)
        header = msgspec.json.decode(first_line, type=_BackupHeader)
        return BackupFacts(
            made_at=header.fecha.astimezone(UTC),
            program=header.programa,
            database=header.base,
            schema_version=header.esquema,
            documents=header.documentos,
        )
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError) as error:
        if FORMAT.encode() in first_line:
            raise DamagedBackup(file=str(path), reason="encabezado") from error
        raise NotABackup(file=str(path)) from error


def _check_seal(path: Path, file: BinaryIO) -> None:
    left = _sealed_bytes(file)
    seen = hashlib.sha256()
    file.seek(0)
    while left > 0 and (chunk := file.read(min(_CHUNK, left))):
        seen.update(chunk)
        left -= len(chunk)
    if file.read() != _seal(seen.hexdigest()):
        raise DamagedBackup(file=str(path), reason="la suma SHA-256 no coincide")


def _sealed_bytes(file: BinaryIO) -> int:
    return os.fstat(file.fileno()).st_size - SEAL_BYTES


def _seal(digest: str) -> bytes:
    return digest.encode() + b"\n"


def _document(stream: gzip.GzipFile) -> bytes:
    prefix = stream.read(_LENGTH_BYTES)
    length = int.from_bytes(prefix, "little")
    if length > DOCUMENT_BYTES:  # before it is read: a small file can hold one that fills the memory
        raise EOFError("un documento pasa de 16 MB")
    rest = stream.read(max(0, length - _LENGTH_BYTES))
    if not rest or len(rest) != length - _LENGTH_BYTES:
        raise EOFError("tiene menos documentos de los que dice")
    return prefix + rest


def _require_end(stream: gzip.GzipFile) -> None:
    if stream.read(1):
        raise EOFError("tiene más documentos de los que dice")
