"""What another desk does to the client on screen appears by itself, soon, with a word about it."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from threading import Event
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

import pytest
from clerk import ALT, CONTROL, Clerk, Key
from cutting_proxy import CuttingProxy, Mode
from pymongo.database import Database
from PySide6.QtWidgets import QAbstractButton, QTableView
from pytestqt.qtbot import QtBot

from btg_desktop.adapters.mongo import watch
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.domain.errors import DatabaseRefused
from btg_desktop.domain.models import Client, Desk, Intent, Request, TransactionKind
from btg_desktop.services import watching
from btg_desktop.services.clients import Clients
from btg_desktop.services.history import History
from btg_desktop.services.ports import MovementPage
from btg_desktop.services.subscriptions import Subscriptions
from btg_desktop.services.watching import Change
from btg_desktop.ui.context.live import Live
from btg_desktop.ui.money.pending import PendingController
from btg_desktop.ui.movements.cells import NOTIFICATION
from btg_desktop.ui.movements.model import Loading

OpenDesk = Callable[..., Clerk]
PATIENT_MS = 40_000
SOON_SECONDS = 1.0


@pytest.fixture
def desks(open_desk: OpenDesk) -> tuple[Clerk, Clerk]:
    """Two windows that serve the same client."""
    here, there = open_desk(), open_desk()
    here.register()
    there.choose("Julián Montoya")
    return here, there


def test_a_movement_of_another_desk_appears_within_a_second_with_a_hint(desks: tuple[Clerk, Clerk]) -> None:
    here, there = desks
    here.subscribe(1, "75000")
    here.wait_for_balance("$ 425.000")
    begun = monotonic()
    there.wait_for_balance("$ 425.000")
    assert monotonic() - begun < SOON_SECONDS
    assert [row[4] for row in there.movements()] == ["− $ 75.000"]
    assert there.toast() == "Actualizado por otra caja: Apertura $ 75.000"
    assert there.find(QAbstractButton, "cancelFund1").isEnabled()


def test_the_desk_that_moved_the_money_is_not_told_of_another_one(desks: tuple[Clerk, Clerk]) -> None:
    here, there = desks
    here.subscribe(1, "75000")
    there.wait_for_toast("Actualizado por otra caja")
    here.wait(lambda: here.messages() == ["Correo enviado"], what="sent")
    assert here.toast().startswith("Apertura de $ 75.000 en FPV_BTG_PACTUAL_RECAUDADORA")


def test_the_state_of_a_message_follows_whoever_sends_it(desks: tuple[Clerk, Clerk]) -> None:
    here, there = desks
    here.subscribe(1, "75000")
    there.wait(lambda: there.messages() == ["Correo enviado"], what="sent by either desk")


def listen(clerk: Clerk) -> set[UUID]:
    """The messages that the window has heard of, from now on."""
    heard: set[UUID] = set()
    clerk.window.findChild(Live).messages_changed.connect(heard.update)
    return heard


class HeldPages:
    """Pages of movements are read as ever, but come to the window only when they are let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._pages: list[MovementPage] = []
        self._may_go = Event()
        read = History.page_of

        def hold(history: History, *args: Any) -> MovementPage:
            page = read(history, *args)
            self._pages.append(page)
            assert self._may_go.wait(PATIENT_MS / 1000)
            return page

        monkeypatch.setattr(History, "page_of", hold)

    def are_read(self) -> bool:
        return bool(self._pages)

    def holds(self, movement: UUID) -> bool:
        return any(movement in [each.id for each in page.transactions] for page in self._pages)

    def let_go(self) -> None:
        self._may_go.set()


@pytest.mark.parametrize("page", ["client", "branch"])
def test_a_message_that_is_sent_while_its_movement_is_on_the_way_is_shown_as_sent(
    page: str,
    clerk: Clerk,
    julian: Client,
    subscriptions: Subscriptions,
    database: Database[Document],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    if page == "client":
        card = clerk.window.movements_card
        clerk.choose(julian.name)
    else:
        card = clerk.window.branch_card
        clerk.press(Key.Key_F7)
    clerk.wait(lambda: card.isVisible() and card.model.loading() is Loading.NOTHING, what="the card")
    live = clerk.window.findChild(Live)
    held = HeldPages(monkeypatch)
    made = subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000))
    clerk.wait(lambda: held.holds(made.id), what="a page with the movement")
    with qtbot.waitSignal(live.counted, timeout=PATIENT_MS, check_params_cb=lambda unsettled: not unsettled):
        pass  # this desk's own outbox has sent it
    held.let_go()
    clerk.wait(lambda: card.model.rowCount() == 1, what="the movement")
    clerk.wait(lambda: card.model.index(0, NOTIFICATION).data() == "SMS enviado", what="sent")


