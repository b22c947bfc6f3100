"""A bank's server that gives its memory to everybody who can connect: `doctor` says so."""

import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pymongo import MongoClient

from btg_desktop.adapters.private_mongod.binary import find_mongod
from btg_desktop.commands.doctor import Check, examine
from btg_desktop.config import Configuration, Settings

StartBank = Callable[..., str]


@pytest.fixture
def start_bank(tmp_path: Path) -> Iterator[StartBank]:
    """Start a mongod as an administrator may have left it; return its address."""
    with ExitStack() as stack:

        def start(*options: str) -> str:
            (tmp_path / "bank").mkdir()
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
            place = ["--dbpath", str(tmp_path / "bank"), "--logpath", str(tmp_path / "bank.log")]
            process = subprocess.Popen(  # noqa: S603
                [find_mongod(), *place, "--bind_ip", "127.0.0.1", "--port", str(port), *options],
                stdout=subprocess.DEVNULL,
            )
            stack.callback(process.wait, timeout=20)
            stack.callback(process.terminate)
            address = f"mongodb://127.0.0.1:{port}/"
            with MongoClient[dict[str, object]](address, serverSelectionTimeoutMS=20_000) as client:
                client.admin.command("ping")
            return address

        yield start


def leak(address: str, tmp_path: Path) -> list[Check]:
    settings = Settings(mongodb_uri=address, data_dir=tmp_path / "data")
    checks = examine(Configuration(settings, {}, {}, tmp_path / "settings.toml"))
    return [check for check in checks if "CVE-2025-14847" in check.detail]


def test_doctor_names_a_server_that_leaks(start_bank: StartBank, tmp_path: Path) -> None:
    (check,) = leak(start_bank(), tmp_path)
    assert not check.ok
    assert "6.0.5" in check.detail
    assert "8.0.17" in check.remedy


def test_a_server_without_compression_does_not_leak(start_bank: StartBank, tmp_path: Path) -> None:
    assert leak(start_bank("--networkMessageCompressors", "disabled"), tmp_path) == []
