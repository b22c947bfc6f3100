"""The card of movements: what stands there while it loads, when it is empty, and how a message is resent."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from btg_desktop.domain.models import Transaction
from btg_desktop.ui.movements import cells as columns
from btg_desktop.ui.movements.views.movements_card import MovementsCard
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.widgets.parts import Skeleton

Movement = Callable[..., Transaction]
Part = TypeVar("Part", bound=QWidget)


def part(card: QWidget, kind: type[Part], name: str) -> Part:
    found = card.findChild(kind, name)
    assert found is not None
    return found


def test_a_client_without_movements_is_told_what_comes_here(serving: MainWindow) -> None:
    card = serving.movements_card
    card.model.begin()
    card.model.add_page([], {}, None)
    assert part(card, QWidget, "noMovements").isVisible()


def test_slow_loading_shows_a_skeleton_and_quick_loading_does_not(
    qtbot: QtBot, serving: MainWindow, movement: Movement
) -> None:
    card = serving.movements_card
    card.model.begin()
    skeleton = card.findChild(Skeleton)
    assert skeleton is not None
    assert not skeleton.isVisible()
    qtbot.waitUntil(skeleton.isVisible)
    card.model.add_page([movement(1)], {}, None)
    assert part(card, QTableView, "movementsTable").isVisible()


def test_a_page_that_failed_is_said_and_retried_by_a_button(qtbot: QtBot, serving: MainWindow) -> None:
    card = serving.movements_card
    card.model.begin()
    card.model.fail_page()
    retry = part(card, QPushButton, "retryMovements")
    assert retry.isVisible()
    with qtbot.waitSignal(card.model.page_wanted):
        qtbot.mouseClick(retry, Qt.MouseButton.LeftButton)
    assert not retry.isVisible()


def test_a_failed_message_is_resent_by_keyboard(qtbot: QtBot, serving: MainWindow) -> None:
    card = serving.movements_card
    table = part(card, QTableView, "movementsTable")
    table.setFocus()
    table.setCurrentIndex(card.model.index(2, columns.ACTION))
    with qtbot.waitSignal(card.resend_requested) as asked:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert asked.args == [card.model.transaction_at(2).id]


def test_the_resend_button_shows_only_where_a_message_waits_for_it(qtbot: QtBot, serving: MainWindow) -> None:
    card = serving.movements_card
    table = part(card, QTableView, "movementsTable")
    resend = part(card, QPushButton, "resendButton")
    table.setCurrentIndex(card.model.index(0, 0))
    assert not resend.isVisible()
    table.setCurrentIndex(card.model.index(2, 0))
    assert resend.isVisible()
    assert "Correo fallido" in resend.accessibleName()
    with qtbot.waitSignal(card.resend_requested) as asked:
        qtbot.mouseClick(resend, Qt.MouseButton.LeftButton)
    assert asked.args == [card.model.transaction_at(2).id]


def test_enter_elsewhere_in_a_row_resends_nothing(qtbot: QtBot, serving: MainWindow) -> None:
    card: MovementsCard = serving.movements_card
    table = part(card, QTableView, "movementsTable")
    table.setCurrentIndex(card.model.index(2, columns.FUND))
    with qtbot.assertNotEmitted(card.resend_requested):
        qtbot.keyClick(table, Qt.Key.Key_Return)


def test_scrolling_to_the_end_asks_for_the_next_page(
    qtbot: QtBot, serving: MainWindow, movement: Movement
) -> None:
    card = serving.movements_card
    card.model.begin()
    card.model.add_page([movement(n) for n in range(200, 100, -1)], {}, 101)
    table = part(card, QTableView, "movementsTable")
    with qtbot.waitSignal(card.model.page_wanted) as wanted:
        table.scrollToBottom()
    assert (wanted.args[0].down, wanted.args[0].after) == (True, 101)
