"""The guide for the counter opens from the window."""

from clerk import Clerk, Key
from PySide6.QtWidgets import QDialog


def test_f1_shows_the_keys_and_f1_again_the_guide(clerk: Clerk) -> None:
    clerk.press(Key.Key_F1)
    clerk.find(QDialog, "keysDialog")
    clerk.press(Key.Key_F1)
    clerk.wait(lambda: [each.objectName() for each in clerk.dialogs()] == ["guideDialog"], what="the guide")
    clerk.press(Key.Key_Escape)
    clerk.wait_for_no_dialog()
