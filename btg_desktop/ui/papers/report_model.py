"""The clients of a report, one a row."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from btg_desktop.domain.branches import VisitReportLine
from btg_desktop.ui.look.discreet import document_text, name_text
from btg_desktop.ui.look.plain import tool_tip

Index = QModelIndex | QPersistentModelIndex

COLUMNS: Final = 3
_TEXT_ROLES: Final = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


class ReportModel(QAbstractTableModel):
    """Name, document, and the funds that put the client in the report."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[VisitReportLine, ...] = ()

    def show(self, lines: Sequence[VisitReportLine]) -> None:
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def as_text(self) -> str:
        """The rows as a spreadsheet takes them from the clipboard."""
        return "\n".join("\t".join(_cells(line)) for line in self._lines)

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Headings and rows, as they are shown."""
        return self._headings(), [_cells(line) for line in self._lines]

    def retranslate(self) -> None:
        """Say all again, after the language changed."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, COLUMNS - 1)
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, COLUMNS - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else COLUMNS

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _headings(self) -> tuple[str, ...]:
        return self.tr("Cliente"), self.tr("Documento"), self.tr("Fondos")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (*_TEXT_ROLES, Qt.ItemDataRole.ToolTipRole):
            return None
        text = _cells(self._lines[index.row()])[index.column()]
        return text if role in _TEXT_ROLES else tool_tip(text)


def _cells(line: VisitReportLine) -> tuple[str, str, str]:
    return name_text(line.name), document_text(line.document), ", ".join(line.funds)
