"""The paging contract: one page in flight, asked for by a signal; rows never doubled and never missing."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from btg_desktop.domain.history import Listing, MovementCursor, Owner
from btg_desktop.domain.models import Channel, Notification, NotificationState, Transaction, TransactionKind
from btg_desktop.ui.movements import cells as columns
from btg_desktop.ui.movements.model import Loading, MovementsModel
from btg_desktop.ui.movements.window import MAX_ROWS, Wanted
from btg_desktop.ui.widgets.tables.roles import PILL_ROLE

TOP = QModelIndex()
Movement = Callable[..., Transaction]


@pytest.fixture
def model(qapp: object) -> Iterator[MovementsModel]:
    """An empty model, watched by Qt's own tester for every promise that models make."""
    made = MovementsModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    tester.deleteLater()


def numbers(model: MovementsModel) -> list[int]:
    return [model.transaction_at(row).sequence for row in range(model.rowCount())]


def asked(signal: SignalBlocker) -> tuple[bool, MovementCursor | None]:
    """Whether the page further down was asked for, and after which place."""
    (wanted,) = signal.args or [None]
    assert isinstance(wanted, Wanted)
    return wanted.down, wanted.after


def text(model: MovementsModel, row: int, column: int) -> str:
    return str(model.data(model.index(row, column)))


def test_the_first_page_shows_its_movements_newest_first(model: MovementsModel, movement: Movement) -> None:
    model.begin()
    model.add_page([movement(3), movement(2), movement(1)], {}, None)
    assert numbers(model) == [3, 2, 1]
    assert model.loading() is Loading.NOTHING


def test_more_is_asked_for_with_the_cursor_and_only_once(
    qtbot: QtBot, model: MovementsModel, movement: Movement
) -> None:
    model.begin()
    model.add_page([movement(4), movement(3)], {}, 3)
    assert model.canFetchMore(TOP)
    with qtbot.waitSignal(model.page_wanted) as wanted:
        model.fetchMore(TOP)
    assert asked(wanted) == (True, 3)
    assert not model.canFetchMore(TOP)
    with qtbot.assertNotEmitted(model.page_wanted):
        model.fetchMore(TOP)
    model.add_page([movement(2), movement(1)], {}, None)
    assert numbers(model) == [4, 3, 2, 1]
    assert not model.canFetchMore(TOP)


def test_a_page_that_failed_may_be_asked_for_again(
    qtbot: QtBot, model: MovementsModel, movement: Movement
) -> None:
    model.begin()
    model.add_page([movement(4), movement(3)], {}, 3)
    model.fetchMore(TOP)
    model.fail_page()
    assert model.loading() is Loading.RETRY
    assert model.canFetchMore(TOP)
    with qtbot.waitSignal(model.page_wanted) as wanted:
        model.retry()
    assert asked(wanted) == (True, 3)


def test_a_first_page_that_failed_is_asked_for_from_the_newest(qtbot: QtBot, model: MovementsModel) -> None:
    model.begin()
    model.fail_page()
    with qtbot.waitSignal(model.page_wanted) as wanted:
        model.retry()
    assert asked(wanted) == (True, None)


def test_a_page_that_comes_twice_is_shown_once(model: MovementsModel, movement: Movement) -> None:
    model.begin()
    model.add_page([movement(4), movement(3)], {}, 3)
    model.fetchMore(TOP)
    model.add_page([movement(2)], {}, 2)
    model.add_page([movement(2)], {}, 2)
    assert numbers(model) == [4, 3, 2]


def test_a_page_of_the_client_before_is_dropped(model: MovementsModel, movement: Movement) -> None:
    model.begin()
    model.add_page([movement(9)], {}, 9)
    model.fetchMore(TOP)
    model.clear()
    model.add_page([movement(8)], {}, None)
    assert numbers(model) == []


def test_the_first_page_again_adds_what_is_new_and_keeps_the_older_pages(
    model: MovementsModel, movement: Movement
) -> None:
    model.begin()
    model.add_page([movement(4), movement(3)], {}, 3)
    model.fetchMore(TOP)
    model.add_page([movement(2), movement(1)], {}, None)
    model.show_first_page([movement(5), movement(4)], {}, 4)
    assert numbers(model) == [5, 4, 3, 2, 1]
    assert not model.has_more()


