"""Intents on disk: they outlive a killed process, and belong to one living process at a time."""

import json
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest

from btg_desktop.adapters.intents import IntentJournal, waiting_in
from btg_desktop.domain.models import Desk, Request, TransactionKind


def a_request(amount: str | None = "75000.50") -> Request:
    kind = TransactionKind.CANCELLATION if amount is None else TransactionKind.SUBSCRIPTION
    return Request(uuid4(), kind, "c1", 1, None if amount is None else Decimal(amount), Desk("l", "b", "h"))


def asked(journal: IntentJournal) -> list[Request]:
    """What the journal takes over, and all else that it waits for."""
    return [intent.request for intent in journal.abandoned()]


def test_what_is_saved_is_found_again_as_it_was(tmp_path: Path) -> None:
    first = IntentJournal(tmp_path)
    requests = [a_request(), a_request(None)]
    for request in requests:
        assert first.save(request)
    first.close()
    second = IntentJournal(tmp_path)
    assert sorted(asked(second), key=str) == sorted(requests, key=str)
    second.close()


def test_what_is_forgotten_is_gone(tmp_path: Path) -> None:
    journal = IntentJournal(tmp_path)
    request = a_request()
    journal.save(request)
    journal.forget(request.id)
    assert journal.abandoned() == []
    journal.close()
    assert list(tmp_path.iterdir()) == []


def test_saving_twice_says_that_it_was_there(tmp_path: Path) -> None:
    journal = IntentJournal(tmp_path)
    request = a_request()
    assert journal.save(request)
    assert not journal.save(request)
    journal.close()


def test_the_intents_of_a_living_process_are_not_touched(tmp_path: Path) -> None:
    alive, other = IntentJournal(tmp_path), IntentJournal(tmp_path)
    alive.save(a_request())
    assert other.abandoned() == []
    alive.close()
    assert len(other.abandoned()) == 1
    other.close()


def test_a_killed_process_leaves_its_intents_to_the_next(tmp_path: Path) -> None:
    killed = (
        "import os, sys, uuid; from pathlib import Path; from decimal import Decimal\n"
        "from btg_desktop.adapters.intents import IntentJournal\n"
        "from btg_desktop.domain.models import Desk, Request, TransactionKind\n"
        "journal = IntentJournal(Path(sys.argv[1]))\n"
        "desk = Desk('laura', 'centro', 'pc')\n"
        "journal.save(Request(uuid.uuid4(), TransactionKind.CANCELLATION, 'c9', 2, None, desk))\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", killed, str(tmp_path)], check=False)  # noqa: S603 - our own code
    journal = IntentJournal(tmp_path)
    assert [request.client_id for request in asked(journal)] == ["c9"]
    journal.close()


def test_a_request_may_take_the_room_of_a_longer_one(tmp_path: Path) -> None:
    journal = IntentJournal(tmp_path)
    longer, shorter = replace(a_request(), desk=Desk("l" * 60, "b" * 60, "h" * 60)), a_request(None)
    journal.save(longer)
    journal.forget(longer.id)
    journal.save(shorter)
    journal.close()
    heir = IntentJournal(tmp_path)
    assert asked(heir) == [shorter]
    heir.close()


def test_what_two_killed_processes_asked_for_is_asked_once(tmp_path: Path) -> None:
    request = a_request()
    for _ in range(2):
        journal = IntentJournal(tmp_path)
        journal.save(request)
        journal.close()
    heir = IntentJournal(tmp_path)
    assert asked(heir) == [request]
    heir.forget(request.id)
    heir.close()
    assert list(tmp_path.iterdir()) == []


def test_what_a_power_cut_left_of_an_intent_was_never_sent(tmp_path: Path) -> None:
    left = tmp_path / "someone"
    left.mkdir()
    (left / f"{uuid4()}.json").write_text("")
    (left / f"{uuid4()}.json").write_text('{"id": "')
    (left / f"{uuid4()}.json").write_text(" " * 4096)
    journal = IntentJournal(tmp_path)
    assert journal.abandoned() == []
    assert not left.exists()
    journal.close()


def test_what_waits_is_counted_by_folder_and_stays_as_it_is(tmp_path: Path) -> None:
    open_one, left, answered = (IntentJournal(tmp_path / name) for name in ("open", "left", "answered"))
    open_one.save(a_request())
    left.save(a_request())
    left.save(a_request())
    request = a_request()
    answered.save(request)
    answered.forget(request.id)
    left.close()
    assert waiting_in(tmp_path) == {tmp_path / "open": 1, tmp_path / "left": 2}
    assert waiting_in(tmp_path / "none") == {}
    again = IntentJournal(tmp_path / "left")
    assert len(again.abandoned()) == 2
    for journal in (open_one, answered, again):
        journal.close()


@pytest.mark.logs_errors
@pytest.mark.parametrize(
    ("kind", "amount"),
    [("subscription", None), ("subscription", "-75000"), ("subscription", "NaN"), ("cancellation", "75000")],
)
def test_an_intent_that_makes_no_sense_is_never_sent_and_stays_for_a_person(
    tmp_path: Path, kind: str, amount: str | None
) -> None:
    left = IntentJournal(tmp_path)
    left.save(a_request())
    left.close()
    (file,) = tmp_path.glob("*/*.json")
    stored = json.loads(file.read_bytes())
    file.write_text(json.dumps({**stored, "kind": kind, "amount": amount}))
    journal = IntentJournal(tmp_path)
    assert journal.abandoned() == []
    assert len(list(tmp_path.glob("*/*.json"))) == 1
    journal.close()
