"""A bug on the window's own threads is logged and told, and ends neither of them."""

from collections.abc import Callable, Iterator
from threading import Event
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from btg_desktop.services import watching
from btg_desktop.services.watching import Change, ChangeKind, Watching
from btg_desktop.ui.runtime import outbox_worker
from btg_desktop.ui.runtime.faults import Faults
from btg_desktop.ui.runtime.outbox_worker import OutboxThread, OutboxWorker
from btg_desktop.ui.runtime.watch_thread import WatchThread

pytestmark = [pytest.mark.qt_no_exception_capture, pytest.mark.logs_errors]


class Outbox:
    """A bug at the first `failures` times."""

    def __init__(self, failures: int) -> None:
        self._failures = failures

    def drain(self, _stopped: Callable[[], bool]) -> dict[Any, int]:
        self._failures -= 1
        if self._failures >= 0:
            raise KeyError("Julián Montoya")
        return {"enviada": 1}


class Feed:
    """A bug at the first `failures` times, then one movement, then silence."""

    def __init__(self, failures: int) -> None:
        self._failures = failures
        self._has_told = False
        self._silence = Event()

    def next(self) -> Change | None:
        self._failures -= 1
        if self._failures >= 0:
            raise KeyError("Julián Montoya")
        if self._has_told:
            self._silence.wait(0.01)
            return None
        self._has_told = True
        return Change(ChangeKind.CLIENT, "ana")

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def faults(qapp: QObject) -> Iterator[Faults]:
    """As the program installs them."""
    installed = Faults()
    installed.install()
    yield installed
    installed.remove()


def test_sending_goes_on_after_a_bug_that_was_told(
    faults: Faults, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(outbox_worker, "INTERVAL_MS", 5)
    thread = None
    try:
        with qtbot.waitSignal(faults.happened) as told:
            thread = OutboxThread(cast("Any", Outbox(failures=1)))
            with qtbot.waitSignal(thread.attempted):
                pass
    finally:
        if thread is not None:
            thread.stop()
            assert thread.wait()
    assert "KeyError" in told.args[0]
    assert [record.levelname for record in caplog.records] == ["CRITICAL"]


def test_a_bug_that_stays_is_told_less_and_less_often(qapp: QObject) -> None:
    worker = OutboxWorker(cast("Any", Outbox(failures=4)))
    with pytest.raises(KeyError):
        worker.start()
    paces = [worker.pace]
    for _ in range(3):
        with pytest.raises(KeyError):
            worker.drain()
        paces.append(worker.pace)
    worker.drain()
    worker.stop_timer()
    assert paces == [4_000, 8_000, 16_000, 32_000]
    assert worker.pace == outbox_worker.INTERVAL_MS


def test_changes_are_heard_after_a_bug_that_was_told_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(watching, "UNWATCHED_SECONDS", 0.01)
    told: list[Exception] = []
    heard: list[Change] = []
    thread = WatchThread(Watching(Feed(failures=3)))
    thread.failed.connect(told.append)
    thread.arrived.connect(lambda: heard.extend(thread.take()))
    thread.start()
    qtbot.waitUntil(lambda: Change(ChangeKind.CLIENT, "ana") in heard)
    thread.stop()
    assert thread.wait()
    assert [type(error) for error in told] == [KeyError]
    assert heard[0] == Change(ChangeKind.MISSED)  # what the bug ate is read again
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [KeyError] * 3
