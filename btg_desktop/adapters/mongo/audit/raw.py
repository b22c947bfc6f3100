"""Documents as bytes first, so that one that cannot be decoded is named and the rest is read."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeVar

import bson
from bson.binary import Binary, UuidRepresentation
from bson.codec_options import CodecOptions, DatetimeConversion
from bson.errors import InvalidBSON
from bson.raw_bson import RawBSONDocument
from pymongo import ASCENDING
from pymongo.client_session import ClientSession
from pymongo.collection import Collection
from pymongo.cursor import Cursor
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import CODEC, Document
from btg_desktop.adapters.mongo.fields import Misfit
from btg_desktop.domain.models import Unreadable

T = TypeVar("T")

_RAW: Final[CodecOptions[RawBSONDocument]] = CodecOptions(
    document_class=RawBSONDocument, uuid_representation=UuidRepresentation.STANDARD
)
_LENIENT: Final = CodecOptions[Document](
    tz_aware=True,
    uuid_representation=UuidRepresentation.UNSPECIFIED,
    datetime_conversion=DatetimeConversion.DATETIME_AUTO,
    unicode_decode_error_handler="backslashreplace",
)
_LONGEST_SHOWN: Final = 80
_BATCH_BYTES: Final = 8 * 1024 * 1024
_HEAD: Final = 4  # of a document: its length
_KEY: Final = b"_id\0"


def opened(raw: RawBSONDocument) -> Document:
    """Decode a document. Raises Misfit."""
    try:
        return bson.decode(raw.raw, CODEC)
    except (InvalidBSON, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise Misfit("documento: no_se_puede_decodificar") from error


def unreadable(collection: str, raw: RawBSONDocument, misfit: Misfit) -> Unreadable:
    return Unreadable(collection, shown(lenient_field(raw, "_id")), str(misfit))


def lenient_field(raw: RawBSONDocument, name: str) -> Any:
    """A field as well as it can be decoded, to name its document."""
    try:
        return bson.decode(raw.raw, _LENIENT).get(name)
    except (InvalidBSON, ValueError, TypeError, OverflowError, RecursionError):
        return None


def shown(value: Any) -> str:
    """Some value of a document on one line, not longer than a line."""
    if isinstance(value, Binary) and value.subtype == bson.binary.UUID_SUBTYPE and len(value) == 16:
        value = value.as_uuid()
    text = str(value).encode("utf-8", "backslashreplace").decode()
    text = "".join(sign if sign.isprintable() else "�" for sign in text[: _LONGEST_SHOWN + 1])
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


class Scan:
    """Reads collections batch by batch, each batch under a snapshot of its own that does not grow old."""

    def __init__(self, database: Database[Document]) -> None:
        self._database = database

    def batches(
        self, name: str, size: int, match: Document | None = None, projection: Document | None = None
    ) -> Iterator[tuple[ClientSession, list[RawBSONDocument]]]:
        """All documents by id; consume one batch before the next."""
        collection, query = self.raw(name), dict(match or {})
        while True:
            with self._database.client.start_session(snapshot=True) as session:
                found = collection.find(query, projection, session=session).sort("_id", ASCENDING)
                batch = _first(found, size)
                if not batch:
                    return
                yield session, batch
                ids = collection.find(query, {"_id": 1}, session=session).sort("_id", ASCENDING)
                last = next(ids.skip(len(batch) - 1).limit(1))
            # An expression, since a plain $gt would stop where the ids change their type.
            query = {**(match or {}), "$expr": {"$gt": ["$_id", _literal(last)]}}

    def by_id(
        self, session: ClientSession, name: str, ids: Iterable[Any]
    ) -> Iterator[tuple[Any, Document | Unreadable]]:
        """The documents of `name` under these ids, each with its id; an undecodable one is named."""
        wanted = list(ids)
        if not wanted:
            return
        for raw in self.raw(name).find({"_id": {"$in": wanted}}, session=session):
            try:
                document = opened(raw)
            except Misfit as misfit:
                found = lenient_field(raw, "_id")
                is_uuid = isinstance(found, Binary) and found.subtype == bson.binary.UUID_SUBTYPE
                yield found.as_uuid() if is_uuid else found, unreadable(name, raw, misfit)
            else:
                yield document["_id"], document

    def present(self, session: ClientSession, name: str, ids: Iterable[T]) -> set[T]:
        """Those of `ids` that `name` has."""
        wanted = list(ids)
        if not wanted:
            return set()
        found = self._database[name].find({"_id": {"$in": wanted}}, {"_id": 1}, session=session)
        return {document["_id"] for document in found}

    def raw(self, name: str) -> Collection[RawBSONDocument]:
        return self._database[name].with_options(codec_options=_RAW)


def _first(found: Cursor[RawBSONDocument], size: int) -> list[RawBSONDocument]:
    """Up to `size` documents; fewer where they are so long that they would fill the memory."""
    batch: list[RawBSONDocument] = []
    length = 0
    with found.limit(size):
        for raw in found:
            batch.append(raw)
            length += len(raw.raw)
            if length >= _BATCH_BYTES:
                break
    return batch


def _literal(raw: RawBSONDocument) -> RawBSONDocument:
    """The id of a document that holds nothing else as `{$literal: id}`, byte by byte as it is stored.

    Not every id survives decoding, and one that changed would make the scan skip or repeat.
    """
    stored = bytes(raw.raw)
    kind, value = stored[_HEAD : _HEAD + 1], stored[_HEAD + 1 + len(_KEY) : -1]
    element = kind + b"$literal\0" + value
    return RawBSONDocument((_HEAD + len(element) + 1).to_bytes(_HEAD, "little") + element + b"\0")
