"""The dialogs before the window: one at a time, so that no key meant for the window opens another."""

from PySide6.QtWidgets import QDialog, QWidget


class Dialogs:
    """Opens dialogs over `window`; `window` is the parent that each of them is made with."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def is_one_open(self) -> bool:
        return any(dialog.isVisible() for dialog in self.window.findChildren(QDialog))

    def open(self, dialog: QDialog) -> None:
        """Show `dialog`; it is destroyed when it is closed."""
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def hide_all(self) -> None:
        for dialog in self.window.findChildren(QDialog):
            dialog.hide()
