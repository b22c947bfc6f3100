"""What `verify` says to people and to scripts: all, that something differs, or that it did not finish."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bson import Decimal128
from pymongo.database import Database

from btg_desktop.__main__ import main
from btg_desktop.adapters.mongo.audit import MongoAuditReader
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.domain.errors import DatabaseRefused, DatabaseUnavailable
from btg_desktop.domain.models import Client
from btg_desktop.services.verification import UNPROVABLE

Verify = Callable[..., tuple[int, str, str]]


@pytest.fixture
def verify(
    mongodb_uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Verify:
    monkeypatch.setenv("BTG_MONGODB_URI", mongodb_uri)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["--data-dir", str(tmp_path), "verify", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_sound_books_are_fine_and_it_says_what_it_cannot_prove(verify: Verify, julian: Client) -> None:
    code, said, _ = verify()
    assert (code, "1 clientes, 0 movimientos: todo cuadra" in said) == (0, True)
    assert all(sentence in said for sentence in UNPROVABLE)
    report = json.loads(verify("--json")[1])
    assert (report["finished"], report["not_looked_at"]) == (True, [])
    assert report["not_provable"] == list(UNPROVABLE)


@pytest.mark.parametrize("value", ["1E+30", "NaN", "-0"])
def test_an_impossible_amount_is_a_difference_and_no_traceback(
    verify: Verify, julian: Client, database: Database[Document], value: str
) -> None:
    database.command("collMod", "usuarios", validationLevel="off")
    database["usuarios"].update_one({"_id": julian.id}, {"$set": {"saldo_disponible": Decimal128(value)}})
    database.command("collMod", "usuarios", validationLevel="strict")
    code, said, complaint = verify()
    assert (code, complaint) == (1, "")
    assert "saldo_disponible: no_es_un_monto" in said


@pytest.mark.parametrize("value", ["1E+30", "9999999999999999", "NaN", "-1"])
def test_the_server_refuses_an_impossible_amount(
    julian: Client, database: Database[Document], value: str
) -> None:
    from pymongo.errors import WriteError

    for field in ("saldo_disponible", "saldo_inicial", "saldo_fondos.1"):
        with pytest.raises(WriteError):
            database["usuarios"].update_one({"_id": julian.id}, {"$set": {field: Decimal128(value)}})


def test_what_breaks_off_has_an_exit_code_of_its_own(
    verify: Verify, julian: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks_off(_: MongoAuditReader) -> Iterator[str]:
        raise DatabaseUnavailable(reason="AutoReconnect")

    monkeypatch.setattr(MongoAuditReader, "messages_without_transaction", breaks_off)
    code, said, complaint = verify()
    assert (code, "todo cuadra" in said, "no se terminó" in complaint) == (3, False, True)
    code, said, _ = verify("--json")
    assert (code, json.loads(said)["finished"]) == (3, False)


def test_what_may_not_be_looked_at_is_said_and_is_not_fine(
    verify: Verify, julian: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_: MongoAuditReader) -> Iterator[str]:
        raise DatabaseRefused(reason="Unauthorized")

    monkeypatch.setattr(MongoAuditReader, "tokens", refuses)
    code, said, _ = verify()
    assert (code, "No se miró (este usuario no tiene permiso): tokens" in said) == (3, True)
    assert json.loads(verify("--json")[1])["not_looked_at"] == ["tokens"]


def test_an_unreachable_database_is_not_verified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BTG_MONGODB_URI", "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200")
    assert main(["--data-dir", str(tmp_path), "verify"]) == 3
    assert "no se terminó de comprobar" in capsys.readouterr().err
