"""The same documents from every kind of source; a source that cannot be read whole is refused whole."""

import gzip
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import bson
import pytest
from bson import Decimal128, Int64, ObjectId
from import_scene import RunImport, contents, julian, movement, pepito, written
from pymongo import MongoClient
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.private_mongod.server import PrivateMongod
from btg_desktop.adapters.seed.source import opened_source
from btg_desktop.domain.errors import BadSource
from btg_desktop.services.importing.importer import Fate

FUND = {"_id": 6, "nombre": "ORO", "monto_minimo": 40000.0, "categoria": "FIC"}
USERS = [julian(), pepito()]
BOM = b"\xef\xbb\xbf"

Write = Callable[[Path], Path]


def lines(documents: list[Any]) -> bytes:
    return "\n".join(json.dumps(each) for each in documents).encode()


def raw(content: bytes, name: str = "seed.json") -> Write:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return write


def dump(files: dict[str, bytes], below: str = "") -> Write:
    def write(folder: Path) -> Path:
        place = folder / "dump" / below
        place.mkdir(parents=True)
        for name, content in files.items():
            (place / name).write_bytes(content)
        return folder / "dump"

    return write


def as_bson(documents: list[Any]) -> bytes:
    return b"".join(bson.encode(each) for each in documents)


WHOLE = json.dumps({"usuarios": USERS, "fondos": [FUND]}).encode()

SOURCES = {
    "one object": raw(WHOLE),
    "packed": raw(gzip.compress(WHOLE), "seed.json.gz"),
    "with a byte order mark": raw(BOM + WHOLE),
    "other keys first": raw(json.dumps({"version": {"id": 1}, "usuarios": USERS, "fondos": [FUND]}).encode()),
    "a list": raw(json.dumps([*USERS, FUND]).encode()),
    "lines": raw(lines([*USERS, FUND])),
    "a dump": dump({"usuarios.bson": as_bson(USERS), "fondos.bson": as_bson([FUND])}),
    "a packed dump": dump(
        {"usuarios.bson.gz": gzip.compress(as_bson(USERS)), "fondos.bson.gz": gzip.compress(as_bson([FUND]))}
    ),
    "a dump with its database's folder": dump(
        {"usuarios.bson": as_bson(USERS), "fondos.bson": as_bson([FUND])}, "btg"
    ),
}


@pytest.mark.parametrize("source", SOURCES)
def test_every_kind_of_source_gives_the_same(
    run_import: RunImport, tmp_path: Path, database: Database[Document], source: str
) -> None:
    told = run_import(SOURCES[source](tmp_path))
    assert told.fates("fondos") == {"6": Fate.TAKEN}
    assert told.fates() == {"1": Fate.TAKEN, "2": Fate.TAKEN}
    again = run_import(written(tmp_path / "again.json", {"usuarios": USERS}))
    assert set(again.fates().values()) == {Fate.UNCHANGED}


