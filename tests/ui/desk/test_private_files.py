"""What the program writes on a PC is for the eyes of its user, however openly the system makes files."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from pymongo.database import Database
from running import PATIENCE_SECONDS, wait_while_running

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.bootstrap import open_services
from btg_desktop.config import Configuration, Settings
from btg_desktop.domain.models import Client
from btg_desktop.services.subscriptions import Subscriptions

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")

OPEN = 0o022
"""How systems make files: the others may read them."""


def open_to_others(folder: Path) -> list[str]:
    return [
        f"{path.relative_to(folder)} {stat.filemode(path.stat().st_mode)}"
        for path in folder.rglob("*")
        if path.stat().st_mode & 0o077
    ]


def test_the_window_leaves_nothing_that_others_can_read(
    tmp_path: Path, plain_uri: str, database: Database[Document]
) -> None:
    data_dir = tmp_path / "data"
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "btg_desktop", "--data-dir", str(data_dir)],
        env={**os.environ, "BTG_MONGODB_URI": plain_uri, "XDG_CONFIG_HOME": str(tmp_path / "config")},
        umask=OPEN,
        cwd=Path(__file__).parents[3],
    )
    try:
        wait_while_running(process, lambda: bool(list(data_dir.glob("intents/*/*/"))))
        assert open_to_others(tmp_path) == []
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_SECONDS) == 0
    assert {path.name for path in data_dir.iterdir()} >= {"intents", "logs", "windows"}
    assert list(data_dir.glob("windows/*.json"))
    assert open_to_others(tmp_path) == []


@pytest.fixture
def openly() -> Iterator[None]:
    before = os.umask(OPEN)
    yield
    os.umask(before)


def test_a_script_leaves_no_folder_that_others_can_enter(
    openly: None, tmp_path: Path, plain_uri: str, subscriptions: Subscriptions, julian: Client
) -> None:
    settings = Settings(mongodb_uri=plain_uri, data_dir=tmp_path / "data")
    with open_services(Configuration(settings, {}, {}, tmp_path / "settings.toml")) as services:
        subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000))
        assert services.notifications.drain()
        folders = list(settings.data_dir.iterdir())
        assert {folder.name for folder in folders} == {"intents", "messages"}
        assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
