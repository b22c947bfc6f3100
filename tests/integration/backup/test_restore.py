"""Restoring: exactly what the copy holds, or a database that says it is not whole."""

import tracemalloc
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from backup_scene import Elsewhere, MakeBackup, Restore, contents, forge
from bson import Decimal128, Int64, encode
from pymongo.database import Database
from pymongo.errors import WriteError

from btg_desktop.adapters.mongo.backup.archive import write_archive
from btg_desktop.adapters.mongo.backup.restoration import opened_backup
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.schema import INDEXES, ensure_schema
from btg_desktop.adapters.mongo.schema_version import VERSION
from btg_desktop.adapters.private_mongod.server import PrivateMongod
from btg_desktop.domain.audit import Broken
from btg_desktop.domain.errors import (
    BackupTooNew,
    DamagedBackup,
    DatabaseInUse,
    DatabaseNotEmpty,
    NoRoomForBackup,
    NoRoomForRestore,
)
from btg_desktop.domain.models import Client
from btg_desktop.services.ports import Backup
from btg_desktop.services.subscriptions import Subscriptions


class PulledThePlug(Exception):
    """The process ends here."""


def pull_the_plug(done: int, total: int) -> None:
    raise PulledThePlug


def staged(pc: Elsewhere) -> list[str]:
    """What a restore left beside the books."""
    return [name for name in pc.database.list_collection_names() if name.startswith("restauracion_")]


@pytest.fixture
def backup(julian: Client, subscriptions: Subscriptions, make_backup: MakeBackup, tmp_path: Path) -> Backup:
    """Julián with two funds of three."""
    subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000))
    subscriptions.subscribe(uuid4(), julian.id, 2, Decimal(125_000))
    subscriptions.cancel(uuid4(), julian.id, 1)
    return make_backup(tmp_path / "copy")


@pytest.fixture
def in_use(elsewhere: Elsewhere) -> Elsewhere:
    """Somebody works there: the catalogue has a sixth fund."""
    ensure_schema(elsewhere.database)
    elsewhere.database["fondos"].insert_one({**_first_fund(elsewhere.database), "_id": Int64(6)})
    return elsewhere


def _first_fund(database: Database[Document]) -> Document:
    fund = database["fondos"].find_one({"_id": 1})
    assert fund is not None
    return fund


def test_every_document_comes_back_as_it_was(
    database: Database[Document], backup: Backup, restore: Restore, elsewhere: Elsewhere
) -> None:
    restored = restore(backup.path)
    assert contents(elsewhere.database) == contents(database)
    assert (restored.rescued, restored.violations) == (None, ())


def test_a_copy_of_an_older_schema_is_brought_up_to_this_one(
    database: Database[Document],
    backup: Backup,
    make_backup: MakeBackup,
    restore: Restore,
    elsewhere: Elsewhere,
    tmp_path: Path,
) -> None:
    database["auditoria"].delete_many({})
    for name in ("usuarios", "fondos"):
        database[name].update_many({}, {"$unset": {"revision": ""}})
    database["esquema"].update_one({"_id": "version"}, {"$set": {"version": Int64(7)}})
    try:
        older = make_backup(tmp_path / "older")
    finally:
        database["esquema"].update_one({"_id": "version"}, {"$set": {"version": Int64(VERSION)}})
    assert restore(older.path).violations == ()
    found = elsewhere.database["auditoria"].count_documents({"hallado": True})
    assert found == 6  # five funds and a client
    stored = elsewhere.database["esquema"].find_one({"_id": "version"})
    assert stored == {"_id": "version", "version": VERSION}


def test_indexes_and_validators_come_back(backup: Backup, restore: Restore, elsewhere: Elsewhere) -> None:
    restore(backup.path)
    for name, indexes in INDEXES.items():
        assert {index.document["name"] for index in indexes} < set(
            elsewhere.database[name].index_information()
        )
    with pytest.raises(WriteError):
        elsewhere.database["usuarios"].update_one({}, {"$set": {"saldo_disponible": "much"}})
    ensure_schema(elsewhere.database)


def test_a_document_that_the_validators_refuse_comes_back_too_and_is_named(
    backup: Backup,
    database: Database[Document],
    insert_unchecked: Callable[[str, Document], None],
    make_backup: MakeBackup,
    restore: Restore,
    elsewhere: Elsewhere,
) -> None:
    insert_unchecked("usuarios", {"_id": 7, "documento": "7"})
    restored = restore(make_backup(backup.path, overwrite=True).path)
    assert contents(elsewhere.database) == contents(database)
    assert [violation.broken for violation in restored.violations] == [Broken.DOCUMENT]


def test_a_database_that_was_only_opened_counts_as_empty(
    backup: Backup, restore: Restore, elsewhere: Elsewhere
) -> None:
    ensure_schema(elsewhere.database)
    assert restore(backup.path).rescued is None


def test_data_is_not_replaced_unless_asked(backup: Backup, restore: Restore, in_use: Elsewhere) -> None:
    before = contents(in_use.database)
    with pytest.raises(DatabaseNotEmpty):
        restore(backup.path)
    assert contents(in_use.database) == before
    ensure_schema(in_use.database)


def test_what_is_replaced_is_kept_and_can_come_back(
    backup: Backup, database: Database[Document], restore: Restore, in_use: Elsewhere
) -> None:
    before = contents(in_use.database)
    rescued = restore(backup.path, replace=True).rescued
    assert contents(in_use.database) == contents(database)
    assert rescued is not None
    restore(rescued.path, replace=True)
    assert contents(in_use.database) == before


