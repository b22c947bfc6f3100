"""The report dialog: which question runs, and its answer."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject

from btg_desktop.domain.branches import VisitReportLine
from btg_desktop.domain.days import today
from btg_desktop.services.reports import Reports
from btg_desktop.services.tables import Tables
from btg_desktop.ui.context.shared import Shared
from btg_desktop.ui.look.failure import told
from btg_desktop.ui.papers.output import Output
from btg_desktop.ui.papers.views.report_dialog import ONLY, SOME, ReportDialog
from btg_desktop.ui.runtime.tasks import Question

_QUESTIONS: Final = {ONLY: Reports.only_visited_branches, SOME: Reports.some_visited_branch}


class ReportsController(QObject):
    """Answers to a question that is no longer asked, or for a dialog that was closed, are dropped."""

    def __init__(self, reports: Reports, tables: Tables, output: Output, shared: Shared) -> None:
        super().__init__(shared)
        self._reports = reports
        self._tables = tables
        self._output = output
        self._dialogs = shared.dialogs
        self._dialog: ReportDialog | None = None
        self._question = Question(shared.tasks, lambda _error: None)

    def open(self) -> None:
        """Ask the first question of the list."""
        if self._dialogs.is_one_open():
            return
        self._dialog = dialog = ReportDialog(self._dialogs.window)
        dialog.report_wanted.connect(self._ask)
        dialog.csv_requested.connect(partial(self._save_csv, dialog))
        dialog.finished.connect(self._closed)
        self._output.show(dialog)
        dialog.ask()

    def _closed(self, _result: int) -> None:
        self._dialog = None

    def _save_csv(self, dialog: ReportDialog) -> None:
        headings, rows = dialog.table()
        self._output.save_file(
            dialog,
            f"{self.tr('clientes-y-sucursales')}-{today():%Y%m%d}.csv",
            lambda path: self._tables.write(path, headings, rows),
        )

    def _ask(self, question: str) -> None:
        self._question.ask(partial(_QUESTIONS[question], self._reports), self._answered, self._unanswered)

    def _answered(self, lines: tuple[VisitReportLine, ...]) -> None:
        if self._dialog is not None:
            self._dialog.show_lines(lines)

    def _unanswered(self, error: BaseException) -> None:
        if self._dialog is not None:
            self._dialog.show_problem(*told(error))
