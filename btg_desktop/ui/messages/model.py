"""All messages, newest first, a page at a time. The model asks for pages; it fetches none."""

from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from btg_desktop.domain.models import DatedMessage, NotificationState
from btg_desktop.ui.look.discreet import destination_text, name_text
from btg_desktop.ui.look.plain import tool_tip
from btg_desktop.ui.look.reasons import reason_details, reason_text
from btg_desktop.ui.look.texts import RESENDABLE, moment_text, state_text
from btg_desktop.ui.widgets.tables.roles import DETAIL_ROLE, LINK_ROLE, PILL_ROLE, TONE_ROLE

Index = QModelIndex | QPersistentModelIndex

DATE: Final = 0
CLIENT: Final = 1
STATE: Final = 2
DESTINATION: Final = 3
ATTEMPTS: Final = 4
REASON: Final = 5
ACTION: Final = 6
COLUMNS: Final = 7

WITHOUT_DATE: Final = DETAIL_ROLE + 1

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

_CELLS: Final[dict[int, Callable[[DatedMessage], str]]] = {
    DATE: lambda message: moment_text(message.at),
    CLIENT: lambda message: name_text(message.notification.client_name),
    STATE: lambda message: state_text(message.notification)[0],
    DESTINATION: lambda message: destination_text(
        message.notification.channel, message.notification.destination
    ),
    ATTEMPTS: lambda message: str(message.notification.attempts),
}


class MessagesModel(QAbstractTableModel):
    """While a page is in flight no other is asked for. Cursors are the controller's; they pass through."""

    page_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[DatedMessage] = []
        self._next: object = None
        self._is_waiting = False

    def begin(self) -> None:
        """Other messages are on their way."""
        self.show_all((), None)
        self._is_waiting = True

    def show_all(self, messages: Sequence[DatedMessage], after: object) -> None:
        """Show these in place of what is here; `after` leads to the older ones."""
        self.beginResetModel()
        self._rows = list(messages)
        self._next = after
        self._is_waiting = False
        self.endResetModel()

    def append_page(self, continues: object, messages: Sequence[DatedMessage], after: object) -> None:
        """Add the page that was wanted after `continues`; one that is not wanted any more is dropped."""
        if not self._is_waiting or continues != self._next:
            return
        self._is_waiting = False
        self._next = after
        if messages:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(messages) - 1)
            self._rows.extend(messages)
            self.endInsertRows()

    def update_messages(self, messages: Sequence[DatedMessage]) -> None:
        """Show where these stand now, those of them that are here."""
        fresh = {message.notification.id: message for message in messages}
        for row, shown in enumerate(self._rows):
            current = fresh.get(shown.notification.id, shown)
            if current != shown:
                self._rows[row] = current
                self.dataChanged.emit(self.index(row, 0), self.index(row, ACTION))

    def fail_page(self) -> None:
        """The page did not come; it is asked for again when somebody scrolls."""
        self._is_waiting = False

    def message_at(self, row: int) -> DatedMessage:
        return self._rows[row]

    def row_of(self, message_id: UUID) -> int:
        """The message's row, or -1."""
        return next((row for row, each in enumerate(self._rows) if each.notification.id == message_id), -1)

    def row_text(self, row: int) -> str:
        """The row as it is copied: what the service answered, not only our words for it."""
        message = self._rows[row]
        return "\t".join((*(cell(message) for cell in _CELLS.values()), _reason(message)))

    def retranslate(self) -> None:
        """Say all texts again, after the language changed."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, COLUMNS - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, COLUMNS - 1))

    # QAbstractTableModel

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else COLUMNS

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802
        return not parent.isValid() and self._next is not None and not self._is_waiting

    def fetchMore(self, parent: Index) -> None:  # noqa: N802
        if self.canFetchMore(parent):
            self._is_waiting = True
            self.page_wanted.emit(self._next)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == ATTEMPTS else _LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole and section == ACTION:
            return self.tr("Reenviar")
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Fecha"),
            self.tr("Cliente"),
            self.tr("Notificación"),
            self.tr("Destino"),
            self.tr("Intentos"),
            self.tr("Motivo"),
            "",
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        message, column = self._rows[index.row()], index.column()
        value: Any = None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            value = self._text(message, column)
        elif role in (DETAIL_ROLE, WITHOUT_DATE):
            value = self._details(message, column, has_date=role == DETAIL_ROLE)
        elif role == Qt.ItemDataRole.TextAlignmentRole:
            value = _RIGHT if column == ATTEMPTS else _LEFT
        elif role == Qt.ItemDataRole.ToolTipRole and column == REASON:
            value = tool_tip(reason_details(_reason(message)))
        elif role == PILL_ROLE and column == STATE:
            value = state_text(message.notification)[1]
        elif role == TONE_ROLE and column == ACTION:
            value = "primary"
        elif role == LINK_ROLE:
            value = column == ACTION
        return value

    def _details(self, message: DatedMessage, column: int, *, has_date: bool) -> tuple[str, ...]:
        """What the columns told that have no room."""
        if column == CLIENT:
            date = () if has_date else (_CELLS[DATE](message),)
            return _CELLS[DESTINATION](message), *date
        return (self.tr("Intentos: {count}").format(count=_CELLS[ATTEMPTS](message)),)

    def _text(self, message: DatedMessage, column: int) -> str:
        if column == ACTION:
            return self.tr("Reenviar") if message.notification.state in RESENDABLE else ""
        return reason_text(_reason(message)) if column == REASON else _CELLS[column](message)


def _reason(message: DatedMessage) -> str:
    """What is stored of it; what was sent in the end needs none."""
    sent = message.notification.state is NotificationState.SENT
    return "" if sent else message.notification.reason
