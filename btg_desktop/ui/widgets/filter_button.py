"""A button that opens a menu of choices and tells the chosen one; neutral until something is chosen."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from btg_desktop.ui.look.theme import restyle
from btg_desktop.ui.widgets.prompt_button import PromptButton


class FilterButton(PromptButton):
    """Emits `chosen` with the value when a person picks one, also the one that stands already."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "filter")
        self.setAutoDefault(False)
        self._value: Hashable = None
        self._menu = QMenu(self)
        self._menu.setObjectName(f"{name}Menu")
        self._group = QActionGroup(self)
        self._group.triggered.connect(lambda action: self.chosen.emit(action.data()))
        self.clicked.connect(self._open)

    def set_choices(self, choices: Sequence[tuple[Hashable, str]]) -> None:
        """The values with their texts; None is the neutral one."""
        for action in self._group.actions():
            self._group.removeAction(action)
            self._menu.removeAction(action)
            action.deleteLater()
        for value, text in choices:
            action = QAction(text.replace("&", "&&"), self._menu)
            action.setCheckable(True)
            action.setData(value)
            action.setChecked(value == self._value)
            self._group.addAction(action)
            self._menu.addAction(action)

    def show_value(self, value: Hashable, text: str, name: str) -> None:
        """Show `value` as chosen: `text` with its mnemonic on the button, `name` for a screen reader."""
        self._value = value
        for action in self._group.actions():
            action.setChecked(action.data() == value)
        tone = "neutral" if value is None else "chosen"
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)
        self.setText(f"{text}  ▾")
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.tr("Abre un menú; las flechas e Intro eligen"))
        self.updateGeometry()

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
