"""Subscribing at the counter: every bad amount is explained, and money is asked for exactly once."""

import dataclasses
from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reading import CONFIRMING_KEYS, read

from btg_desktop.domain.models import Client, Desk, Fund
from btg_desktop.ui.money.views.subscribe_dialog import SubscribeDialog

Opener = Callable[[SubscribeDialog], None]


class Counter:
    """The dialog as a clerk meets it: by keys, by mouse and by what is written on it."""

    def __init__(self, dialog: SubscribeDialog) -> None:
        self.dialog = dialog
        self.asked: list[Decimal] = []
        dialog.submitted.connect(self.asked.append)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            if key in CONFIRMING_KEYS:
                read(self.dialog)
            QTest.keyClick(QApplication.focusWidget() or self.dialog, key)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.field, text)

    def double_click(self, name: str) -> None:
        """Two quick presses where the button is now, as the window system reports them."""
        place = self.button(name).mapTo(self.dialog, self.button(name).rect().center())
        QTest.mouseDClick(self.dialog.windowHandle(), Qt.MouseButton.LeftButton, pos=place)

    def text(self, name: str) -> str:
        label = self.dialog.findChild(QLabel, name)
        assert label is not None
        return label.text() if label.isVisible() else ""

    def button(self, name: str) -> QPushButton:
        button = self.dialog.findChild(QPushButton, name)
        assert button is not None
        return button

    @property
    def field(self) -> QLineEdit:
        field = self.dialog.findChild(QLineEdit, "amountField")
        assert field is not None
        return field

    @property
    def reviewing(self) -> bool:
        return self.dialog.windowTitle() == "Revise antes de suscribir"


@pytest.fixture
def counter(window: QWidget, opened: Opener, client: Client, fund: Fund, desk: Desk) -> Counter:
    dialog = SubscribeDialog(client, fund, desk, window)
    opened(dialog)
    return Counter(dialog)


BAD_AMOUNTS = {
    "": "Escriba el valor",
    "-50000": "El valor no puede ser negativo",
    "0": "El valor debe ser mayor que cero",
    "75000,505": "El valor admite máximo dos decimales",
    "75,000": "El valor no es claro: use el punto para los miles y la coma para los decimales (75.000,50)",
    "1e5": "El valor no es un número. Escríbalo así: 75.000",
    "75000.50": "El valor no es claro: use el punto para los miles y la coma para los decimales (75.000,50)",
    "7.5000": "El valor no es claro: use el punto para los miles y la coma para los decimales (75.000,50)",
    "75,000.00": "El valor no es claro: use el punto para los miles y la coma para los decimales (75.000,50)",
    "mil": "El valor no es un número. Escríbalo así: 75.000",
    "99999999999999999999": "El valor es demasiado grande: el máximo es $ 999.999.999.999,99",
    "400000": "No tiene saldo disponible para vincularse al fondo DEUDAPRIVADA",
    "49999,99": "El valor está por debajo del monto mínimo del fondo DEUDAPRIVADA: $ 50.000",
}


@pytest.mark.parametrize(("text", "reason"), BAD_AMOUNTS.items())
def test_a_bad_typed_amount_is_explained_beside_the_field_and_goes_nowhere(
    counter: Counter, text: str, reason: str
) -> None:
    counter.type(text)
    counter.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert counter.text("reason") == reason
    assert counter.text("expectedBalanceValue") == "—"
    assert counter.field.hasFocus()
    assert not counter.reviewing
    assert counter.asked == []


