"""A labelled list to choose from, which the bank's settings may lock."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from btg_desktop.ui.look.theme import px
from btg_desktop.ui.widgets.fields.calm_combo_box import CalmComboBox
from btg_desktop.ui.widgets.parts import label


class ChoiceField(QWidget):
    """Emits `chosen` with the value when the person changes it, and only then."""

    chosen = Signal(str)

    def __init__(self, name: str, values: Sequence[str], value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label("body")
        self._list = CalmComboBox(f"{name}Field", self)
        self._lock = label("muted", f"{name}Lock")
        self._lock.setWordWrap(True)
        self._lock.hide()
        self._label.setBuddy(self._list)
        for each in values:
            self._list.addItem("", each)
        self._list.setCurrentIndex(self._list.findData(value))
        self._list.activated.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        for widget in (self._label, self._list, self._lock):
            layout.addWidget(widget)

    def value(self) -> str:
        return str(self._list.currentData())

    def show_value(self, value: str) -> None:
        """Show what was chosen elsewhere."""
        self._list.setCurrentIndex(self._list.findData(value))

    def set_texts(self, name: str, choices: Sequence[str]) -> None:
        """Name the field (`&` marks the mnemonic) and its choices, in the order of its values."""
        self._label.setText(name)
        self._list.setAccessibleName(name.replace("&", ""))
        if self._list.isEnabled():
            self._list.setAccessibleDescription(self.tr("Las flechas eligen"))
        for index, text in enumerate(choices):
            self._list.setItemText(index, text)

    def lock(self, reason: str) -> None:
        """Show the choice as it is, and who decided it."""
        self._list.setEnabled(False)
        self._list.setAccessibleDescription(reason)
        self._lock.setText(reason)
        self._lock.show()

    def _choose(self, index: int) -> None:
        self.chosen.emit(self._list.itemData(index))
