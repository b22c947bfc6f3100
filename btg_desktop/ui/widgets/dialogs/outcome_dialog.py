"""What the dialogs share that do something and stay: how it went, in words that follow the language."""

from PySide6.QtWidgets import QWidget

from btg_desktop.ui.look.translation import Text, say
from btg_desktop.ui.look.wording import wording
from btg_desktop.ui.widgets.dialogs.action_dialog import ActionDialog


class OutcomeDialog(ActionDialog):
    """Says how it went, below what it shows."""

    def __init__(self, name: str, parent: QWidget | None, width: int) -> None:
        super().__init__(name, parent, width)
        self._outcome: tuple[str, Text, Text] | None = None
        wording().changed.connect(self._say_outcome)

    def show_outcome(self, tone: str, text: Text, detail: Text = "") -> None:
        """Say how it went, in words that follow the window's language."""
        self._outcome = (tone, text, detail)
        self._say_outcome()
        self.note.announce()

    def clear_outcome(self) -> None:
        self._outcome = None
        self.note.hide()

    def _say_outcome(self) -> None:
        if self._outcome is not None:
            tone, text, detail = self._outcome
            self.note.show_text(tone, say(text), say(detail))
