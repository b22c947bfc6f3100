"""A line of personal data: in discreet mode it can be read only while somebody types in it."""

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from btg_desktop.ui.look.discreet import is_discreet
from btg_desktop.ui.look.wording import wording
from btg_desktop.ui.widgets.fields.typed_edit import TypedEdit


class PersonalEdit(TypedEdit):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wording().changed.connect(self._mask)
        self._is_typed_in = False
        self.textEdited.connect(self._typed)
        self._mask()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self._is_typed_in = False
        self._mask()

    def _typed(self) -> None:
        self._is_typed_in = True
        self._mask()

    def _mask(self) -> None:
        """The focus alone does not show it: a dialog may open with it here."""
        hidden = is_discreet() and not self._is_typed_in
        mode = QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal
        if mode != self.echoMode():
            self.setEchoMode(mode)
