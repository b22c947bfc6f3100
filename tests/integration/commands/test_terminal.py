"""What is run from a terminal: exit codes 0, 1 and 2, JSON for machines, sentences for people."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from bson import Decimal128
from pymongo.database import Database

from btg_desktop import __version__
from btg_desktop.adapters.intents import IntentJournal
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.bootstrap import intents_folder, open_services
from btg_desktop.config import Configuration, Settings
from btg_desktop.domain.models import Client, Desk, Request, TransactionKind
from btg_desktop.services.subscriptions import Subscriptions
from btg_desktop.services.verification import UNPROVABLE

ROOT = Path(__file__).parents[3]
PATIENCE_SECONDS = 240

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(mongodb_uri: str, tmp_path: Path) -> Run:
    """Run the program as a shell would, on the test's database and folders."""

    def run_it(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BTG_")}
        command = [sys.executable, "-m", "btg_desktop", *arguments]
        process = subprocess.Popen(  # noqa: S603 - our own program
            command,
            env={
                **kept,
                "HOME": str(tmp_path),
                "XDG_CONFIG_HOME": str(tmp_path / "config"),
                "BTG_DATA_DIR": str(tmp_path / "data"),
                "BTG_MONGODB_URI": "".join(mongodb_uri),
                **environment,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        try:
            output, complaints = process.communicate(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)  # killed, it would leave its mongod behind
            process.communicate(timeout=PATIENCE_SECONDS)
            raise
        return subprocess.CompletedProcess(command, process.returncode, output, complaints)

    return run_it


def assert_no_traceback(done: "subprocess.CompletedProcess[str]") -> None:
    assert "Traceback" not in done.stdout + done.stderr


def test_version_is_said_alone(run: Run) -> None:
    done = run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"btg-desktop {__version__}\n", "")


def test_an_unknown_command_is_bad_usage(run: Run) -> None:
    done = run("dance")
    assert done.returncode == 2
    assert "dance" in done.stderr


def test_doctor_finds_a_healthy_installation_healthy(run: Run, database: Database[Document]) -> None:
    done = run("doctor", "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 0, report
    assert report["ok"]
    assert {check["name"] for check in report["checks"]} >= {
        "versiones",
        "disco",
        "base de datos",
        "mensajes",
    }
    assert all(check["ok"] for check in report["checks"])
    assert report["settings"]["mongodb_uri"]["origin"] == "entorno"
    password = re.search(r":([0-9a-f]{40,})@", os.environ.get("BTG_MONGODB_URI", ""))
    assert password is None
    assert not re.search(r":[0-9a-f]{40,}@", done.stdout)  # no password, in no place


def test_doctor_says_the_same_to_people(run: Run, database: Database[Document]) -> None:
    done = run("doctor")
    assert done.returncode == 0
    assert "✓ base de datos: MongoDB" in done.stdout


def test_doctor_shows_no_secret_that_came_by_the_environment(run: Run) -> None:
    uri = "mongodb://u:SECRETO@127.0.0.1:1/?tls=true&tlsCertificateKeyFilePassword=SECRETO"
    done = run("doctor", BTG_MONGODB_URI=uri)
    assert f"mongodb_uri = {uri.replace('SECRETO', '•••')}  (entorno)" in done.stdout
    assert "SECRETO" not in done.stdout + done.stderr


def test_doctor_names_an_unreachable_database_with_its_remedy(run: Run) -> None:
    done = run("doctor", "--json", BTG_MONGODB_URI="mongodb://127.0.0.1:1/")
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert not report["ok"]
    (failed,) = [check for check in report["checks"] if not check["ok"]]
    assert failed["name"] == "base de datos"
    assert "No hay conexión" in failed["detail"]
    assert failed["remedy"]
    assert_no_traceback(done)


@pytest.fixture
def unanswered(julian: Client) -> Request:
    """Money that was asked for by a process that is gone."""
    desk = Desk("laura", "Medellín Centro", "pc-1")
    return Request(uuid4(), TransactionKind.SUBSCRIPTION, julian.id, 3, Decimal(50_000), desk)


def leave(request: Request, settings: Settings) -> Path:
    folder = intents_folder(settings)
    journal = IntentJournal(folder)
    journal.save(request)
    journal.close()
    return folder


def test_money_without_an_answer_is_asked_for_again_after_the_options_of_the_address_change(
    mongodb_uri: str, tmp_path: Path, unanswered: Request
) -> None:
    before = Settings(mongodb_uri="".join(mongodb_uri), data_dir=tmp_path)
    leave(unanswered, before)
    after = msgspec.structs.replace(before, mongodb_uri=f"{before.mongodb_uri}&appName=desk")
    with open_services(Configuration(after, {}, {}, tmp_path / "settings.toml")) as services:
        assert [intent.request for intent in services.subscriptions.abandoned()] == [unanswered]


def test_doctor_names_money_without_an_answer_that_waits_for_another_address(
    run: Run, tmp_path: Path, unanswered: Request, mongodb_uri: str
) -> None:
    here = Settings(mongodb_uri="".join(mongodb_uri), data_dir=tmp_path / "data")
    leave(unanswered, here)
    assert run("doctor").returncode == 0
    folder = leave(unanswered, msgspec.structs.replace(here, mongodb_uri="mongodb://old.bank.co/"))
    done = run("doctor")
    assert done.returncode == 1
    assert f"✗ operaciones sin respuesta: 1 de otra base de datos, en {folder}\n" in done.stdout
    assert "old.bank.co" in folder.name
    assert f"mueva lo que hay en esa carpeta a {intents_folder(here)}" in done.stdout


def test_doctor_names_an_intent_that_this_pc_did_not_write(
    run: Run, tmp_path: Path, unanswered: Request, mongodb_uri: str
) -> None:
    folder = leave(unanswered, Settings(mongodb_uri="".join(mongodb_uri), data_dir=tmp_path / "data"))
    assert "operaciones sin respuesta: 1 de esta base de datos" in run("doctor").stdout
    (file,) = folder.glob("*/*.json")
    file.write_text(file.read_text().replace("laura", "gerente"))
    done = run("doctor")
    assert done.returncode == 1
    assert f"✗ operaciones sin respuesta: 1 que este equipo no escribió, en {folder}\n" in done.stdout


def test_verify_finds_nothing_in_clear_books(run: Run, subscriptions: Subscriptions, julian: Client) -> None:
    subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000))
    done = run("verify", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "finished": True,
        "not_looked_at": [],
        "clients": 1,
        "transactions": 1,
        "violations": [],
        "adjustments": [],
        "not_provable": list(UNPROVABLE),
    }
    assert run("verify").stdout.startswith("1 clientes, 1 movimientos: todo cuadra\n")


def test_verify_names_what_does_not_add_up(
    run: Run, subscriptions: Subscriptions, julian: Client, database: Database[Document]
) -> None:
    subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000))
    stolen = {"$set": {"saldo_disponible": Decimal128("424999")}}
    database["usuarios"].update_one({"_id": julian.id}, stolen)
    done = run("verify", "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert report["violations"]
    assert {violation["client"] for violation in report["violations"]} == {julian.id}
    assert "1" in {abs_text(violation["difference"]) for violation in report["violations"]}
    (total,) = [each for each in report["violations"] if each["invariant"] == "balance_plus_holdings"]
    assert (total["flaw"], total["figures"]) == ("other_total", {"total": "499999", "start": "500000"})
    told = run("verify")
    assert told.returncode == 1
    assert (
        f"cliente {julian.id}: balance_plus_holdings: el saldo y los fondos suman $ 499.999; "
        "al comienzo eran $ 500.000 (diferencia -$ 1)"
    ) in told.stdout


def abs_text(amount: str | None) -> str:
    return "" if amount is None else str(abs(Decimal(amount)))


def test_verify_without_a_database_says_what_to_do(run: Run) -> None:
    done = run("verify", BTG_MONGODB_URI="mongodb://127.0.0.1:1/")
    assert done.returncode == 3
    assert "No hay conexión con la base de datos" in done.stderr
    assert "Revise la red" in done.stderr
    assert_no_traceback(done)


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ('colour = "red"', "colour", "no existe esta clave"),
        ('theme = "pink"', "theme", "light, dark o system"),
        ('mongodb_uri = "http://example"', "mongodb_uri", "debe empezar por mongodb://"),
        ('mongodb_uri = "mongodb://u:p@h/"', "mongodb_uri", "llavero"),
        ('mongodb_uri = "mongodb://h:no/"', "mongodb_uri", "el puerto debe ser un número"),
        ("theme = ", "TOML", "Invalid value"),
    ],
)
def test_a_wrong_settings_file_is_bad_usage_and_names_file_key_and_reason(
    run: Run, tmp_path: Path, text: str, key: str, reason: str
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text)
    done = run("--config", str(file), "doctor")
    assert done.returncode == 2
    assert f"{file}: {key}: " in done.stderr
    assert reason in done.stderr
    assert_no_traceback(done)


