"""The amount field: digits are grouped as they come, a person's own separators are never touched."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from btg_desktop.domain.errors import AmbiguousAmount
from btg_desktop.domain.money import parse_amount
from btg_desktop.ui.widgets.fields.money_field import MoneyField


@pytest.fixture
def field(window: QWidget, qtbot: QtBot) -> MoneyField:
    made = MoneyField(window)
    other = QLineEdit(window)
    other.setObjectName("otherField")
    layout = QVBoxLayout(window)
    layout.addWidget(other)
    layout.addWidget(made)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.setFocus()
    return made


def type_into(field: MoneyField, text: str) -> None:
    QTest.keyClicks(field.editor, text)


def press(field: MoneyField, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(field.editor, key)


def test_digits_are_grouped_while_they_are_typed(field: MoneyField) -> None:
    shown = []
    for digit in "1250000":
        type_into(field, digit)
        shown.append(field.editor.text())
    assert shown == ["1", "12", "125", "1.250", "12.500", "125.000", "1.250.000"]
    assert field.amount() == Decimal(1250000)


@given(st.from_regex(r"[1-9][0-9]{0,11}", fullmatch=True), st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_digit_is_lost_wherever_it_is_typed_or_erased(
    field: MoneyField, digits: str, data: st.DataObject
) -> None:
    field.editor.clear()
    expected = ""
    for digit in digits:
        at = data.draw(st.integers(1, len(expected)) if expected else st.just(0))
        field.editor.setCursorPosition(position(field.editor.text(), at))
        type_into(field, digit)
        expected = expected[:at] + digit + expected[at:]
        assert field.editor.text() == f"{int(expected):,}".replace(",", ".")
    while len(expected) > 1:
        field.editor.end(False)
        press(field, Qt.Key.Key_Backspace)
        expected = expected[:-1]
        assert field.amount() == Decimal(expected)


def position(text: str, digits: int) -> int:
    """Where `text` has `digits` digits to the left."""
    return next(at for at in range(len(text) + 1) if len(text[:at].replace(".", "")) == digits)


@pytest.mark.parametrize("text", ["7.5000", "75000.50", "75,000.00", "1e5", "75 000", "0075000", "-75000"])
def test_what_a_person_separates_is_kept_and_refused_as_it_stands(field: MoneyField, text: str) -> None:
    type_into(field, text)
    press(field, Qt.Key.Key_Tab)
    with pytest.raises(Exception) as typed:  # noqa: PT011 - any refusal, of the same kind as the plain text's
        field.amount()
    with pytest.raises(type(typed.value)):
        parse_amount(text)


def test_a_person_s_own_grouping_is_not_taken_for_the_field_s(field: MoneyField) -> None:
    type_into(field, "7500")
    assert field.editor.text() == "7.500"
    field.editor.selectAll()
    type_into(field, "7.500")
    type_into(field, "0")
    assert field.editor.text() == "7.5000"
    with pytest.raises(AmbiguousAmount):
        field.amount()


def test_backspace_after_a_separator_loses_no_digit(field: MoneyField) -> None:
    type_into(field, "75000")
    field.editor.setCursorPosition(3)
    press(field, Qt.Key.Key_Backspace)
    assert field.editor.text() == "75.000"


def test_undo_brings_back_what_was_there(field: MoneyField) -> None:
    type_into(field, "75000")
    QTest.keyClick(field.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.editor.text() != "75.000"


def test_centavos_are_typed_with_a_comma(field: MoneyField) -> None:
    type_into(field, "75000,5")
    assert field.amount() == Decimal("75000.5")
    press(field, Qt.Key.Key_Tab)
    assert field.editor.text() == "75.000,50"


def test_arriving_by_key_or_mouse_selects_the_amount(field: MoneyField, window: QWidget) -> None:
    field.set_amount(Decimal(75000))
    other = window.findChild(QLineEdit, "otherField")
    other.setFocus()
    QTest.mouseClick(field.editor, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert field.editor.selectedText() == "75.000"
    other.setFocus()
    field.editor.setFocus(Qt.FocusReason.TabFocusReason)
    assert field.editor.selectedText() == "75.000"
