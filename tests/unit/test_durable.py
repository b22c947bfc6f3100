"""A file is replaced whole, by several at once too, and keeps what it was but for its content."""

import os
import stat
import threading
from pathlib import Path

import pytest

from btg_desktop import config
from btg_desktop.adapters.memory_file import MemoryFile
from btg_desktop.durable import replace_file
from btg_desktop.services.memory import Remembered

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix_only
def test_a_private_file_is_for_the_user_alone_whatever_it_was(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_bytes(b"old")
    file.chmod(0o644)
    replace_file(file, b"new", private=True)
    assert (file.read_bytes(), mode(file)) == (b"new", 0o600)


@posix_only
def test_another_file_keeps_its_mode_or_is_born_with_the_system_s(tmp_path: Path) -> None:
    written, replaced = tmp_path / "written", tmp_path / "replaced"
    written.write_bytes(b"by the standard library")
    replace_file(replaced, b"by us", private=False)
    assert mode(replaced) == mode(written)
    replaced.chmod(0o640)
    replace_file(replaced, b"again", private=False)
    assert (replaced.read_bytes(), mode(replaced)) == (b"again", 0o640)


def test_what_cannot_be_finished_leaves_what_was_there_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"old")

    class PowerCut(BaseException): ...

    def cut(_: int) -> None:
        raise PowerCut

    monkeypatch.setattr(os, "fsync", cut)
    with pytest.raises(PowerCut):
        replace_file(file, b"new", private=False)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("file", b"old")]


@posix_only
def test_a_setting_that_is_saved_leaves_the_mode_of_the_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('branch = "Centro"\n')
    file.chmod(0o600)
    config.save(config.load({}, file, {}), "language", "en")
    assert mode(file) == 0o600


def test_windows_that_remember_at_once_do_not_trip_over_each_other(tmp_path: Path) -> None:
    file = tmp_path / "windows" / "btg.json"
    failures: list[Exception] = []

    def remember(window: int) -> None:
        try:
            for _ in range(30):
                MemoryFile(file).save(Remembered(recents=(str(window),) * 400))
        except Exception as error:  # noqa: BLE001 - told by the test
            failures.append(error)

    windows = [threading.Thread(target=remember, args=(number,)) for number in range(4)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert failures == []
    assert len(set(MemoryFile(file).load().recents)) == 1
    assert list(file.parent.iterdir()) == [file]
