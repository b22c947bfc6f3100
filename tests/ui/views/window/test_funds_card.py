"""The card of funds: filtering, sorting, the two actions, and why they wait."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from btg_desktop.domain.models import Client, Fund
from btg_desktop.ui.client_page import model as columns
from btg_desktop.ui.client_page.model import FundsModel
from btg_desktop.ui.client_page.views.funds_card import FundsCard
from btg_desktop.ui.shell.views.main_window import MainWindow

ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def card(serving: MainWindow) -> FundsCard:
    return serving.funds_card


def table_of(card: FundsCard) -> QTableView:
    table = card.findChild(QTableView, "fundsTable")
    assert table is not None
    return table


def a_button(card: QWidget, name: str) -> QPushButton:
    found = card.findChild(QPushButton, name)
    assert found is not None
    return found


def shown(card: FundsCard) -> list[str]:
    model = table_of(card).model()
    return [model.index(row, columns.NAME).data() for row in range(model.rowCount(QModelIndex()))]


def sort_by(card: FundsCard, column: int, order: Qt.SortOrder) -> None:
    table_of(card).horizontalHeader().setSortIndicator(column, order)


def test_a_category_chip_keeps_only_its_funds(qtbot: QtBot, card: FundsCard) -> None:
    qtbot.mouseClick(a_button(card, "categoryFIC"), Qt.MouseButton.LeftButton)
    assert shown(card) == ["DEUDAPRIVADA", "FDO-ACCIONES"]
    qtbot.mouseClick(a_button(card, "categoryAll"), Qt.MouseButton.LeftButton)
    assert len(shown(card)) == 5


def test_reading_the_same_catalogue_again_keeps_the_chosen_category(
    qtbot: QtBot, card: FundsCard, funds: tuple[Fund, ...]
) -> None:
    qtbot.mouseClick(a_button(card, "categoryFIC"), Qt.MouseButton.LeftButton)
    card.show_funds(list(funds))
    assert shown(card) == ["DEUDAPRIVADA", "FDO-ACCIONES"]
    card.show_funds(funds[2:])
    assert shown(card) == ["DEUDAPRIVADA", "FDO-ACCIONES"]
    assert a_button(card, "categoryFIC").isChecked()


def test_headers_sort_by_amount_and_a_third_click_gives_the_catalogues_order_back(card: FundsCard) -> None:
    sort_by(card, columns.MINIMUM, ASCENDING)
    assert shown(card)[0] == "DEUDAPRIVADA"
    sort_by(card, columns.MINIMUM, DESCENDING)
    assert shown(card)[0] == "FDO-ACCIONES"
    sort_by(card, columns.HELD, DESCENDING)
    assert shown(card)[0] == "FPV_BTG_PACTUAL_ECOPETROL"
    sort_by(card, -1, ASCENDING)
    assert shown(card)[0] == "FPV_BTG_PACTUAL_RECAUDADORA"


def test_the_button_of_a_row_asks_for_that_fund_also_after_sorting(qtbot: QtBot, card: FundsCard) -> None:
    sort_by(card, columns.MINIMUM, ASCENDING)
    with qtbot.waitSignal(card.subscribe_requested) as asked:
        qtbot.mouseClick(a_button(card, "subscribeFund3"), Qt.MouseButton.LeftButton)
    assert asked.args == [3]


def test_only_a_fund_that_is_held_can_be_cancelled(
    qtbot: QtBot, card: FundsCard, julian: Client, funds: tuple[Fund, ...]
) -> None:
    assert a_button(card, "cancelFund2").isVisible()
    assert not a_button(card, "cancelFund1").isVisible()
    with qtbot.waitSignal(card.cancel_requested) as asked:
        qtbot.mouseClick(a_button(card, "cancelFund2"), Qt.MouseButton.LeftButton)
    assert asked.args == [2]


def test_enter_subscribes_to_the_current_fund_and_delete_cancels_it(qtbot: QtBot, card: FundsCard) -> None:
    table = table_of(card)
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 0))
    with qtbot.waitSignal(card.subscribe_requested) as asked:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert asked.args == [2]
    with qtbot.waitSignal(card.cancel_requested) as asked:
        qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert asked.args == [2]


def test_while_money_waits_nothing_can_be_asked_and_the_reason_is_in_words(
    qtbot: QtBot, card: FundsCard
) -> None:
    reason = "Sin conexión: las operaciones esperan"
    card.set_waiting(reason)
    subscribe = a_button(card, "subscribeFund1")
    label = card.findChild(QLabel, "waitingReason")
    assert label is not None
    assert label.isVisible()
    qtbot.waitUntil(lambda: label.text() == reason)
    assert not subscribe.isEnabled()
    assert subscribe.accessibleDescription() == reason
    table = table_of(card)
    table.setCurrentIndex(table.model().index(1, 0))
    with qtbot.assertNotEmitted(card.subscribe_requested), qtbot.assertNotEmitted(card.cancel_requested):
        qtbot.keyClick(table, Qt.Key.Key_Return)
        qtbot.keyClick(table, Qt.Key.Key_Delete)
    card.set_waiting("")
    assert subscribe.isEnabled()
    assert not label.isVisible()


def test_the_nth_fund_is_the_nth_that_is_shown(qtbot: QtBot, card: FundsCard) -> None:
    assert card.nth_fund(3) == 3
    qtbot.mouseClick(a_button(card, "categoryFIC"), Qt.MouseButton.LeftButton)
    assert card.nth_fund(2) == 4
    assert card.nth_fund(3) is None


def test_the_fund_to_cancel_is_the_current_one_or_the_only_one(
    card: FundsCard, julian: Client, make_client: object
) -> None:
    assert card.fund_to_cancel() == 2
    held = {1: Decimal(75000), 2: Decimal(125000)}
    card.show_client(make_client(holdings=held))  # type: ignore[operator]
    assert card.fund_to_cancel() is None
    table = table_of(card)
    table.setCurrentIndex(table.model().index(0, 0))
    assert card.fund_to_cancel() == 1


def test_tab_walks_the_rows_buttons_in_reading_order(qtbot: QtBot, serving: MainWindow) -> None:
    serving.activateWindow()
    qtbot.waitUntil(serving.isActiveWindow)
    table_of(serving.funds_card).setFocus()
    walked = []
    for _ in range(6):
        qtbot.keyClick(serving.focusWidget(), Qt.Key.Key_Tab)
        walked.append(serving.focusWidget().objectName())
    subscribe = [f"subscribeFund{n}" for n in range(1, 6)]
    assert walked == [subscribe[0], "cancelFund2", *subscribe[1:]]


def test_any_number_of_funds_gets_buttons_as_it_scrolls_into_view(
    qtbot: QtBot, card: FundsCard, julian: Client
) -> None:
    card.show_funds([Fund(n, f"FONDO_{n}", Decimal(1000 * n), "FIC") for n in range(1, 2001)])
    assert card.findChild(QPushButton, "subscribeFund2000") is None
    table_of(card).scrollToBottom()
    last = a_button(card, "subscribeFund2000")
    qtbot.waitUntil(last.isVisible)
    assert len(card.findChildren(QPushButton)) < 100


def test_an_empty_catalogue_says_what_to_do(card: FundsCard) -> None:
    card.show_funds(())
    empty = card.findChild(QWidget, "noFunds")
    assert empty is not None
    assert empty.isVisible()


def test_the_model_keeps_qts_promises(qapp: object, funds: tuple[Fund, ...], julian: Client) -> None:
    model = FundsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_funds(funds)
    model.show_holdings(julian.holdings)
    model.sort(columns.HELD, DESCENDING)
    model.show_category("FPV")
    model.show_funds(())
    assert model.rowCount() == 0
    tester.deleteLater()
