"""A server that stands still for a while, and then runs what nobody waits for any more."""

import signal
import time
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from mongods import the_mongod

from btg_desktop.adapters.mongo import ledger
from btg_desktop.bootstrap import open_services
from btg_desktop.config import Configuration, Settings
from btg_desktop.domain.errors import OutcomeUnknown
from btg_desktop.domain.models import TransactionKind


@pytest.mark.parametrize("kind", TransactionKind)
def test_the_next_try_ends_what_the_last_one_left_open(
    kind: TransactionKind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "SUBMIT_SECONDS", 3.0)
    configuration = Configuration(Settings(data_dir=tmp_path, mongodb_uri=""), {}, {}, tmp_path / "none.toml")
    with open_services(configuration) as services:
        client = services.clients.register(
            name="Julián Montoya",
            document_type="CC",
            document="1214727927",
            email="julian@example.com",
            phone="",
            channel="email",
        )
        request_id, asked = uuid4(), services.subscriptions
        if kind is TransactionKind.CANCELLATION:
            asked.subscribe(uuid4(), client.id, 3, Decimal(50_000))

        def ask() -> None:
            if kind is TransactionKind.SUBSCRIPTION:
                asked.subscribe(request_id, client.id, 3, Decimal(50_000))
            else:
                asked.cancel(request_id, client.id, 3)

        mongod = the_mongod(tmp_path)
        mongod.send_signal(signal.SIGSTOP)
        try:
            with pytest.raises(OutcomeUnknown):
                ask()
        finally:
            mongod.send_signal(signal.SIGCONT)
        began = time.monotonic()
        ask()
        assert time.monotonic() - began < 2
        assert [each.id for each in services.history.page(client.id).transactions].count(request_id) == 1
        assert [each.request.id for each in asked.waiting()] == []
