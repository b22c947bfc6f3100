"""Intents where the disk or another process is in the way: refused before anything is sent, never lost."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest

from btg_desktop.adapters.intents import IntentJournal
from btg_desktop.domain.errors import DiskFull, OutcomeUnknown, RequestMismatch
from btg_desktop.domain.models import Desk, Request, Transaction, TransactionKind
from btg_desktop.services.subscriptions import Subscriptions
from faults.campaign import small_disk
from faults.nemesis import fill

DESK = Desk("laura", "Centro", "pc")


class SilentLedger:
    """Takes requests and never answers."""

    def __init__(self) -> None:
        self.submitted: list[Request] = []

    def submit(self, request: Request) -> Transaction:
        self.submitted.append(request)
        raise OutcomeUnknown(request=str(request.id))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few kilobytes."""
    with small_disk(tmp_path / "disk", "64k") as folder:
        if folder is None:
            pytest.skip("mounting is not allowed here")
        yield folder


def test_a_full_disk_refuses_an_operation_before_it_is_sent(disk: Path) -> None:
    ledger, journal = SilentLedger(), IntentJournal(disk / "intents")
    fill(disk / "ballast")
    subscriptions = Subscriptions(ledger, journal, DESK)
    with pytest.raises(DiskFull):
        subscriptions.subscribe(uuid4(), "c1", 3, Decimal(50_000))
    assert ledger.submitted == []
    (disk / "ballast").unlink()
    with pytest.raises(OutcomeUnknown):
        subscriptions.subscribe(uuid4(), "c1", 3, Decimal(50_000))
    assert len(journal.abandoned()) == 1
    journal.close()


def test_an_unanswered_request_is_not_forgotten_with_the_answer_to_another(tmp_path: Path) -> None:
    ledger, journal = SilentLedger(), IntentJournal(tmp_path)
    subscriptions, request_id = Subscriptions(ledger, journal, DESK), uuid4()
    with pytest.raises(OutcomeUnknown):
        subscriptions.subscribe(request_id, "c1", 3, Decimal(50_000))
    with pytest.raises(RequestMismatch):
        subscriptions.subscribe(request_id, "c1", 3, Decimal(60_000))
    assert [request.amount for request in ledger.submitted] == [50_000]
    assert [intent.request.amount for intent in journal.abandoned()] == [50_000]
    journal.close()


def test_an_answer_is_given_even_if_its_intent_cannot_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = IntentJournal(tmp_path)
    request = Request(uuid4(), TransactionKind.CANCELLATION, "c1", 3, None, DESK)
    journal.save(request)

    def read_only(_path: Path, _mode: str) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", read_only)
        journal.forget(request.id)
    assert [intent.request for intent in journal.abandoned()] == [request]
    journal.close()


_OPEN_AND_ADOPT = """
import sys
from pathlib import Path
from btg_desktop.adapters.intents import IntentJournal
sys.stdin.readline()
for _ in range(30):
    journal = IntentJournal(Path(sys.argv[1]))
    found = journal.abandoned()
    for intent in found:
        print(intent.request.id, flush=True)
        journal.forget(intent.request.id)
    journal.close()
"""


def test_many_windows_that_start_at_once_adopt_each_intent_once(tmp_path: Path) -> None:
    dead = tmp_path / "intents"
    left = []
    for _ in range(8):
        journal = IntentJournal(dead)
        for _ in range(3):
            request = Request(uuid4(), TransactionKind.CANCELLATION, "c1", 3, None, DESK)
            journal.save(request)
            left.append(str(request.id))
        journal.close()

    def start(_: int) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603 - our own code
            [sys.executable, "-c", _OPEN_AND_ADOPT, str(dead)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=dict(os.environ),
        )

    windows = [start(n) for n in range(6)]
    with ThreadPoolExecutor(len(windows)) as pool:
        results = list(pool.map(lambda window: window.communicate("go\n", timeout=60), windows))
    assert [error for _, error in results if error] == []
    assert sorted(line for found, _ in results for line in found.split()) == sorted(left)


def test_a_full_disk_takes_an_operation_where_an_earlier_one_made_room(disk: Path) -> None:
    ledger, journal = SilentLedger(), IntentJournal(disk / "intents")
    earlier = Request(uuid4(), TransactionKind.CANCELLATION, "c1", 3, None, DESK)
    journal.save(earlier)
    journal.forget(earlier.id)
    fill(disk / "ballast")
    with pytest.raises(OutcomeUnknown):
        Subscriptions(ledger, journal, DESK).subscribe(uuid4(), "c1", 3, Decimal(50_000))
    assert [intent.request for intent in journal.abandoned()] == ledger.submitted
    (disk / "ballast").unlink()
    journal.close()


def test_many_threads_that_save_and_forget_keep_what_waits(tmp_path: Path) -> None:
    journal = IntentJournal(tmp_path)

    def work(number: int) -> Request | None:
        request = Request(uuid4(), TransactionKind.CANCELLATION, f"c{number}", 3, None, DESK)
        assert journal.save(request)
        if number % 3 == 0:
            return request
        journal.forget(request.id)
        journal.forget(request.id)  # another desk of this process had the answer first
        return None

    with ThreadPoolExecutor(16) as pool:
        waiting = [request for request in pool.map(work, range(300)) if request is not None]
    journal.close()
    heir = IntentJournal(tmp_path)
    assert sorted((intent.request for intent in heir.abandoned()), key=str) == sorted(waiting, key=str)
    heir.close()


def test_what_is_asked_counts_not_by_whom(tmp_path: Path) -> None:
    journal = IntentJournal(tmp_path)
    request = Request(uuid4(), TransactionKind.SUBSCRIPTION, "c1", 3, Decimal("50000.00"), DESK)
    journal.save(request)
    assert not journal.save(replace(request, amount=Decimal(50_000), desk=Desk("pedro", "Norte", "pc2")))
    journal.close()
