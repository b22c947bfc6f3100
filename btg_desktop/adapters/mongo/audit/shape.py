"""Whether the collections, validators and indexes are those of this program.

An index may delete by itself (TTL), and a validator that is off lets anything in: both change the books
without a word of the program's.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import bson
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import CODEC, Document
from btg_desktop.adapters.mongo.schema import INDEXES
from btg_desktop.adapters.mongo.validators import VALIDATORS
from btg_desktop.domain.audit import Broken, Figures, Flaw, Violation

_OWN: Final[Document] = {"_id_": {"key": {"_id": 1}}}
_UNTOLD: Final = frozenset({"v", "name", "ns"})
"""What says nothing of an index's work."""

_DEFAULTS: Final[Document] = {"validationLevel": "strict", "validationAction": "error"}


def shape_flaws(database: Database[Document]) -> Iterator[Violation]:
    """Name every difference; what is missing, strange, or another. Raises PyMongoError."""
    stored = {each["name"]: each for each in database.list_collections()}
    for name, validator in VALIDATORS.items():
        if (found := stored.get(name)) is None:
            yield _violation(name, Flaw.NO_COLLECTION)
            continue
        expected = {**_DEFAULTS, "validator": _as_stored(validator)}
        if found["type"] != "collection" or {**_DEFAULTS, **found.get("options", {})} != expected:
            yield _violation(name, Flaw.OTHER_VALIDATOR)
        if found["type"] == "collection":
            yield from _index_flaws(database, name)


def _index_flaws(database: Database[Document], name: str) -> Iterator[Violation]:
    expected = _OWN | {index.document["name"]: index.document for index in INDEXES.get(name, ())}
    found = {str(index["name"]): index for index in database[name].list_indexes()}
    for index, document in found.items():
        if "expireAfterSeconds" in document:
            seconds = str(document["expireAfterSeconds"])
            yield _violation(name, Flaw.EXPIRING_INDEX, {"index": index, "seconds": seconds})
        elif index not in expected:
            yield _violation(name, Flaw.STRANGE_INDEX, {"index": index})
        elif _work(document) != _work(expected[index]):
            yield _violation(name, Flaw.OTHER_INDEX, {"index": index})
    for index in sorted(expected.keys() - found.keys()):
        yield _violation(name, Flaw.NO_INDEX, {"index": index})


def _work(index: Mapping[str, Any]) -> tuple[list[tuple[str, Any]], Document]:
    """What an index does: its keys in their order, and its options."""
    options = {name: value for name, value in index.items() if name not in _UNTOLD | {"key"}}
    return list(dict(index["key"]).items()), options


def _as_stored(validator: Mapping[str, Any]) -> Document:
    return bson.decode(bson.encode(validator), CODEC)


def _violation(collection: str, flaw: Flaw, figures: Figures | None = None) -> Violation:
    return Violation(Broken.SCHEMA, "", flaw, figures or {}, document=collection)
