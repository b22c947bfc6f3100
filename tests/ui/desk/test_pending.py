"""Operations without an answer are on the screen, and in the way of a blind second one."""

import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID, uuid4

import psutil
import pytest
from clerk import CONTROL, SHIFT, Clerk, Key
from mongods import the_mongod
from pymongo.database import Database
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QTableView

from btg_desktop.adapters.intents import IntentJournal
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.ledger import MongoLedger
from btg_desktop.bootstrap import intents_folder
from btg_desktop.config import Settings
from btg_desktop.domain.errors import OutcomeUnknown, PrivateServerError
from btg_desktop.domain.models import Client, Desk, Names, Request, Transaction, TransactionKind
from btg_desktop.ui.context.connection import Connection
from btg_desktop.ui.look.wording import wording

PATIENT_MS = 40_000
AT_ONCE_SECONDS = 8.0
"""Two are promised and measured; a busy machine takes longer. A try that hangs takes 10 s and more."""
BOX = "anotherOperationBox"


@pytest.fixture
def stopped(settings: dict[str, Any]) -> Iterator[Callable[[], psutil.Process]]:
    """Stops the private server; it goes on after the test, whatever happens."""
    found: list[psutil.Process] = []

    def stop() -> psutil.Process:
        found.append(the_mongod(settings["data_dir"]))
        found[-1].send_signal(signal.SIGSTOP)
        return found[-1]

    yield stop
    for process in found:
        if process.is_running():
            process.send_signal(signal.SIGCONT)


@pytest.fixture
def alone(settings: dict[str, Any], open_desk: Callable[..., Clerk]) -> Clerk:
    """A desk on a private server of its own."""
    settings["mongodb_uri"] = ""
    return open_desk()


def band(clerk: Clerk) -> list[str]:
    return clerk.window.pending_band.texts() if clerk.window.pending_band.isVisible() else []


def rows(clerk: Clerk) -> list[list[str]]:
    model = clerk.find(QTableView, "pendingTable").model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def count(clerk: Clerk) -> str:
    """What the rail's button says; "" while it is hidden."""
    button = clerk.window.findChild(QAbstractButton, "pendingButton")
    return button.accessibleName() if button.isVisible() else ""


@contextmanager
def answers_withheld(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """The database stays reachable, but no operation that is asked for gets an answer."""
    submit, may_answer = MongoLedger.submit, Event()

    def answer_late(ledger: MongoLedger, request: Request) -> Transaction:
        if not may_answer.is_set():
            raise OutcomeUnknown(request=str(request.id))
        return submit(ledger, request)

    patch.setattr(MongoLedger, "submit", answer_late)
    try:
        yield
    finally:
        may_answer.set()


def leave_unanswered(clerk: Clerk, n: int, amount: str) -> None:
    """Confirm a subscription on a server that stands still, and close the verification."""
    clerk.enter_amount(n, amount)
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: clerk.text("heading") == "Verificando la operación", PATIENT_MS, "verifying")
    clerk.press(Key.Key_Escape)
    clerk.wait_for_no_dialog()


def wait_at_once(clerk: Clerk, is_so: Callable[[], bool], what: str) -> float:
    began = time.monotonic()
    clerk.wait(is_so, PATIENT_MS, what)
    return time.monotonic() - began


@pytest.mark.long
def test_a_second_operation_cannot_blindly_follow_one_without_an_answer(
    alone: Clerk, stopped: Callable[[], psutil.Process]
) -> None:
    alone.register()
    mongod = stopped()
    leave_unanswered(alone, 3, "50000")
    assert "Apertura de $ 50.000 en DEUDAPRIVADA" in band(alone)[0]
    assert band(alone)[0].startswith("Sin respuesta desde las ")
    assert count(alone) == "Sin respuesta: 1"
    alone.press(Key.Key_F2)
    ((client, kind, fund, amount, _since, _state),) = rows(alone)
    assert (client, kind, fund, amount) == ("Julián Montoya", "Apertura", "DEUDAPRIVADA", "$ 50.000")
    alone.press(Key.Key_Escape)

    mongod.send_signal(signal.SIGCONT)
    took = wait_at_once(alone, lambda: not band(alone), "its outcome")
    assert took < AT_ONCE_SECONDS
    alone.wait_for_banner("Julián Montoya: Apertura de $ 50.000 en DEUDAPRIVADA")
    assert count(alone) == ""
    alone.wait_for_balance("$ 450.000")
    alone.wait(lambda: len(alone.movements()) == 1, what="one movement")


