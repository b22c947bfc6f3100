"""Who plays in these tests: other windows, the mongods they start, and a listener to their events."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
from pymongo import MongoClient
from pymongo.uri_parser import parse_uri

import btg_desktop
from btg_desktop.adapters.private_mongod.process import has_ended
from btg_desktop.domain.errors import PrivateServerError

_WINDOW = Path(__file__).with_name("window.py")
_ROOT = Path(btg_desktop.__file__).parents[1]


class Events:
    """Collects what a server tells, and waits for it."""

    def __init__(self) -> None:
        self.seen: list[PrivateServerError | None] = []
        self._changed = threading.Condition()

    def __call__(self, event: PrivateServerError | None) -> None:
        with self._changed:
            self.seen.append(event)
            self._changed.notify_all()

    def wait_for(self, wanted: Callable[[PrivateServerError | None], bool], seconds: float = 20) -> None:
        with self._changed:
            arrived = self._changed.wait_for(lambda: any(map(wanted, self.seen)), timeout=seconds)
        assert arrived, f"only {self.seen} came"


class Window:
    """A second process that uses the server."""

    def __init__(self, data_dir: Path, *, own_terminal: bool = False, forgets_to_close: bool = False) -> None:
        ending = ["forget"] if forgets_to_close else []
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, str(_WINDOW), str(data_dir), *ending],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(_ROOT)},
            start_new_session=own_terminal,
        )

    def answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def uri(self) -> str:
        word, _, uri = self.answer().partition(" ")
        assert word == "serving", uri
        return uri

    def close(self) -> None:
        self.process.communicate(timeout=30)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=30)


def kill(process: psutil.Process) -> None:
    process.kill()
    assert has_ended(process, within=10)


def wait_until(condition: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


def client(uri: str) -> MongoClient[dict[str, Any]]:
    return MongoClient(uri, serverSelectionTimeoutMS=10_000, connect=False)


def port_of(uri: str) -> int:
    ((_, port),) = parse_uri(uri)["nodelist"]
    assert isinstance(port, int)
    return port


def socket_of(uri: str) -> Path:
    ((path, port),) = parse_uri(uri)["nodelist"]
    assert port is None
    return Path(path)


def password_of(uri: str) -> str:
    password = parse_uri(uri)["password"]
    assert isinstance(password, str)
    return password
