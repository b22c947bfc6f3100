"""Indexes and validators that are not the program's: `verify` and `doctor` name each."""

import json
from pathlib import Path

import pytest
from pymongo.database import Database

from btg_desktop.__main__ import main
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.schema import lay_out
from btg_desktop.domain.audit import Flaw


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("command", ["verify", "doctor"])
def test_a_command_names_an_index_that_deletes_by_itself(
    database: Database[Document],
    mongodb_uri: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    monkeypatch.setenv("BTG_MONGODB_URI", mongodb_uri)

    def told() -> tuple[int, str]:
        code = main(["--data-dir", str(tmp_path), command, "--json"])
        return code, capsys.readouterr().out

    assert "BORRA" not in told()[1]
    name = database["transacciones"].create_index("fecha", name="ttl", expireAfterSeconds=10**8)
    try:
        code, said = told()
    finally:
        database["transacciones"].drop_index(name)
    assert code == 1
    assert "¡el índice ttl BORRA documentos" in said
    json.loads(said)


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"collMod": "usuarios", "validationLevel": "moderate"}, Flaw.OTHER_VALIDATOR),
        ({"collMod": "fondos", "validationAction": "warn"}, Flaw.OTHER_VALIDATOR),
        ({"collMod": "tokens", "validator": {}}, Flaw.OTHER_VALIDATOR),
        ({"drop": "visitan"}, Flaw.NO_COLLECTION),
        ({"dropIndexes": "usuarios", "index": "documento"}, Flaw.NO_INDEX),
    ],
)
def test_each_change_of_the_shape_is_named(
    database: Database[Document], tmp_path: Path, change: Document, flaw: Flaw
) -> None:
    from btg_desktop.adapters.mongo.audit.shape import shape_flaws

    assert list(shape_flaws(database)) == []
    database.command(change)
    try:
        assert [violation.flaw for violation in shape_flaws(database)] == [flaw]
    finally:
        lay_out(database)
        for name in ("usuarios", "fondos"):
            database.command("collMod", name, validationLevel="strict", validationAction="error")
