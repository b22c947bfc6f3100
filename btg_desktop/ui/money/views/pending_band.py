"""The client's operations without an answer, above their funds. Only an answer takes a line away."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from btg_desktop.ui.look.theme import px
from btg_desktop.ui.money.model import Pending, pending_lines
from btg_desktop.ui.widgets.note import Note
from btg_desktop.ui.widgets.parts import TranslatedFrame


class PendingBand(TranslatedFrame):
    """One line an operation, as far as the page has room; hidden while nothing waits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("pendingBand", "plain", parent)
        self._operations: tuple[Pending, ...] = ()
        self._lines: list[Note] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(6))
        self.hide()

    def show_operations(self, operations: Sequence[Pending]) -> None:
        """Show these, oldest first; what was not shown yet is read out."""
        if (shown := tuple(operations)) == self._operations:
            return
        before = {each.id for each in self._operations}
        self._operations = shown
        texts = self.texts()
        while len(self._lines) < len(texts):
            line = Note(f"pending{len(self._lines) + 1}", self)
            self._column.addWidget(line)
            self._lines.append(line)
        for line in self._lines[len(texts) :]:
            line.hide()
        self._retranslate()
        self.setVisible(bool(shown))
        is_new = [each.id not in before for each in shown]
        for place, line in enumerate(self._lines[: len(texts)]):
            if any(is_new[place:] if place == len(texts) - 1 else is_new[place : place + 1]):
                line.announce()

    def texts(self) -> list[str]:
        """What its lines say."""
        return pending_lines(self._operations)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Operaciones sin respuesta"))
        for line, text in zip(self._lines, self.texts(), strict=False):
            line.show_text("warn", text)
