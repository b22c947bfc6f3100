"""The whole job at the counter, by keyboard, from the first field to the messages that arrive."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import boto3
import pytest
from clerk import CONTROL, Clerk, Key
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends
from moto.sns.models import sns_backends
from pymongo.database import Database
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.ui.widgets.action_button import takes_a_press

SENDER = "avisos@btg.example"
REGION = "us-east-1"


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch, moto_url: str, settings: dict[str, Any], tmp_path: Path) -> None:
    """The desk sends through Amazon, which is moto, and Amazon knows the sender."""
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    for name, value in (
        ("AWS_ENDPOINT_URL", moto_url),
        ("AWS_ACCESS_KEY_ID", "testing"),
        ("AWS_SECRET_ACCESS_KEY", "testing"),
        ("AWS_DEFAULT_REGION", REGION),
        ("AWS_CONFIG_FILE", str(tmp_path / "none")),
        ("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none")),
        ("NO_PROXY", "127.0.0.1"),
        ("no_proxy", "127.0.0.1"),
    ):
        monkeypatch.setenv(name, value)
    ses_backends[DEFAULT_ACCOUNT_ID][REGION].reset()
    sns_backends[DEFAULT_ACCOUNT_ID][REGION].reset()
    boto3.session.Session().client("sesv2").create_email_identity(EmailIdentity=SENDER)
    settings.update(notify="aws", ses_sender=SENDER)


def test_the_whole_job_by_keyboard_ends_with_clear_books_and_three_messages(
    aws: None, open_desk: Callable[..., Clerk], database: Database[Document]
) -> None:
    clerk = open_desk()
    register_after_mistakes(clerk)
    clerk.wait_for_balance("$ 500.000")
    clerk.subscribe(1, "75000")
    clerk.wait_for_balance("$ 425.000")
    clerk.subscribe(2, "125000")
    clerk.wait_for_balance("$ 300.000")
    change_channel_to_email(clerk)
    clerk.cancel(1)
    clerk.wait_for_balance("$ 375.000")

    client = database["usuarios"].find_one({"documento": "1214727927"})
    assert client is not None
    assert client["saldo_disponible"].to_decimal() == Decimal(375_000)
    assert {fund: held.to_decimal() for fund, held in client["saldo_fondos"].items()} == {"2": 125_000}
    transactions = list(database["transacciones"].find({"usuario": client["_id"]}).sort("secuencia"))
    assert [one["tipo_transaccion"] for one in transactions] == ["apertura", "apertura", "cancelacion"]
    assert len({one["_id"] for one in transactions}) == 3
    assert {(one["operador"], one["sucursal"]) for one in transactions} == {
        ("Laura Restrepo", "Medellín Centro")
    }
    assert database["solicitudes"].count_documents({"resultado": "aplicada"}) == 3

    clerk.wait(lambda: clerk.messages() == ["Correo enviado", "SMS enviado", "SMS enviado"], what="sent")
    assert [row[:1] + row[4:6] for row in clerk.movements()] == [
        ["3", "+ $ 75.000", "$ 375.000"],
        ["2", "− $ 125.000", "$ 300.000"],
        ["1", "− $ 75.000", "$ 425.000"],
    ]
    assert {one["estado"] for one in database["notificaciones"].find()} == {"enviada"}
    texts = list(sns_backends[DEFAULT_ACCOUNT_ID][REGION].sms_messages.values())
    assert [number for number, _ in texts] == ["+573005444343"] * 2
    assert all(amount in text for (_, text), amount in zip(texts, ("$ 75.000", "$ 125.000"), strict=True))
    (email,) = ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages
    assert email.destinations == {"ToAddresses": ["julian@example.com"]}
    assert str(transactions[2]["_id"]) in email.body


def register_after_mistakes(clerk: Clerk) -> None:
    """Every wrong field is named beside it, nothing is stored, and what was right stays."""
    clerk.press(Key.Key_N, CONTROL)
    clerk.find(QAbstractButton, "smsChannel").setFocus()
    clerk.press(Key.Key_Space)
    clerk.fill("nameField", "Julián Montoya")
    clerk.fill("documentField", "12A")
    clerk.fill("emailField", "julian@")
    clerk.fill("phoneField", "604 444 1234")
    clerk.press(Key.Key_Return)
    assert clerk.text("documentReason") == "El número no es válido para un documento CC"
    assert clerk.text("emailReason").startswith("El correo no es válido")
    assert clerk.text("phoneReason").startswith("Es un teléfono fijo: no recibe SMS")
    assert clerk.text("nameReason") == ""
    assert clerk.text("consentReason").startswith("Sin la autorización del cliente")
    clerk.fill("documentField", "1.214.727.927")
    clerk.fill("emailField", "julian@example.com")
    clerk.fill("phoneField", "300 544 4343")
    clerk.press_button("consentBox")
    clerk.press(Key.Key_Return)
    clerk.wait_for_no_dialog()


def change_channel_to_email(clerk: Clerk) -> None:
    clerk.press(Key.Key_Comma, CONTROL)
    clerk.find(QAbstractButton, "emailChannel").setFocus()
    clerk.press(Key.Key_Space)
    clerk.press_button("consentBox")
    clerk.press(Key.Key_Return)
    clerk.wait_for_no_dialog()
    channel = clerk.find(QAbstractButton, "channelButton")
    clerk.wait(lambda: channel.text() == "Notificar por correo", what="channel")


REFUSED_AMOUNTS = {
    "": "Escriba el valor",
    "0": "El valor debe ser mayor que cero",
    "-75000": "El valor no puede ser negativo",
    "75000.50": "El valor no es claro",
    "7.5000": "El valor no es claro",
    "75,000": "El valor no es claro",
    "1e5": "El valor no es un número",
    "setenta": "El valor no es un número",
    "75.000,001": "El valor admite máximo dos decimales",
    "74999": "El valor está por debajo del monto mínimo del fondo FPV_BTG_PACTUAL_RECAUDADORA: $ 75.000",
    "500001": "No tiene saldo disponible para vincularse al fondo FPV_BTG_PACTUAL_RECAUDADORA",
}


def test_an_amount_that_cannot_be_is_refused_in_words_before_anything_is_sent(
    clerk: Clerk, database: Database[Document]
) -> None:
    clerk.register()
    for typed, reason in REFUSED_AMOUNTS.items():
        clerk.enter_amount(1, typed)
        assert clerk.text("reason").startswith(reason), typed
        clerk.press(Key.Key_Return)
        assert clerk.text("heading").startswith("Suscribir a "), typed
        clerk.press(Key.Key_Escape)
        clerk.wait_for_no_dialog()
    assert database["solicitudes"].count_documents({}) == 0
    assert clerk.text("availableBalance") == "$ 500.000"


def test_a_balance_that_shrank_elsewhere_is_refused_by_the_bank_and_nothing_moves(
    open_desk: Callable[..., Clerk], database: Database[Document]
) -> None:
    here, there = open_desk(), open_desk()
    here.register()
    there.choose("Julián Montoya")
    there.enter_amount(4, "400000")
    here.subscribe(3, "300000")
    here.wait_for_balance("$ 200.000")
    there.press(Key.Key_Return)
    there.wait(lambda: there.text("heading") == "Operación rechazada", what="rejected")
    assert there.text("noteText") == "No tiene saldo disponible para vincularse al fondo FDO-ACCIONES"
    there.press(Key.Key_Escape)
    there.wait_for_no_dialog()
    there.press(Key.Key_F5)
    there.wait_for_balance("$ 200.000")
    assert database["transacciones"].count_documents({}) == 1
    assert database["solicitudes"].count_documents({"resultado": "rechazada"}) == 1


def test_both_windows_on_one_client_end_with_the_same_books(
    open_desk: Callable[..., Clerk], database: Database[Document]
) -> None:
    here, there = open_desk(), open_desk()
    here.register()
    there.choose("Julián Montoya")
    here.enter_amount(1, "75000")
    there.enter_amount(1, "100000")
    here.press(Key.Key_Return)
    there.press(Key.Key_Return)
    for clerk in (here, there):
        clerk.wait_for_no_dialog()
        clerk.press(Key.Key_F5)
        clerk.wait_for_balance("$ 325.000")
        clerk.wait(lambda clerk=clerk: len(clerk.movements()) == 2, what="both movements")  # type: ignore[misc]
    (client,) = database["usuarios"].find()
    assert client["saldo_fondos"]["1"].to_decimal() == Decimal(175_000)
    assert [one["secuencia"] for one in database["transacciones"].find().sort("secuencia")] == [1, 2]


def test_enter_twice_on_the_last_step_moves_the_money_once(
    clerk: Clerk, database: Database[Document]
) -> None:
    clerk.register()
    clerk.enter_amount(1, "75000")
    for _ in range(2):
        clerk.press(Key.Key_Return)
    clerk.wait_for_no_dialog()
    clerk.wait_for_balance("$ 425.000")
    assert database["transacciones"].count_documents({}) == 1


def test_a_double_click_on_the_last_step_moves_the_money_once(
    clerk: Clerk, database: Database[Document], qtbot: Any
) -> None:
    clerk.register()
    clerk.enter_amount(1, "75000")
    button = clerk.find(QAbstractButton, "forwardButton")
    clerk.wait(lambda: takes_a_press(clerk.window), what="time to read")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
    clerk.wait_for_no_dialog()
    clerk.wait_for_balance("$ 425.000")
    assert database["transacciones"].count_documents({}) == 1


def test_a_second_key_opens_no_second_dialog(clerk: Clerk) -> None:
    clerk.register()
    for key in (Key.Key_1, Key.Key_2):
        clerk.window.subscribe_nth_requested.emit(key - Key.Key_0)
    assert len(clerk.dialogs()) == 1


def test_whom_a_search_did_not_find_is_listed_once_registered(clerk: Clerk) -> None:
    clerk.search("Julián Montoya")
    clerk.wait(lambda: clerk.text("noneFound").startswith("Nadie coincide"), what="nobody")
    clerk.register()
    clerk.wait(lambda: clerk.listed() == ["Julián Montoya, CC 1.214.727.927"], what="among the recent ones")
    assert clerk.find(QLineEdit, "searchField").text() == ""
