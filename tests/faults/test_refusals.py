"""What looks like a refusal: it says that nothing moved only when nothing can have moved."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest

from btg_desktop.adapters.intents import IntentJournal
from btg_desktop.adapters.mongo import ledger
from btg_desktop.adapters.mongo.ledger import MongoLedger
from btg_desktop.domain.errors import BtgError, DatabaseRefused, OutcomeUnknown
from btg_desktop.domain.models import Desk, Request, Transaction
from btg_desktop.services.subscriptions import Subscriptions
from faults.arena import Arena, running
from faults.cluster import wait_until

DESK = Desk("laura", "Centro", "pc")


class ScriptedLedger:
    """Raises one error after the other."""

    def __init__(self, *errors: BtgError) -> None:
        self._errors = iter(errors)

    def submit(self, _request: Request) -> Transaction:
        raise next(self._errors)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[IntentJournal]:
    opened = IntentJournal(tmp_path / "intents")
    yield opened
    opened.close()


def test_a_refusal_at_the_first_try_is_final(journal: IntentJournal) -> None:
    subscriptions = Subscriptions(ScriptedLedger(DatabaseRefused(reason="Unauthorized")), journal, DESK)
    with pytest.raises(DatabaseRefused):
        subscriptions.subscribe(uuid4(), "c1", 3, Decimal(50_000))
    assert subscriptions.abandoned() == []


def test_a_refusal_after_an_unknown_try_leaves_it_unknown(journal: IntentJournal) -> None:
    request_id = uuid4()
    errors = OutcomeUnknown(request=str(request_id)), DatabaseRefused(reason="Unauthorized")
    subscriptions = Subscriptions(ScriptedLedger(*errors), journal, DESK)
    for _ in errors:
        with pytest.raises(OutcomeUnknown):
            subscriptions.subscribe(request_id, "c1", 3, Decimal(50_000))
    assert [intent.request.id for intent in subscriptions.abandoned()] == [request_id]


def test_a_desk_that_met_a_server_while_it_was_starting_works_again_by_itself(
    arena: Arena, tmp_path: Path, journal: IntentJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "SUBMIT_SECONDS", 2.0)
    network = arena.cluster.network
    with running(arena, "starting", tmp_path / "run") as run:
        subscriptions, request_id = Subscriptions(MongoLedger(run.database), journal, DESK), uuid4()
        subscriptions.subscribe(uuid4(), run.clients[0], 3, Decimal(50_000))
        network.greets_as_starting = True
        network.cut_desks()
        for _ in range(3):
            with pytest.raises(OutcomeUnknown):
                subscriptions.subscribe(request_id, run.clients[1], 3, Decimal(50_000))
        network.greets_as_starting = False

        def ask_again() -> Transaction | None:
            try:
                return subscriptions.subscribe(request_id, run.clients[1], 3, Decimal(50_000))
            except OutcomeUnknown:
                return None

        assert wait_until(ask_again, 20, "the desk never works again").id == request_id
