"""The centre of notifications: what is shown, by state, and sending again; worked by keyboard."""

from collections.abc import Callable
from decimal import Decimal
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from clerk import CONTROL, PATIENCE_MS, Clerk, Key
from pymongo.database import Database
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QTableView

from btg_desktop.adapters.mongo import outbox
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.domain.errors import DatabaseRefused
from btg_desktop.domain.models import Client, NotificationState
from btg_desktop.domain.reasons import HOURLY_LIMIT
from btg_desktop.services.messages import MessagePage, Messages
from btg_desktop.services.subscriptions import Subscriptions
from btg_desktop.ui.messages.model import ACTION, COLUMNS, REASON

OpenDesk = Callable[..., Clerk]


def rows(clerk: Clerk) -> list[list[str]]:
    model = clerk.find(QTableView, "messagesTable").model()
    return [
        [str(model.index(row, column).data() or "") for column in range(COLUMNS)]
        for row in range(model.rowCount())
    ]


def states(clerk: Clerk) -> list[str]:
    return [row[2] for row in rows(clerk)]


@pytest.fixture
def stuck(
    julian: Client, subscriptions: Subscriptions, database: Database[Document], open_desk: OpenDesk
) -> Clerk:
    """A desk whose database holds a held, a failed and a doubtful message, of three movements."""
    for _ in range(3):
        subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000))
    oldest_first = [one["_id"] for one in database["transacciones"].find().sort("secuencia")]
    stored = (("retenida", "Credenciales"), ("fallida", "OptedOut: Phone"), ("en_duda", "ReadTimeoutError"))
    for message_id, (state, reason) in zip(oldest_first, stored, strict=True):
        change = {"$set": {"estado": state, "motivo": reason}}
        database["notificaciones"].update_one({"_id": message_id}, change)
    clerk = open_desk()
    clerk.wait(lambda: "retenidas: 1" in clerk.footer(), what="counts")
    return clerk


def test_f6_shows_every_message_with_its_state_reason_and_masked_destination(stuck: Clerk) -> None:
    stuck.press(Key.Key_F6)
    stuck.wait(lambda: len(rows(stuck)) == 3, what="messages")
    assert [row[1:6] for row in rows(stuck)] == [
        ["Julián Montoya", "SMS en duda", "+57 300 ••• 4343", "0", "El servicio no respondió a tiempo"],
        ["Julián Montoya", "SMS fallido", "+57 300 ••• 4343", "0", "El cliente no acepta SMS"],
        ["Julián Montoya", "SMS retenido", "+57 300 ••• 4343", "0", "Credenciales"],
    ]
    assert {row[ACTION] for row in rows(stuck)} == {"Reenviar"}
    table = stuck.find(QTableView, "messagesTable")
    told = table.model().index(1, REASON).data(Qt.ItemDataRole.ToolTipRole)
    assert told == "El cliente no acepta SMS\nOptedOut: Phone"
    stuck.press(Key.Key_Down)
    stuck.press(Key.Key_C, CONTROL)
    copied = QApplication.clipboard().text().split("\t")
    assert copied[1:] == ["Julián Montoya", "SMS fallido", "+57 300 ••• 4343", "0", "OptedOut: Phone"]


def test_the_counts_of_the_status_bar_lead_to_it(stuck: Clerk) -> None:
    assert stuck.footer() == "F6  Notificaciones · fallidas: 1 · retenidas: 1 · en duda: 1"
    stuck.press_button("messagesButton")
    stuck.wait(lambda: stuck.text("heading") == "Notificaciones", what="centre")
    assert stuck.find(QAbstractButton, "heldMessages").text() == "Retenidas  1"


def test_one_state_is_shown_alone(stuck: Clerk) -> None:
    stuck.press(Key.Key_F6)
    stuck.press_button("failedMessages")
    stuck.wait(lambda: states(stuck) == ["SMS fallido"], what="failed alone")
    stuck.press_button("sentMessages")
    stuck.wait(lambda: stuck.text("messagesProgress") == "No hay notificaciones así", what="none")


