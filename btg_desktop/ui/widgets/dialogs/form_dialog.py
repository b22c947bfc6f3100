"""What the forms share: fields that are judged together, one submission, and what comes of it."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from btg_desktop.ui.look.translation import Text, say
from btg_desktop.ui.look.wording import wording
from btg_desktop.ui.widgets.dialogs.action_dialog import ActionDialog


class Field(Protocol):
    """What a form asks of its fields."""

    def insist(self) -> bool: ...

    def refuse(self, text: Text) -> None: ...

    def go_to(self) -> None: ...


class FormDialog(ActionDialog):
    """Stays open until it is accepted or told what is wrong; what was typed is never lost."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        wording().changed.connect(self._say_problem)
        self.fields: dict[str, Field] = {}  # in reading order
        self._sending = False
        self._problem: tuple[Text, Text] = ("", "")
        self.forward_button.set_role("primary")
        self.forward_button.set_confirming(True)
        self.forward_button.setDefault(True)

    def show_field_error(self, field: str, text: Text) -> None:
        """Say beside a field why it was refused."""
        self._set_sending(False)
        self.fields[field].refuse(text)

    def show_problem(self, text: Text, remedy: Text) -> None:
        """It may not be stored; `remedy` says what to do before submitting again."""
        self._problem = (text, remedy)
        self._set_sending(False)
        self.note.show_text("bad", *map(say, self._problem))
        self.note.announce()
        self.forward_button.set_confirming(True)
        self.forward_button.setFocus()

    def reject(self) -> None:
        """Close, unless what was submitted is on its way."""
        if not self._sending:
            super().reject()

    def _forward(self) -> None:
        """Submit once, or go to the first field that is wrong."""
        wrong = [field for field in self.fields.values() if field.insist()]
        if wrong:
            wrong[0].go_to()
        elif not self._sending:
            self._set_sending(True)
            self._submit()

    def _say_problem(self) -> None:
        if not self.note.isHidden():
            self.note.show_text("bad", *map(say, self._problem))

    def _submit(self) -> None:
        """Hand over what is in the fields, all of it checked."""
        raise NotImplementedError

    def _set_sending(self, sending: bool) -> None:
        self._sending = sending
        for widget in (self.content, self.back_button, self.forward_button):
            widget.setEnabled(not sending)
        if sending:
            self.note.hide()
        self._retranslate()
