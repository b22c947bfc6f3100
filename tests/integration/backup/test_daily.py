"""A copy for each day, the last few kept, and never the last good one lost."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pymongo.database import Database

from btg_desktop.adapters.mongo.backup.archive import facts_of
from btg_desktop.adapters.mongo.backup.folder import LocalBackupFolder
from btg_desktop.adapters.mongo.backup.snapshot import MongoBackups
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.domain.errors import BackupFailed, BackupInterrupted, NoRoomForBackup
from btg_desktop.services.backups import DailyBackups

MONDAY = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)

Run = Callable[[int], object]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def daily_backups(database: Database[Document], folder: Path, day: int, keep: int = 3) -> DailyBackups:
    """As it would be `day` days after Monday."""
    return DailyBackups(
        MongoBackups(database),
        LocalBackupFolder(folder, "btg"),
        keep,
        now=lambda: MONDAY + timedelta(days=day),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def run(database: Database[Document], folder: Path) -> Run:
    return lambda day: daily_backups(database, folder, day).ensure_today()


def test_one_copy_a_day(run: Run, folder: Path) -> None:
    assert run(0) is not None
    made_at = facts_of(folder / "btg-2026-11-23.btgcopia").made_at
    assert run(0) is None
    assert facts_of(folder / "btg-2026-11-23.btgcopia").made_at == made_at
    assert run(1) is not None
    assert names(folder) == ["btg-2026-11-23.btgcopia", "btg-2026-11-24.btgcopia"]


def test_the_oldest_go_when_there_are_too_many(run: Run, folder: Path) -> None:
    for day in range(5):
        run(day)
    assert names(folder) == [f"btg-2026-11-{day}.btgcopia" for day in (25, 26, 27)]


def test_what_the_program_did_not_make_itself_stays(run: Run, folder: Path) -> None:
    folder.mkdir()
    rescued = LocalBackupFolder(folder, "btg").rescue_path(MONDAY)
    for path in (rescued, folder / "btg-copy.btgcopia", folder / "other-2026-11-01.btgcopia"):
        path.write_text("mine")
    for day in range(5):
        run(day)
    assert len(names(folder)) == 6


def test_a_failed_copy_removes_none(database: Database[Document], run: Run, folder: Path) -> None:
    for day in range(3):
        run(day)
    before = names(folder)
    with pytest.raises(BackupInterrupted):
        daily_backups(database, folder, 3, keep=1).ensure_today(stopped=lambda: True)
    assert names(folder) == before


def test_a_full_disk_removes_none(database: Database[Document], small_disk: Path) -> None:
    daily_backups(database, small_disk, 0).ensure_today()
    (small_disk / "full").write_bytes(b"x" * (64 * 1024 - 4096))
    with pytest.raises(NoRoomForBackup):
        daily_backups(database, small_disk, 1, keep=1).ensure_today()
    assert names(small_disk) == ["btg-2026-11-23.btgcopia", "full"]


def test_a_copy_that_cannot_be_read_is_made_again(run: Run, folder: Path) -> None:
    run(0)
    path = folder / "btg-2026-11-23.btgcopia"
    path.write_bytes(b"")
    assert run(0) is not None
    assert facts_of(path).database == "btg"


def test_a_clock_that_was_wrong_once_costs_no_copy(run: Run, folder: Path) -> None:
    run(365)
    for day in range(3):
        assert run(day) is not None
    assert "btg-2026-11-25.btgcopia" in names(folder)


def test_what_a_killed_process_left_is_cleared_away(run: Run, folder: Path) -> None:
    folder.mkdir()
    abandoned, under_way = folder / ".a-1.sin-terminar", folder / ".a-2.sin-terminar"
    for path in (abandoned, under_way):
        path.write_text("half")
    os.utime(abandoned, (0, 0))
    run(0)
    assert names(folder) == [under_way.name, "btg-2026-11-23.btgcopia"]


def test_a_folder_that_cannot_be_written_is_named(run: Run, folder: Path) -> None:
    folder.write_text("a file is in the way")
    with pytest.raises(BackupFailed, match="backups"):
        run(0)
