"""Copying while desks work: one moment, whole or not at all, in flat memory."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest
from backup_scene import Elsewhere, MakeBackup, Restore, never, unwatched
from bson import Binary, Decimal128, Int64
from pymongo.database import Database

from btg_desktop.adapters.mongo.audit import MongoAuditReader
from btg_desktop.adapters.mongo.backup.snapshot import MongoBackups
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.domain.errors import (
    BackupExists,
    BackupFailed,
    BackupInterrupted,
    BackupTooSlow,
    NoRoomForBackup,
    Rejection,
)
from btg_desktop.domain.models import Client
from btg_desktop.services.clients import Clients
from btg_desktop.services.subscriptions import Subscriptions
from btg_desktop.services.verification import Verification

DESKS = 4
PEAK = """
import contextlib, re, sys
from pathlib import Path
from btg_desktop.adapters.mongo.backup.restoration import MongoRestoreTarget, opened_backup
from btg_desktop.adapters.mongo.backup.snapshot import MongoBackups
from btg_desktop.adapters.mongo.connection import connect

def peak_kb():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

source, target, path = sys.stdin.read().split("\\n")
source, target, path = connect(source, "btg"), connect(target, "btg", strict_api=False), Path(path)
quiet = {"progress": lambda done, total: None, "stopped": lambda: False}
list(target["fondos"].find()), list(source["fondos"].find())
before = peak_kb()
MongoBackups(source).make(path, **quiet)
copied = peak_kb()
with opened_backup(path) as archive:
    restored = MongoRestoreTarget(target, contextlib.nullcontext, path.parent)
    with restored.staged(archive, quiet["progress"]):
        pass
    restored.take_over(archive)
