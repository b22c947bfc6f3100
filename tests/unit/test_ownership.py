"""What belongs to this user alone, and what another one left in its place."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from another_user import ANOTHER, needs_root

from btg_desktop.bootstrap import open_services
from btg_desktop.commands.doctor import examine
from btg_desktop.config import Configuration, Settings
from btg_desktop.domain.errors import FolderNotWritable, FolderOfAnother, FolderOpenToOthers, StrangeFile
from btg_desktop.log_file import start_logging

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="owners and modes are POSIX's")

NOBODYS_ADDRESS = "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=50"


def to_a_link(log: Path, other: Path) -> None:
    log.symlink_to(other)


def to_a_second_name(log: Path, other: Path) -> None:
    log.hardlink_to(other)


def to_a_pipe(log: Path, other: Path) -> None:
    os.mkfifo(log)


def to_a_folder(log: Path, other: Path) -> None:
    log.mkdir()


@pytest.mark.parametrize("plant", [to_a_link, to_a_second_name, to_a_pipe, to_a_folder])
def test_what_somebody_left_in_the_logs_place_is_refused(
    plant: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    other = tmp_path / "important"
    other.write_text("mine")
    logs = tmp_path / "data" / "logs"
    logs.mkdir(parents=True)
    plant(logs / "btg-desktop.log", other)
    with pytest.raises(FolderNotWritable) as refused:
        start_logging(tmp_path / "data")
    assert str(logs) in str(refused.value)
    assert other.read_text() == "mine"


def test_a_link_to_nothing_makes_no_file_there(tmp_path: Path) -> None:
    logs = tmp_path / "data" / "logs"
    logs.mkdir(parents=True)
    (logs / "btg-desktop.log").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StrangeFile, match="enlace"):
        start_logging(tmp_path / "data")
    assert not (tmp_path / "elsewhere").exists()


@needs_root
@pytest.mark.parametrize("part", ["", "logs"])
def test_a_log_in_a_folder_of_another_user_is_refused(part: str, tmp_path: Path) -> None:
    theirs = tmp_path / "data" / part
    theirs.mkdir(parents=True)
    os.chown(theirs, ANOTHER, ANOTHER)
    with pytest.raises(FolderOfAnother, match="nobody") as refused:
        start_logging(tmp_path / "data")
    assert str(theirs) in str(refused.value)
    assert list(theirs.iterdir()) == []


@needs_root
@pytest.mark.parametrize("uri", ["", NOBODYS_ADDRESS], ids=["private", "the bank's"])
def test_a_data_folder_of_another_user_is_refused_by_window_and_commands_alike(
    uri: str, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    os.chown(data, ANOTHER, ANOTHER)
    here = Configuration(Settings(data_dir=data, mongodb_uri=uri), {}, {}, tmp_path / "settings.toml")
    with pytest.raises(FolderOfAnother, match="nobody") as refused, open_services(here):
        pass
    assert str(data) in str(refused.value)
    assert "--data-dir" in refused.value.remedy
    (check,) = [check for check in examine(here) if check.name == "base de datos"]
    assert not check.ok
    assert "nobody" in check.detail
    assert list(data.iterdir()) == []


def test_a_data_folder_that_all_can_write_to_is_refused_with_the_banks_database_too(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    here = Configuration(
        Settings(data_dir=tmp_path, mongodb_uri=NOBODYS_ADDRESS), {}, {}, tmp_path / "settings.toml"
    )
    with pytest.raises(FolderOpenToOthers), open_services(here):
        pass
