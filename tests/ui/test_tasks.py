"""Jobs beside the GUI thread: what is promised about them when the window closes."""

from collections.abc import Callable
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from btg_desktop.ui import tasks as module
from btg_desktop.ui.tasks import READERS, Tasks

WAIT_SECONDS = 10


@pytest.fixture
def tasks(qapp: object) -> Tasks:
    return Tasks()


def close(tasks: Tasks, qtbot: QtBot, meanwhile: Callable[[], None], ran: list[str]) -> None:
    """Close, let go of what holds the lanes only then, and wait for the end."""
    ends: list[BaseException | None] = []
    tasks.close(lambda: ran.append("last"), ends.append)
    meanwhile()
    qtbot.waitUntil(lambda: ends == [None])


def ignore(_value: object) -> None:
    """Nobody is told after the closing."""


def test_a_write_that_was_asked_for_runs_though_the_window_closes(tasks: Tasks, qtbot: QtBot) -> None:
    ran: list[str] = []
    gate = Event()
    tasks.write(lambda: gate.wait(WAIT_SECONDS), ignore, ignore)
    tasks.write(lambda: ran.append("money"), ignore, ignore)
    close(tasks, qtbot, gate.set, ran)
    assert ran == ["money", "last"]


def test_a_read_that_still_waits_is_dropped(tasks: Tasks, qtbot: QtBot) -> None:
    ran: list[str] = []
    gate = Event()
    for _ in range(READERS):
        tasks.read(lambda: gate.wait(WAIT_SECONDS), ignore, ignore)
    tasks.read(lambda: ran.append("read"), ignore, ignore)
    close(tasks, qtbot, gate.set, ran)
    assert ran == ["last"]


def test_a_write_that_waits_too_long_does_not_hold_up_the_end(
    tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WRITES_SECONDS", 0.05)
    ran: list[str] = []
    gate = Event()
    tasks.write(lambda: gate.wait(WAIT_SECONDS), ignore, ignore)
    tasks.write(lambda: ran.append("late"), ignore, ignore)
    shutdown = tasks._writer.shutdown

    def let_go(**how: bool) -> None:
        shutdown(wait=False, **how)
        gate.set()
        shutdown()

    monkeypatch.setattr(tasks._writer, "shutdown", let_go)
    close(tasks, qtbot, lambda: None, ran)
    assert ran == ["last"]


def test_nothing_is_taken_on_after_closing(tasks: Tasks, qtbot: QtBot) -> None:
    ran: list[str] = []
    close(tasks, qtbot, lambda: None, ran)
    tasks.write(lambda: ran.append("late"), ignore, ignore)
    assert ran == ["last"]
