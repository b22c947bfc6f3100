"""Registering a client: each mistake is told beside its field, and a good form is handed over once."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot
from reading import CONFIRMING_KEYS, read

from btg_desktop.domain.models import Channel, DocumentType
from btg_desktop.ui.look.theme import LIGHT, apply_theme
from btg_desktop.ui.people.drafts import ClientDraft
from btg_desktop.ui.people.views.client_dialog import ClientDialog

Opener = Callable[[ClientDialog], None]


class Form:
    """The dialog as a clerk meets it."""

    def __init__(self, dialog: ClientDialog) -> None:
        self.dialog = dialog
        self.drafts: list[ClientDraft] = []
        dialog.submitted.connect(self.drafts.append)

    def field(self, name: str) -> QLineEdit:
        field = self.dialog.findChild(QLineEdit, f"{name}Field")
        assert field is not None
        return field

    def reason(self, name: str) -> str:
        label = self.dialog.findChild(QLabel, f"{name}Reason")
        assert label is not None
        return label.text() if label.isVisible() else ""

    def fill(self, **texts: str) -> None:
        for name, text in texts.items():
            self.field(name).setFocus()
            self.field(name).selectAll()
            QTest.keyClicks(self.field(name), text)

    def choose(self, channel: str) -> None:
        radio = self.dialog.findChild(QRadioButton, f"{channel}Channel")
        assert radio is not None
        radio.click()

    def tick_consent(self) -> None:
        box = self.dialog.findChild(QCheckBox, "consentBox")
        assert box is not None
        box.click()

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            if key in CONFIRMING_KEYS:
                read(self.dialog)
            QTest.keyClick(QApplication.focusWidget() or self.dialog, key)


GOOD = {
    "name": "Camila Torres",
    "document": "1.037.655.412",
    "email": "camila@correo.co",
    "phone": "300 123 4567",
}


BAD_PHONE = "El teléfono no es válido. Un celular colombiano tiene 10 dígitos y empieza por 3"
LANDLINE = "Es un teléfono fijo: no recibe SMS. Escriba un celular o elija correo"


@pytest.fixture
def form(window: QWidget, opened: Opener) -> Form:
    dialog = ClientDialog(window)
    opened(dialog)
    return Form(dialog)


def test_a_good_form_hands_over_checked_values_once(form: Form) -> None:
    form.fill(**GOOD)
    form.choose("sms")
    form.tick_consent()
    form.press(*[Qt.Key.Key_Return] * 3)
    assert form.drafts == [
        ClientDraft(
            name="Camila Torres",
            document_type=DocumentType.CC,
            document="1037655412",
            email="camila@correo.co",
            phone="+573001234567",
            channel=Channel.SMS,
            consents=True,
        )
    ]


@pytest.mark.parametrize(
    ("channel", "field", "text", "reason"),
    [
        ("email", "name", "X", "Escriba el nombre completo"),
        ("email", "document", "12", "El número no es válido para un documento CC"),
        ("email", "email", "camila@", "El correo no es válido. Escríbalo así: nombre@dominio.com"),
        ("email", "email", "", "Escriba el correo"),
        ("email", "name", " ", "Escriba el nombre completo"),
        ("email", "document", "", "Escriba el documento"),
        ("email", "phone", "123", BAD_PHONE),
        ("sms", "phone", "", "Escriba el celular"),
        ("sms", "phone", "604 444 5678", LANDLINE),
    ],
)  # fmt: skip
def test_a_mistake_is_told_beside_its_field_and_nothing_is_handed_over(
    form: Form, channel: str, field: str, text: str, reason: str
) -> None:
    form.choose(channel)
    form.fill(**GOOD | {field: text})
    if not text:
        form.field(field).clear()
    form.press(Qt.Key.Key_Return)
    assert form.reason(field) == reason
    assert form.field(field).hasFocus()
    assert [name for name in GOOD if form.reason(name)] == [field]
    assert form.drafts == []


def test_a_mistake_is_scrolled_to_where_the_screen_is_small(
    qapp: QApplication, window: QWidget, opened: Opener
) -> None:
    apply_theme(qapp, LIGHT, 3.0)
    dialog = ClientDialog(window)
    opened(dialog)
    form = Form(dialog)
    form.choose("sms")
    form.fill(**GOOD | {"phone": "604 444 5678"})
    form.field("name").setFocus()
    assert form.field("phone").visibleRegion().isEmpty()
    form.press(Qt.Key.Key_Return)
    assert not form.field("phone").visibleRegion().isEmpty()
    apply_theme(qapp, LIGHT)


def test_nothing_is_said_before_a_field_was_left(form: Form) -> None:
    form.fill(email="camila@")
    assert form.reason("email") == ""
    form.press(Qt.Key.Key_Tab)
    assert form.reason("email") == "El correo no es válido. Escríbalo así: nombre@dominio.com"


def test_passing_through_empty_fields_is_not_a_mistake(form: Form) -> None:
    form.press(*[Qt.Key.Key_Tab] * 6)
    assert [name for name in GOOD if form.reason(name)] == []


def test_a_reason_goes_as_soon_as_the_text_is_right(form: Form) -> None:
    form.fill(email="camila@")
    form.press(Qt.Key.Key_Tab)
    form.fill(email="camila@correo.co")
    assert form.reason("email") == ""


def test_a_landline_is_fine_until_sms_is_chosen(form: Form) -> None:
    form.fill(**GOOD | {"phone": "604 444 5678"})
    form.press(Qt.Key.Key_Tab)
    assert form.reason("phone") == ""
    form.choose("sms")
    assert "Es un teléfono fijo" in form.reason("phone")
    form.choose("email")
    assert form.reason("phone") == ""


def test_a_refused_document_is_told_beside_it_and_the_form_stays_filled(form: Form) -> None:
    form.fill(**GOOD)
    form.tick_consent()
    form.press(Qt.Key.Key_Return)
    form.dialog.show_field_error("document", "Ya existe un cliente con ese documento")
    assert form.reason("document") == "Ya existe un cliente con ese documento"
    assert form.field("document").hasFocus()
    assert form.field("name").text() == "Camila Torres"
    form.fill(document="1037655413")
    assert form.reason("document") == ""
    form.press(Qt.Key.Key_Return)
    assert [draft.document for draft in form.drafts] == ["1037655412", "1037655413"]


def test_a_problem_leaves_the_form_to_be_submitted_again(form: Form) -> None:
    form.fill(**GOOD)
    form.tick_consent()
    form.press(Qt.Key.Key_Return)
    form.dialog.show_problem("No hay conexión", "Revise la red")
    note = form.dialog.findChild(QLabel, "noteText")
    assert note is not None
    assert note.text() == "No hay conexión"
    form.press(Qt.Key.Key_Return)
    assert len(form.drafts) == 2


def test_the_document_is_judged_by_its_type(form: Form) -> None:
    form.fill(**GOOD | {"document": "890907157-0"})
    form.press(Qt.Key.Key_Tab)
    assert form.reason("document") == "El número no es válido para un documento CC"
    types = form.dialog.findChild(QComboBox, "documentTypeField")
    assert types is not None
    types.setCurrentIndex(types.findData("NIT"))
    assert form.reason("document") == ""


@pytest.mark.parametrize(
    ("query", "field", "focus"),
    [
        ("1.214.727.927", "document", "name"),
        ("890907157-0", "document", "name"),
        ("camila torres", "name", "document"),
        ("300 544 4343", "phone", "name"),
        ("camila@correo.co", "email", "name"),
    ],
)
def test_what_was_searched_for_is_kept(form: Form, query: str, field: str, focus: str) -> None:
    form.dialog.prefill(query)
    assert form.field(field).text() == query
    assert form.field(focus).hasFocus()


def test_a_document_is_kept_with_the_type_that_it_was_typed_with(form: Form) -> None:
    form.dialog.prefill("NIT 800.197.268-4")
    assert form.field("document").text() == "800.197.268-4"
    assert form.dialog.findChild(QComboBox, "documentTypeField").currentData() == "NIT"


def test_tab_goes_in_reading_order(form: Form) -> None:
    seen = []
    for _ in range(9):
        seen.append(QApplication.focusWidget().objectName())
        form.press(Qt.Key.Key_Tab)
    assert seen == [
        "nameField",
        "documentTypeField",
        "documentField",
        "emailField",
        "phoneField",
        "emailChannel",
        "consentBox",
        "backButton",
        "forwardButton",
    ]


def test_the_arrows_change_the_channel(form: Form) -> None:
    form.field("phone").setFocus()
    form.press(Qt.Key.Key_Tab, Qt.Key.Key_Right)
    sms = form.dialog.findChild(QRadioButton, "smsChannel")
    assert sms is not None
    assert sms.isChecked()


def test_esc_closes_without_registering(qtbot: QtBot, form: Form) -> None:
    form.fill(**GOOD)
    with qtbot.waitSignal(form.dialog.rejected):
        form.press(Qt.Key.Key_Escape)
    assert form.drafts == []


def test_it_cannot_be_closed_while_it_is_registering(form: Form) -> None:
    form.fill(**GOOD)
    form.tick_consent()
    form.press(Qt.Key.Key_Return, Qt.Key.Key_Escape)
    form.dialog.close()
    assert form.dialog.isVisible()


def test_without_the_clients_authorisation_nobody_is_registered(form: Form) -> None:
    form.fill(**GOOD)
    form.press(Qt.Key.Key_Return)
    assert form.reason("consent").startswith("Sin la autorización del cliente")
    box = form.dialog.findChild(QCheckBox, "consentBox")
    assert box is not None
    assert box.hasFocus()
    assert box.text().replace("&", "") == "El cliente autoriza que le avisen por correo"
    form.press(Qt.Key.Key_Space)
    assert form.reason("consent") == ""
    form.press(Qt.Key.Key_Return)
    assert [draft.consents for draft in form.drafts] == [True]


def test_what_was_ticked_for_one_channel_is_not_ticked_for_another(form: Form) -> None:
    form.fill(**GOOD)
    form.tick_consent()
    form.choose("sms")
    form.press(Qt.Key.Key_Return)
    assert form.drafts == []
    assert form.reason("consent")
