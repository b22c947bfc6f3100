"""A line of personal data: in discreet mode it can be read only while somebody types in it."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from btg_desktop.ui.discreet import is_discreet
from btg_desktop.ui.views.typed_edit import TypedEdit


class PersonalEdit(TypedEdit):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mask()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self._mask()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self._mask()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._mask()

    def _mask(self) -> None:
        hidden = is_discreet() and not self.hasFocus()
        self.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)
