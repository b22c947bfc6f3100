"""`backup` and `restore` as they are run: each in a process of its own, on real private servers."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from backup_scene import forge
from bson import encode

from btg_desktop.adapters.mongo.backup.archive import facts_of, write_archive
from btg_desktop.adapters.mongo.connection import connect
from btg_desktop.adapters.private_mongod.server import PrivateMongod
from btg_desktop.bootstrap import open_services
from btg_desktop.commands.doctor import Check, examine
from btg_desktop.config import Configuration, Settings
from btg_desktop.services.ports import BackupFacts

KILL_ITSELF = """
import os, signal, sys
from pathlib import Path
from pymongo import monitoring
from btg_desktop import config
from btg_desktop.bootstrap import open_restoration

data_dir, copy, command, after = sys.argv[1:]

class Plug(monitoring.CommandListener):
    sent = 0
    def started(self, event):
        self.sent += event.command_name == command
        if self.sent > int(after):
            os.kill(os.getpid(), signal.SIGKILL)
    def succeeded(self, event): pass
    def failed(self, event): pass

monitoring.register(Plug())
with open_restoration(config.load({"data_dir": Path(data_dir)}), Path(copy)) as restoration:
    restoration.run(replace=True)
"""
"""Restores a copy, and dies when it sends one more `command` than `after`."""


def btg(data_dir: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "btg_desktop", "--data-dir", str(data_dir), *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def configuration(data_dir: Path, **settings: str) -> Configuration:
    return Configuration(Settings(data_dir=data_dir, **settings), {}, {}, data_dir / "settings.toml")


def backup_check(settings: Configuration) -> Check:
    (check,) = (check for check in examine(settings) if check.name == "copia de seguridad")
    return check


@pytest.fixture
def pc(tmp_path: Path) -> Path:
    return tmp_path / "pc"


@pytest.fixture
def copy(pc: Path, tmp_path: Path) -> Path:
    """A copy of a PC with one client, who has moved money once; made while a window is open."""
    path = tmp_path / "copy.btgcopia"
    with open_services(configuration(pc)) as services:
        client = services.clients.register(
            name="Julián Montoya", document_type="CC", document="1214727927", email="julian@example.com"
        )
        services.subscriptions.subscribe(uuid4(), client.id, 1, Decimal(75_000))
        done = btg(pc, "backup", str(path))
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == f"{path}: 1 clientes, 1 movimientos\n"
        refused = btg(pc, "restore", str(path), "--replace")
        assert refused.returncode == 1
        assert "Otra ventana" in refused.stderr
        assert services.clients.get(client.id).available_balance == 425_000
    return path


@pytest.mark.long
def test_a_copy_goes_from_one_pc_to_another(copy: Path, tmp_path: Path) -> None:
    other_pc = tmp_path / "other"
    done = btg(other_pc, "restore", str(copy))
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 clientes, 1 movimientos: todo cuadra" in done.stdout
    assert "restored from" in (other_pc / "logs" / "btg-desktop.log").read_text()
    with open_services(configuration(other_pc)) as services:
        (client,) = services.clients.search("julian", limit=2)
        assert client.available_balance == 425_000
        assert client.holdings == {1: Decimal(75_000)}

    again = btg(other_pc, "restore", str(copy))
    assert again.returncode == 1
    assert "--replace" in again.stderr
    replaced = btg(other_pc, "restore", str(copy), "--replace")
    assert replaced.returncode == 0
    (rescued,) = (other_pc / "backups").iterdir()
    assert f"Lo que había quedó en {rescued}" in replaced.stdout
    assert facts_of(rescued).documents["transacciones"] == 1


def restore_until(command: str, after: int, pc: Path, copy: Path) -> None:
    """Restore `copy` on `pc` in a process that is killed before it sends one more `command`."""
    arguments = [str(pc), str(copy), command, str(after)]
    killed = subprocess.run(  # noqa: S603
        [sys.executable, "-c", KILL_ITSELF, *arguments], capture_output=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr


@pytest.fixture
def newer(copy: Path, pc: Path) -> Path:
    """The PC of the copy, where money has moved since."""
    with open_services(configuration(pc)) as services:
        (client,) = services.clients.search("julian", limit=2)
        services.subscriptions.subscribe(uuid4(), client.id, 5, Decimal(100_000))
    return pc


@pytest.mark.long
def test_a_restore_that_was_killed_before_the_books_changed_left_them_as_they_were(
    copy: Path, newer: Path
) -> None:
    restore_until("insert", 1, newer, copy)
    assert "1 clientes, 2 movimientos: todo cuadra" in btg(newer, "verify").stdout
    with open_services(configuration(newer)) as services:
        (client,) = services.clients.search("julian", limit=2)
        assert client.available_balance == 325_000
    held = btg(newer, "backup", str(newer / "held"))
    assert held.returncode == 0
    uri = PrivateMongod(newer, "btg")
    database = connect(uri.start(), "btg")
    names = database.list_collection_names()
    database.client.close()
    uri.close()
    assert [name for name in names if name.startswith("restauracion_")] == []


@pytest.mark.long
@pytest.mark.parametrize("renamed", [0, 3])
def test_a_restore_that_was_killed_among_the_books_is_said_and_done_again(
    copy: Path, newer: Path, renamed: int
) -> None:
    restore_until("renameCollection", renamed, newer, copy)
    (rescued,) = (newer / "backups").iterdir()
    refused = btg(newer, "verify")
    assert refused.returncode == 3
    assert f"a medio restaurar de la copia {copy}. Lo que había quedó en {rescued}" in refused.stderr
    assert "btg-desktop restore" in refused.stderr
    assert btg(newer, "restore", str(copy)).returncode == 0
    assert "1 clientes, 1 movimientos: todo cuadra" in btg(newer, "verify").stdout
    assert btg(newer, "restore", str(rescued), "--replace").returncode == 0
    assert "1 clientes, 2 movimientos: todo cuadra" in btg(newer, "verify").stdout


@pytest.mark.long
def test_a_restore_on_a_full_disk_costs_no_book(mounted: Callable[[str], Path], tmp_path: Path) -> None:
    disk = mounted("900m")
    with open_services(configuration(disk)) as services:
        services.clients.register(
            name="Ana Gómez", document_type="CC", document="52345678", email="ana@example.com"
        )
    (disk / "filling").write_bytes(bytes(shutil.disk_usage(disk).free - 180 * 1024 * 1024))
    forged = forge(tmp_path / "copy", {"fondos": [encode({"_id": n}) for n in range(1_000)]})
    refused = btg(disk, "restore", str(forged), "--replace")
    assert refused.returncode == 1
    assert f"No hay espacio para restaurar en el disco de la carpeta {disk}" in refused.stderr
    assert "1 clientes, 0 movimientos: todo cuadra" in btg(disk, "verify").stdout


def test_a_copy_with_fewer_collections_than_this_program_has_is_restored(pc: Path, tmp_path: Path) -> None:
    done = btg(pc, "restore", str(forge(tmp_path / "older", {"fondos": []})))
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 clientes, 0 movimientos: todo cuadra" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "said"),
    [
        (["backup"], {}, 2, "FILE"),
        (["backup", "{file}"], {}, 1, "--force"),
        (["backup", "{new}"], {"BTG_MONGODB_URI": "mongodb://bank/"}, 2, "es del banco"),
        (["restore", "{file}"], {"BTG_MONGODB_URI": "mongodb://bank/"}, 2, "es del banco"),
        (["restore", "{new}"], {}, 2, "no existe"),
        (["restore", "{file}"], {}, 1, "no es una copia"),
    ],
)
def test_what_cannot_be_done_is_said_by_message_and_exit_code(
    tmp_path: Path, pc: Path, arguments: list[str], environment: dict[str, str], code: int, said: str
) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    names = {"file": str(file), "new": str(tmp_path / "new")}
    done = btg(pc, *(argument.format(**names) for argument in arguments), **environment)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert file.read_text() == "mine"
    assert not (tmp_path / "new").exists()
    if arguments[0] == "restore":
        assert not pc.exists()


@pytest.fixture
def opened_pc(pc: Path) -> Iterator[Path]:
    """A PC whose database exists."""
    with open_services(configuration(pc)) as services:
        assert services.daily_backups is not None
        yield pc


def test_doctor_tells_the_age_of_the_last_copy(opened_pc: Path) -> None:
    settings = configuration(opened_pc)
    first = backup_check(settings)
    assert (first.ok, "nueva" in first.detail) == (True, True)

    folder = opened_pc / "backups"
    folder.mkdir()
    now = datetime.now(UTC)
    for hours, ok in ((49, False), (47, True)):
        facts = BackupFacts(now - timedelta(hours=hours), "1.0", "btg", 1, {})
        write_archive(folder / f"btg-2026-01-{hours - 40:02}.btgcopia", facts, [])
        check = backup_check(settings)
        assert (check.ok, f"{hours} horas" in check.detail) == (ok, True)
        assert bool(check.remedy) is not ok

    last = folder / "btg-2026-01-07.btgcopia"
    last.write_bytes(last.read_bytes()[:-1])
    damaged = backup_check(settings)
    assert (damaged.ok, "dañada" in damaged.detail) == (False, True)


def test_doctor_misses_a_copy_of_an_old_database(opened_pc: Path) -> None:
    three_days_ago = (datetime.now(UTC) - timedelta(days=3)).timestamp()
    os.utime(opened_pc / "mongod" / "db" / "WiredTiger", (three_days_ago, three_days_ago))
    assert not backup_check(configuration(opened_pc)).ok


def test_a_database_of_the_bank_is_copied_by_the_bank(pc: Path) -> None:
    done = btg(pc, "doctor", "--json", BTG_MONGODB_URI="mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100")
    (check,) = (check for check in json.loads(done.stdout)["checks"] if check["name"] == "copia de seguridad")
    assert check["ok"]
