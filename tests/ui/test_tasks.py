"""Jobs beside the GUI thread: what is promised about them when the window closes."""

from collections.abc import Callable
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from btg_desktop.ui.runtime import tasks as module
from btg_desktop.ui.runtime.tasks import READERS, Question, Tasks

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


def fail(gate: Event) -> None:
    gate.wait(WAIT_SECONDS)
    raise LookupError("too late")


@pytest.mark.logs_errors
def test_only_what_was_asked_last_is_answered(tasks: Tasks, qtbot: QtBot) -> None:
    answers: list[object] = []
    failures: list[str] = []
    question = Question(tasks, lambda error: failures.append(str(error)))
    ends: list[object] = []
    tasks._ended.connect(ends.append)
    gates = [Event(), Event()]
    question.ask(lambda: (gates[0].wait(WAIT_SECONDS), "first"), answers.append, answers.append)
    question.ask(lambda: fail(gates[1]), answers.append, answers.append)
    question.ask(lambda: "last", answers.append, answers.append)
    qtbot.waitUntil(lambda: len(answers) > 0)
    for gate in gates:
        gate.set()
    qtbot.waitUntil(lambda: len(ends) == 3)
    assert answers == ["last"]
    assert failures == ["too late"]
    close(tasks, qtbot, lambda: None, [])


def test_questions_do_not_hinder_each_other(tasks: Tasks, qtbot: QtBot) -> None:
    answers: list[object] = []
    for name in ("one", "other"):
        Question(tasks, ignore).ask(lambda name=name: name, answers.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: sorted(map(str, answers)) == ["one", "other"])
    close(tasks, qtbot, lambda: None, [])
