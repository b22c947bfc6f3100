"""The centre of notifications: every message, where it stands and why, and the way to send it again."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QHeaderView, QWidget

from btg_desktop.domain.models import NotificationState
from btg_desktop.ui.look.texts import RESENDABLE
from btg_desktop.ui.look.theme import icon, px
from btg_desktop.ui.messages import model as columns
from btg_desktop.ui.messages.model import MessagesModel
from btg_desktop.ui.widgets.dialogs.action_dialog import ActionDialog
from btg_desktop.ui.widgets.flow_layout import FlowLayout
from btg_desktop.ui.widgets.parts import button, label
from btg_desktop.ui.widgets.tables.data_table import MEASURED_ROWS, DataTable, Stack
from btg_desktop.ui.widgets.tables.delegates import dress_table
from btg_desktop.ui.widgets.tables.roles import DETAIL_ROLE

State = NotificationState
States = frozenset[NotificationState]

GROUPS: Final[Mapping[str, States]] = {
    "all": frozenset(),
    "pending": frozenset({State.PENDING, State.CLAIMED, State.SENDING}),
    "held": frozenset({State.HELD}),
    "failed": frozenset({State.FAILED}),
    "inDoubt": frozenset({State.IN_DOUBT}),
    "sent": frozenset({State.SENT}),
}
"""What can be looked at alone, by the chip's name."""

_WIDTH: Final = 1060
_ROW_HEIGHT: Final = 38
_ROWS: Final = 9
_STACKS: Final = (
    Stack(row_height=_ROW_HEIGHT),
    Stack(
        frozenset({columns.DESTINATION, columns.ATTEMPTS}),
        {columns.CLIENT: DETAIL_ROLE, columns.REASON: DETAIL_ROLE},
        46,
    ),
    Stack(
        frozenset({columns.DATE, columns.DESTINATION, columns.ATTEMPTS}),
        {columns.CLIENT: columns.WITHOUT_DATE, columns.REASON: DETAIL_ROLE},
        60,
    ),
)


class MessagesTable(DataTable):
    """Enter or Space on a message asks to send it again; Ctrl+C copies its row."""

    action_wanted = Signal(int)

    def __init__(self, model: MessagesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._messages = model
        self.setObjectName("messagesTable")
        self.setModel(model)
        dress_table(self, _ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setResizeContentsPrecision(MEASURED_ROWS)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(columns.REASON, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(px(60))
        header.setSectionsClickable(False)
        self.want_rows(_ROWS)
        self.stack_columns(columns.REASON, _STACKS, frozenset())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self.action_wanted.emit(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            if self.currentIndex().isValid():
                QGuiApplication.clipboard().setText(self._messages.row_text(self.currentIndex().row()))
        else:
            super().keyPressEvent(event)


class MessagesDialog(ActionDialog):
    """Shows the messages model; asks for a group, and to send one message or all held ones again."""

    group_chosen = Signal(object)
    resend_requested = Signal(object)
    resend_held_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("messagesDialog", parent, _WIDTH)
        self.model = MessagesModel(self)
        self._counts: Mapping[NotificationState, int] = {}
        self._current: UUID | None = None
        self._progress = label("muted", "messagesProgress")
        self.table = MessagesTable(self.model, self.content)
        self._chips = QButtonGroup(self)
        self._resend_held = button("secondary", "resendHeldButton")
        self._resend_held.setIcon(icon("send", "primary"))
        self._fill_body()
        self._connect()
        self._retranslate()
        self.show_counts({})
        self.forward_button.setEnabled(False)
        self.back_button.setDefault(True)
        self.table.setFocus()

    def _fill_body(self) -> None:
        chips = FlowLayout()
        chips.setSpacing(px(6))
        for name in GROUPS:
            chip = button("chip", f"{name}Messages")
            chip.setCheckable(True)
            chip.setChecked(name == "all")
            chip.setProperty("group", name)
            self._chips.addButton(chip)
            chips.addWidget(chip)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(self._progress, 1)
        foot.addWidget(self._resend_held)
        self.body.addLayout(chips)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self._chips.buttonClicked.connect(lambda _chip: self.group_chosen.emit(self.group()))
        self._resend_held.clicked.connect(self.resend_held_requested)
        self.table.action_wanted.connect(self._resend_row)
        self.table.clicked.connect(self._cell_clicked)
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.model.modelReset.connect(self._return_to_current)
        self.model.dataChanged.connect(self._judge_current)

    def group(self) -> States:
        """The states of the group that is shown; none for all of them."""
        return next(GROUPS[each.property("group")] for each in self._chips.buttons() if each.isChecked())

    def show_counts(self, counts: Mapping[NotificationState, int]) -> None:
        """How many messages are in each state that is not settled."""
        self._counts = counts
        self._say_counts()

    def show_progress(self, text: str) -> None:
        """What stands below the table; "" for nothing to say."""
        self._progress.setText(text)

    # The row that is looked at

    def _row_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self._current = self.model.message_at(current.row()).notification.id
        self._judge_current()

    def _return_to_current(self) -> None:
        """The rows were read again: stay at the message, or at the top."""
        row = self.model.row_of(self._current) if self._current else 0
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(max(row, 0), columns.DATE))
        self._judge_current()

    def _judge_current(self) -> None:
        row = self.table.currentIndex().row()
        state = self.model.message_at(row).notification.state if row >= 0 else None
        self.forward_button.setEnabled(state in RESENDABLE)

    def _cell_clicked(self, index: QModelIndex) -> None:
        if index.column() == columns.ACTION:
            self._resend_row(index.row())

    def _resend_row(self, row: int) -> None:
        notification = self.model.message_at(row).notification
        if notification.state in RESENDABLE:
            self.resend_requested.emit(notification.id)

    def _forward(self) -> None:
        if self.table.currentIndex().isValid():
            self._resend_row(self.table.currentIndex().row())

    # Words

    def _say_counts(self) -> None:
        names = (
            self.tr("Todas"),
            self.tr("Pendientes"),
            self.tr("Retenidas"),
            self.tr("Fallidas"),
            self.tr("En duda"),
            self.tr("Enviadas"),
        )
        for chip, name, states in zip(self._chips.buttons(), names, GROUPS.values(), strict=True):
            count = sum(self._counts.get(state, 0) for state in states)
            chip.setText(f"{name}  {count}" if count else name)
            chip.setAccessibleName(self.tr("Mostrar: {group}").format(group=chip.text()))
            chip.setAccessibleDescription(self.tr("Elige qué avisos lista la tabla"))
        held = self._counts.get(State.HELD, 0)
        self._resend_held.setVisible(held > 0)
        text = self.tr("Reenviar las retenidas: {count}").format(count=held)
        self._resend_held.setText(text)
        self._resend_held.setAccessibleName(text)
        self._resend_held.setAccessibleDescription(self.tr("Cuando el canal funciona otra vez"))

    def _retranslate(self) -> None:
        self.set_heading(
            self.tr("Notificaciones"), self.tr("Cada aviso a un cliente, y lo que espera una decisión suya")
        )
        self.table.setAccessibleName(self.tr("Notificaciones"))
        self.table.setAccessibleDescription(self.tr("Intro reenvía el aviso de esta fila"))
        self.back_button.set_text(self.tr("Cerrar"), self.tr("Esc"))
        self.forward_button.set_text(self.tr("Reenviar este aviso"), self.tr("Intro"))
        self.model.retranslate()
        self._say_counts()
