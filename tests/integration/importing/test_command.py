"""The command as a person or a script runs it, on a private database; killed half-way too."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from import_scene import contents, julian, many, pepito, written
from pymongo import MongoClient
from pymongo.database import Database

from btg_desktop.__main__ import main
from btg_desktop.adapters.mongo.audit import MongoAuditReader
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.private_mongod.credentials import Credentials
from btg_desktop.adapters.private_mongod.folder import Folder
from btg_desktop.services.verification import Verification

LIFETIME = "transactionLifetimeLimitSeconds"

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def program(
    database: Database[Document], mongodb_uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The settings of a program that works on the database of the tests."""
    monkeypatch.setenv("BTG_MONGODB_URI", mongodb_uri)
    monkeypatch.setenv("BTG_DATA_DIR", str(tmp_path / "data"))
    return


@pytest.fixture
def command(program: None, capsys: pytest.CaptureFixture[str]) -> Command:
    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    return written(tmp_path / "seed.json", {"usuarios": [julian(), pepito(saldo_disponible=400000)]})


def test_what_was_taken_is_said_to_people(command: Command, seed: Path) -> None:
    code, said, _ = command("import", seed)
    assert code == 0
    assert "usuarios 2: tomado\n    ajuste de apertura: saldo disponible − $ 100.000\n" in said
    assert "Clientes: 2 tomados, 0 sin cambios, 0 rechazados\n3 movimientos; 1 ajustes" in said
    code, said, _ = command("import", seed)
    assert code == 0
    assert "Clientes: 0 tomados, 2 sin cambios, 0 rechazados" in said


def test_what_was_taken_is_said_to_machines(command: Command, tmp_path: Path) -> None:
    source = written(
        tmp_path / "seed.json",
        {"usuarios": [julian(), pepito(saldo_disponible=400000), pepito(3, nombre=None)]},
    )
    code, said, _ = command("import", source, "--json")
    report = json.loads(said)
    assert code == 1
    assert report["complete"]
    assert report["usuarios"] == {"taken": 2, "unchanged": 0, "refused": 1}
    assert [each["outcome"] for each in report["documents"]] == ["taken", "taken", "refused"]
    assert report["documents"][1]["adjustment"] == {"balance": "-100000", "holdings": {}}
    assert report["documents"][2]["reasons"] == ["nombre: falta"]


def test_verify_is_clean_and_shows_the_adjustments(command: Command, seed: Path) -> None:
    command("import", seed)
    code, said, _ = command("verify")
    assert code == 0
    assert "todo cuadra\ncliente 2: ajuste de apertura: saldo disponible − $ 100.000" in said
    code, said, _ = command("verify", "--json")
    report = json.loads(said)
    assert (code, report["violations"]) == (0, [])
    assert report["adjustments"] == [{"client": "2", "balance": "-100000", "holdings": {}}]


def test_a_rehearsal_says_that_it_was_one(command: Command, seed: Path, database: Database[Document]) -> None:
    before = contents(database)
    code, said, _ = command("import", seed, "--dry-run")
    assert code == 0
    assert "2 tomados" in said
    assert "no se escribió nada" in said
    assert contents(database) == before


@pytest.mark.parametrize("source", ["missing.json", "mongodb://", "mongodb://127.0.0.1:1/older"])
def test_a_source_that_is_none_is_bad_usage(command: Command, impatient: None, source: str) -> None:
    code, said, error = command("import", source)
    assert (code, said) == (2, "")
    assert error.startswith("btg-desktop: ")


def test_a_password_on_the_command_line_is_warned_of_and_not_repeated(
    command: Command, impatient: None
) -> None:
    code, _, error = command("import", "mongodb://ana:secreto@127.0.0.1:1/older")
    assert code == 2
    assert "keyring set" in error
    assert "secreto" not in error


def test_the_log_holds_no_personal_data(command: Command, seed: Path, tmp_path: Path) -> None:
    command("import", seed)
    log = (tmp_path / "data" / "logs" / "btg-desktop.log").read_text()
    assert "2 taken" in log
    assert "julian" not in log
    assert "300544" not in log


def start(source: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "btg_desktop", "import", str(source), "--json"],
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def brief_transactions(mongodb_uri: str, mongod_folder: Path) -> Iterator[None]:
    """What a killed process left open holds its documents until MongoDB's limit: 5 s here, not a minute."""
    key = Credentials.of(Folder.within(mongod_folder)).key
    with MongoClient[dict[str, Any]](
        mongodb_uri, username="__system", password=key, authSource="local"
    ) as server:
        limit = server.admin.command({"getParameter": 1, LIFETIME: 1})[LIFETIME]
        server.admin.command({"setParameter": 1, LIFETIME: 5})
        yield
        server.admin.command({"setParameter": 1, LIFETIME: limit})


def test_killed_half_way_it_is_run_again(
    program: None, brief_transactions: None, database: Database[Document], mongodb_uri: str, tmp_path: Path
) -> None:
    source = written(tmp_path / "seed.json", many(1500))
    process = start(source)
    assert process.stdout is not None
    while '"usuarios"' not in process.stdout.readline():
        pass  # until the first client is told of
    process.kill()
    process.communicate()
    came_in = _count(mongodb_uri)
    assert 0 < came_in < 1500
    assert _violations(database) == []

    process = start(source)
    said, _ = process.communicate(timeout=110)
    report: dict[str, Any] = json.loads(said)
    assert process.returncode == 0
    assert report["usuarios"] == {"taken": 1500 - came_in, "unchanged": came_in, "refused": 0}
    assert _violations(database) == []
    assert database["transacciones"].count_documents({}) == 4500


def _count(uri: str) -> int:
    with MongoClient[dict[str, Any]](uri) as client:
        return client["btg"]["usuarios"].count_documents({})


def _violations(database: Database[Document]) -> list[object]:
    return list(Verification(MongoAuditReader(database)).violations())
