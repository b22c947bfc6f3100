"""Keys that find nothing to do, or not who they are meant for: no stray text, a word instead of silence."""

from clerk import ALT, Clerk, Key
from PySide6.QtWidgets import QLineEdit


def test_a_key_with_alt_that_finds_nothing_to_do_types_nothing(clerk: Clerk) -> None:
    clerk.register()
    for key in (Key.Key_E, Key.Key_P, Key.Key_X, Key.Key_C, Key.Key_M, Key.Key_0):
        clerk.press(key, ALT)
    assert clerk.find(QLineEdit, "searchField").text() == ""
    clerk.press(Key.Key_1, ALT)
    amount = clerk.find(QLineEdit, "amountField")
    clerk.write("75000")
    clerk.press(Key.Key_2, ALT)
    assert amount.text() == "75.000"
    amount.selectAll()
    clerk.press(Key.Key_2, ALT)
    assert amount.text() == "75.000"
