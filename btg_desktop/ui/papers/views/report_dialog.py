"""The report of clients by the branches they visit: the strict question or its looser sibling."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QWidget

from btg_desktop.domain.branches import VisitReportLine
from btg_desktop.ui.look.theme import px
from btg_desktop.ui.look.translation import Text, say
from btg_desktop.ui.papers.report_model import ReportModel
from btg_desktop.ui.widgets.action_button import ActionButton
from btg_desktop.ui.widgets.dialogs.outcome_dialog import OutcomeDialog
from btg_desktop.ui.widgets.fields.choice_field import ChoiceField
from btg_desktop.ui.widgets.note import announce
from btg_desktop.ui.widgets.parts import label
from btg_desktop.ui.widgets.tables.data_table import DataTable
from btg_desktop.ui.widgets.tables.delegates import dress_table

ONLY: Final = "only"
SOME: Final = "some"
WIDTH: Final = 760
ROW_HEIGHT: Final = 34
SHOWN_ROWS: Final = 8


class ReportDialog(OutcomeDialog):
    """Asks by `report_wanted` for ONLY or SOME, also as it opens, and shows what comes."""

    report_wanted = Signal(str)
    csv_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("reportDialog", parent, WIDTH)
        self._model = ReportModel(self)
        self._state: Text = ""
        self._question = ChoiceField("question", (ONLY, SOME), ONLY, self.content)
        self._count = label("muted", "reportCount")
        self._table = DataTable(self.content)
        self._table.setObjectName("reportTable")
        self._table.setModel(self._model)
        dress_table(self._table, ROW_HEIGHT)
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setMaximumSectionSize(px(260))
        header.setStretchLastSection(True)
        self._table.want_rows(SHOWN_ROWS)
        for widget in (self._question, self._count, self._table):
            self.body.addWidget(widget)
        self._question.chosen.connect(self._ask)
        self._csv_button = ActionButton("saveCsvButton", self)
        self._csv_button.acted.connect(self.csv_requested)
        self.buttons.insert_widget(self.buttons.count() - 1, self._csv_button)
        self._retranslate()
        self.forward_button.set_role("secondary")
        self.focus_default(self.back_button)

    def ask(self) -> None:
        """Ask for the report of the chosen question."""
        self._ask(self._question.value())

    def show_lines(self, lines: Sequence[VisitReportLine]) -> None:
        """Who is in the report that was asked for last."""
        self._model.show(lines)
        self._table.scrollToTop()
        count = len(lines)
        self._say(
            lambda: (
                self.tr("Clientes: {count}").format(count=count)
                if count
                else self.tr("Ningún cliente cumple")
            )
        )
        self._set_ready(ready=bool(lines))

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Headings and rows as they are shown."""
        return self._model.table()

    def show_problem(self, text: Text, remedy: Text) -> None:
        """It did not come; choosing the question again asks again."""
        self._say("")
        self.show_outcome("bad", text, remedy)

    def _ask(self, question: str) -> None:
        self.clear_outcome()
        self._model.show(())
        self._set_ready(ready=False)
        self._say(lambda: self.tr("Buscando…"))
        self.report_wanted.emit(question)

    def _say(self, state: Text) -> None:
        self._state = state
        self._count.setText(say(state))
        announce(self, say(state))

    def _forward(self) -> None:
        QGuiApplication.clipboard().setText(self._model.as_text())
        self.show_outcome("good", lambda: self.tr("Los clientes se copiaron"))

    def _set_ready(self, *, ready: bool) -> None:
        for each in (self._csv_button, self.forward_button):
            each.setEnabled(ready)

    def _put_buttons_last(self) -> None:
        super()._put_buttons_last()
        self.setTabOrder(self.back_button, self._csv_button)
        self.setTabOrder(self._csv_button, self.forward_button)

    def _retranslate(self) -> None:
        self.set_heading(
            self.tr("Clientes y sucursales"),
            self.tr("Clientes con un fondo según las sucursales que visitan"),
        )
        self._question.set_texts(
            self.tr("&Pregunta"),
            (
                self.tr("Disponible solo en las sucursales que visitan"),
                self.tr("Disponible en alguna sucursal que visitan"),
            ),
        )
        self._table.setAccessibleName(self.tr("Clientes"))
        self._table.setAccessibleDescription(self.tr("Las flechas recorren las filas"))
        self._count.setText(say(self._state))
        self._model.retranslate()
        self.back_button.set_text(self.tr("Cerrar"), self.tr("Esc"))
        self._csv_button.set_text(
            self.tr("Guardar CSV"), what=self.tr("En un archivo, para una hoja de cálculo")
        )
        self.forward_button.set_text(
            self.tr("Copiar"), what=self.tr("Al portapapeles, para una hoja de cálculo")
        )
