"""What cannot work is said with its remedy, and leaves nothing running."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pymongo
import pytest
from pymongo import MongoClient
from pymongo.errors import PyMongoError

from btg_desktop.adapters.private_mongod.binary import find_mongod, mongod_version
from btg_desktop.adapters.private_mongod.server import PrivateMongod
from btg_desktop.domain.errors import (
    DiskFull,
    FolderNotWritable,
    MongodMissing,
    PrivateServerError,
    ServerStopped,
)

from .actors import Events, client

Open = Callable[..., PrivateMongod]
Mount = Callable[..., None]

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a script as a program")


def script(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(("#!/bin/sh", *lines)))
    path.chmod(0o700)
    return path


@pytest.fixture
def mount(data_dir: Path) -> Iterator[Mount]:
    """Put the data folder on a small disk of its own. Ask for it before the server, so that it goes last."""
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if mount is None or umount is None:
        pytest.skip("this system has no mount")
    data_dir.mkdir()

    def mount_tmpfs(options: str) -> None:
        tried = subprocess.run(  # noqa: S603
            [mount, "-t", "tmpfs", "-o", options, "tmpfs", data_dir],
            capture_output=True,
            text=True,
            check=False,
        )
        if tried.returncode:
            pytest.skip(f"this user may not mount: {tried.stderr.strip()}")

    yield mount_tmpfs
    if data_dir.is_mount():
        # lazily: on a busy machine a killed mongod lets go of its files a little later
        subprocess.run([umount, "--lazy", data_dir], check=True)  # noqa: S603


def write_until_refused(desk: MongoClient[dict[str, Any]]) -> None:
    for _ in range(100):
        desk.btg.relleno.insert_one({"bytes": os.urandom(1024 * 1024)})


def test_a_mongod_that_is_not_where_the_settings_say_is_missing(open_server: Open, tmp_path: Path) -> None:
    with pytest.raises(MongodMissing):
        open_server(binary=tmp_path / "mongod").start()


@posix
def test_the_settings_come_before_the_path_and_the_path_before_pypi(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    from_pypi = find_mongod()
    on_path = script(tmp_path / "mongod")
    named = script(tmp_path / "named")
    assert from_pypi.parts[-4:] == ("fiftyone", "db", "bin", "mongod")
    assert find_mongod() == on_path
    assert find_mongod(named) == named
    assert "fiftyone" not in sys.modules


def test_the_version_is_the_programs_own() -> None:
    assert mongod_version(find_mongod()).split(".")[0] in {"6", "7", "8"}


@posix
def test_a_mongod_too_old_for_the_ledger_is_refused_before_it_writes(
    open_server: Open, tmp_path: Path, data_dir: Path
) -> None:
    old = script(tmp_path / "mongod", 'echo "db version v4.4.29"')
    with pytest.raises(PrivateServerError, match=r"4\.4\.29"):
        open_server(binary=old).start()
    assert not list((data_dir / "mongod" / "db").iterdir())


@posix
def test_a_program_that_is_no_mongod_is_refused_with_what_it_says(open_server: Open, tmp_path: Path) -> None:
    with pytest.raises(PrivateServerError, match="libcrypto"):
        open_server(binary=script(tmp_path / "mongod", "echo no libcrypto.so.3 >&2", "exit 127")).start()


def test_a_server_that_ends_at_once_says_why_in_its_own_words(open_server: Open, data_dir: Path) -> None:
    server = open_server()
    server.start()
    server.close()
    (data_dir / "mongod" / "db" / "WiredTiger.turtle").write_text("garbage")
    with pytest.raises(ServerStopped, match="database corruption detected"):
        open_server().start()


def test_a_file_where_the_folder_should_be_is_not_writable(open_server: Open, data_dir: Path) -> None:
    data_dir.write_text("")
    with pytest.raises(FolderNotWritable, match="mongod"):
        open_server().start()


def test_a_folder_on_a_read_only_disk_is_not_writable(mount: Mount, open_server: Open) -> None:
    mount("ro,size=1m")
    with pytest.raises(FolderNotWritable):
        open_server().start()


@posix
@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere; the read-only disk stands in")
def test_a_folder_without_permission_is_not_writable(open_server: Open, data_dir: Path) -> None:
    data_dir.mkdir(mode=0o500)
    with pytest.raises(FolderNotWritable):
        open_server().start()


def test_a_database_folder_that_mongod_cannot_use_is_not_writable(open_server: Open, data_dir: Path) -> None:
    (data_dir / "mongod" / "db" / "mongod.lock").mkdir(parents=True)
    with pytest.raises(PrivateServerError):
        open_server().start()


def test_a_disk_without_room_is_full_before_anything_is_written(mount: Mount, open_server: Open) -> None:
    mount("size=200m")
    with pytest.raises(DiskFull):
        open_server().start()


@pytest.mark.logs_errors
def test_a_disk_that_fills_up_is_told_and_the_server_comes_back_when_there_is_room(
    mount: Mount, open_server: Open, events: Events, data_dir: Path
) -> None:
    mount("size=700m")
    with client(open_server(on_event=events).start()) as desk:
        desk.btg.usuarios.insert_one({"_id": 1})
        filling = data_dir / "filling"
        free = shutil.disk_usage(data_dir).free
        filling.write_bytes(b"\0" * (free - 1024 * 1024))
        with pytest.raises(PyMongoError), pymongo.timeout(1):
            write_until_refused(desk)
        events.wait_for(lambda event: isinstance(event, DiskFull))
        filling.unlink()
        events.wait_for(lambda event: event is None)
        assert desk.btg.usuarios.find_one() == {"_id": 1}
