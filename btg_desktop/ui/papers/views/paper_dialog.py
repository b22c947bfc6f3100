"""What the dialogs share that put something on paper: print, save, and how that went."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from btg_desktop.ui.widgets.action_button import ActionButton
from btg_desktop.ui.widgets.dialogs.outcome_dialog import OutcomeDialog
from btg_desktop.ui.widgets.held_keys import Shortcut


class PaperDialog(OutcomeDialog):
    """There is nothing to print or save until `set_ready`. Enter and Ctrl+P print, Ctrl+S saves the PDF."""

    print_requested = Signal()
    pdf_requested = Signal()

    def __init__(self, name: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(name, parent, width)
        self.pdf_button = ActionButton("savePdfButton", self)
        self.pdf_button.acted.connect(self.pdf_requested)
        self._savers: list[ActionButton] = []
        self.add_saver(self.pdf_button)
        self.forward_button.set_role("primary")
        self.forward_button.setDefault(True)
        for key, button in (("Ctrl+P", self.forward_button), ("Ctrl+S", self.pdf_button)):
            Shortcut(key, self).activated.connect(button.click)
        self.set_ready(ready=False)

    def add_saver(self, button: ActionButton) -> None:
        """Put a button that saves before the one that prints."""
        self._savers.append(button)
        self.buttons.insert_widget(self.buttons.count() - 1, button)

    def set_ready(self, *, ready: bool) -> None:
        """Whether there is something to print and save."""
        for button in (*self._savers, self.forward_button):
            button.setEnabled(ready)

    def _forward(self) -> None:
        self.print_requested.emit()

    def _put_buttons_last(self) -> None:
        super()._put_buttons_last()
        before = self.back_button
        for button in (*self._savers, self.forward_button):
            self.setTabOrder(before, button)
            before = button

    def _write_buttons(self) -> None:
        self.back_button.set_text(self.tr("Cerrar"), self.tr("Esc"))
        keys = "Ctrl+S"
        self.pdf_button.set_text(self.tr("Guardar PDF"), keys if len(self._savers) == 1 else "")
        self.pdf_button.setToolTip(keys)
        self.forward_button.set_text(self.tr("Imprimir"), self.tr("Intro"))
