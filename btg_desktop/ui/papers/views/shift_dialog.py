"""The end of a shift: the operator's own operations of a day, counted and added up."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QLabel, QVBoxLayout, QWidget

from btg_desktop.domain.models import TransactionKind
from btg_desktop.domain.shifts import ShiftOperation, ShiftSummary
from btg_desktop.ui.look.discreet import amount_text, document_text, name_text
from btg_desktop.ui.look.texts import kind_text
from btg_desktop.ui.look.theme import px
from btg_desktop.ui.look.translation import Text
from btg_desktop.ui.papers.views.paper_dialog import PaperDialog
from btg_desktop.ui.papers.writing import time_text
from btg_desktop.ui.widgets.action_button import ActionButton
from btg_desktop.ui.widgets.fields.calm_date_edit import CalmDateEdit
from btg_desktop.ui.widgets.flow_layout import FlowLayout
from btg_desktop.ui.widgets.parts import label
from btg_desktop.ui.widgets.tables.data_table import DataTable, Stack
from btg_desktop.ui.widgets.tables.delegates import dress_table
from btg_desktop.ui.widgets.tables.roles import DETAIL_ROLE
from btg_desktop.ui.widgets.tables.text_table import TextTableModel

_WIDTH = 920
_ROW_HEIGHT = 30
_FEWEST_ROWS = 2
_MOST_ROWS = 6
_STACKS = (
    Stack(row_height=_ROW_HEIGHT),
    Stack(frozenset({2}), {1: DETAIL_ROLE}, 46),  # the document, below the client
    Stack(frozenset({0, 2}), {1: DETAIL_ROLE, 4: DETAIL_ROLE}, 46),  # and the hour, below the type
)
_FIGURES = ("count", "subscribed", "cancelled", "net", "hours")


class ShiftDialog(PaperDialog):
    """Asks for a day by `day_chosen` and shows what `show_summary` brings."""

    day_chosen = Signal(object)
    csv_requested = Signal()

    def __init__(self, operator: str, branch: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__("shiftDialog", _WIDTH, parent)
        self._whose = " · ".join(part for part in (operator, branch) if part)
        self._summary: ShiftSummary | None = None
        self.day = CalmDateEdit("shiftDay", today, self)
        self.day.day_chosen.connect(self.day_chosen)
        self._day_label = label("body", "shiftDayLabel")
        self._day_label.setBuddy(self.day)
        self._figures = {key: (label("caption"), label("figure", f"{key}Figure")) for key in _FIGURES}
        self._state = label("muted", "shiftState")
        self._state.setWordWrap(True)
        self._totals = TextTableModel(4, figures=(2, 3), parent=self)
        self._operations = TextTableModel(6, figures=(5,), details={1: (2,), 4: (0,)}, parent=self)
        self._totals_table = _table("shiftTotals", self._totals, 0)
        self._operations_table = _table("shiftOperations", self._operations, 3)
        self._operations_table.setMinimumHeight(px(220))
        self._operations_table.stack_columns(3, _STACKS, frozenset())
        self._csv_button = ActionButton("saveCsvButton", self)
        self._csv_button.acted.connect(self.csv_requested)
        self.add_saver(self._csv_button)
        self._fill_body()
        self.set_ready(ready=False)
        self._retranslate()
        self.day.setFocus()

    def begin(self) -> None:
        """Another day is being read."""
        self._summary = None
        self.clear_outcome()
        self.set_ready(ready=False)
        self._retranslate()

    def show_summary(self, summary: ShiftSummary) -> None:
        self._summary = summary
        self.set_ready(ready=True)
        self._retranslate()

    def show_problem(self, text: Text, remedy: Text) -> None:
        """The day could not be read; choosing another, and it again, asks again."""
        self.show_outcome("bad", text, remedy)
        self._retranslate()

    def _fill_body(self) -> None:
        head = FlowLayout()
        head.setSpacing(px(8))
        head.add_widgets(self._day_label, self.day)
        for name, figure in self._figures.values():
            pair = QWidget(self.content)
            column = QVBoxLayout(pair)
            column.setContentsMargins(px(12), 0, 0, 0)
            column.setSpacing(px(2))
            name.setAlignment(Qt.AlignmentFlag.AlignRight)
            column.addWidget(name)
            column.addWidget(figure)
            head.addWidget(pair)
        self.body.addLayout(head)
        for widget in (self._state, self._totals_table, self._operations_table):
            self.body.addWidget(widget)

    def _retranslate(self) -> None:
        self.set_heading(self.tr("Cierre de turno"), self._whose)
        self._day_label.setText(self.tr("&Día"))
        self.day.set_name(self.tr("Día del cierre"))
        self._totals_table.setAccessibleName(self.tr("Totales por fondo y tipo"))
        self._operations_table.setAccessibleName(self.tr("Operaciones del día"))
        self._write_buttons()
        self._csv_button.set_text(self.tr("Guardar CSV"), what=self.tr("Para una hoja de cálculo"))
        for table in (self._totals_table, self._operations_table):
            table.setAccessibleDescription(self.tr("Las flechas recorren las filas"))
        self._write_figures()
        self._write_tables()

    def _write_figures(self) -> None:
        summary = self._summary
        values = dict.fromkeys(_FIGURES, "—")
        if summary is not None and summary.count:
            values = {
                "count": str(summary.count),
                "subscribed": amount_text(summary.total_of(TransactionKind.SUBSCRIPTION)),
                "cancelled": amount_text(summary.total_of(TransactionKind.CANCELLATION)),
                "net": amount_text(summary.net),
                "hours": f"{time_text(summary.first)} – {time_text(summary.last)}",
            }
        names = (
            self.tr("Operaciones"),
            self.tr("Aperturas"),
            self.tr("Cancelaciones"),
            self.tr("Neto"),
            self.tr("Primera – última"),
        )
        for key, name in zip(_FIGURES, names, strict=True):
            _write(self._figures[key], name, values[key])

    def _write_tables(self) -> None:
        summary = self._summary
        fund, kind = self.tr("Fondo"), self.tr("Tipo")
        self._totals.show(
            (fund, kind, self.tr("Cantidad"), self.tr("Total")),
            [
                (line.fund_name, kind_text(line.kind), str(line.count), amount_text(line.total))
                for line in (summary.lines if summary else ())
            ],
        )
        rows = min(max(self._totals.rowCount(), _FEWEST_ROWS), _MOST_ROWS)
        header = self._totals_table.horizontalHeader().height()
        self._totals_table.setFixedHeight(header + rows * px(_ROW_HEIGHT))
        self._operations.show(
            (self.tr("Hora"), self.tr("Cliente"), self.tr("Documento"), fund, kind, self.tr("Valor")),
            [_operation_cells(each) for each in (summary.operations if summary else ())],
        )
        state = ""
        if summary is None:
            state = "" if self._outcome else self.tr("Leyendo las operaciones…")
        elif not summary.count:
            state = self.tr("Sin operaciones en este día")
        elif summary.unlisted > 0:
            state = self.tr("Los totales cuentan todas las operaciones; {count} no se listan").format(
                count=summary.unlisted
            )
        self._state.setText(state)
        self._state.setVisible(bool(state))


def _write(figure: tuple[QLabel, QLabel], name: str, value: str) -> None:
    figure[0].setText(name)
    figure[1].setText(value)
    figure[1].setAccessibleName(f"{name}: {value}")


def _operation_cells(one: ShiftOperation) -> tuple[str, ...]:
    moved = one.transaction
    return (
        time_text(moved.at),
        name_text(one.client_name) or "—",
        f"{one.document_type} {document_text(one.document)}" if one.document_type else "—",
        moved.fund_name,
        kind_text(moved.kind),
        amount_text(moved.amount),
    )


def _table(name: str, model: TextTableModel, wide: int) -> DataTable:
    table = DataTable()
    table.setObjectName(name)
    table.setModel(model)
    dress_table(table, _ROW_HEIGHT)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
    header.setSectionsClickable(False)
    return table