def test_a_wrong_option_of_the_address_is_bad_usage_and_says_where_it_stands(run: Run) -> None:
    done = run("verify", BTG_MONGODB_URI="mongodb://127.0.0.1:1/?tls=perhaps")
    assert done.returncode == 2
    assert "entorno: mongodb_uri: MongoDB no entiende la dirección (" in done.stderr
    assert_no_traceback(done)


def test_a_settings_file_that_is_not_there_is_bad_usage(run: Run, tmp_path: Path) -> None:
    done = run("--config", str(tmp_path / "none.toml"), "doctor")
    assert done.returncode == 2
    assert "no existe el archivo" in done.stderr


def test_a_wrong_variable_is_bad_usage(run: Run) -> None:
    done = run("doctor", BTG_NOTIFY="pigeon")
    assert done.returncode == 2
    assert "entorno: notify: " in done.stderr
    assert_no_traceback(done)


def test_a_variable_of_another_program_only_warns(run: Run) -> None:
    done = run("doctor", "--json", BTG_WORKTREE="/secreto")
    assert (
        done.stderr == "btg-desktop: aviso: la variable BTG_WORKTREE no es de esta aplicación y no se usa\n"
    )
    checks = {each["name"]: each for each in json.loads(done.stdout)["checks"]}
    assert checks["variables"]["ok"]
    assert "BTG_WORKTREE" in checks["variables"]["detail"]
    assert "secreto" not in done.stdout + done.stderr


