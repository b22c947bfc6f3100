"""Whatever a document holds, `verify` goes through to the end, and says what it met."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import bson
import pytest
from bson import Binary, Code, DBRef, Decimal128, Int64, MaxKey, MinKey, ObjectId, Regex, Timestamp
from bson.datetime_ms import DatetimeMS
from bson.raw_bson import RawBSONDocument
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pymongo.database import Database
from pymongo.errors import WriteError

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.validators import VALIDATORS
from btg_desktop.commands.violations import as_dict, as_line
from btg_desktop.domain.audit import Broken
from btg_desktop.services.verification import Verification

READ = sorted(set(VALIDATORS) - {"esquema"})

STRANGE = [
    Decimal128("1E+30"),
    Decimal128("9.999999999999999999999999999999999E+6144"),
    Decimal128("1E-6143"),
    Decimal128("NaN"),
    Decimal128("sNaN"),
    Decimal128("-Infinity"),
    Decimal128("-0"),
    Decimal128("0.001"),
    Decimal128("-75000"),
    float("nan"),
    1e308,
    75000.0,
    Int64(2**63 - 1),
    Int64(-(2**63)),
    0,
    True,
    None,
    "",
    "9" * 5_000,
    "\x00",
    "x" * 1_000_000,
    DatetimeMS(2**63 - 1),
    DatetimeMS(-(2**63)),
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(9999, 12, 31, tzinfo=UTC),
    Binary(b"abc", 4),
    Binary(b"x" * 16, 3),
    Binary(b"x" * 16, 4),
    ObjectId(),
    Code("while (true) {}"),
    Regex("(", "x"),
    Timestamp(1, 1),
    MinKey(),
    MaxKey(),
    DBRef("usuarios", 1),
    [],
    ["a", "a"],
    [[{"$gt": 1}]],
    {},
    {"numero": {}, "canal": [], "saldo": Decimal128("1E+30")},
    {"01": Decimal128("1"), "1": Decimal128("1"), "9" * 5_000: Decimal128("1")},
]

PARALLEL_ARRAYS = 171
"""The server takes no two lists in the fields of one index."""

UNIQUE = ("usuario", "documento", "huella", "sucursal", "numero")
"""What unique indexes hold: documents without these would clash with each other."""

SCALARS = st.one_of(
    st.sampled_from(STRANGE),
    st.text(max_size=20),
    st.integers(-(2**63), 2**63 - 1).map(Int64),
    st.floats(),
    st.binary(max_size=20),
    st.binary(max_size=20).map(lambda each: Binary(each, 4)),
    st.integers(-(2**63), 2**63 - 1).map(DatetimeMS),
    st.binary(min_size=16, max_size=16).map(Decimal128.from_bid),
)
KEYS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def unguarded(bank: Database[Document]) -> Iterator[Database[Document]]:
    """The bank without validators: what another program may have written before there were any."""
    for name in READ:
        bank.command("collMod", name, validationLevel="off")
    yield bank
    for name in READ:
        bank.command("collMod", name, validationLevel="strict")


def goes_to_the_end(verification: Verification) -> list[Broken]:
    found = []
    for violation in verification.violations():
        assert "\n" not in as_line(violation)
        bson.encode(as_dict(violation))
        found.append(violation.broken)
    assert verification.unseen == []
    return found


def edited(database: Database[Document], name: str, place: int, value: Any) -> Iterator[None]:
    """Put `value` at some place of some document, and put the document back."""
    collection = database[name]
    documents = list(collection.find().sort("_id"))
    document = documents[place % len(documents)]
    paths = [field for field in _paths(document) if field != "_id" and not field.startswith("_id.")]
    if not paths:
        return
    path = paths[place // len(documents) % len(paths)]
    try:
        collection.update_one({"_id": document["_id"]}, [{"$set": {path: {"$literal": value}}}])
    except WriteError as refused:
        if refused.code != PARALLEL_ARRAYS:
            raise
        return
    try:
        yield
    finally:
        collection.replace_one({"_id": document["_id"]}, document)


def _paths(document: Document, above: str = "") -> Iterator[str]:
    for name, value in document.items():
        yield above + name
        if isinstance(value, dict) and not any("." in each or not each for each in value):
            yield from _paths(value, f"{above}{name}.")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(READ), place=st.integers(0, 10_000), value=VALUES)
def test_any_value_in_any_field_is_read_to_the_end(
    unguarded: Database[Document], verification: Verification, name: str, place: int, value: Any
) -> None:
    for _ in edited(unguarded, name, place, value):
        goes_to_the_end(verification)


@pytest.mark.parametrize("field", ["saldo_disponible", "documento"])
@pytest.mark.parametrize("value", STRANGE, ids=range(len(STRANGE)))
def test_no_strange_value_of_a_client_ends_it_or_goes_unseen(
    unguarded: Database[Document], verification: Verification, field: str, value: Any
) -> None:
    client = unguarded["usuarios"].find_one({"origen": {"$exists": False}})
    assert client is not None
    unguarded["usuarios"].update_one({"_id": client["_id"]}, [{"$set": {field: {"$literal": value}}}])
    try:
        assert set(goes_to_the_end(verification)) > {Broken.SCHEMA}
    finally:
        unguarded["usuarios"].replace_one({"_id": client["_id"]}, client)


@pytest.mark.parametrize("name", READ)
def test_no_strange_document_ends_it_or_goes_unseen(
    unguarded: Database[Document], verification: Verification, name: str
) -> None:
    """Ids of all types, and text that is no UTF-8."""
    odd: list[Any] = [Binary(b"abc", 4), {"a": 1}, 2.5, True, MaxKey(), datetime(1, 1, 1, tzinfo=UTC)]
    sign, no_text = "\ufffd".encode(), b"\xff\x80\x80"
    documents = [
        bson.encode({"_id": key, "marca": 1, **dict.fromkeys(UNIQUE, f"{place} \ufffd")})
        for place, key in enumerate([*odd, "\ufffd", "\ufffd\ufffd", "extraño"])
    ]
    try:
        for raw in documents:
            unguarded[name].insert_one(RawBSONDocument(raw.replace(sign, no_text)))
        found = goes_to_the_end(verification)
    finally:
        unguarded[name].delete_many({"marca": 1})
    assert len(found) >= len(documents)
