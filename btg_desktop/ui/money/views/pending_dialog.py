"""The list of operations without an answer: F2, with a database or without."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from btg_desktop.ui.look.texts import kind_text
from btg_desktop.ui.money.model import (
    Pending,
    PendingState,
    amount_cell,
    client_text,
    fund_text,
    since_cell,
    state_text,
)
from btg_desktop.ui.widgets.dialogs.action_dialog import ActionDialog
from btg_desktop.ui.widgets.parts import EmptyState
from btg_desktop.ui.widgets.tables.data_table import DataTable, Stack
from btg_desktop.ui.widgets.tables.delegates import dress_table
from btg_desktop.ui.widgets.tables.roles import DETAIL_ROLE
from btg_desktop.ui.widgets.tables.text_table import TextTableModel

_CLIENT, _KIND, _FUND, _AMOUNT, _SINCE, _STATE = range(6)
_WIDTH: Final = 980
_ROW_HEIGHT: Final = 38
_ROWS: Final = 6
_DETAILS: Final = {_CLIENT: (_KIND, _FUND), _AMOUNT: (_SINCE, _STATE)}
_STACKS: Final = (
    Stack(row_height=_ROW_HEIGHT),
    Stack(
        frozenset({_KIND, _FUND, _SINCE, _STATE}),
        {_CLIENT: DETAIL_ROLE, _AMOUNT: DETAIL_ROLE},
        64,
    ),
)


class PendingTable(DataTable):
    """Enter or Space goes on with the operation of the current row."""

    wanted = Signal(int)

    def __init__(self, model: TextTableModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pendingTable")
        self.setModel(model)
        dress_table(self, _ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_CLIENT, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(False)
        self.want_rows(_ROWS)
        self.stack_columns(_CLIENT, _STACKS, frozenset())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.currentIndex().isValid():
            self.wanted.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class PendingDialog(ActionDialog):
    """Shows what waits; asks for a row's client, or for a person's decision where it is not proven."""

    client_wanted = Signal(str)
    decision_wanted = Signal(object)
    """With the Pending of the row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("pendingDialog", parent, _WIDTH)
        self._operations: tuple[Pending, ...] = ()
        self._current: UUID | None = None
        self._model = TextTableModel(6, figures=(_AMOUNT,), details=_DETAILS, parent=self)
        self._table = PendingTable(self._model, self.content)
        self._table.wanted.connect(self._act)
        self._table.doubleClicked.connect(lambda index: self._act(index.row()))
        self._table.selectionModel().currentRowChanged.connect(self._row_changed)
        self._empty = EmptyState("noPending", "good")
        self.body.addWidget(self._table, 1)
        self.body.addWidget(self._empty, 1)
        self._retranslate()
        self.back_button.setDefault(True)

    def show_operations(self, operations: Sequence[Pending]) -> None:
        """Show these, oldest first; the current row stays with its operation."""
        if tuple(operations) != self._operations:
            self._operations = tuple(operations)
            self._retranslate()

    def _row_changed(self, current: QModelIndex) -> None:
        self._current = self._operations[current.row()].id if current.isValid() else self._current
        self._write_forward()

    def _forward(self) -> None:
        if self._table.currentIndex().isValid():
            self._act(self._table.currentIndex().row())

    def _act(self, row: int) -> None:
        pending = self._operations[row]
        if pending.state is PendingState.UNPROVEN:
            self.decision_wanted.emit(pending)
        else:
            self.client_wanted.emit(pending.client_id)

    def _retranslate(self) -> None:
        self.set_heading(
            self.tr("Operaciones sin respuesta"),
            self.tr("Cada una se consulta con su mismo número hasta conocer su resultado; no la repita"),
        )
        self._table.setAccessibleName(self.tr("Operaciones sin respuesta"))
        self.back_button.set_text(self.tr("Cerrar"), self.tr("Esc"))
        self._empty.show_words(
            self.tr("Nada espera respuesta"),
            self.tr("Toda operación de este equipo tiene su resultado en los movimientos."),
        )
        headers = (
            *(self.tr("Cliente"), self.tr("Operación"), self.tr("Fondo")),
            *(self.tr("Valor"), self.tr("Desde"), self.tr("Estado")),
        )
        current = self._current
        self._model.show(headers, [_cells(each) for each in self._operations])
        was_empty = self._table.isHidden()
        self._table.setVisible(bool(self._operations))
        self._empty.setVisible(not self._operations)
        if self._operations:
            ids = [each.id for each in self._operations]
            self._table.selectRow(ids.index(current) if current in ids else 0)
            if was_empty:
                self._table.setFocus()
        else:
            self.back_button.setFocus()
        self._write_forward()

    def _write_forward(self) -> None:
        index = self._table.currentIndex()
        self.forward_button.setVisible(bool(self._operations))
        self.forward_button.setEnabled(index.isValid())
        decides = index.isValid() and self._operations[index.row()].state is PendingState.UNPROVEN
        text = self.tr("Decidir") if decides else self.tr("Abrir el cliente")
        self.forward_button.set_text(text, self.tr("Intro"))
        self._table.setAccessibleDescription(
            self.tr("Intro pide su decisión sobre esta fila")
            if decides
            else self.tr("Intro abre el cliente de esta fila")
        )


def _cells(pending: Pending) -> tuple[str, ...]:
    return (
        client_text(pending),
        kind_text(pending.intent.request.kind),
        fund_text(pending),
        amount_cell(pending),
        since_cell(pending),
        state_text(pending.state),
    )
