"""The columns of a table of movements, and what each cell shows for each of Qt's questions."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import Qt

from btg_desktop.domain.history import SortKey
from btg_desktop.ui.look.discreet import MASK, is_discreet, name_text
from btg_desktop.ui.look.plain import tool_tip
from btg_desktop.ui.look.reasons import reason_details
from btg_desktop.ui.look.theme import icon
from btg_desktop.ui.movements.row import MovementRow
from btg_desktop.ui.widgets.tables.roles import DETAIL_ROLE, LINK_ROLE, PILL_ROLE, TONE_ROLE

NUMBER: Final = 0  # of a client's movement; where many clients' stand together, the client
DATE: Final = 1
KIND: Final = 2
FUND: Final = 3
AMOUNT: Final = 4
BALANCE: Final = 5
NOTIFICATION: Final = 6
ACTION: Final = 7
RECEIPT: Final = 8
COLUMNS: Final = 9

SORTABLE: Final[Mapping[int, SortKey]] = {
    NUMBER: SortKey.DATE,
    DATE: SortKey.DATE,
    FUND: SortKey.FUND,
    AMOUNT: SortKey.AMOUNT,
}
"""The columns that the history can be sorted by; in one of many clients, not by the first."""

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


_CELLS: Final[dict[int, Callable[[MovementRow], str]]] = {
    NUMBER: MovementRow.first,
    DATE: MovementRow.moment,
    KIND: MovementRow.kind,
    FUND: MovementRow.fund,
    AMOUNT: MovementRow.amount,
    BALANCE: MovementRow.balance,
    NOTIFICATION: MovementRow.message,
    ACTION: MovementRow.action,
    RECEIPT: MovementRow.receipt,
}


WITHOUT_DATE: Final = DETAIL_ROLE
WITHOUT_KIND: Final = DETAIL_ROLE + 1
WITHOUT_MESSAGE: Final = DETAIL_ROLE + 2


def _briefly(row: MovementRow) -> tuple[str, ...]:
    if row.owner:
        return row.first(), _joined(row.kind(), row.moment())
    return (_joined(row.numbered(), row.kind(), row.moment()),)


def _joined(*parts: str) -> str:
    return "  ·  ".join(part for part in parts if part)


_DETAILS: Final[Mapping[int, Callable[[MovementRow], tuple[str, ...]]]] = {
    WITHOUT_DATE: lambda row: (_joined(row.numbered(), row.moment()),),
    WITHOUT_KIND: _briefly,
    WITHOUT_MESSAGE: lambda row: (*_briefly(row), row.message()),
}
"""What a fund's cell tells in further lines, where the columns that told it have no room."""


def alignment(column: int) -> Qt.AlignmentFlag:
    return _RIGHT if column in (AMOUNT, BALANCE) else _LEFT


def cell(row: MovementRow, column: int, role: int) -> Any:
    """What `column` of `row` answers for `role`."""
    value: Any = None
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        value = _CELLS[column](row)
    elif role == Qt.ItemDataRole.TextAlignmentRole:
        value = alignment(column)
    elif role == Qt.ItemDataRole.DecorationRole and column == KIND:
        value = icon(row.transaction.kind, row.kind_tone())
    elif role == Qt.ItemDataRole.ToolTipRole:
        value = tool_tip(_tip(row, column))
    elif role == PILL_ROLE and column == NOTIFICATION:
        value = row.message_tone()
    elif role == TONE_ROLE:
        value = _tone(row, column)
    elif role == LINK_ROLE:
        value = _is_link(row, column)
    elif role in _DETAILS:
        value = (row.balance(),) if column == AMOUNT else _DETAILS[role](row)
    return value


def _tip(row: MovementRow, column: int) -> str:
    """The whole of what may be cut, and what a cell has no room for."""
    if column == NUMBER and row.owner:
        return f"{name_text(row.owner.name)}\n{MASK if is_discreet() else row.owner.document}"
    if column == FUND:
        return row.fund()
    return reason_details(row.notification.reason) if column == NOTIFICATION and row.notification else ""


def _tone(row: MovementRow, column: int) -> str | None:
    if column == KIND:
        return row.kind_tone()
    if column == RECEIPT:
        return "muted"  # one on every row: they must not shout
    return "primary" if _is_link(row, column) else None


def _is_link(row: MovementRow, column: int) -> bool:
    """Whether the cell does something: it sends a message again, gives the receipt, or opens the client."""
    return column in (ACTION, RECEIPT) or (column == NUMBER and row.owner is not None)