def test_enter_enter_does_not_confirm_while_another_operation_waits(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch, database: Database[Document]
) -> None:
    clerk.register()
    clerk.subscribe(1, "75000")
    clerk.wait_for_balance("$ 425.000")
    with answers_withheld(monkeypatch):
        leave_unanswered(clerk, 3, "50000")
        clerk.enter_amount(3, "50000")
        assert "Apertura de $ 50.000 en DEUDAPRIVADA" in clerk.text("waitingOperationsDetail")
        for _ in range(3):
            clerk.press(Key.Key_Return)
        assert clerk.text("heading") == "Revise antes de suscribir"
        clerk.find(QAbstractButton, "forwardButton").click()  # nor does the mouse
        assert clerk.text("heading") == "Revise antes de suscribir"
        assert database["solicitudes"].count_documents({}) == 1
        clerk.press(Key.Key_Space)
        assert clerk.find(QCheckBox, BOX).isChecked()
        clerk.press(Key.Key_Return)
        clerk.wait(lambda: clerk.text("heading") == "Verificando la operación", what="the second one")
        clerk.press(Key.Key_Escape)
        clerk.wait(lambda: len(band(clerk)) == 2, what="a row each")
        clerk.find(QTableView, "fundsTable").setFocus()
        clerk.find(QTableView, "fundsTable").selectRow(0)
        clerk.press(Key.Key_C, CONTROL | SHIFT)
        assert not clerk.find(QAbstractButton, "forwardButton").isEnabled()  # a cancellation neither
        clerk.press(Key.Key_Escape)
    clerk.wait(lambda: not band(clerk), PATIENT_MS, "the outcomes")
    clerk.wait(lambda: clerk.banner().count("Apertura de $ 50.000 en DEUDAPRIVADA") == 2, what="both told")
    assert clerk.banner().count("Julián Montoya:") == 2
    assert database["transacciones"].count_documents({}) == 3