def test_a_failure_about_another_group_says_nothing_about_the_one_that_is_shown(
    stuck: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck.press(Key.Key_F6)
    stuck.wait(lambda: len(rows(stuck)) == 3, what="messages")
    may_fail, page = Event(), Messages.page

    def refuse_failed(messages: Messages, states: frozenset[NotificationState], *where: Any) -> MessagePage:
        if states != {NotificationState.FAILED}:
            return page(messages, states, *where)
        assert may_fail.wait(PATIENCE_MS / 1000)
        raise DatabaseRefused(reason="ShutdownInProgress")

    monkeypatch.setattr(Messages, "page", refuse_failed)
    stuck.press_button("failedMessages")
    assert stuck.text("messagesProgress") == "Leyendo…"
    stuck.press_button("allMessages")
    stuck.wait(lambda: len(rows(stuck)) == 3, what="all again")
    may_fail.set()
    stuck.wait_for_banner("La base de datos rechazó")
    assert stuck.text("messagesProgress") == ""


def test_enter_resends_the_message_of_the_row_and_the_counts_follow(
    stuck: Clerk, database: Database[Document]
) -> None:
    stuck.press(Key.Key_F6)
    stuck.wait(lambda: len(rows(stuck)) == 3, what="messages")
    stuck.press(Key.Key_Down)
    stuck.press(Key.Key_Return)
    stuck.wait(lambda: states(stuck) == ["SMS en duda", "SMS enviado", "SMS retenido"], what="resent")
    assert database["notificaciones"].count_documents({"estado": "enviada"}) == 1
    stuck.press(Key.Key_Escape)
    stuck.wait(lambda: "fallidas" not in stuck.footer(), what="counts")


def test_all_held_messages_are_resent_at_once_and_the_doubtful_ones_wait(stuck: Clerk) -> None:
    stuck.press(Key.Key_F6)
    stuck.press_button("resendHeldButton")
    stuck.wait(lambda: states(stuck) == ["SMS en duda", "SMS fallido", "SMS enviado"], what="resent")
    assert stuck.toast() == "Notificaciones puestas otra vez en cola: 1"


def test_a_message_that_another_desk_writes_appears_in_the_open_centre(
    stuck: Clerk, julian: Client, subscriptions: Subscriptions
) -> None:
    stuck.press(Key.Key_F6)
    stuck.wait(lambda: len(rows(stuck)) == 3, what="messages")
    subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000))
    stuck.wait(lambda: states(stuck)[:1] == ["SMS enviado"], what="the new one")


def test_older_messages_come_by_the_page(
    open_desk: OpenDesk, julian: Client, subscriptions: Subscriptions, database: Database[Document]
) -> None:
    subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000))
    (first,) = database["notificaciones"].find()
    database["notificaciones"].insert_many({**first, "_id": uuid4(), "estado": "enviada"} for _ in range(450))
    clerk = open_desk()
    clerk.press(Key.Key_F6)
    table = clerk.find(QTableView, "messagesTable")
    clerk.wait(lambda: table.model().rowCount() == 200, what="first page")
    clerk.press(Key.Key_End, CONTROL)
    clerk.wait(lambda: table.model().rowCount() == 400, what="second page")
    clerk.press(Key.Key_End, CONTROL)
    clerk.wait(lambda: table.model().rowCount() == 451, what="all")


def test_a_message_that_contradicts_its_movement_is_held_and_says_why(
    julian: Client, subscriptions: Subscriptions, database: Database[Document], open_desk: OpenDesk
) -> None:
    moved = subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000))
    database["notificaciones"].update_one({"_id": moved.id}, {"$set": {"usuario": "otro"}})
    clerk = open_desk()
    clerk.wait(lambda: "retenidas: 1" in clerk.footer(), what="counts")
    clerk.press(Key.Key_F6)
    clerk.wait(lambda: len(rows(clerk)) == 1, what="messages")
    assert states(clerk) == ["SMS retenido"]
    assert rows(clerk)[0][REASON] == "No coincide con su movimiento (usuario): avise a tecnología"


def test_a_message_beyond_the_hours_limit_waits_and_says_why(
    julian: Client,
    subscriptions: Subscriptions,
    database: Database[Document],
    open_desk: OpenDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outbox, "MAX_PER_HOUR", 1)
    for _ in range(2):
        subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000))
    clerk = open_desk()
    clerk.wait(lambda: database["notificaciones"].find_one({"motivo": HOURLY_LIMIT}), what="limit")
    clerk.press(Key.Key_F6)
    clerk.wait(lambda: sorted(states(clerk)) == ["SMS enviado", "SMS pendiente"], what="messages")
    (waiting,) = (row for row in rows(clerk) if row[2] == "SMS pendiente")
    assert waiting[REASON] == "Espera: ese destino ya recibió muchos avisos en la última hora"