def test_a_slip_in_a_variables_name_is_told_with_the_right_one(run: Run) -> None:
    done = run("doctor", "--json", BTG_MONGODB_URL="mongodb://u:SECRETO@h/")
    assert "¿quiso decir BTG_MONGODB_URI?" in done.stderr
    checks = {each["name"]: each for each in json.loads(done.stdout)["checks"]}
    assert (checks["variables"]["ok"], done.returncode) == (False, 1)
    assert checks["variables"]["remedy"]
    assert "SECRETO" not in done.stdout + done.stderr


def test_a_wrong_setting_for_the_window_is_text_where_somebody_reads_it(run: Run) -> None:
    done = run(BTG_THEME="pink", QT_QPA_PLATFORM="xcb", DISPLAY=":does-not-exist")
    assert done.returncode == 2
    assert "entorno: theme: debe ser light, dark o system" in done.stderr


def test_a_tour_into_a_folder_that_cannot_be_written_says_so(run: Run, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    done = run("tour", str(in_the_way / "tour"))
    assert done.returncode == 1
    assert f"No se puede escribir en la carpeta {in_the_way / 'tour'}" in done.stderr
    assert_no_traceback(done)


def test_a_tour_in_a_look_that_is_none_names_those_that_are(run: Run, tmp_path: Path) -> None:
    done = run("tour", str(tmp_path / "tour"), "--look", "es-pink-1366x768")
    assert done.returncode == 2
    assert "es-light-1366x768, " in done.stderr
    assert not (tmp_path / "tour").exists()


def test_a_window_without_a_display_says_what_to_do(run: Run) -> None:
    absent: dict[str, Any] = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    done = run(**absent)
    assert done.returncode == 1
    assert "No hay una pantalla" in done.stderr
    assert "btg-desktop tour" in done.stderr
