"""What the dialogs share that do something and stay: how it went, in words that follow the language."""

from PySide6.QtCore import QEvent

from btg_desktop.ui.look.translation import Text, say
from btg_desktop.ui.widgets.dialogs.action_dialog import ActionDialog


class OutcomeDialog(ActionDialog):
    _outcome: tuple[str, Text, Text] | None = None

    def show_outcome(self, tone: str, text: Text, detail: Text = "") -> None:
        """Say how it went, in words that follow the window's language."""
        self._outcome = (tone, text, detail)
        self._say_outcome()
        self.note.announce()

    def clear_outcome(self) -> None:
        self._outcome = None
        self.note.hide()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say_outcome()

    def _say_outcome(self) -> None:
        if self._outcome is not None:
            tone, text, detail = self._outcome
            self.note.show_text(tone, say(text), say(detail))
