"""Real servers in a folder of their own; after each test, no process may be left."""

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mongods import mongods

from btg_desktop.adapters.private_mongod.server import PrivateMongod

from .actors import Events, Window, kill


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    """A data folder, with a space and an accent in its path as a Windows user's may have."""
    threads = set(threading.enumerate())
    folder = tmp_path / "Datos de Íñigo"
    yield folder
    left = mongods(tmp_path)
    for process in left:
        kill(process)
    assert not left, "a mongod was left behind"
    left_threads = {thread for thread in threading.enumerate() if not thread.daemon} - threads
    assert not left_threads, "a thread was left behind"


@pytest.fixture
def events() -> Events:
    return Events()


@pytest.fixture
def open_server(data_dir: Path) -> Iterator[Callable[..., PrivateMongod]]:
    """Make servers (one for each window); those still open are closed at the end.

    Their mongod is killed first: a clean end takes a second, and the tests about it close by themselves.
    """
    servers = []

    def make(database: str = "btg", **options: Any) -> PrivateMongod:
        servers.append(PrivateMongod(data_dir, database, **options))
        return servers[-1]

    yield make
    supervisor = logging.getLogger("btg_desktop.adapters.private_mongod.supervisor")
    supervisor.disabled = True  # it may see the death before it is told to stop
    for process in mongods(data_dir):
        kill(process)
    for server in servers:
        server.close()
    supervisor.disabled = False


@pytest.fixture
def open_window(data_dir: Path) -> Iterator[Callable[..., Window]]:
    windows = []

    def make() -> Window:
        windows.append(Window(data_dir))
        return windows[-1]

    yield make
    for window in windows:
        if window.process.poll() is None:
            window.close()
