"""Long work on its way: how far it is, and a button that stops it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from btg_desktop.domain.formats import format_count
from btg_desktop.ui.look.translation import Text, say
from btg_desktop.ui.widgets.dialogs.action_dialog import ActionDialog
from btg_desktop.ui.widgets.parts import label


class ProgressDialog(ActionDialog):
    """Esc and the button ask to stop; the dialog closes when the work has ended."""

    stop_requested = Signal()

    def __init__(self, heading: Text, subtitle: Text, parent: QWidget | None = None) -> None:
        super().__init__("progressDialog", parent)
        self._words = (heading, subtitle)
        self._is_stopping = False
        self._bar = QProgressBar(self)
        self._bar.setObjectName("progressBar")
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._count = label("muted", "progressCount")
        self.body.addWidget(self._bar)
        self.body.addWidget(self._count)
        self.body.addStretch()
        self.forward_button.hide()
        self._retranslate()
        self.focus_default(self.back_button)

    def show_progress(self, done: int, total: int) -> None:
        """How many of how many are done; a total of 0 is not known yet."""
        share = 0 if not total else min(1000, done * 1000 // total)
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(share)
        count = f"{format_count(done)} / {format_count(total)}" if total else ""
        self._count.setText(count)
        self._bar.setAccessibleDescription(count)

    def _back(self) -> None:
        if not self._is_stopping:
            self._is_stopping = True
            self.back_button.setEnabled(False)
            self._retranslate()
            self.stop_requested.emit()

    def reject(self) -> None:
        """Closing the window asks to stop, as the button does."""
        self._back()

    def _retranslate(self) -> None:
        self.set_heading(*map(say, self._words))
        self._bar.setAccessibleName(say(self._words[0]))
        text = self.tr("Cancelando…") if self._is_stopping else self.tr("Cancelar")
        self.back_button.set_text(text, "" if self._is_stopping else self.tr("Esc"))
