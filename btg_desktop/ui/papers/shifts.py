"""The end of a shift: the day that is looked at, and its summary to print or save."""

from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from btg_desktop.domain.models import Desk
from btg_desktop.domain.shifts import ShiftSummary
from btg_desktop.services.shifts import Shifts
from btg_desktop.services.tables import Tables
from btg_desktop.ui.context.shared import Shared
from btg_desktop.ui.look.appearance import Appearance
from btg_desktop.ui.look.failure import told
from btg_desktop.ui.papers.output import Output
from btg_desktop.ui.papers.views.shift_dialog import ShiftDialog
from btg_desktop.ui.papers.writing import shift_paper, shift_table
from btg_desktop.ui.printing.paper import LETTER, Paper
from btg_desktop.ui.runtime.tasks import Question


class ShiftsController(QObject):
    """An answer about a day that is no longer asked for is dropped."""

    def __init__(
        self,
        shifts: Shifts,
        tables: Tables,
        desk: Desk,
        appearance: Appearance,
        output: Output,
        shared: Shared,
    ) -> None:
        super().__init__(shared)
        self._shifts = shifts
        self._tables = tables
        self._desk = desk
        self._appearance = appearance
        self._dialogs = shared.dialogs
        self._output = output
        self._summary: ShiftSummary | None = None
        self._summary_asked = Question(shared.tasks, lambda _error: shared.connection.check())

    def open(self) -> None:
        """Show today's operations of this desk's operator at this branch."""
        if self._dialogs.is_one_open():
            return
        operator, branch = self._desk.operator, self._desk.branch
        dialog = ShiftDialog(operator, branch, self._shifts.today(), self._dialogs.window)
        dialog.day_chosen.connect(partial(self._load, dialog))
        dialog.print_requested.connect(partial(self._print, dialog))
        dialog.pdf_requested.connect(partial(self._save_pdf, dialog))
        dialog.csv_requested.connect(partial(self._save_csv, dialog))
        self._output.show(dialog)
        self._load(dialog, dialog.day.day())

    def _load(self, dialog: ShiftDialog, day: date) -> None:
        self._summary = None
        dialog.begin()
        self._summary_asked.ask(
            partial(self._shifts.summary, self._desk.operator, self._desk.branch, day),
            partial(self._loaded, dialog),
            partial(self._not_loaded, dialog),
        )

    def _loaded(self, dialog: ShiftDialog, summary: ShiftSummary) -> None:
        if not self._output.is_open(dialog):
            return
        self._summary = summary
        dialog.show_summary(summary)
        if summary.unreadable:
            dialog.show_outcome(
                "warn",
                lambda: self.tr("Hay operaciones que no se pueden leer y no están en los totales"),
                ", ".join(one.id for one in summary.unreadable),
            )

    def _not_loaded(self, dialog: ShiftDialog, error: BaseException) -> None:
        if self._output.is_open(dialog):
            dialog.show_problem(*told(error))

    def _print(self, dialog: ShiftDialog) -> None:
        if (summary := self._summary) is not None:
            self._output.print_paper(dialog, _name(summary), LETTER, partial(self._paper, summary))

    def _save_pdf(self, dialog: ShiftDialog) -> None:
        if (summary := self._summary) is not None:
            self._output.save_pdf(dialog, f"{_name(summary)}.pdf", partial(self._paper, summary))

    def _save_csv(self, dialog: ShiftDialog) -> None:
        if (summary := self._summary) is not None:
            headings, rows = shift_table(summary)
            self._output.save_file(
                dialog,
                f"{_name(summary)}.csv",
                lambda path: self._tables.write(path, headings, rows),
            )

    def _paper(self, summary: ShiftSummary) -> Paper:
        return shift_paper(summary, self._shifts.bank, self._appearance.language)


def _name(summary: ShiftSummary) -> str:
    return f"cierre-{summary.day:%Y-%m-%d}"
