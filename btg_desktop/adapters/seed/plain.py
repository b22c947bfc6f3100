"""Source documents as plain Python values. An amount never becomes a float: it keeps its written digits."""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from uuid import UUID

from bson import Binary, Decimal128, Int64, ObjectId
from bson.binary import UUID_SUBTYPE

from btg_desktop.services.importing.ports import Plain

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MAX_DEPTH: Final = 20
_WHOLE: Final = re.compile(r"-?[0-9]{1,19}")


def plain(value: Any, depth: int = 0) -> Plain:
    """Return `value` without the types of MongoDB, in their BSON or their extended JSON form."""
    if isinstance(value, dict | list) and depth > _MAX_DEPTH:
        return None  # nothing that is read lies so deep
    if isinstance(value, list):
        return [plain(inner, depth + 1) for inner in value]
    if isinstance(value, dict):
        kind = next(iter(value), "")
        if kind in _EXTENDED and (len(value) == 1 or value.keys() == {"$binary", "$type"}):
            return _EXTENDED[kind](value)
        return {key: plain(inner, depth + 1) for key, inner in value.items()}
    convert = _CONVERSIONS.get(type(value))
    return convert(value) if convert else value


def _binary(value: Binary) -> Plain:
    return value.as_uuid() if value.subtype == UUID_SUBTYPE else value.hex()


_CONVERSIONS: Final[Mapping[type, Callable[[Any], Plain]]] = {
    float: lambda value: Decimal(repr(value)),  # the shortest digits that mean this very float
    Decimal128: lambda value: value.to_decimal(),
    Int64: int,
    ObjectId: str,
    Binary: _binary,
}

# Extended JSON, canonical or relaxed. What does not fit its type stays what it is, and is refused where
# it is used.


def _whole(value: Mapping[str, Any]) -> Plain:
    (text,) = value.values()
    return int(text) if isinstance(text, str) and _WHOLE.fullmatch(text) else text


def _decimal(value: Mapping[str, Any]) -> Plain:
    (text,) = value.values()
    try:
        return Decimal(text)
    except (InvalidOperation, TypeError, ValueError):
        return text


def _date(value: Mapping[str, Any]) -> Plain:
    inner = value["$date"]
    milliseconds = _whole(inner) if isinstance(inner, dict) and len(inner) == 1 else inner
    if not isinstance(milliseconds, int):
        return milliseconds
    try:
        return _EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return None


def _binary_text(value: Mapping[str, Any]) -> Plain:
    inner = value["$binary"]
    text, subtype = (
        (inner.get("base64"), inner.get("subType"))
        if isinstance(inner, dict)
        else (inner, value.get("$type"))
    )
    try:
        data = base64.b64decode(str(text), validate=True)
        return UUID(bytes=data) if subtype in ("04", "4") else data.hex()
    except (binascii.Error, ValueError):
        return None


_EXTENDED: Final[Mapping[str, Callable[[Mapping[str, Any]], Plain]]] = {
    "$oid": lambda value: value["$oid"],
    "$uuid": lambda value: value["$uuid"],
    "$numberInt": _whole,
    "$numberLong": _whole,
    "$numberDouble": _decimal,
    "$numberDecimal": _decimal,
    "$date": _date,
    "$binary": _binary_text,
}
