"""Commands that only look leave the database as they found it, and say so where they cannot answer."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bson import Int64
from pymongo.database import Database

from btg_desktop.__main__ import main
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.schema_version import VERSION

LOOKING = (["verify"], ["report", "only-visited-branches"], ["tokens", "list"])
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(
    mongodb_uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    monkeypatch.setenv("BTG_MONGODB_URI", mongodb_uri)
    monkeypatch.setenv("BTG_DATA_DIR", str(tmp_path / "data"))

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def new_database(database: Database[Document]) -> Database[Document]:
    """One that nothing has written into; the next test lays it out again."""
    for name in database.list_collection_names():
        database.drop_collection(name)
    return database


@pytest.fixture
def of_version(database: Database[Document]) -> Iterator[Callable[[int], None]]:
    """Say that another version laid the database out."""

    def say(version: int) -> None:
        database["esquema"].update_one({"_id": "version"}, {"$set": {"version": Int64(version)}})

    yield say
    say(VERSION)


def refusal(arguments: list[str]) -> int:
    """`verify` has an exit code of its own for not having finished."""
    return 3 if arguments == ["verify"] else 1


def checks(report: str) -> dict[str, dict[str, object]]:
    return {check["name"]: check for check in json.loads(report)["checks"]}


def test_a_rehearsal_on_a_new_database_tells_all_and_writes_nothing(
    command: Command, new_database: Database[Document], tmp_path: Path
) -> None:
    fund = {"id": 1, "nombre": "FPV_BTG_PACTUAL_RECAUDADORA", "monto_minimo": 75_000, "categoria": "FPV"}
    source = tmp_path / "seed.json"
    source.write_text(json.dumps({"fondos": [fund], "usuarios": []}))
    code, said, _ = command("import", str(source), "--dry-run")
    assert (code, new_database.list_collection_names()) == (0, [])
    assert "Fondos: 0 tomados, 1 sin cambios" in said  # the catalogue that comes with the program has it
    assert "no se escribió nada" in said


@pytest.mark.parametrize("arguments", LOOKING)
def test_what_only_looks_does_not_prepare_a_database(
    command: Command, new_database: Database[Document], arguments: list[str]
) -> None:
    code, said, complaint = command(*arguments)
    assert (code, said, new_database.list_collection_names()) == (refusal(arguments), "", [])
    assert "todavía está sin preparar" in complaint
    assert "btg-desktop schema" in complaint


@pytest.mark.parametrize(("version", "said"), [(VERSION - 1, "es anterior"), (VERSION + 1, "es más nuevo")])
@pytest.mark.parametrize("arguments", [*LOOKING, ["import", "docs/import/example.json", "--dry-run"]])
def test_what_only_looks_does_not_guess_at_another_schema(
    command: Command,
    database: Database[Document],
    of_version: Callable[[int], None],
    arguments: list[str],
    version: int,
    said: str,
) -> None:
    of_version(version)
    code, _, complaint = command(*arguments)
    assert (code, said in complaint) == (refusal(arguments), True)
    assert len(complaint.splitlines()) == 2  # what, and what to do
    assert database["esquema"].find_one({"_id": "version"}) == {"_id": "version", "version": version}


def test_doctor_diagnoses_another_schema_and_does_not_change_it(
    command: Command, database: Database[Document], of_version: Callable[[int], None]
) -> None:
    of_version(VERSION - 1)
    code, said, _ = command("doctor", "--json")
    found = checks(said)["esquema"]
    assert (code, found["ok"]) == (1, False)
    assert "anterior" in str(found["detail"])
    assert found["remedy"]
    assert database["esquema"].find_one({"_id": "version"}) == {"_id": "version", "version": VERSION - 1}


def test_doctor_takes_a_database_of_the_bank_without_a_schema_for_a_slip(
    command: Command, new_database: Database[Document]
) -> None:
    code, said, _ = command("doctor", "--json")
    assert (code, checks(said)["esquema"]["ok"]) == (1, False)
    assert new_database.list_collection_names() == []


def test_what_works_prepares_the_database(command: Command, new_database: Database[Document]) -> None:
    assert command("tokens", "create", "ana", "--scope", "funds:read")[0] == 0
    assert new_database["esquema"].find_one({"_id": "version"}) == {"_id": "version", "version": VERSION}
