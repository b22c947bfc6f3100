"""A database to copy, one to restore to, and a disk that is nearly full."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from backup_scene import Elsewhere, MakeBackup, Restore, never, unwatched
from pymongo.database import Database

from btg_desktop.adapters.mongo.audit import MongoAuditReader
from btg_desktop.adapters.mongo.backup.folder import LocalBackupFolder
from btg_desktop.adapters.mongo.backup.restoration import MongoRestoreTarget, opened_backup
from btg_desktop.adapters.mongo.backup.snapshot import MongoBackups
from btg_desktop.adapters.mongo.connection import Document, connect
from btg_desktop.adapters.mongo.schema import ensure_schema
from btg_desktop.adapters.private_mongod.server import PrivateMongod
from btg_desktop.services.backups import Restoration, Restored
from btg_desktop.services.ports import Backup, Progress
from btg_desktop.services.verification import Verification


@pytest.fixture
def make_backup(database: Database[Document]) -> MakeBackup:
    def make(path: Path, *, overwrite: bool = False, progress: Progress = unwatched) -> Backup:
        return MongoBackups(database).make(path, overwrite=overwrite, progress=progress, stopped=never)

    return make


@pytest.fixture(scope="session")
def other_pc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    data_dir = tmp_path_factory.mktemp("elsewhere")
    server = PrivateMongod(data_dir, "btg")
    uri = server.start()
    database = connect(uri, "btg", strict_api=False)
    ensure_schema(database)
    yield Elsewhere(data_dir, server, uri, database)
    database.client.close()
    server.close()


@pytest.fixture
def elsewhere(other_pc: Elsewhere) -> Iterator[Elsewhere]:
    """That server, with nothing in its database."""
    yield other_pc
    for name in other_pc.database.list_collection_names():
        other_pc.database[name].drop()


@pytest.fixture
def restore(elsewhere: Elsewhere, tmp_path: Path) -> Restore:
    def run(
        path: Path, *, replace: bool = False, progress: Progress = unwatched, reserve_bytes: int = 0
    ) -> Restored:
        database = elsewhere.database
        with opened_backup(path) as source:
            return Restoration(
                source,
                MongoRestoreTarget(database, elsewhere.server.alone, elsewhere.data_dir, reserve_bytes),
                MongoBackups(database),
                LocalBackupFolder(tmp_path / "backups", "btg"),
                Verification(MongoAuditReader(database)),
            ).run(replace=replace, progress=progress)

    return run


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Make a disk of a size; it goes with the test."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mount(size: str) -> Path:
        command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", str(folder)]
        try:
            refused = subprocess.run(command, capture_output=True, check=False).returncode  # noqa: S603
        except FileNotFoundError:
            refused = 1
        if refused:
            pytest.skip("only root can make a small disk")
        return folder

    yield mount
    if folder.is_mount():
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607


@pytest.fixture
def small_disk(mounted: Callable[[str], Path]) -> Path:
    """64 KiB to write to."""
    return mounted("64k")