@pytest.mark.parametrize(("text", "reason"), [item for item in BAD_AMOUNTS.items() if item[0]])
def test_a_bad_pasted_amount_stays_as_it_was_and_is_explained(
    counter: Counter, text: str, reason: str
) -> None:
    QApplication.clipboard().setText(text)
    QTest.keyClick(counter.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert counter.field.text() == text
    counter.press(Qt.Key.Key_Return)
    assert counter.text("reason") == reason
    assert counter.asked == []


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$ 75.000", "75000"),
        ("75.000", "75000"),
        ("75000", "75000"),
        ("75.000,50", "75000.50"),
        (" 75000 ", "75000"),
    ],
)
def test_a_clear_pasted_amount_is_taken_for_what_it_says(counter: Counter, text: str, amount: str) -> None:
    QApplication.clipboard().setText(text)
    QTest.keyClick(counter.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    counter.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert counter.asked == [Decimal(amount)]


def test_the_missing_amount_is_told(counter: Counter) -> None:
    counter.type("400000")
    assert counter.text("reason") == "No tiene saldo disponible para vincularse al fondo DEUDAPRIVADA"
    assert counter.text("missing") == "Faltan $ 25.000."


def test_below_the_minimum_is_calm_while_typing_and_firm_on_enter(counter: Counter) -> None:
    counter.type("4000")
    reason = counter.dialog.findChild(QLabel, "reason")
    assert reason is not None
    assert reason.property("role") == "muted"
    assert "$ 50.000" in reason.text()
    assert counter.text("missing") == "Faltan $ 46.000."
    counter.press(Qt.Key.Key_Return)
    assert reason.property("role") == "error"
    assert "$ 50.000" in reason.text()


def test_a_good_amount_shows_its_words_and_the_balance_after(counter: Counter) -> None:
    counter.type("50000")
    assert counter.text("reason") == "cincuenta mil pesos"
    assert counter.text("expectedBalanceValue") == "$ 325.000"


def test_the_review_says_everything_before_money_moves(counter: Counter) -> None:
    counter.type("50000")
    counter.press(Qt.Key.Key_Return)
    assert counter.text("subtitle") == "Nada se ha movido todavía"
    assert counter.text("clientValue") == "Julián Montoya  ·  CC 1.214.727.927"
    assert counter.text("fundValue") == "DEUDAPRIVADA  ·  FIC"
    assert counter.text("amountValue") == "$ 50.000"
    assert counter.text("wordsValue") == "cincuenta mil pesos"
    assert counter.text("balanceAfterValue") == "$ 325.000"
    assert counter.text("noticeValue") == "SMS a +57 300 ••• 4343"
    assert counter.text("recordText") == "Quedará registrado a nombre de Laura Restrepo, Medellín Centro."
    assert counter.button("forwardButton").accessibleName() == "Suscribir $ 50.000"
    assert counter.asked == []


def test_enter_enter_subscribes_once_however_often_it_is_pressed(counter: Counter) -> None:
    counter.type("50000")
    counter.press(*[Qt.Key.Key_Return] * 5)
    assert counter.asked == [Decimal(50000)]


def test_a_double_click_subscribes_once(counter: Counter) -> None:
    counter.type("50000")
    counter.press(Qt.Key.Key_Return)
    read(counter.dialog)
    counter.double_click("forwardButton")
    assert counter.asked == [Decimal(50000)]


def test_a_double_click_on_review_does_not_skip_the_review(counter: Counter) -> None:
    counter.type("50000")
    counter.double_click("forwardButton")
    assert counter.reviewing
    assert counter.asked == []


def test_what_is_pressed_before_the_review_can_be_read_is_dropped(counter: Counter) -> None:
    counter.type("50000")
    counter.press(Qt.Key.Key_Return)
    button = counter.dialog.forward_button
    assert (button.property("role"), button.accessibleDescription()) == (
        "secondary",
        "Lea primero: falta un instante",
    )
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        QTest.keyClick(button, key)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    counter.double_click("forwardButton")
    button.click()  # as a screen reader does
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    read(counter.dialog)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)  # of a press that came too early
    assert counter.reviewing
    assert counter.asked == []
    assert (button.property("role"), button.accessibleDescription()) == ("primary", "Tecla Intro")
    counter.press(Qt.Key.Key_Return)
    assert counter.asked == [Decimal(50000)]


def test_the_way_back_to_the_amount_needs_no_reading(counter: Counter) -> None:
    counter.type("50000")
    QTest.keyClick(counter.field, Qt.Key.Key_Return)
    QTest.keyClick(counter.dialog, Qt.Key.Key_Escape)
    assert not counter.reviewing
    QTest.keyClick(counter.field, Qt.Key.Key_Return)
    assert counter.reviewing


def test_enter_meant_for_the_review_does_not_close_what_was_answered(counter: Counter) -> None:
    counter.type("50000")
    counter.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    counter.dialog.show_rejection("No")
    QTest.keyClick(counter.button("backButton"), Qt.Key.Key_Return)
    assert counter.dialog.isVisible()
    counter.press(Qt.Key.Key_Return)
    assert not counter.dialog.isVisible()


