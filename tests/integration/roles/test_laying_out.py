"""Who lays out the bank's database, and what a desk says where nobody has."""

from pathlib import Path

import pytest
from bson import Int64
from pymongo import MongoClient
from role_scene import Seat

from btg_desktop.__main__ import main
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.schema import ensure_schema
from btg_desktop.adapters.mongo.schema_version import VERSION
from btg_desktop.domain.errors import DatabaseNotPrepared


@pytest.mark.parametrize("found", [0, VERSION - 1])
def test_a_desk_without_its_schema_says_who_makes_it_and_how(
    desk: Seat,
    it: Seat,
    schema_seat: Seat,
    administrator: MongoClient[Document],
    bank: str,
    found: int,
) -> None:
    schema = administrator[bank]["esquema"]
    schema.delete_one({"_id": "version"})
    if found:
        schema.insert_one({"_id": "version", "version": Int64(found)})
    for seat in (desk, it):
        with pytest.raises(DatabaseNotPrepared, match=f"{found}.*{VERSION}"):
            ensure_schema(seat.database)
    assert ensure_schema(schema_seat.database) == VERSION
    assert ensure_schema(desk.database) == VERSION


def test_the_administrators_command_makes_the_schema_that_a_desk_asks_for(
    desk: Seat,
    schema_seat: Seat,
    administrator: MongoClient[Document],
    bank: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def told(seat: Seat) -> tuple[int, str]:
        monkeypatch.setenv("BTG_MONGODB_URI", seat.uri)
        code = main(["--data-dir", str(tmp_path), "schema"])
        return code, "".join(capsys.readouterr())

    monkeypatch.setenv("BTG_MONGODB_DATABASE", bank)
    administrator[bank]["esquema"].delete_one({"_id": "version"})
    code, said = told(desk)
    assert (code, "btg-desktop schema" in said, "tecnología" in said) == (1, True, True)
    for seat in (schema_seat, desk):
        assert told(seat) == (0, f"{bank}: esquema {VERSION}\n")
