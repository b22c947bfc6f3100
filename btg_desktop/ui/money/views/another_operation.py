"""What stands in the way of a second operation while the first one of the same client has no answer."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from btg_desktop.ui.look.theme import px
from btg_desktop.ui.money.model import Pending, pending_lines
from btg_desktop.ui.widgets.note import Note
from btg_desktop.ui.widgets.prompt_button import PromptBox


class AnotherOperation(QWidget):
    """Shows the facts of what waits, and a box that says: this is another operation.

    Enter does not tick the box, so an operation that is repeated out of habit stops here.
    """

    changed = Signal()
    """Whether it stands in the way is another now, or what waits is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("anotherOperation")
        self._operations: tuple[Pending, ...] = ()
        self._asks = True
        self._facts = Note("waitingOperations", self)
        self.box = PromptBox(self)
        self.box.setObjectName("anotherOperationBox")
        self.box.toggled.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._facts)
        column.addWidget(self.box)
        self.hide()

    def show_operations(self, operations: Sequence[Pending]) -> None:
        """Say what waits. Something that was not said when the box was ticked unticks it."""
        shown = tuple(operations)
        if shown == self._operations:
            return
        ids, before = {each.id for each in shown}, {each.id for each in self._operations}
        self._operations = shown
        if ids - before:
            self.box.setChecked(False)
        self.write()
        if ids != before:
            self.changed.emit()

    def ask(self, asks: bool) -> None:
        """Offer the box, or show only the facts."""
        self._asks = asks
        self.box.setVisible(asks)

    def stands_in_the_way(self) -> bool:
        """Whether the operation must not be confirmed yet."""
        return bool(self._operations) and not self.box.isChecked()

    def write(self) -> None:
        """Say all in the language of the moment."""
        self.setVisible(bool(self._operations))
        self._facts.show_text(
            "warn",
            self._heading(),
            "\n".join(pending_lines(self._operations)),
        )
        self.box.setText(self.tr("Es una operación &distinta"))
        self.box.setAccessibleName(self.tr("Es otra operación, distinta de la que espera respuesta"))
        self.box.setAccessibleDescription(self.tr("Espacio la marca; sin ella no se puede confirmar"))

    def _heading(self) -> str:
        count = len(self._operations)
        if count == 1:
            return self.tr("Este cliente tiene una operación sin respuesta: puede que ya se haya aplicado")
        template = self.tr(
            "Este cliente tiene {count} operaciones sin respuesta: puede que ya se hayan aplicado"
        )
        return template.format(count=count)
