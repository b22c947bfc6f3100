"""Discreet mode: no amount, document, telephone or address can be read, anywhere on screen."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from clerk import ALT, CONTROL, Clerk, Key
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from btg_desktop.domain.models import Client
from btg_desktop.services.subscriptions import Subscriptions
from btg_desktop.ui.look.wording import wording

SECRETS = re.compile(
    r"[$][\s\u00a0]*\d|\d{1,3}(\.\d{3})+|1214727927|300\s*544|544\s*4343|4343|julian@|ontoya|ulián|mil pesos"
)
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.UserRole + 1,
    Qt.ItemDataRole.UserRole + 2,
)


@pytest.fixture(autouse=True)
def seen_by_all_afterwards() -> Iterator[None]:
    yield
    wording().mask(False)


def texts_of(widget: QWidget) -> list[str]:
    """All that `widget` says, to the eye, to the pointer and to a screen reader."""
    texts = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle()]
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is not None:
        texts += [interface.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description)]
    if isinstance(widget, QLabel | QAbstractButton):
        texts.append(QLabel.text(widget) if isinstance(widget, QLabel) else widget.text())
    if isinstance(widget, QLineEdit) and not widget.hasFocus():
        texts += [widget.displayText(), widget.placeholderText()]
    if isinstance(widget, QPlainTextEdit):
        texts.append(widget.toPlainText())
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        texts += cells_of(widget.model())
    return texts


def cells_of(model: QAbstractItemModel) -> list[str]:
    nowhere = QModelIndex()
    columns = model.columnCount(nowhere) if isinstance(model, QAbstractTableModel) else 1
    return [
        str(model.index(row, column).data(role) or "")
        for row in range(model.rowCount(nowhere))
        for column in range(columns)
        for role in _ROLES
    ]


def secrets() -> set[str]:
    """What could be read that must not be."""
    QApplication.processEvents()
    shown = [widget for widget in QApplication.allWidgets() if widget.isVisible()]
    return {text for widget in shown for text in texts_of(widget) if SECRETS.search(text)}


def wait_until_masked(clerk: Clerk) -> None:
    clerk.wait(lambda: secrets() == set(), what="masked")


@pytest.fixture
def serving(open_desk: Callable[..., Clerk], julian: Client, subscriptions: Subscriptions) -> Clerk:
    subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000))
    subscriptions.subscribe(uuid4(), julian.id, 3, Decimal("50000.50"))
    clerk = open_desk()
    clerk.search("Montoya")
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: clerk.text("clientName") == julian.name)
    clerk.press(Key.Key_F, CONTROL)
    clerk.press(Key.Key_Delete)
    clerk.wait(lambda: len(clerk.movements()) == 2, what="movements")
    return clerk


def test_f8_masks_the_whole_page_and_brings_it_back(serving: Clerk) -> None:
    assert len(secrets()) > 10
    serving.press(Key.Key_F8)
    serving.wait(lambda: secrets() == set(), what="masked")
    assert serving.text("availableBalance") == "$ •••"
    assert serving.text("clientName") == "J••• M•••"
    assert serving.find(QAbstractButton, "discreetButton").text() == "F8  Modo discreto activo"
    serving.press(Key.Key_F8)
    serving.wait_for_balance("$ 374.999,50")
    assert serving.text("clientName") == "Julián Montoya"


def test_what_comes_while_it_is_on_is_masked_too(
    serving: Clerk, julian: Client, subscriptions: Subscriptions
) -> None:
    serving.press(Key.Key_F8)
    subscriptions.cancel(uuid4(), julian.id, 1)
    serving.wait_for_toast("Actualizado por otra caja: Cancelación $ •••")
    serving.wait(lambda: len(serving.movements()) == 3, what="the new one")
    wait_until_masked(serving)


def test_dialogs_are_masked_but_for_the_field_that_is_typed_in(serving: Clerk) -> None:
    serving.press(Key.Key_F8)
    serving.press(Key.Key_4, ALT)
    serving.fill("amountField", "300000")
    wait_until_masked(serving)
    serving.press(Key.Key_Return)
    wait_until_masked(serving)
    serving.press(Key.Key_F8)
    serving.wait(lambda: "300.000" in serving.report(), what="seen again, from within the dialog")
    serving.press(Key.Key_F8)
    serving.wait(lambda: secrets() == set(), what="masked again")
    serving.press(Key.Key_Return)
    serving.wait_for_no_dialog()
    serving.wait_for_toast("Apertura de $ •••")
    wait_until_masked(serving)


def test_a_cancellation_the_centre_and_the_preferences_are_masked(serving: Clerk) -> None:
    serving.press(Key.Key_F8)
    serving.press_button("cancelFund1")
    serving.wait(lambda: serving.text("heading") == "Cancelar la vinculación", what="cancellation")
    wait_until_masked(serving)
    serving.press(Key.Key_Escape)
    serving.wait_for_no_dialog()
    serving.press(Key.Key_F6)
    serving.wait(lambda: serving.text("messagesProgress") == "", what="messages")
    wait_until_masked(serving)
    serving.press(Key.Key_Escape)
    serving.press(Key.Key_Comma, CONTROL)
    serving.find(QAbstractButton, "smsChannel").setFocus()
    wait_until_masked(serving)
    serving.press(Key.Key_Escape)


def test_what_a_dialog_opens_on_is_masked_until_it_is_typed_in(serving: Clerk) -> None:
    serving.press(Key.Key_F8)
    serving.press(Key.Key_Comma, CONTROL)
    field = serving.find(QLineEdit, "emailField")
    field.setFocus()
    assert "julian" not in field.displayText()
    serving.press(Key.Key_End)
    assert "julian" not in field.displayText()
    serving.write("x")
    assert field.displayText() == "julian@example.comx"
    serving.find(QLineEdit, "phoneField").setFocus()
    assert "julian" not in field.displayText()
    serving.press(Key.Key_Escape)


def test_where_an_export_was_saved_is_masked(serving: Clerk, tmp_path: Path) -> None:
    serving.press(Key.Key_E, ALT)
    dialog = serving.find(QFileDialog, "saveDialog")
    dialog.findChild(QLineEdit).setText(str(tmp_path / "movimientos-1214727927.csv"))
    dialog.accept()
    serving.wait_for_banner("movimientos-1214727927.csv")
    serving.press(Key.Key_F8)
    wait_until_masked(serving)


def test_refusals_are_masked(serving: Clerk) -> None:
    serving.press(Key.Key_F8)
    serving.press(Key.Key_4, ALT)
    serving.fill("amountField", "999999")
    serving.press(Key.Key_Return)
    assert serving.text("reason").startswith("No tiene saldo disponible")
    wait_until_masked(serving)
    serving.fill("amountField", "5")
    serving.press(Key.Key_Return)
    assert "monto mínimo" in serving.text("reason")
    wait_until_masked(serving)