def test_a_movement_made_while_its_client_is_on_the_way_is_shown(
    clerk: Clerk,
    julian: Client,
    subscriptions: Subscriptions,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard = listen(clerk)
    before = subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000))
    clerk.wait(lambda: before.id in heard, what="that changes are heard")
    held = HeldPages(monkeypatch)
    clerk.search(julian.name)
    clerk.press(Key.Key_Return)
    clerk.wait(held.are_read, what="the client's page")
    made = subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000))
    clerk.wait(lambda: made.id in heard, what="the change")
    held.let_go()
    clerk.wait_for_balance("$ 375.000")
    assert len(clerk.movements()) == 2


def test_who_stays_because_another_did_not_come_is_read_again(
    clerk: Clerk,
    julian: Client,
    clients: Clients,
    subscriptions: Subscriptions,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard: set[UUID] = set()
    clerk.window.findChild(Live).messages_changed.connect(heard.update)
    other = clients.register(
        name="Ana Gómez", document_type="CC", document="1020304050", email="ana@example.com"
    )
    clerk.choose(julian.name)
    asked, may_fail, get = Event(), Event(), Clients.get

    def refuse(service: Clients, client_id: str) -> Client:
        if client_id != other.id:
            return get(service, client_id)
        asked.set()
        assert may_fail.wait(PATIENT_MS / 1000)
        raise DatabaseRefused(reason="a document that does not fit")

    monkeypatch.setattr(Clients, "get", refuse)
    clerk.search(other.name)
    clerk.press(Key.Key_Return)
    clerk.wait(asked.is_set, what="the other client is asked for")
    made = subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000))
    clerk.wait(lambda: made.id in heard, what="the change")
    may_fail.set()
    clerk.wait_for_banner("rechazó la operación")
    clerk.wait_for_balance("$ 425.000")
    assert len(clerk.movements()) == 1


def test_what_another_desk_moves_shows_in_the_dialog_that_is_open(
    desks: tuple[Clerk, Clerk], clients: Clients, subscriptions: Subscriptions
) -> None:
    _, there = desks
    (julian,) = clients.search("Julián")
    there.press(Key.Key_1, ALT)
    there.wait(lambda: there.text("limits").endswith("disponible $ 500.000"), what="the dialog")
    subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000))
    there.wait(lambda: there.text("limits").endswith("disponible $ 450.000"), what="the new balance")
    there.fill("amountField", "460000")
    assert there.text("reason").startswith("No tiene saldo disponible")


def test_a_contact_that_another_desk_changed_appears(desks: tuple[Clerk, Clerk], clients: Clients) -> None:
    _, there = desks
    (julian,) = clients.search("Julián")
    clients.set_contact(julian.id, email="otro@example.com", phone="310 444 1234", channel="sms")
    there.wait(lambda: "+57 310 444 1234" in there.text("clientContact"), what="contact")
    assert there.find(QAbstractButton, "channelButton").text() == "Notificar por SMS"


def test_what_happens_to_somebody_else_changes_nothing_here(
    clerk: Clerk, clients: Clients, subscriptions: Subscriptions, database: Database[Document]
) -> None:
    clerk.register()
    heard = listen(clerk)
    other = clients.register(
        name="Ana Gómez", document_type="CC", document="1020304050", email="ana@example.com"
    )
    made = subscriptions.subscribe(uuid4(), other.id, 1, Decimal(75_000))
    clerk.wait(lambda: made.id in heard, what="heard")
    assert clerk.movements() == []
    assert clerk.toast() == ""


def test_what_happened_while_the_network_was_cut_appears_when_it_is_back(
    open_desk: OpenDesk,
    settings: dict[str, object],
    proxied_uri: str,
    proxy: CuttingProxy,
    julian: Client,
    subscriptions: Subscriptions,
) -> None:
    settings["mongodb_uri"] = proxied_uri
    remote = open_desk()
    remote.choose(julian.name)
    proxy.turn(Mode.CUT)
    remote.wait(lambda: remote.text("connection") == "Sin conexión", PATIENT_MS, "offline")
    subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000))
    proxy.turn(Mode.OPEN)
    remote.wait(lambda: remote.text("availableBalance") == "$ 425.000", PATIENT_MS, "fresh")
    remote.wait(lambda: remote.banner() == "", PATIENT_MS, "the banner has gone")