def test_a_first_page_that_does_not_reach_the_rows_replaces_them_and_leaves_no_gap(
    model: MovementsModel, movement: Movement
) -> None:
    model.begin()
    model.add_page([movement(4), movement(3)], {}, 3)
    model.fetchMore(TOP)
    in_flight = model.wanted()
    model.show_first_page([movement(9), movement(8)], {}, 8)
    assert model.wanted() is not in_flight  # so its answer is dropped
    model.add_page([movement(2), movement(1)], {}, None)
    assert numbers(model) == [9, 8]
    assert model.canFetchMore(TOP)


def read_down(model: MovementsModel, movement: Movement, pages: range) -> None:
    """Scroll down page after page of 200 movements, from number 10.000."""
    for page in pages:
        first = 10_000 - 200 * page
        model.fetchMore(TOP)
        model.add_page([movement(n) for n in range(first, first - 200, -1)], {}, first - 199)


def test_far_rows_are_let_go_and_read_again_when_they_are_wanted(
    qtbot: QtBot, model: MovementsModel, movement: Movement
) -> None:
    model.begin(Listing("cliente-1214727927"))
    read_down(model, movement, range(12))
    assert model.rowCount() == MAX_ROWS
    assert (numbers(model)[0], numbers(model)[-1]) == (9_600, 7_601)
    assert model.has_more_above()
    with qtbot.waitSignal(model.page_wanted) as wanted:
        model.fetch_above()
    assert asked(wanted) == (False, 9_600)
    model.add_page([movement(n) for n in range(9_601, 9_801)], {}, 9_800)
    assert (numbers(model)[0], numbers(model)[-1]) == (9_800, 7_801)
    assert model.rowCount() == MAX_ROWS
    with qtbot.waitSignal(model.page_wanted) as wanted:
        model.fetchMore(TOP)
    assert asked(wanted) == (True, 7_801)


def test_what_comes_while_an_older_page_is_on_its_way_leaves_no_gap(
    model: MovementsModel, movement: Movement
) -> None:
    model.begin(Listing("cliente-1214727927"))
    read_down(model, movement, range(10))
    assert model.rowCount() == MAX_ROWS
    newest, oldest = numbers(model)[0], numbers(model)[-1]
    model.fetchMore(TOP)
    model.show_first_page([movement(n) for n in range(newest + 1, newest - 199, -1)], {}, newest - 198)
    model.add_page([movement(n) for n in range(oldest - 1, oldest - 201, -1)], {}, oldest - 200)
    shown = numbers(model)
    assert shown == list(range(shown[0], oldest - 201, -1))
    assert len(shown) == MAX_ROWS


def test_the_oldest_are_reached_without_what_lies_between(
    qtbot: QtBot, model: MovementsModel, movement: Movement
) -> None:
    model.begin(Listing("cliente-1214727927"))
    read_down(model, movement, range(1))
    with qtbot.waitSignal(model.page_wanted) as wanted:
        model.jump(to_end=True)
    assert asked(wanted) == (False, None)
    with qtbot.waitSignal(model.jumped) as jumped:
        model.add_page([movement(n) for n in range(1, 201)], {}, 200)
    assert jumped.args == [True]
    assert (numbers(model)[0], numbers(model)[-1], model.rowCount()) == (200, 1, 200)
    assert not model.has_more()
    assert model.has_more_above()
    with qtbot.waitSignal(model.page_wanted) as wanted:
        model.jump(to_end=False)
    assert asked(wanted) == (True, None)
    model.add_page([movement(n) for n in range(10_000, 9_800, -1)], {}, 9_801)
    assert numbers(model)[0] == 10_000
    assert not model.has_more_above()


