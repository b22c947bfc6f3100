"""What goes on beside the requests goes on after a bug too."""

import threading
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest

from btg_desktop.api import background as module
from btg_desktop.api.background import Background

PATIENCE_SECONDS = 10


class Job:
    """Fails as a bug would for the first `failures` times; `done` once it did not."""

    def __init__(self, failures: int = 0) -> None:
        self._failures = failures
        self.calls = 0
        self.done = threading.Event()

    def __call__(self, *_arguments: object) -> dict[str, int]:
        self.calls += 1
        if self.calls <= self._failures:
            raise KeyError("Julián Montoya")
        self.done.set()
        return {}


Start = Callable[..., Background]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    monkeypatch.setattr(module, "INTERVAL_SECONDS", 0.01)
    started: list[Background] = []

    def start_it(drain: Job, resume: Job, copy: Job, requests: int = 0) -> Background:
        parts: list[Any] = [
            SimpleNamespace(drain=drain),
            SimpleNamespace(abandoned=lambda: [left(number) for number in range(requests)], resume=resume),
            SimpleNamespace(ensure_today=copy),
        ]
        started.append(Background(*cast("tuple[Any, Any, Any]", tuple(parts))))
        started[-1].start()
        return started[-1]

    yield start_it
    for background in started:
        background.stop()


def left(number: int) -> SimpleNamespace:
    """An intent of an earlier process."""
    return SimpleNamespace(request=SimpleNamespace(id=number), is_proven=True)


@pytest.mark.logs_errors
def test_a_bug_while_sending_does_not_end_it(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    drain = Job(failures=2)
    background = start(drain, Job(), Job())
    assert drain.done.wait(PATIENCE_SECONDS)
    assert background.is_alive()
    faults = [record for record in caplog.records if record.levelname == "ERROR"]
    assert [record.exc_info[0] for record in faults if record.exc_info] == [KeyError, KeyError]


@pytest.mark.logs_errors
def test_a_bug_in_one_thing_does_not_keep_back_the_others(start: Start) -> None:
    drain, copy = Job(), Job()
    always = Job(failures=1_000_000)
    background = start(drain, always, copy, requests=2)
    assert drain.done.wait(PATIENCE_SECONDS)
    assert copy.done.wait(PATIENCE_SECONDS)
    assert always.calls >= 2  # the second intent was tried as well
    assert background.is_alive()


@pytest.mark.logs_errors
def test_an_intent_that_met_a_bug_is_tried_again(start: Start) -> None:
    resume = Job(failures=1)
    start(Job(), resume, Job(), requests=1)
    assert resume.done.wait(PATIENCE_SECONDS)


@pytest.mark.logs_errors
def test_a_bug_that_stays_is_met_less_and_less_often(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "INTERVAL_SECONDS", 0.001)
    pauses: list[float] = []
    background = start(Job(failures=1_000_000), Job(), Job())
    enough = threading.Event()
    wait = background._stopping.wait

    def note(seconds: float) -> bool:
        pauses.append(seconds)
        if len(pauses) == 4:
            enough.set()
        return wait(seconds)

    monkeypatch.setattr(background._stopping, "wait", note)
    for _ in range(3):
        background.wake()  # a busy API does not make it fail faster
    assert enough.wait(PATIENCE_SECONDS)
    assert pauses[1] == 2 * pauses[0]
    assert pauses[3] == 8 * pauses[0]
