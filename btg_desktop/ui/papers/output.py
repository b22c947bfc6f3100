"""Printing and saving, off the window's thread: Qt allows painting on printers and PDFs from any."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSizeF
from PySide6.QtPrintSupport import QPrinter

from btg_desktop.ui.context.shared import Shared
from btg_desktop.ui.look.discreet import file_text
from btg_desktop.ui.look.failure import told
from btg_desktop.ui.look.translation import Text
from btg_desktop.ui.printing.paper import Paper, page_layout
from btg_desktop.ui.printing.saving import save
from btg_desktop.ui.printing.target import PrintTarget, print_whole
from btg_desktop.ui.widgets.banner import Tone
from btg_desktop.ui.widgets.dialogs.outcome_dialog import OutcomeDialog
from btg_desktop.ui.widgets.dialogs.output_dialogs import ask_file, ask_printer


class Output(QObject):
    """How it went is said in the dialog that asked, or in the window's banner once that is closed.

    The jobs run beside the money, not behind it: they change nothing that the bank keeps.
    """

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self._shared = shared
        self._open: set[OutcomeDialog] = set()

    def show(self, dialog: OutcomeDialog) -> None:
        """Open the dialog and follow it to its end."""
        self._open.add(dialog)
        dialog.finished.connect(lambda _result: self._open.discard(dialog))
        self._shared.dialogs.open(dialog)

    def is_open(self, dialog: OutcomeDialog) -> bool:
        return dialog in self._open

    def print_paper(
        self, dialog: OutcomeDialog, title: str, size: QSizeF, write: Callable[[], Paper]
    ) -> None:
        """Ask for a printer, then write the paper and print it."""

        def begin(printer: QPrinter) -> None:
            self._shared.tasks.read(
                lambda: print_whole(printer, lambda: write().print_on(printer)),
                partial(self._printed, dialog, PrintTarget.of(printer)),
                partial(self._failed, dialog),
            )

        ask_printer(dialog, title, page_layout(size), begin)

    def save_pdf(self, dialog: OutcomeDialog, suggestion: str, write: Callable[[], Paper]) -> None:
        """Ask where to save, then write the paper as PDF."""
        self.save_file(dialog, suggestion, lambda path: save(path, write().pdf()))

    def save_file(self, dialog: OutcomeDialog, suggestion: str, write: Callable[[Path], None]) -> None:
        """Ask where to save, then write the file."""

        def begin(path: Path) -> None:
            self._shared.tasks.read(
                partial(write, path), partial(self._saved, dialog, path), partial(self._failed, dialog)
            )

        ask_file(dialog, self.tr("Guardar"), suggestion, begin)

    def _printed(self, dialog: OutcomeDialog, target: PrintTarget, _none: None) -> None:
        if target.file is not None:
            self._saved(dialog, target.file, None)
            return
        self._tell(dialog, "good", lambda: self._sent_text(target))

    def _sent_text(self, target: PrintTarget) -> str:
        return self.tr("Enviado a la impresora {printer}").format(printer=target.printer)

    def _saved(self, dialog: OutcomeDialog, path: Path, _none: None) -> None:
        self._tell(dialog, "good", lambda: self.tr("Guardado"), lambda: file_text(str(path)))

    def _failed(self, dialog: OutcomeDialog, error: BaseException) -> None:
        self._tell(dialog, "bad", *told(error))

    def _tell(self, dialog: OutcomeDialog, tone: Tone, text: Text, detail: Text = "") -> None:
        if self.is_open(dialog):
            dialog.show_outcome(tone, text, detail)
        else:
            self._shared.notices.banner.show_message(tone, text, detail)
