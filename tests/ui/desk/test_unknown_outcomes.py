"""The answer that did not come: the window says so, asks again with the same id, and ends in the truth."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from clerk import Clerk, Key
from cutting_proxy import CuttingProxy, Mode
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.domain.errors import InsufficientBalance, OutcomeUnknown
from btg_desktop.domain.models import Transaction
from btg_desktop.services.clients import Clients
from btg_desktop.services.subscriptions import Subscriptions

PATIENT_MS = 30_000

SUBMIT = """
import sys, uuid
from decimal import Decimal
from btg_desktop.bootstrap import open_services
with open_services() as services:
    print("open", flush=True)
    sys.stdin.readline()
    services.subscriptions.subscribe(uuid.UUID(sys.argv[1]), sys.argv[2], 1, Decimal(75000))
"""


@pytest.fixture
def remote(
    settings: dict[str, Any],
    proxied_uri: str,
    open_desk: Callable[..., Clerk],
    impatient: None,
) -> Clerk:
    """A desk whose network can be cut."""
    settings["mongodb_uri"] = proxied_uri
    return open_desk()


def lose_the_answer(clerk: Clerk, proxy: CuttingProxy, mode: Mode) -> None:
    """Subscribe to the first fund on a network that breaks as `mode` says."""
    clerk.register()
    clerk.enter_amount(1, "75000")
    proxy.turn(mode)
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: clerk.text("heading") == "Verificando la operación", what="verifying")
    assert proxy.has_cut.is_set()


@pytest.mark.parametrize(
    ("mode", "applied_meanwhile"),
    [
        pytest.param(Mode.CUT_AT_ANSWER, 1, id="it had been applied"),
        pytest.param(Mode.CUT_AT_START, 0, id="it had not been applied"),
    ],
)
def test_a_lost_answer_is_verified_until_it_is_known(
    remote: Clerk, proxy: CuttingProxy, database: Database[Document], mode: Mode, applied_meanwhile: int
) -> None:
    lose_the_answer(remote, proxy, mode)
    assert database["transacciones"].count_documents({}) == applied_meanwhile
    assert "Todavía no se sabe si se aplicó" in remote.report()
    proxy.turn(Mode.OPEN)
    remote.wait_for_no_dialog(PATIENT_MS)
    remote.wait_for_banner("Apertura de $ 75.000 en FPV_BTG_PACTUAL_RECAUDADORA", PATIENT_MS)
    remote.wait_for_balance("$ 425.000")
    assert database["transacciones"].count_documents({}) == 1
    assert database["solicitudes"].count_documents({}) == 1


def test_a_verification_goes_on_after_its_dialog_is_closed(
    remote: Clerk, proxy: CuttingProxy, database: Database[Document]
) -> None:
    lose_the_answer(remote, proxy, Mode.CUT_AT_ANSWER)
    remote.press(Key.Key_Escape)
    remote.wait_for_no_dialog()
    (row,) = remote.window.pending_band.texts()
    assert "Apertura de $ 75.000 en FPV_BTG_PACTUAL_RECAUDADORA" in row
    proxy.turn(Mode.OPEN)
    remote.wait_for_banner("Apertura de $ 75.000 en FPV_BTG_PACTUAL_RECAUDADORA", PATIENT_MS)
    remote.wait_for_balance("$ 425.000")
    assert database["transacciones"].count_documents({}) == 1


@pytest.mark.parametrize("is_refused", [False, True])
def test_an_outcome_that_comes_while_another_client_is_served_says_whose_it_is(
    is_refused: bool, clerk: Clerk, clients: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_answer, submit = Event(), Subscriptions.subscribe

    def answer_late(service: Subscriptions, *asked: Any, **named: Any) -> Transaction:
        if not may_answer.is_set():
            raise OutcomeUnknown(request=str(asked[0]))
        if is_refused:
            raise InsufficientBalance(fund="DEUDAPRIVADA", missing=Decimal(1))
        return submit(service, *asked, **named)

    clients.register(name="Ana Gómez", document_type="CC", document="1020304050", email="ana@example.com")
    monkeypatch.setattr(Subscriptions, "subscribe", answer_late)
    clerk.register()
    clerk.enter_amount(3, "50000")
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: clerk.text("heading") == "Verificando la operación", what="verifying")
    clerk.press(Key.Key_Escape)
    clerk.choose("Ana Gómez")
    may_answer.set()
    outcome = "No tiene saldo disponible" if is_refused else "Apertura de $ 50.000 en DEUDAPRIVADA"
    clerk.wait_for_banner(f"Julián Montoya: {outcome}", PATIENT_MS)
    assert "Ctrl+P" not in clerk.banner()  # whose receipt it would be


def test_what_had_not_been_applied_may_still_be_refused_and_then_says_so(
    remote: Clerk, proxy: CuttingProxy, database: Database[Document], subscriptions: Subscriptions
) -> None:
    lose_the_answer(remote, proxy, Mode.CUT_AT_START)
    (client,) = database["usuarios"].find()
    subscriptions.subscribe(uuid4(), client["_id"], 4, Decimal(450_000))
    proxy.turn(Mode.OPEN)
    remote.wait(lambda: remote.text("heading") == "Operación rechazada", PATIENT_MS, "rejected")
    assert remote.text("noteText").startswith("No tiene saldo disponible para vincularse al fondo FPV")
    assert database["transacciones"].count_documents({}) == 1


@pytest.mark.parametrize(
    ("mode", "applied_meanwhile"),
    [
        pytest.param(Mode.CUT_AT_ANSWER, 1, id="it had been applied"),
        pytest.param(Mode.CUT_AT_START, 0, id="it had not been applied"),
    ],
)
def test_a_process_that_died_without_an_answer_is_answered_for_at_the_next_start(
    settings: dict[str, Any],
    proxied_uri: str,
    proxy: CuttingProxy,
    open_desk: Callable[..., Clerk],
    database: Database[Document],
    julian: Any,
    mode: Mode,
    applied_meanwhile: int,
) -> None:
    settings["mongodb_uri"] = proxied_uri
    request_id = uuid4()
    with started(settings["data_dir"], proxied_uri, str(request_id), julian.id) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "open\n"
        proxy.turn(mode)
        process.stdin.write("go\n")
        process.stdin.flush()
        assert proxy.has_cut.wait(10)
        process.send_signal(signal.SIGKILL)
    assert database["transacciones"].count_documents({}) == applied_meanwhile
    proxy.turn(Mode.OPEN)

    clerk = open_desk()
    clerk.wait_for_banner("Julián Montoya: Apertura de $ 75.000", PATIENT_MS)
    (transaction,) = database["transacciones"].find()
    assert transaction["_id"] == request_id
    clerk.choose("Julián Montoya")
    clerk.wait_for_balance("$ 425.000")
    left = (settings["data_dir"] / "intents").rglob("*.json")
    assert [path for path in left if path.read_text().strip()] == []


def started(data_dir: Path, uri: str, *arguments: str) -> subprocess.Popen[str]:
    """Another process of the program, which submits when it is told to."""
    environment = {**os.environ, "BTG_DATA_DIR": str(data_dir), "BTG_MONGODB_URI": uri}
    return subprocess.Popen(  # noqa: S603 - our own interpreter and text
        [sys.executable, "-c", SUBMIT, *arguments],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )
