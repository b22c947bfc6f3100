"""Whatever is under way, the window goes at once and everything behind it ends within a bound."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest
from clerk import CONTROL, Clerk, Key
from cutting_proxy import CuttingProxy, Mode
from mongods import mongods
from pymongo.database import Database
from pytestqt.qtbot import QtBot
from running import wait_while_running

from btg_desktop.adapters.mongo.connection import Document

BOUND_SECONDS = 15


def close(clerk: Clerk, qtbot: QtBot) -> None:
    """Close as a terminated session would, and wait for the end within the bound."""
    began = time.monotonic()
    with qtbot.waitSignal(clerk.app.closed, timeout=BOUND_SECONDS * 1000):
        clerk.window.close()
        assert clerk.window.isHidden()
        assert clerk.dialogs() == []
    assert time.monotonic() - began < BOUND_SECONDS


def test_while_the_database_opens(
    settings: dict[str, Any], start_desk: Callable[..., Clerk], qtbot: QtBot
) -> None:
    settings["mongodb_uri"] = ""
    clerk = start_desk()
    clerk.wait(lambda: bool(mongods(settings["data_dir"])), what="mongod")
    close(clerk, qtbot)
    assert mongods(settings["data_dir"]) == []


def test_after_the_opening_failed(
    settings: dict[str, Any], start_desk: Callable[..., Clerk], qtbot: QtBot
) -> None:
    settings["mongodb_uri"] = "mongodb://"
    clerk = start_desk()
    clerk.wait_for_banner("mongodb_uri")
    close(clerk, qtbot)


def test_at_rest(clerk: Clerk, qtbot: QtBot) -> None:
    close(clerk, qtbot)


@pytest.mark.parametrize("key", [Key.Key_N, Key.Key_Comma])
def test_with_a_dialog_open(clerk: Clerk, qtbot: QtBot, key: Key) -> None:
    clerk.press(key, CONTROL)
    clerk.wait(lambda: bool(clerk.dialogs()), what="a dialog")
    close(clerk, qtbot)


def test_while_money_moves_it_has_moved_once_or_not_at_all(
    clerk: Clerk, qtbot: QtBot, database: Database[Document]
) -> None:
    clerk.register()
    clerk.enter_amount(1, "75000")
    clerk.press(Key.Key_Return)
    close(clerk, qtbot)
    (client,) = database["usuarios"].find()
    count = database["transacciones"].count_documents({})
    assert client["saldo_disponible"].to_decimal() == 500_000 - 75_000 * count
    assert count == database["solicitudes"].count_documents({"resultado": "aplicada"}) == 1


def test_while_an_outcome_is_unknown_its_intent_stays_for_the_next_start(
    settings: dict[str, Any],
    proxied_uri: str,
    proxy: CuttingProxy,
    open_desk: Callable[..., Clerk],
    qtbot: QtBot,
    database: Database[Document],
    impatient: None,
) -> None:
    settings["mongodb_uri"] = proxied_uri
    clerk = open_desk()
    clerk.register()
    clerk.enter_amount(1, "75000")
    proxy.turn(Mode.CUT_AT_ANSWER)
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: clerk.text("heading") == "Verificando la operación", what="verifying")
    close(clerk, qtbot)
    assert len(list((settings["data_dir"] / "intents").rglob("*.json"))) == 1
    proxy.turn(Mode.OPEN)
    again = open_desk()
    again.wait_for_banner("Julián Montoya: Apertura de $ 75.000")
    assert database["transacciones"].count_documents({}) == 1


def test_the_last_of_two_windows_stops_the_private_mongod(
    settings: dict[str, Any], open_desk: Callable[..., Clerk], qtbot: QtBot
) -> None:
    settings["mongodb_uri"] = ""
    one, other = open_desk(), open_desk()
    assert len(mongods(settings["data_dir"])) == 1
    close(one, qtbot)
    assert len(mongods(settings["data_dir"])) == 1
    other.register()
    close(other, qtbot)
    assert mongods(settings["data_dir"]) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.skipif(sys.platform == "win32", reason="these signals are POSIX")
def test_a_signal_closes_the_program_in_order(tmp_path: Path, number: signal.Signals) -> None:
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "btg_desktop", "--data-dir", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    log = tmp_path / "logs" / "btg-desktop.log"
    wait_while_running(process, lambda: log.exists() and "serves at" in log.read_text())
    (mongod,) = psutil.Process(process.pid).children()
    process.send_signal(number)
    output, complaints = process.communicate(timeout=BOUND_SECONDS)
    assert process.returncode == 0
    assert (output, complaints) == ("", "")
    assert not mongod.is_running()
    assert "has stopped" in log.read_text()