def test_what_is_new_does_not_disturb_whoever_looks_further_down(
    model: MovementsModel, movement: Movement
) -> None:
    model.begin(Listing("cliente-1214727927"))
    read_down(model, movement, range(11))
    before = numbers(model)
    model.show_first_page([movement(10_001), movement(10_000)], {}, 10_000)
    assert numbers(model) == before
    assert model.has_more_above()


def test_a_history_of_many_clients_names_each_rows_own(movement: Movement, qapp: object) -> None:
    model = MovementsModel(by_client=True)
    model.begin(Listing(branch="Medellín Centro"))
    made = movement(1)
    model.add_page([made], {}, None, {made.client_id: Owner("Julián Montoya", "CC 1214727927")})
    assert text(model, 0, columns.NUMBER) == "Julián Montoya"
    assert model.headerData(columns.NUMBER, Qt.Orientation.Horizontal) == "Cliente"
    model.deleteLater()


def test_a_refresh_that_fails_leaves_what_is_shown(model: MovementsModel, movement: Movement) -> None:
    model.begin()
    model.add_page([movement(1)], {}, None)
    model.fail_page()
    assert model.loading() is Loading.NOTHING


def test_amounts_carry_their_sign_and_moments_are_bogotas(model: MovementsModel, movement: Movement) -> None:
    model.begin()
    model.add_page([movement(2, TransactionKind.CANCELLATION), movement(1)], {}, None)
    assert text(model, 0, columns.AMOUNT) == "+ $ 75.000"
    assert text(model, 1, columns.AMOUNT) == "− $ 75.000"
    assert text(model, 1, columns.DATE) == "24/11/2026 10:40"
    assert (text(model, 0, columns.KIND), text(model, 1, columns.KIND)) == ("Cancelación", "Apertura")


@pytest.mark.parametrize(
    ("state", "words", "tone", "resendable"),
    [
        (NotificationState.PENDING, "SMS pendiente", "warn", False),
        (NotificationState.SENT, "SMS enviado", "good", False),
        (NotificationState.FAILED, "SMS fallido", "bad", True),
        (NotificationState.HELD, "SMS retenido", "bad", True),
        (NotificationState.IN_DOUBT, "SMS en duda", "warn", True),
        (NotificationState.IMPORTED, "Importado", "neutral", False),
    ],
)
def test_only_messages_that_wait_for_a_person_may_be_resent(
    model: MovementsModel,
    movement: Movement,
    notification: Callable[..., Notification],
    state: NotificationState,
    words: str,
    tone: str,
    resendable: bool,
) -> None:
    made = movement(1)
    model.begin()
    model.add_page([made], {made.id: notification(made, state)}, None)
    assert text(model, 0, columns.NOTIFICATION) == words
    assert model.data(model.index(0, columns.NOTIFICATION), PILL_ROLE) == tone
    assert bool(text(model, 0, columns.ACTION)) is resendable
    assert (model.resendable_at(0) is not None) is resendable


def test_a_message_that_was_sent_meanwhile_says_so(
    qtbot: QtBot, model: MovementsModel, movement: Movement, notification: Callable[..., Notification]
) -> None:
    made = movement(1)
    pending = notification(made, NotificationState.PENDING, Channel.EMAIL)
    model.begin()
    model.add_page([made], {made.id: pending}, None)
    with qtbot.waitSignal(model.dataChanged):
        model.update_notifications({made.id: notification(made, NotificationState.SENT, Channel.EMAIL)})
    assert text(model, 0, columns.NOTIFICATION) == "Correo enviado"


def test_an_answer_that_was_read_earlier_takes_nothing_back(
    model: MovementsModel, movement: Movement, notification: Callable[..., Notification]
) -> None:
    made = movement(1)
    sent = notification(made, NotificationState.SENT, Channel.EMAIL)
    model.begin()
    model.add_page([made], {made.id: sent}, None)
    for earlier in (
        replace(sent, state=NotificationState.SENDING),
        replace(sent, state=NotificationState.PENDING, fence=0),
    ):
        model.update_notifications({made.id: earlier})
        model.show_first_page([made], {made.id: earlier}, None)
        assert text(model, 0, columns.NOTIFICATION) == "Correo enviado"
