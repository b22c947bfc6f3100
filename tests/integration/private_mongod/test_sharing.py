"""Several windows on one data folder, and what a crashed one leaves behind."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from mongods import mongods, the_mongod

from btg_desktop.adapters.private_mongod.binary import find_mongod
from btg_desktop.adapters.private_mongod.server import PrivateMongod
from btg_desktop.domain.errors import ServerStopped

from .actors import Window, client, wait_until

Open = Callable[..., PrivateMongod]
OpenWindow = Callable[..., Window]


def test_a_second_window_shares_the_server_and_the_last_one_stops_it(
    open_server: Open, open_window: OpenWindow, data_dir: Path
) -> None:
    server = open_server()
    uri = server.start()
    mongod = the_mongod(data_dir)
    window = open_window()
    assert window.uri() == uri
    server.close()
    assert the_mongod(data_dir) == mongod
    window.close()
    assert not mongods(data_dir)


def test_windows_that_open_at_once_share_one_server(open_window: OpenWindow, data_dir: Path) -> None:
    windows = [open_window() for _ in range(3)]
    assert len({window.uri() for window in windows}) == 1
    assert the_mongod(data_dir).is_running()


def test_a_killed_window_leaves_a_server_that_the_next_start_reuses(
    open_server: Open, open_window: OpenWindow, data_dir: Path
) -> None:
    window = open_window()
    uri = window.uri()
    orphan = the_mongod(data_dir)
    window.kill()
    server = open_server()
    assert server.start() == uri
    assert the_mongod(data_dir) == orphan
    server.close()  # the dead window's lease does not count
    assert not mongods(data_dir)
    assert not list((data_dir / "mongod" / "leases").iterdir())


def test_another_program_that_names_our_database_is_left_alone(open_server: Open, data_dir: Path) -> None:
    named = [str(data_dir / "mongod" / part) for part in ("mongod.conf", "db")]
    bystander = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", "input()", *named], stdin=subprocess.PIPE
    )
    try:
        server = open_server()
        server.start()
        server.close()
        assert bystander.poll() is None
    finally:
        bystander.communicate(b"\n")


def test_a_mongod_that_runs_on_our_database_without_authorization_is_replaced(
    open_server: Open, data_dir: Path
) -> None:
    server = open_server()
    with client(server.start()) as desk:
        desk.btg.usuarios.insert_one({"_id": 1})
    server.close()
    database = str(data_dir / "mongod" / "db")
    intruder = subprocess.Popen(  # noqa: S603
        [find_mongod(), "--dbpath", database, "--port", "29998", "--bind_ip", "127.0.0.1"],
        stdout=subprocess.DEVNULL,
    )
    wait_until(lambda: bool((data_dir / "mongod" / "db" / "mongod.lock").read_text()))
    with client(open_server().start()) as desk:
        assert desk.btg.usuarios.find_one() == {"_id": 1}
    assert intruder.wait(timeout=10) is not None
    assert the_mongod(data_dir).pid != intruder.pid


def test_a_program_that_ends_without_closing_does_not_hang(data_dir: Path, open_server: Open) -> None:
    window = Window(data_dir, forgets_to_close=True)
    uri = window.uri()
    window.close()
    assert window.process.returncode == 0
    assert open_server().start() == uri


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX's")
def test_an_interrupt_in_the_terminal_of_one_window_leaves_the_others_server(
    open_server: Open, data_dir: Path
) -> None:
    window = Window(data_dir, own_terminal=True)
    uri = window.uri()
    mongod = the_mongod(data_dir)
    open_server().start()
    os.killpg(window.process.pid, signal.SIGINT)
    window.process.communicate(timeout=30)
    with client(uri) as desk:
        assert desk.btg.usuarios.insert_one({"_id": 1}).acknowledged
    assert the_mongod(data_dir) == mongod


@pytest.mark.skipif(sys.platform == "win32", reason="needs a script as a program")
def test_closing_calls_off_a_start_under_way(open_server: Open, data_dir: Path, tmp_path: Path) -> None:
    never_ready = tmp_path / "mongod"
    never_ready.write_text(
        '#!/bin/sh\n[ "$1" = --version ] && echo "db version v6.0.5" && exit\nexec sleep 60\n'
    )
    never_ready.chmod(0o700)
    server = open_server(binary=never_ready)
    outcome: list[ServerStopped] = []

    def start() -> None:
        with pytest.raises(ServerStopped) as caught:
            server.start()
        outcome.append(caught.value)

    def asleep() -> list[psutil.Process]:
        found = []
        for child in psutil.Process().children():
            with contextlib.suppress(psutil.NoSuchProcess):
                if child.cmdline() == ["sleep", "60"]:
                    found.append(child)
        return found

    starting = threading.Thread(target=start)
    starting.start()
    wait_until(lambda: bool(asleep()))
    (mongod,) = asleep()
    began = time.monotonic()
    server.close()
    starting.join(timeout=10)
    assert "cerrando" in str(outcome[0])
    assert time.monotonic() - began < 5
    assert not mongod.is_running()


def test_closing_twice_or_without_a_start_does_nothing(open_server: Open, data_dir: Path) -> None:
    server = open_server()
    server.close()
    server.close()
    assert not data_dir.exists()