@pytest.fixture(scope="module")
def older_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A live server of the older program; its database is empty."""
    server = PrivateMongod(tmp_path_factory.mktemp("older"), "older")
    yield server.start()
    server.close()


def test_a_live_database_is_read_and_never_written(run_import: RunImport, older_uri: str) -> None:
    with MongoClient[dict[str, Any]](older_uri) as client:
        _check_live(run_import, client["older"], older_uri)
        client["older"]["usuarios"].drop()
        client["older"]["fondos"].drop()


def _check_live(run_import: RunImport, older: Database[Document], older_uri: str) -> None:
    older["fondos"].insert_one(dict(FUND))
    older["usuarios"].insert_many([*USERS, {"_id": ObjectId(), **pepito(None, _id=ObjectId())}])
    before = {name: list(older[name].find().sort("_id")) for name in older.list_collection_names()}
    told = run_import(older_uri, "older")
    assert told.fates("fondos") == {"6": Fate.TAKEN}
    assert list(told.fates().values()) == [Fate.TAKEN] * 3
    assert {name: list(older[name].find().sort("_id")) for name in older.list_collection_names()} == before


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("older", "no tiene fondos ni usuarios"),
        ("another", "Unauthorized"),
        (None, "--database"),
        ("a b", "nombre"),
    ],
)
def test_a_live_database_must_hold_something(older_uri: str, name: str | None, reason: str) -> None:
    address = older_uri.replace("/older?", "/?")
    with pytest.raises(BadSource, match=reason), opened_source(address, name):
        pass


def test_bson_types_are_read_for_what_they_are(run_import: RunImport, tmp_path: Path) -> None:
    typed = julian(
        Int64(1),
        telefono=Int64(3005444343),
        saldo_disponible=300000.0,
        saldo_fondos=[0.0, Decimal128("200000.00")],
    )
    for each in typed["transacciones"]:
        each["valor"] = float(each["valor"])
        each["id_fondo"] = int(each["id_fondo"])
        moment = datetime.fromisoformat(each["fecha"] + "-05:00")
        each["fecha"] = moment.astimezone(UTC)
    told = run_import(dump({"usuarios.bson": as_bson([typed])})(tmp_path))
    assert told.fates() == {"1": Fate.TAKEN}
    again = run_import(written(tmp_path / "again.json", {"usuarios": [julian()]}))
    assert again.fates() == {"1": Fate.UNCHANGED}


def test_extended_json_is_read_for_what_it_is(run_import: RunImport, tmp_path: Path) -> None:
    user = julian(
        {"$numberInt": "1"},
        saldo_disponible={"$numberDouble": "300000.0"},
        saldo_fondos=[{"$numberInt": "0"}, {"$numberDecimal": "200000"}],
    )
    run_import(raw(lines([user]))(tmp_path))
    again = run_import(written(tmp_path / "again.json", {"usuarios": [julian()]}))
    assert again.fates() == {"1": Fate.UNCHANGED}


def test_an_amount_never_passes_through_a_float(
    run_import: RunImport, database: Database[Document], tmp_path: Path
) -> None:
    quoted = json.dumps({"usuarios": [pepito(saldo_disponible="AMOUNT")]})
    text = quoted.replace('"AMOUNT"', "900000000000.07")
    run_import(raw(text.encode())(tmp_path))
    stored = database["usuarios"].find_one({"_id": "2"})
    assert stored is not None
    assert stored["saldo_disponible"].to_decimal() == Decimal("900000000000.07")


def test_a_damaged_bson_document_is_refused_alone(run_import: RunImport, tmp_path: Path) -> None:
    damaged = bytearray(bson.encode(pepito(7)))
    damaged[4] = 0x7B  # a type that is none
    files = {"usuarios.bson": as_bson([julian()]) + bytes(damaged) + as_bson([pepito()])}
    told = run_import(dump(files)(tmp_path))
    assert told.fates() == {"1": Fate.TAKEN, "(sin id)": Fate.REFUSED, "2": Fate.TAKEN}


def test_what_is_no_document_is_refused_alone(run_import: RunImport, tmp_path: Path) -> None:
    told = run_import(raw(json.dumps([julian(), 7, None, "x", []]).encode())(tmp_path))
    assert told.count(Fate.REFUSED) == 4
    assert told.fates()["1"] is Fate.TAKEN


BAD_SOURCES = {
    "no JSON": (raw(b"hola"), "JSON"),
    "an empty file": (raw(b""), "JSON"),
    "a cut file": (raw(WHOLE[:-20]), "cortado"),
    "a cut list": (raw(json.dumps(USERS).encode()[:-2]), "cortado"),
    "cut lines": (raw(lines(USERS)[:-2]), "cortado"),
    "rubbish at the end": (raw(WHOLE + b" x"), "JSON"),
    "no amount": (raw(WHOLE.replace(b"300000", b"NaN")), "JSON"),
    "no text": (raw(WHOLE.replace(b"julian", b"\xff\xfe")), "JSON"),
    "another alphabet": (raw(WHOLE.decode().encode("utf-16")), "JSON"),
    "a number without end": (raw(WHOLE.replace(b"300000", b"1" * 5000)), "JSON"),
    "a number beyond all numbers": (raw(WHOLE.replace(b"300000", b"1e99999999999999999999")), "JSON"),
    "lists in lists": (raw(b"[" * 5000 + b"]" * 5000), "JSON"),
    "a cut packed file": (raw(gzip.compress(WHOLE)[:-30]), "comprimido"),
    "nothing in it": (raw(b"{}"), "no tiene fondos ni usuarios"),
    "no documents": (raw(b'{"usuarios": {}, "fondos": 7}'), "no tiene fondos ni usuarios"),
    "an empty list": (raw(b"[]"), "no tiene fondos ni usuarios"),
    "an empty folder": (dump({}), "usuarios.bson"),
    "an empty dump": (dump({"usuarios.bson": b""}), "no tiene fondos ni usuarios"),
    "a cut dump": (dump({"usuarios.bson": as_bson(USERS)[:-1]}), "cortado"),
    "a dump cut in a length": (dump({"usuarios.bson": as_bson(USERS) + b"\x01\x00"}), "cortado"),
    "no BSON": (dump({"usuarios.bson": b"hola, amigos"}), "BSON"),
    "nothing there": (lambda folder: folder / "missing.json", "no existe"),
}


@pytest.mark.parametrize("source", BAD_SOURCES)
def test_a_source_that_cannot_be_read_whole_is_refused_whole(
    run_import: RunImport, database: Database[Document], tmp_path: Path, source: str
) -> None:
    write, reason = BAD_SOURCES[source]
    before = contents(database)
    with pytest.raises(BadSource, match=reason):
        run_import(write(tmp_path))
    assert contents(database) == before


def test_a_password_of_an_address_is_never_said(impatient: None) -> None:
    with (
        pytest.raises(BadSource) as refusal,
        opened_source("mongodb://ana:secreto@127.0.0.1:1/older", None),
    ):
        pass
    assert "secreto" not in str(refusal.value)
    assert "127.0.0.1:1/older" in str(refusal.value)


@pytest.mark.parametrize("uri", ["mongodb://ana:SEC/RETO@h/older", "mongodb://ana:SEC@RETO@h/older"])
def test_an_address_that_hides_where_its_password_ends_is_refused_as_a_source(uri: str) -> None:
    with pytest.raises(BadSource, match="%2F") as refusal, opened_source(uri, None):
        pass
    assert "SEC" not in str(refusal.value)
    assert "RETO" not in str(refusal.value)


def test_a_line_of_one_user_that_holds_funds_is_still_a_user(run_import: RunImport, tmp_path: Path) -> None:
    user = julian(fondos=[{"id": 1}], transacciones=[movement(1, 2, 200000)])
    assert run_import(raw(lines([user]))(tmp_path)).fates() == {"1": Fate.TAKEN}