print(copied - before, peak_kb() - copied)
source.client.close(), target.client.close()
"""


@pytest.fixture
def five_clients(clients: Clients) -> list[Client]:
    return [
        clients.register(name=f"Ana {'x' * n}", document_type="CC", document=str(50_000 + n), email="a@b.co")
        for n in range(1, 6)
    ]


@pytest.fixture
def busy_desks(five_clients: list[Client], subscriptions: Subscriptions) -> Iterator[Event]:
    """Four threads that move money until the event is set; two share each client, two pairs overlap."""
    stop = Event()

    def work(desk: int) -> int:
        moved = 0
        while not stop.is_set():
            client = five_clients[(moved + desk) % len(five_clients)]
            try:
                subscriptions.subscribe(uuid4(), client.id, 3, Decimal(50_000))
                subscriptions.cancel(uuid4(), client.id, 3)
            except Rejection:
                pass  # another desk was there first
            moved += 1
        return moved

    with ThreadPoolExecutor(DESKS) as desks:
        work_done = [desks.submit(work, desk) for desk in range(DESKS)]
        yield stop
        stop.set()
        assert min(done.result() for done in work_done) > 0


def test_copies_made_while_money_moves_restore_to_books_that_add_up(
    database: Database[Document],
    busy_desks: Event,
    make_backup: MakeBackup,
    restore: Restore,
    elsewhere: Elsewhere,
    tmp_path: Path,
) -> None:
    backups = []
    for n in range(4):
        before = database["transacciones"].count_documents({})
        backups.append(make_backup(tmp_path / str(n)))
        while database["transacciones"].count_documents({}) <= before + 20:
            assert not busy_desks.is_set()
    busy_desks.set()
    moved = [backup.facts.documents["transacciones"] for backup in backups]
    assert sorted(set(moved)) == moved
    for backup in backups:
        assert restore(backup.path, replace=True).violations == ()
        verification = Verification(MongoAuditReader(elsewhere.database))
        assert list(verification.violations()) == []
        assert verification.transactions == backup.facts.documents["transacciones"]
        for client in elsewhere.database["usuarios"].find():
            held = sum(amount.to_decimal() for amount in client["saldo_fondos"].values())
            assert client["saldo_disponible"].to_decimal() + held == 500_000


def test_a_copy_tells_what_it_holds(julian: Client, make_backup: MakeBackup, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    backup = make_backup(tmp_path / "copy", progress=lambda done, total: seen.append((done, total)))
    documents = dict(backup.facts.documents)
    recorded = documents.pop("auditoria")
    assert documents == {
        "fondos": 5,
        "usuarios": 1,
        "transacciones": 0,
        "solicitudes": 0,
        "notificaciones": 0,
        "sucursales": 0,
        "disponibilidad": 0,
        "visitan": 0,
        "comprobantes": 0,
        "contadores": 0,
    }
    assert (datetime.now(UTC) - backup.facts.made_at).total_seconds() < 60
    assert seen[-1] == (6 + recorded, 6 + recorded)


def test_an_existing_file_stays_unless_it_is_to_be_replaced(make_backup: MakeBackup, tmp_path: Path) -> None:
    path = tmp_path / "copy"
    path.write_text("mine")
    with pytest.raises(BackupExists, match="copy"):
        make_backup(path)
    assert path.read_text() == "mine"
    make_backup(path, overwrite=True)
    assert path.read_bytes().startswith(b'{"formato"')


def test_a_failed_copy_leaves_the_old_one_and_nothing_else(make_backup: MakeBackup, tmp_path: Path) -> None:
    path = tmp_path / "copy"
    old = make_backup(path).path.read_bytes()

    def pull_the_plug(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_backup(path, overwrite=True, progress=pull_the_plug)
    assert path.read_bytes() == old
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("maker", "stopped", "error"),
    [
        (MongoBackups, lambda: True, BackupInterrupted),
        (lambda database: MongoBackups(database, seconds=0), never, BackupTooSlow),
        (lambda database: MongoBackups(database, reserve_bytes=2**60), never, NoRoomForBackup),
    ],
    ids=["the window closes", "the moment is out of sight", "the database needs the room"],
)
def test_a_copy_is_given_up_in_time(
    database: Database[Document],
    tmp_path: Path,
    maker: Callable[[Database[Document]], MongoBackups],
    stopped: Callable[[], bool],
    error: type[BackupFailed],
) -> None:
    with pytest.raises(error):
        maker(database).make(tmp_path / "copy", progress=unwatched, stopped=stopped)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_named_and_left_as_it_was(
    clients: Clients, database: Database[Document], make_backup: MakeBackup, small_disk: Path
) -> None:
    database["usuarios"].insert_many(
        [
            {**pattern, "_id": uuid4().hex, "documento": uuid4().hex, "busqueda": [uuid4().hex] * 4}
            for pattern in [_client_document(clients, database)]
            for _ in range(3_000)
        ]
    )
    with pytest.raises(NoRoomForBackup, match="disk"):
        make_backup(small_disk / "copy")
    assert list(small_disk.iterdir()) == []


def _client_document(clients: Clients, database: Database[Document]) -> Document:
    client = clients.register(name="Ana", document_type="CC", document="52000111", email="a@b.co")
    document = database["usuarios"].find_one({"_id": client.id})
    assert document is not None
    return document


@pytest.mark.parametrize("path", ["none/copy", "."])
def test_where_no_file_can_be_written_is_named(make_backup: MakeBackup, tmp_path: Path, path: str) -> None:
    with pytest.raises(BackupFailed, match=str(tmp_path)):
        make_backup(tmp_path / path, overwrite=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the peak from /proc")
def test_a_large_database_is_copied_and_restored_in_flat_memory(
    database: Database[Document], mongodb_uri: str, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    for start in range(0, 30_000, 10_000):
        database["transacciones"].insert_many(
            [_movement(number) for number in range(start, start + 10_000)], ordered=False
        )
    child = subprocess.run(  # noqa: S603
        [sys.executable, "-c", PEAK],
        input="\n".join((mongodb_uri, elsewhere.uri, str(tmp_path / "copy"))),
        text=True,
        capture_output=True,
        check=False,
    )
    assert child.stderr == ""
    copying_kb, restoring_kb = map(int, child.stdout.split())
    assert elsewhere.database["transacciones"].count_documents({}) == 30_000
    assert copying_kb < 12_000
    assert restoring_kb < 12_000


def _movement(number: int) -> Document:
    return {
        "_id": Binary.from_uuid(uuid4()),
        "usuario": "large",
        "secuencia": Int64(number + 1),
        "tipo_transaccion": "apertura",
        "id_fondo": Int64(1),
        "nombre_fondo": "FPV_BTG_PACTUAL_RECAUDADORA",
        "valor": Decimal128("75000"),
        "saldo_despues": Decimal128("425000"),
        "fecha": datetime(2026, 11, 24, tzinfo=UTC),
        "operador": "laura",
        "sucursal": "Medellín Centro",
        "equipo": "pc-1",
    }
