"""Preferences: the client's channel, the window's language and theme, and what the bank locked."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from reading import read

from btg_desktop.domain.models import Channel, Client, Consent
from btg_desktop.ui.people.drafts import ContactDraft
from btg_desktop.ui.people.views.preferences_dialog import PreferencesDialog

Opener = Callable[[PreferencesDialog], None]


def open_preferences(
    window: QWidget, opened: Opener, client: Client | None, locked: Mapping[str, str] | None = None
) -> PreferencesDialog:
    dialog = PreferencesDialog(client, "es", "light", locked or {}, window)
    opened(dialog)
    return dialog


def box(dialog: PreferencesDialog, name: str) -> QComboBox:
    found = dialog.findChild(QComboBox, name)
    assert found is not None
    return found


def reason(dialog: PreferencesDialog, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    return label.text() if label is not None and label.isVisible() else ""


def test_it_shows_what_the_client_chose_and_hands_over_a_change(
    window: QWidget, opened: Opener, client: Client
) -> None:
    dialog = open_preferences(window, opened, client)
    drafts: list[ContactDraft] = []
    dialog.contact_submitted.connect(drafts.append)
    assert dialog.findChild(QRadioButton, "smsChannel").isChecked()
    assert dialog.findChild(QLineEdit, "phoneField").text() == "+57 300 544 4343"
    dialog.findChild(QRadioButton, "emailChannel").click()
    dialog.findChild(QCheckBox, "consentBox").click()
    for _ in range(2):
        read(dialog)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert drafts == [ContactDraft("julian@gmail.com", "+573005444343", Channel.EMAIL, consents=True)]


def test_a_landline_for_sms_is_told_beside_the_field(window: QWidget, opened: Opener, client: Client) -> None:
    dialog = open_preferences(window, opened, client)
    drafts: list[ContactDraft] = []
    dialog.contact_submitted.connect(drafts.append)
    phone = dialog.findChild(QLineEdit, "phoneField")
    phone.setFocus()
    phone.selectAll()
    QTest.keyClicks(phone, "604 444 5678")
    read(dialog)
    QTest.keyClick(phone, Qt.Key.Key_Return)
    assert "Es un teléfono fijo" in reason(dialog, "phoneReason")
    assert drafts == []


def test_what_the_service_refuses_is_told_beside_the_field(
    window: QWidget, opened: Opener, client: Client
) -> None:
    dialog = open_preferences(window, opened, client)
    dialog.findChild(QCheckBox, "consentBox").click()
    read(dialog)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    dialog.show_field_error("email", "El correo no es válido")
    assert reason(dialog, "emailReason") == "El correo no es válido"
    assert dialog.findChild(QPushButton, "forwardButton").isEnabled()


def test_language_and_theme_take_effect_when_chosen(qtbot: QtBot, window: QWidget, opened: Opener) -> None:
    dialog = open_preferences(window, opened, None)
    language, theme = box(dialog, "languageField"), box(dialog, "themeField")
    language.setFocus()
    with qtbot.waitSignal(dialog.language_chosen) as chosen:
        QTest.keyClick(language, Qt.Key.Key_Down)
    assert chosen.args == ["en"]
    theme.setFocus()
    with qtbot.waitSignal(dialog.theme_chosen) as chosen:
        QTest.keyClick(theme, Qt.Key.Key_Down)
    assert chosen.args == ["dark"]


def test_without_a_client_there_is_no_contact_to_save(window: QWidget, opened: Opener) -> None:
    dialog = open_preferences(window, opened, None)
    assert not dialog.findChild(QLineEdit, "emailField").isVisible()
    assert not dialog.findChild(QPushButton, "forwardButton").isVisible()


def test_a_locked_choice_is_shown_with_who_locked_it(window: QWidget, opened: Opener) -> None:
    dialog = open_preferences(window, opened, None, {"language": "el área de tecnología"})
    assert not box(dialog, "languageField").isEnabled()
    assert box(dialog, "languageField").currentText() == "Español"
    assert reason(dialog, "languageLock") == "Fijado por el área de tecnología"
    assert box(dialog, "themeField").isEnabled()


def test_it_cannot_be_closed_while_it_is_saving(window: QWidget, opened: Opener, client: Client) -> None:
    dialog = open_preferences(window, opened, client)
    dialog.findChild(QCheckBox, "consentBox").click()
    read(dialog)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTest.keyClick(QApplication.focusWidget() or dialog, key)
    dialog.close()
    assert dialog.isVisible()
    dialog.show_problem("No hay conexión", "Revise la red")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_recorded_consent_is_shown_with_its_date_and_not_asked_for_again(
    window: QWidget, opened: Opener, client: Client
) -> None:
    agreed = Consent(Channel.SMS, datetime(2026, 11, 24, 15, 42, tzinfo=UTC))
    dialog = open_preferences(window, opened, replace(client, consent=agreed))
    drafts: list[ContactDraft] = []
    dialog.contact_submitted.connect(drafts.append)
    date = dialog.findChild(QLabel, "consentDate")
    assert date is not None
    assert date.text() == "Autorizó avisos por SMS el 24/11/2026 10:42"
    assert not dialog.findChild(QCheckBox, "consentBox").isVisible()
    dialog.findChild(QRadioButton, "emailChannel").click()
    assert dialog.findChild(QCheckBox, "consentBox").isVisible()
    dialog.findChild(QRadioButton, "smsChannel").click()
    read(dialog)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert [draft.consents for draft in drafts] == [False]


def test_the_size_of_text_takes_effect_when_chosen(qtbot: QtBot, window: QWidget, opened: Opener) -> None:
    dialog = open_preferences(window, opened, None)
    size = box(dialog, "textSizeField")
    size.setFocus()
    with qtbot.waitSignal(dialog.text_size_chosen) as chosen:
        QTest.keyClick(size, Qt.Key.Key_Down)
    assert chosen.args == ["125"]


def test_a_locked_size_of_text_is_shown_with_who_locked_it(window: QWidget, opened: Opener) -> None:
    dialog = open_preferences(window, opened, None, {"text_size": "el área de tecnología"})
    assert not box(dialog, "textSizeField").isEnabled()
    assert reason(dialog, "textSizeLock") == "Fijado por el área de tecnología"