@pytest.mark.logs_errors
def test_a_bug_while_another_desk_is_heard_is_told_and_costs_no_change(
    clerk: Clerk, julian: Client, subscriptions: Subscriptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.choose(julian.name)
    read = watch._read_movement

    def fail_once(stored: Document) -> Change:
        monkeypatch.setattr(watch, "_read_movement", read)
        raise KeyError(julian.name)

    monkeypatch.setattr(watching, "UNWATCHED_SECONDS", 0.01)
    monkeypatch.setattr(watch, "_read_movement", fail_once)
    subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000))
    clerk.wait_for_balance("$ 425.000")
    assert "Algo falló en la aplicación" in clerk.banner()
    subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000))
    clerk.wait_for_balance("$ 375.000")
    clerk.wait_for_toast("Actualizado por otra caja: ")


def test_movements_that_come_together_are_all_shown(
    clerk: Clerk, julian: Client, subscriptions: Subscriptions
) -> None:
    clerk.choose(julian.name)
    for _ in range(2):
        subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000))
    clerk.wait_for_balance("$ 400.000")
    clerk.wait_for_toast("Actualizado por otra caja: ")
    assert len(clerk.movements()) == 2


def test_a_recent_client_stays_first_when_another_desk_works_on_them(desks: tuple[Clerk, Clerk]) -> None:
    here, there = desks
    here.subscribe(1, "75000")
    there.wait_for_balance("$ 425.000")
    there.press(Key.Key_F, CONTROL)
    there.press(Key.Key_Delete)
    assert there.listed() == ["Julián Montoya, CC 1.214.727.927"]


def branch_rows(clerk: Clerk) -> list[list[str]]:
    model = clerk.window.branch_card.model
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_branch_on_screen_follows_other_desks_and_stays_where_one_looks(
    desks: tuple[Clerk, Clerk], clients: Clients, subscriptions: Subscriptions
) -> None:
    here, there = desks
    here.subscribe(1, "75000")
    there.wait_for_balance("$ 425.000")
    there.press(Key.Key_F7)
    there.wait(lambda: len(branch_rows(there)) == 1, what="the branch")
    table = there.find(QTableView, "branchMovementsTable")
    table.setCurrentIndex(table.model().index(0, 0))
    there.window.toast.hide()
    here.register("Ana Gómez", "1020304050")
    here.subscribe(3, "50000")
    there.wait(lambda: len(branch_rows(there)) == 2, what="somebody else's movement")
    there.wait_for_toast("Actualizado por otra caja: Apertura $ 50.000")
    there.wait(lambda: branch_rows(there)[0][6] == "Correo enviado", what="where its message stands")
    assert [row[0] for row in branch_rows(there)] == ["Ana Gómez", "Julián Montoya"]
    assert table.currentIndex().row() == 1
    assert there.text("branchMovementsTotals").startswith("Aperturas $ 125.000")
    assert there.text("clientName") == ""


def test_a_movement_of_another_branch_changes_nothing_on_the_branch_on_screen(
    settings: dict[str, object],
    open_desk: OpenDesk,
    julian: Client,
    subscriptions: Subscriptions,
    database: Database[Document],
) -> None:
    settings["branch"] = "Envigado"
    clerk = open_desk()
    clerk.press(Key.Key_F7)
    heard = listen(clerk)
    made = subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000))
    clerk.wait(lambda: made.id in heard, what="heard")
    assert branch_rows(clerk) == []
    assert clerk.toast() == ""


def test_what_an_earlier_run_left_appears_on_the_branch_on_screen(
    clerk: Clerk, julian: Client, subscriptions: Subscriptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk("Laura Restrepo", "Medellín Centro", "caja-1")
    left = Request(uuid4(), TransactionKind.SUBSCRIPTION, julian.id, 1, Decimal(75_000), desk)
    monkeypatch.setattr(Subscriptions, "abandoned", lambda _self: [Intent(left, datetime.now(UTC))])
    clerk.press(Key.Key_F7)
    subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000))
    clerk.wait(lambda: len(branch_rows(clerk)) == 1, what="that changes are heard")
    clerk.wait_for_toast("Actualizado por otra caja")
    clerk.window.toast.hide()
    clerk.window.findChild(PendingController).take_over()
    clerk.wait_for_banner("Julián Montoya: Apertura de $ 75.000")
    clerk.wait(lambda: len(branch_rows(clerk)) == 2, what="the movement")
    assert clerk.toast() == ""
