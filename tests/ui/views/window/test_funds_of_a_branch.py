"""The card of funds at a branch that does not offer them all."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from btg_desktop.domain.branches import Branch
from btg_desktop.ui.client_page import model as columns
from btg_desktop.ui.client_page.views.funds_card import FundsCard
from btg_desktop.ui.look.translation import install_language
from btg_desktop.ui.shell.views.main_window import MainWindow

CENTRO = Branch("001", "Medellín Centro", "Medellín", frozenset({1, 3}))
REASON = "La sucursal Medellín Centro no ofrece el fondo FDO-ACCIONES"


@pytest.fixture
def card(serving: MainWindow) -> FundsCard:
    serving.funds_card.show_branch(CENTRO)
    return serving.funds_card


def a_button(card: QWidget, name: str) -> QPushButton:
    found = card.findChild(QPushButton, name)
    assert found is not None
    return found


def table_of(card: FundsCard) -> QTableView:
    table = card.findChild(QTableView, "fundsTable")
    assert table is not None
    return table


def test_a_fund_that_is_not_offered_says_so_and_why(card: FundsCard) -> None:
    subscribe = a_button(card, "subscribeFund4")
    assert not subscribe.isEnabled()
    assert subscribe.text() == "No se ofrece"
    assert subscribe.toolTip() == subscribe.accessibleDescription() == REASON
    name = table_of(card).model().index(3, columns.NAME)
    assert name.data() == "FDO-ACCIONES"
    assert name.data(Qt.ItemDataRole.AccessibleTextRole) == f"FDO-ACCIONES. {REASON}"
    assert name.data(Qt.ItemDataRole.ToolTipRole) == REASON


def test_what_is_offered_can_be_bought_and_what_is_held_can_be_cancelled(card: FundsCard) -> None:
    assert a_button(card, "subscribeFund1").isEnabled()
    assert a_button(card, "subscribeFund1").text() == "Suscribir"
    assert not a_button(card, "subscribeFund2").isEnabled()
    assert a_button(card, "cancelFund2").isEnabled()  # Julián holds it, from another branch


def test_waiting_and_not_offered_end_apart(card: FundsCard) -> None:
    card.set_waiting("Sin conexión")
    assert a_button(card, "subscribeFund4").toolTip() == REASON
    assert a_button(card, "subscribeFund1").toolTip() == "Sin conexión"
    card.set_waiting("")
    assert a_button(card, "subscribeFund1").isEnabled()
    assert not a_button(card, "subscribeFund4").isEnabled()


def test_a_branch_that_offers_all_again_frees_the_buttons(card: FundsCard) -> None:
    card.show_branch(None)
    assert a_button(card, "subscribeFund4").isEnabled()
    assert a_button(card, "subscribeFund4").text() == "Suscribir"


def test_enter_on_such_a_row_asks_all_the_same_so_that_the_reason_can_be_said(
    qtbot: QtBot, card: FundsCard
) -> None:
    table = table_of(card)
    table.setCurrentIndex(table.model().index(3, columns.NAME))
    with qtbot.waitSignal(card.subscribe_requested) as asked:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert asked.args == [4]


@pytest.mark.parametrize(("language", "text"), [("es", "No se ofrece"), ("en", "Not offered")])
def test_the_words_fit_in_both_languages(
    qtbot: QtBot, qapp: QApplication, card: FundsCard, language: str, text: str
) -> None:
    install_language(qapp, language)  # type: ignore[arg-type]
    subscribe = a_button(card, "subscribeFund2")
    qtbot.waitUntil(lambda: subscribe.text() == text)
    assert subscribe.width() >= subscribe.sizeHint().width()
    assert a_button(card, "cancelFund2").width() >= a_button(card, "cancelFund2").sizeHint().width()
    assert subscribe.visibleRegion().boundingRect() == subscribe.rect()