def test_esc_goes_back_one_step_and_then_closes(qtbot: QtBot, counter: Counter) -> None:
    counter.type("50000")
    counter.press(Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert not counter.reviewing
    assert counter.field.text() == "50.000"
    assert counter.field.selectedText() == "50.000"
    with qtbot.waitSignal(counter.dialog.rejected):
        counter.press(Qt.Key.Key_Escape)
    assert counter.asked == []


def test_the_window_s_cross_closes_from_the_review_without_asking(qtbot: QtBot, counter: Counter) -> None:
    counter.type("50000")
    counter.press(Qt.Key.Key_Return)
    with qtbot.waitSignal(counter.dialog.rejected):
        counter.dialog.close()
    assert counter.asked == []


def test_a_corrected_amount_is_the_one_that_is_asked_for(counter: Counter) -> None:
    counter.type("50000")
    counter.press(Qt.Key.Key_Return, Qt.Key.Key_Escape)
    counter.type("60000")
    counter.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert counter.asked == [Decimal(60000)]


def test_minimum_and_all_fill_the_field_and_enter_goes_on(counter: Counter) -> None:
    QTest.mouseClick(counter.button("allButton"), Qt.MouseButton.LeftButton)
    assert counter.field.text() == "375.000"
    QTest.mouseClick(counter.button("minimumButton"), Qt.MouseButton.LeftButton)
    assert counter.field.text() == "50.000"
    counter.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert counter.asked == [Decimal(50000)]


def test_the_whole_job_by_keyboard_alone(counter: Counter) -> None:
    assert counter.field.hasFocus()
    counter.press(Qt.Key.Key_Tab, Qt.Key.Key_Space)  # Mínimo
    counter.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert counter.asked == [Decimal(50000)]


def test_tab_goes_in_reading_order(counter: Counter) -> None:
    seen = []
    for _ in range(5):
        seen.append(QApplication.focusWidget().objectName())
        counter.press(Qt.Key.Key_Tab)
    assert seen == ["amountField", "minimumButton", "allButton", "backButton", "forwardButton"]
    assert counter.field.hasFocus()


def test_while_sending_nothing_can_be_pressed_or_closed(counter: Counter) -> None:
    counter.type("50000")
    counter.press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    counter.dialog.close()
    assert counter.dialog.isVisible()
    assert not counter.button("backButton").isEnabled()
    assert not counter.button("forwardButton").isEnabled()
    assert counter.dialog.windowTitle() == "Enviando la operación"


def test_verifying_may_be_closed_but_says_that_it_goes_on(qtbot: QtBot, counter: Counter) -> None:
    counter.type("50000")
    counter.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    counter.dialog.show_verifying("No hay respuesta todavía: se está verificando")
    assert counter.dialog.windowTitle() == "Verificando la operación"
    assert counter.text("noteText") == "No hay respuesta todavía: se está verificando"
    assert "la verificación continúa" in counter.text("noteDetail")
    with qtbot.waitSignal(counter.dialog.rejected):
        counter.press(Qt.Key.Key_Escape)
    assert counter.asked == [Decimal(50000)]


def test_a_rejection_is_final_and_only_closing_is_left(counter: Counter) -> None:
    counter.type("50000")
    counter.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    reason = "No tiene saldo disponible para vincularse al fondo DEUDAPRIVADA"
    counter.dialog.show_rejection(reason)
    assert counter.text("noteText") == reason
    assert counter.text("subtitle") == "No se movió dinero"
    assert counter.text("balanceAfterValue") == "—"
    assert not counter.button("forwardButton").isVisible()
    assert counter.button("backButton").hasFocus()
    counter.press(Qt.Key.Key_Return)
    assert counter.asked == [Decimal(50000)]


def test_a_problem_tells_its_remedy_and_retry_asks_for_the_same(counter: Counter) -> None:
    counter.type("50000")
    counter.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    counter.dialog.show_problem("No hay conexión con la base de datos (sin red)", "Revise la red")
    assert counter.text("noteText") == "No hay conexión con la base de datos (sin red)"
    assert counter.text("noteDetail") == "Revise la red"
    assert counter.text("subtitle") == "Reintentar pide lo mismo: nunca se aplica dos veces"
    assert counter.button("forwardButton").accessibleName() == "Reintentar"
    counter.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert counter.asked == [Decimal(50000), Decimal(50000)]
    assert counter.dialog.windowTitle() == "Enviando la operación"


def test_with_no_balance_all_is_not_offered(
    window: QWidget, opened: Opener, client: Client, fund: Fund, desk: Desk
) -> None:
    dialog = SubscribeDialog(dataclasses.replace(client, available_balance=Decimal(0)), fund, desk, window)
    opened(dialog)
    assert not Counter(dialog).button("allButton").isEnabled()