def test_what_waited_is_answered_while_the_review_is_open_and_then_enter_must_be_pressed_again(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.register()
    with answers_withheld(monkeypatch):
        leave_unanswered(clerk, 3, "50000")
        clerk.enter_amount(1, "75000")
        assert not clerk.find(QAbstractButton, "forwardButton").isEnabled()
    clerk.wait(lambda: clerk.text("waitingOperationsText") == "", PATIENT_MS, "the outcome")
    assert clerk.find(QAbstractButton, "forwardButton").isEnabled()
    clerk.wait(lambda: clerk.text("balanceAfterValue") == "$ 375.000", what="the balance read again")
    clerk.find(QAbstractButton, "forwardButton").setFocus()
    clerk.press(Key.Key_Return)
    clerk.wait_for_no_dialog()
    clerk.wait_for_balance("$ 375.000")


def test_what_waits_is_another_clients_and_hinders_nobody_else(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.register("Ana Gómez", "1020304050")
    clerk.register()
    with answers_withheld(monkeypatch):
        leave_unanswered(clerk, 3, "50000")
        wording().mask(True)
        try:
            clerk.wait(lambda: "$ •••" in band(clerk)[0], what="masked")
            assert "50.000" not in band(clerk)[0]
        finally:
            wording().mask(False)
        clerk.choose("Ana Gómez")
        assert band(clerk) == []
        clerk.enter_amount(1, "75000")
        assert clerk.find(QAbstractButton, "forwardButton").isEnabled()
        assert clerk.text("waitingOperationsText") == ""
        clerk.press(Key.Key_Escape)
        clerk.press(Key.Key_Escape)
        clerk.press(Key.Key_F2)
        clerk.press(Key.Key_Return)
        clerk.wait(lambda: clerk.text("clientName") == "Julián Montoya", what="whose row it was")
        assert len(band(clerk)) == 1
    clerk.wait_for_banner("Julián Montoya: Apertura de $ 50.000", PATIENT_MS)


def test_a_quick_answer_shows_no_row(clerk: Clerk) -> None:
    shown: list[int] = []
    clerk.register()
    show = clerk.window.rail.show_pending_count
    clerk.window.rail.show_pending_count = lambda n: (shown.append(n), show(n))  # type: ignore[method-assign]
    clerk.subscribe(1, "75000")
    clerk.wait_for_balance("$ 425.000")
    assert set(shown) <= {0}


def test_an_empty_list_says_so(clerk: Clerk) -> None:
    clerk.press(Key.Key_F2)
    assert clerk.text("noPendingTitle") == "Nada espera respuesta"
    clerk.press(Key.Key_Escape)
    assert clerk.dialogs() == []


# What earlier runs left


def leave_behind(settings: dict[str, Any], client: Client, written_in: Path) -> UUID:
    """An intent in the desk's folder, as a process with the data folder `written_in` would have left it."""
    theirs = Settings(**{**settings, "data_dir": written_in})
    journal = IntentJournal(intents_folder(theirs))
    desk = Desk("Pedro Pérez", "Medellín Centro", "pc-2")
    request = Request(uuid4(), TransactionKind.SUBSCRIPTION, client.id, 3, Decimal(50_000), desk)
    journal.save(request, Names(client.name, "DEUDAPRIVADA"))
    journal.close()
    if written_in != settings["data_dir"]:
        shutil.copytree(intents_folder(theirs), intents_folder(Settings(**settings)))
    return request.id


def test_without_a_database_the_list_says_what_an_earlier_run_left(
    settings: dict[str, Any], start_desk: Callable[..., Clerk], julian: Client, tmp_path: Path
) -> None:
    settings.update(mongodb_uri="", mongod=str(tmp_path / "mongod"))
    leave_behind(settings, julian, settings["data_dir"])
    clerk = start_desk()
    clerk.wait_for_banner("No se encontró el programa mongod")
    clerk.wait(lambda: count(clerk) == "Sin respuesta: 1", what="the count")
    clerk.press(Key.Key_F2)
    (row,) = rows(clerk)
    assert row[:4] == ["Julián Montoya", "Apertura", "DEUDAPRIVADA", "$ 50.000"]
    assert row[5] == "espera conexión"
    clerk.press(Key.Key_Return)
    clerk.wait_for_no_dialog()
    assert "No se encontró el programa mongod" in clerk.banner()


@pytest.fixture
def unproven(
    settings: dict[str, Any], open_desk: Callable[..., Clerk], julian: Client, tmp_path: Path
) -> tuple[Clerk, UUID]:
    """A desk with an intent of another installation in its folder; its decision is on screen."""
    request_id = leave_behind(settings, julian, tmp_path / "elsewhere")
    clerk = open_desk()
    clerk.wait(lambda: count(clerk) == "Sin respuesta: 1", what="the count")
    clerk.press(Key.Key_F2)
    ((client, *_facts, state),) = rows(clerk)
    assert (client, state) == (f"Cliente {julian.id}", "no comprobada")  # no name that the file gives
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: clerk.text("heading") == "Operación no comprobada", what="the decision")
    assert "Julián Montoya" in clerk.text("clientValue")
    assert "Laura Restrepo" in clerk.text("recordText")
    return clerk, request_id


def test_what_is_not_proven_is_asked_for_in_the_name_of_who_decided(
    unproven: tuple[Clerk, UUID], database: Database[Document]
) -> None:
    clerk, request_id = unproven
    clerk.press(Key.Key_Return)  # the safe answer is the default
    clerk.wait_for_no_dialog()
    assert database["solicitudes"].count_documents({}) == 0
    clerk.press(Key.Key_F2)
    clerk.press(Key.Key_Return)
    clerk.press_button("forwardButton")
    clerk.wait_for_banner("Julián Montoya: Apertura de $ 50.000 en DEUDAPRIVADA")
    (transaction,) = database["transacciones"].find()
    assert (transaction["_id"], transaction["operador"]) == (request_id, "Laura Restrepo")
    assert count(clerk) == ""


def test_what_is_not_proven_can_be_set_aside_and_its_file_is_kept(
    unproven: tuple[Clerk, UUID], database: Database[Document], settings: dict[str, Any]
) -> None:
    clerk, request_id = unproven
    clerk.press_button("asideButton")
    clerk.wait(lambda: count(clerk) == "", what="the count gone")
    assert database["solicitudes"].count_documents({}) == 0
    kept = [path.read_text() for path in settings["data_dir"].rglob("*.aside/*") if path.is_file()]
    assert [str(request_id) in text for text in kept] == [True]


# A clerk in a hurry


def ask_again_and_again(clerk: Clerk, times: int) -> None:
    """Confirm the same subscription several times, each as another operation."""
    for _ in range(times):
        clerk.enter_amount(3, "50000")
        if clerk.window.findChild(QCheckBox, BOX).isVisible():
            clerk.press(Key.Key_Space)
        clerk.press(Key.Key_Return)
        clerk.wait(lambda: clerk.text("heading") == "Verificando la operación", what="verifying")
        clerk.press(Key.Key_Escape)
        clerk.wait_for_no_dialog()


def test_an_outcome_comes_back_once_the_message_in_its_place_has_gone(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "Julián Montoya: Apertura de $ 50.000 en DEUDAPRIVADA"
    clerk.register("Ana Gómez", "1020304050")
    clerk.register()
    with answers_withheld(monkeypatch):
        leave_unanswered(clerk, 3, "50000")
    clerk.wait_for_banner(told, PATIENT_MS)
    banner = clerk.window.banner
    banner.show_message("good", "Movimientos exportados: 1")
    clerk.find(QAbstractButton, "bannerDismiss").click()
    assert told in clerk.banner()
    banner.show_message("good", "Movimientos exportados: 1")
    clerk.choose("Ana Gómez")
    assert told in clerk.banner()
    assert "Ctrl+P" not in clerk.banner()  # that would be a receipt of hers
    clerk.find(QAbstractButton, "bannerDismiss").click()
    assert clerk.banner() == ""
    clerk.choose("Julián Montoya")
    assert clerk.banner() == ""


def test_many_operations_without_an_answer_leave_room_for_the_page_and_the_review(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.register()
    with answers_withheld(monkeypatch):
        ask_again_and_again(clerk, 5)
        clerk.wait(lambda: count(clerk) == "Sin respuesta: 5", what="all of them")
        assert len(band(clerk)) == 3
        assert band(clerk)[2] == "Y 3 operaciones más sin respuesta · F2 las muestra"
        clerk.press(Key.Key_F2)
        assert len(rows(clerk)) == 5
        clerk.press(Key.Key_Escape)
        clerk.enter_amount(3, "50000")
        assert clerk.text("waitingOperationsText").startswith("Este cliente tiene 5 operaciones")
        assert len(clerk.text("waitingOperationsDetail").split("\n")) == 3
        clerk.press(Key.Key_Escape)
        clerk.press(Key.Key_Escape)
    clerk.wait(lambda: not band(clerk), PATIENT_MS, "the outcomes")
    clerk.wait(lambda: clerk.banner().count("Julián Montoya:") == 5, what="all told")
    assert len(clerk.text("bannerDetail").split("\n")) == 5


def test_what_is_not_proven_and_was_sent_cannot_be_decided_on_again(
    unproven: tuple[Clerk, UUID], monkeypatch: pytest.MonkeyPatch, database: Database[Document]
) -> None:
    clerk, _request_id = unproven
    submit, may_go_on = MongoLedger.submit, Event()

    def answer_when_allowed(ledger: MongoLedger, request: Request) -> Transaction:
        may_go_on.wait(PATIENT_MS / 1000)
        return submit(ledger, request)

    monkeypatch.setattr(MongoLedger, "submit", answer_when_allowed)
    try:
        clerk.press_button("forwardButton")
        clerk.press(Key.Key_F2)
        ((*_facts, state),) = rows(clerk)
        assert state == "se está consultando"
        clerk.press(Key.Key_Return)
        clerk.wait(lambda: clerk.text("clientName") == "Julián Montoya", what="the client, no decision")
        assert clerk.dialogs() == []
    finally:
        may_go_on.set()
    clerk.wait_for_banner("Julián Montoya: Apertura de $ 50.000 en DEUDAPRIVADA")
    assert database["transacciones"].count_documents({}) == 1


def test_what_is_not_proven_says_what_sending_it_does(unproven: tuple[Clerk, UUID]) -> None:
    clerk, _request_id = unproven
    assert clerk.find(QAbstractButton, "forwardButton").text().startswith("Enviar a mi nombre")
    assert "mueve el dinero" in clerk.text("unprovenReasonDetail")
    back, aside, forward = (
        clerk.find(QAbstractButton, name).x() for name in ("backButton", "asideButton", "forwardButton")
    )
    assert back < aside < forward


def test_what_is_not_proven_and_names_nobody_says_why_it_cannot_be_sent(
    settings: dict[str, Any], open_desk: Callable[..., Clerk], julian: Client, tmp_path: Path
) -> None:
    leave_behind(settings, replace(julian, id="nadie"), tmp_path / "elsewhere")
    clerk = open_desk()
    clerk.wait(lambda: count(clerk) == "Sin respuesta: 1", what="the count")
    clerk.press(Key.Key_F2)
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: clerk.text("heading") == "Operación no comprobada", what="the decision")
    assert clerk.text("recordText") == "No se puede enviar ahora"
    assert clerk.text("recordDetail") != ""
    assert not clerk.find(QAbstractButton, "forwardButton").isEnabled()
    assert clerk.banner() == ""
    clerk.press_button("asideButton")
    clerk.wait(lambda: count(clerk) == "", what="the count gone")


def test_a_list_that_changes_leaves_the_focus_where_the_clerk_put_it(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.register()
    with answers_withheld(monkeypatch):
        leave_unanswered(clerk, 3, "50000")
        clerk.press(Key.Key_F2)
        dialog = clerk.dialogs()[-1]
        close = clerk.find(QAbstractButton, "backButton")
        close.setFocus()
        connection = clerk.window.findChild(Connection)
        connection.server_event(PrivateServerError(reason="se detuvo"))
        clerk.wait(lambda: rows(clerk)[0][5] == "espera conexión", what="another state")
        assert dialog.focusWidget() is close
        clerk.press(Key.Key_Escape)
    clerk.wait_for_banner("Julián Montoya: Apertura de $ 50.000", PATIENT_MS)
