"""A key acts at once: what is typed right after it meets what it did."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from reading import CONFIRMING_KEYS, read

from btg_desktop.domain.models import Client, Desk, Fund
from btg_desktop.ui.money.views.subscribe_dialog import SubscribeDialog
from btg_desktop.ui.people.drafts import ClientDraft
from btg_desktop.ui.people.views.client_dialog import ClientDialog
from btg_desktop.ui.widgets.parts import button

ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(dialog: QDialog, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    if key in CONFIRMING_KEYS:
        read(dialog)
    QTest.keyClick(dialog.focusWidget() or dialog, key, modifiers)


def test_the_minimum_can_be_reviewed_right_after_its_key(
    window: QWidget, opened: Callable[[QDialog], None], client: Client, fund: Fund, desk: Desk
) -> None:
    dialog = SubscribeDialog(client, fund, desk, window)
    opened(dialog)
    press(dialog, Qt.Key.Key_M, ALT)
    press(dialog, Qt.Key.Key_Return)
    assert dialog.windowTitle() == "Revise antes de suscribir"
    amount = dialog.findChild(QLabel, "amountValue")
    assert amount is not None
    assert amount.text() == "$ 50.000"


def test_the_clients_consent_is_there_right_after_its_key(
    window: QWidget, opened: Callable[[QDialog], None]
) -> None:
    dialog = ClientDialog(window)
    submitted: list[ClientDraft] = []
    dialog.submitted.connect(submitted.append)
    opened(dialog)
    for field, text in ((dialog.fields["name"], "Ana Ruiz"), (dialog.fields["document"], "1020304050")):
        field.editor.setText(text)  # type: ignore[attr-defined]
    dialog.fields["email"].editor.setText("ana@example.com")  # type: ignore[attr-defined]
    press(dialog, Qt.Key.Key_U, ALT)
    box = dialog.findChild(QCheckBox, "consentBox")
    assert box is not None
    assert box.hasFocus()
    press(dialog, Qt.Key.Key_Return)
    assert [draft.consents for draft in submitted] == [True]


def test_a_double_click_presses_a_button_once(window: QWidget, qtbot: QtBot) -> None:
    """The second press comes where the first one has put something else by then."""
    one = button("secondary", "one")
    one.setParent(window)
    one.show()
    pressed: list[bool] = []
    one.clicked.connect(lambda: pressed.append(True))
    qtbot.waitUntil(one.isVisible)
    place = one.mapTo(window, one.rect().center())
    QTest.mouseDClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    assert len(pressed) == 1