def test_nothing_is_replaced_where_it_cannot_be_kept(
    backup: Backup,
    restore: Restore,
    in_use: Elsewhere,
    monkeypatch: pytest.MonkeyPatch,
    small_disk: Path,
) -> None:
    monkeypatch.setattr(
        "btg_desktop.adapters.mongo.backup.folder.LocalBackupFolder.rescue_path",
        lambda _folder, _moment: small_disk / "rescued",
    )
    (small_disk / "full").write_bytes(b"x" * 64 * 1024)
    before = contents(in_use.database)
    with pytest.raises(NoRoomForBackup):
        restore(backup.path, replace=True)
    assert contents(in_use.database) == before
    ensure_schema(in_use.database)


def test_a_restore_that_is_cut_off_before_the_books_change_leaves_them_as_they_were(
    backup: Backup, restore: Restore, in_use: Elsewhere
) -> None:
    before = contents(in_use.database)
    with pytest.raises(PulledThePlug):
        restore(backup.path, replace=True, progress=pull_the_plug)
    ensure_schema(in_use.database)
    assert contents(in_use.database) == before
    assert staged(in_use) == []


@pytest.mark.parametrize(
    ("collection", "documents"),
    [
        ("usuarios", [encode({"_id": "a"}), encode({"_id": "a", "documento": "1"})]),
        ("usuarios", [encode({"_id": "a"}), encode({"_id": "b"})]),
        (
            "transacciones",
            [encode({"_id": n, "usuario": "a", "secuencia": Int64(1)}) for n in ("x", "y")],
        ),
        ("usuarios", [encode({"_id": ["a"]})]),
        ("usuarios", [b"\x0c\0\0\0\x02garbage"]),
        ("usuarios", [b"\x05\0\0\0\x01"]),
        ("usuarios", [b"\x0e\0\0\0\x10a\0\1\0\0\0\0\0\0"]),
    ],
    ids=[
        "the same id twice",
        "the same identity document twice",
        "the same sequence twice",
        "an id that is a list",
        "no document",
        "a document without an end",
        "a document with something after its end",
    ],
)
def test_a_copy_that_mongodb_does_not_take_changes_nothing(
    collection: str, documents: list[bytes], restore: Restore, in_use: Elsewhere, tmp_path: Path
) -> None:
    before = contents(in_use.database)
    with pytest.raises(DamagedBackup, match=collection):
        restore(forge(tmp_path / "forged", {"fondos": [], collection: documents}), replace=True)
    assert contents(in_use.database) == before
    assert staged(in_use) == []
    assert not (tmp_path / "backups").exists()
    ensure_schema(in_use.database)


def test_a_disk_without_room_for_the_copy_changes_nothing(
    backup: Backup, restore: Restore, in_use: Elsewhere
) -> None:
    before = contents(in_use.database)
    with pytest.raises(NoRoomForRestore, match=r"elsewhere"):
        restore(backup.path, replace=True, reserve_bytes=2**60)
    assert contents(in_use.database) == before
    assert staged(in_use) == []


@pytest.mark.parametrize("amount", ["1E+999", "NaN", "Infinity", "-1E-6176"])
def test_an_amount_that_is_no_money_comes_back_as_it_was_and_is_named(
    amount: str,
    database: Database[Document],
    backup: Backup,
    restore: Restore,
    elsewhere: Elsewhere,
    insert_unchecked: Callable[[str, Document], None],
    make_backup: MakeBackup,
) -> None:
    (client,) = database["usuarios"].find()
    insert_unchecked("usuarios", client | {"saldo_disponible": Decimal128(amount)})
    restored = restore(make_backup(backup.path, overwrite=True).path)
    assert restored.violations
    (found,) = elsewhere.database["usuarios"].find()
    assert found["saldo_disponible"].bid == Decimal128(amount).bid


def test_documents_that_fill_the_memory_together_do_not(
    restore: Restore, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    """Thirty documents of 15 MB are a file of half a megabyte."""
    filling = "0" * 15_000_000
    bomb = forge(tmp_path / "bomb", {"solicitudes": (encode({"_id": n, "x": filling}) for n in range(30))})
    assert bomb.stat().st_size < 1_000_000
    tracemalloc.start()
    restore(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert elsewhere.database["solicitudes"].count_documents({}) == 30
    assert peak < 150_000_000


def test_nothing_happens_while_another_window_has_the_database(
    backup: Backup, restore: Restore, elsewhere: Elsewhere
) -> None:
    window = PrivateMongod(elsewhere.data_dir, "btg")
    window.start()
    try:
        with pytest.raises(DatabaseInUse):
            restore(backup.path)
        assert elsewhere.database.list_collection_names() == []
    finally:
        window.close()
    restore(backup.path)


def test_a_damaged_copy_changes_nothing(backup: Backup, restore: Restore, elsewhere: Elsewhere) -> None:
    data = bytearray(backup.path.read_bytes())
    data[len(data) // 2] ^= 1
    backup.path.write_bytes(data)
    with pytest.raises(DamagedBackup, match="SHA-256"):
        restore(backup.path)
    assert elsewhere.database.list_collection_names() == []


@pytest.mark.parametrize(
    "change", [{"schema_version": 99}, {"documents": {"pagos": 0}}], ids=["schema", "collection"]
)
def test_a_copy_of_a_newer_program_is_refused(backup: Backup, tmp_path: Path, change: Document) -> None:
    facts = {field: getattr(backup.facts, field) for field in backup.facts.__dataclass_fields__}
    write_archive(tmp_path / "newer", type(backup.facts)(**{**facts, "documents": {}, **change}), [])
    with pytest.raises(BackupTooNew), opened_backup(tmp_path / "newer"):
        pass
