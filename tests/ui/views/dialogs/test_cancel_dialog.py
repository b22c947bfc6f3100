"""Leaving a fund: what comes back is said, the warning is given, and the safe answer is the default."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reading import CONFIRMING_KEYS, read

from btg_desktop.domain.errors import NotSubscribed
from btg_desktop.domain.models import Client, Desk, Fund
from btg_desktop.ui.money.views.cancel_dialog import CancelDialog

Opener = Callable[[CancelDialog], None]


def text(dialog: CancelDialog, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    return label.text() if label is not None and label.isVisible() else ""


def press(*keys: Qt.Key) -> None:
    for key in keys:
        if key in CONFIRMING_KEYS:
            read(QApplication.activeWindow())
        QTest.keyClick(QApplication.focusWidget(), key)


@pytest.fixture
def dialog(window: QWidget, opened: Opener, client: Client, pension_fund: Fund, desk: Desk) -> CancelDialog:
    made = CancelDialog(client, pension_fund, desk, window)
    opened(made)
    return made


@pytest.fixture
def asked(dialog: CancelDialog) -> list[Decimal]:
    amounts: list[Decimal] = []
    dialog.submitted.connect(amounts.append)
    return amounts


def test_it_says_what_comes_back_and_the_balance_after(dialog: CancelDialog) -> None:
    assert text(dialog, "fundValue") == "FPV_BTG_PACTUAL_ECOPETROL  ·  FPV"
    assert text(dialog, "amountValue") == "$ 125.000"
    assert text(dialog, "wordsValue") == "ciento veinticinco mil pesos"
    assert text(dialog, "balanceAfterValue") == "$ 500.000"


def test_what_another_desk_changed_meanwhile_is_what_is_confirmed(
    dialog: CancelDialog, asked: list[Decimal], client: Client, pension_fund: Fund
) -> None:
    more = {**client.holdings, pension_fund.id: Decimal(200_000)}
    dialog.show_client(replace(client, holdings=more, available_balance=Decimal(300_000)))
    assert text(dialog, "amountValue") == "$ 200.000"
    assert text(dialog, "balanceAfterValue") == "$ 500.000"
    assert "$ 200.000" in dialog.forward_button.accessibleName()
    read(dialog)
    dialog.forward_button.click()
    assert asked == [Decimal(200_000)]
    dialog.show_client(client)
    assert text(dialog, "amountValue") == "$ 200.000", "what was sent does not change"


def test_when_another_desk_cancelled_meanwhile_nothing_is_left_to_confirm(
    dialog: CancelDialog, client: Client, pension_fund: Fund
) -> None:
    dialog.show_client(replace(client, holdings={}))
    assert not dialog.forward_button.isVisible()
    assert dialog.windowTitle() == "Operación rechazada"
    assert text(dialog, "noteText").startswith("El cliente no está vinculado")


def test_a_pension_fund_warns_of_withholding(dialog: CancelDialog) -> None:
    assert "retención contingente" in text(dialog, "withholdingDetail")


def test_an_investment_fund_does_not_warn(
    window: QWidget, opened: Opener, client: Client, fund: Fund, desk: Desk
) -> None:
    made = CancelDialog(client, fund, desk, window)
    opened(made)
    assert text(made, "withholdingText") == ""


def test_enter_on_arrival_takes_the_safe_answer(
    qtbot: QtBot, dialog: CancelDialog, asked: list[Decimal]
) -> None:
    with qtbot.waitSignal(dialog.rejected):
        press(Qt.Key.Key_Return)
    assert asked == []


def test_esc_takes_the_safe_answer(qtbot: QtBot, dialog: CancelDialog, asked: list[Decimal]) -> None:
    with qtbot.waitSignal(dialog.rejected):
        press(Qt.Key.Key_Escape)
    assert asked == []


def test_the_button_says_what_it_does_and_does_it_once(dialog: CancelDialog, asked: list[Decimal]) -> None:
    button = dialog.findChild(QPushButton, "forwardButton")
    assert button is not None
    assert button.text() == "Cancelar vinculación $ 125.000"
    press(Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert asked == [Decimal(125000)]


def test_verifying_may_be_closed_but_says_that_it_goes_on(
    qtbot: QtBot, dialog: CancelDialog, asked: list[Decimal]
) -> None:
    press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    dialog.show_verifying("Se está verificando")
    assert "la verificación continúa" in text(dialog, "noteDetail")
    with qtbot.waitSignal(dialog.rejected):
        press(Qt.Key.Key_Return)
    assert asked == [Decimal(125000)]


def test_a_problem_can_be_retried(dialog: CancelDialog, asked: list[Decimal]) -> None:
    press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    dialog.show_problem("No hay conexión", "Revise la red")
    press(Qt.Key.Key_Return)
    assert asked == [Decimal(125000), Decimal(125000)]


def test_there_is_nothing_to_cancel_without_a_holding(window: QWidget, client: Client, desk: Desk) -> None:
    with pytest.raises(NotSubscribed):
        CancelDialog(client, Fund(4, "FDO-ACCIONES", Decimal(250000), "FIC"), desk, window)
