"""The catalogue as the funds table shows it: filtered by category, sorted, with what the client holds."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from btg_desktop.domain.branches import Branch, check_offered
from btg_desktop.domain.errors import FundNotOffered
from btg_desktop.domain.models import Fund
from btg_desktop.ui.look.discreet import amount_text
from btg_desktop.ui.look.plain import tool_tip
from btg_desktop.ui.look.texts import category_tone
from btg_desktop.ui.look.translation import error_text
from btg_desktop.ui.widgets.tables.roles import DETAIL_ROLE, PILL_ROLE, TONE_ROLE

Index = QModelIndex | QPersistentModelIndex

NAME: Final = 0
CATEGORY: Final = 1
MINIMUM: Final = 2
HELD: Final = 3
ACTIONS: Final = 4
COLUMNS: Final = 5

BRIEF_ROLE: Final = DETAIL_ROLE
WHOLE_ROLE: Final = DETAIL_ROLE + 1

_CENTRE: Final = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ALIGNMENTS: Final = {NAME: _LEFT, CATEGORY: _CENTRE}
_NOTHING: Final = Decimal(0)


class FundsModel(QAbstractTableModel):
    """The catalogue fits in memory, so it sorts and filters here, in the catalogue's order at first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue: tuple[Fund, ...] = ()
        self._rows: list[Fund] = []
        self._holdings: Mapping[int, Decimal] = {}
        self._branch: Branch | None = None
        self._category = ""
        self._sorting: tuple[int, Qt.SortOrder] | None = None

    def show_funds(self, funds: Sequence[Fund]) -> None:
        """Show this catalogue; the chosen category stays, if it is still there."""
        self._catalogue = tuple(funds)
        if self._category not in self.categories():
            self._category = ""
        self._arrange()

    def show_holdings(self, holdings: Mapping[int, Decimal]) -> None:
        """Say what is held; only the rows where it changed are painted and measured again."""
        before, self._holdings = self._holdings, holdings
        changed = [row for row, fund in enumerate(self._rows) if before.get(fund.id) != holdings.get(fund.id)]
        if self._sorting and self._sorting[0] == HELD:
            self._arrange()
        elif changed:
            self.dataChanged.emit(self.index(changed[0], HELD), self.index(changed[-1], ACTIONS))

    def show_branch(self, branch: Branch | None) -> None:
        """Mark what `branch` does not offer."""
        if branch != self._branch:
            self._branch = branch
            if self._rows:
                self.dataChanged.emit(self.index(0, NAME), self.index(len(self._rows) - 1, ACTIONS))

    def show_category(self, category: str) -> None:
        """Keep only the funds of `category`; "" for all."""
        self._category = category
        self._arrange()

    def category(self) -> str:
        """The category that is shown; "" for all."""
        return self._category

    def categories(self) -> list[str]:
        """The categories that the catalogue has, in its order."""
        return list(dict.fromkeys(fund.category for fund in self._catalogue))

    def catalogue(self) -> tuple[Fund, ...]:
        """All funds, whether shown or not."""
        return self._catalogue

    def fund_at(self, row: int) -> Fund:
        return self._rows[row]

    def row_of(self, fund_id: int) -> int:
        """The fund's row, or -1 if it is not shown."""
        return next((row for row, fund in enumerate(self._rows) if fund.id == fund_id), -1)

    def held(self, fund: Fund) -> Decimal:
        return self._holdings.get(fund.id, _NOTHING)

    def not_offered(self, fund: Fund) -> str:
        """Why nobody can be subscribed to `fund` at this branch, in words; "" if they can."""
        try:
            check_offered(fund, self._branch)
        except FundNotOffered as error:
            return error_text(error)
        return ""

    def retranslate(self) -> None:
        """Say the headers again, after the language changed."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, COLUMNS - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, MINIMUM), self.index(len(self._rows) - 1, HELD))

    # QAbstractTableModel

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else COLUMNS

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorting = (column, order) if NAME <= column < ACTIONS else None
        self._arrange()

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENTS.get(section, _RIGHT)
        if role == Qt.ItemDataRole.AccessibleTextRole and section == ACTIONS:
            return self.tr("Acciones")
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Fondo"), self.tr("Categoría"), self.tr("Mínimo"), self.tr("Tiene"), "")[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        fund, column = self._rows[index.row()], index.column()
        value: Any = None
        if role == Qt.ItemDataRole.AccessibleTextRole and column == NAME:
            value = f"{fund.name}. {self.not_offered(fund)}".removesuffix(". ")
        elif role == Qt.ItemDataRole.AccessibleTextRole and column == ACTIONS:
            value = self._actions_text(fund)
        elif role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            value = self._text(fund, column)
        elif role == Qt.ItemDataRole.ToolTipRole and column == NAME:
            value = tool_tip(self.not_offered(fund) or fund.name)
        elif role == Qt.ItemDataRole.TextAlignmentRole:
            value = _ALIGNMENTS.get(column, _RIGHT)
        elif role in (BRIEF_ROLE, WHOLE_ROLE) and column == NAME:
            value = self._details(fund, is_whole=role == WHOLE_ROLE)
        elif role == PILL_ROLE and column == CATEGORY:
            value = category_tone(fund.category)
        elif role == TONE_ROLE and self._is_muted(fund, column):
            value = "muted"
        return value

    def _is_muted(self, fund: Fund, column: int) -> bool:
        if column == HELD:
            return not self.held(fund)
        return column in (NAME, MINIMUM) and bool(self.not_offered(fund))

    def _text(self, fund: Fund, column: int) -> str:
        match column:
            case 0:
                return fund.name
            case 1:
                return fund.category
            case 2:
                return amount_text(fund.minimum_amount)
            case 3:
                held = self.held(fund)
                return amount_text(held) if held else "—"
        return ""

    def _details(self, fund: Fund, *, is_whole: bool) -> tuple[str, ...]:
        """What the columns told that have no room: the category and the minimum, also what is held."""
        held = self.held(fund)
        minimum = self.tr("mínimo {amount}").format(amount=amount_text(fund.minimum_amount))
        lines = [f"{fund.category}  ·  {minimum}"]
        if is_whole and held:
            lines.append(self.tr("tiene {amount}").format(amount=amount_text(held)))
        return tuple(lines)

    def _actions_text(self, fund: Fund) -> str:
        """What the buttons in the row offer: a screen reader finds the cell, not the buttons over it."""
        actions = [self.tr("No se ofrece") if self.not_offered(fund) else self.tr("Suscribir")]
        if self.held(fund):
            actions.append(self.tr("Cancelar"))
        return ", ".join(actions)

    def _arrange(self) -> None:
        self.beginResetModel()
        self._rows = [fund for fund in self._catalogue if self._category in ("", fund.category)]
        if self._sorting:
            column, order = self._sorting
            self._rows.sort(key=lambda fund: self._sort_key(fund, column))
            if order is Qt.SortOrder.DescendingOrder:
                self._rows.reverse()
        self.endResetModel()

    def _sort_key(self, fund: Fund, column: int) -> Any:
        match column:
            case 1:
                return (fund.category, fund.name)
            case 2:
                return (fund.minimum_amount, fund.name)
            case 3:
                return (self.held(fund), fund.name)
        return fund.name
