"""A field for typing: what is pressed with Alt is no text, what AltGr makes is."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from btg_desktop.ui.widgets.fields.money_field import AmountEdit
from btg_desktop.ui.widgets.fields.personal_edit import PersonalEdit

NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
META = Qt.KeyboardModifier.MetaModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEVEL3 = Qt.KeyboardModifier.GroupSwitchModifier


@pytest.fixture(params=[AmountEdit, PersonalEdit])
def edit(request: pytest.FixtureRequest, window: QWidget) -> QLineEdit:
    made = request.param(window)
    made.setText("75")
    return made


def send(edit: QLineEdit, character: str, held: Qt.KeyboardModifier) -> bool:
    """Press; return whether the field took the key."""
    event = QKeyEvent(QEvent.Type.KeyPress, ord(character.upper()), held, character)
    QCoreApplication.sendEvent(edit, event)
    return event.isAccepted()


@pytest.mark.parametrize("held", [ALT, META, ALT | SHIFT, ALT | KEYPAD], ids=str)
@pytest.mark.parametrize("is_selected", [False, True])
def test_a_character_with_alt_or_the_system_s_key_is_not_typed(
    edit: QLineEdit, held: Qt.KeyboardModifier, is_selected: bool
) -> None:
    if is_selected:
        edit.selectAll()
    assert not send(edit, "2", held)  # what is around the field may still want it
    assert edit.text() == "75"


@pytest.mark.parametrize("held", [NONE, SHIFT, KEYPAD, ALT | CONTROL, LEVEL3], ids=str)
def test_what_is_typed_and_what_alt_gr_makes_is_typed(edit: QLineEdit, held: Qt.KeyboardModifier) -> None:
    edit.clear()
    assert send(edit, "@", held)
    assert edit.text() == "@"


def test_keys_that_are_no_characters_do_what_they_did(edit: QLineEdit) -> None:
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.text() == ""
