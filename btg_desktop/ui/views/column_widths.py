"""The widths that a person gave to columns: they outlive the table's own fitting, and the window."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from btg_desktop.ui.theme import px


class ColumnWidths(QObject):
    """Makes the fixed columns of `table` ones that can be dragged; a double click fits one again.

    Widths are kept as they are at 100 % text.
    """

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._header = table.horizontalHeader()
        self._chosen: dict[int, int] = {}
        self._is_setting = False
        for column in range(self._header.count()):
            if self._header.sectionResizeMode(column) is QHeaderView.ResizeMode.Fixed:
                self._header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        self._header.sectionResized.connect(self._resized)
        self._header.sectionHandleDoubleClicked.connect(self._fit)

    def chosen(self) -> dict[int, int]:
        """The width of each column that a person gave one."""
        return dict(self._chosen)

    def restore(self, widths: Mapping[int, int]) -> None:
        """Give columns the widths of an earlier run; what is no column here is left out."""
        self._chosen = {
            column: width
            for column, width in widths.items()
            if 0 <= column < self._header.count() and self._can_be_dragged(column)
        }
        for column in self._chosen:
            self._apply(column)

    def _can_be_dragged(self, column: int) -> bool:
        return self._header.sectionResizeMode(column) is QHeaderView.ResizeMode.Interactive

    def _resized(self, column: int, _old: int, width: int) -> None:
        """By hand it is a choice; by the table itself, the choice that was made stands."""
        if self._is_setting or not self._can_be_dragged(column):
            return
        if QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._chosen[column] = round(width * 1000 / px(1000))
        elif column in self._chosen:
            self._apply(column)

    def _apply(self, column: int) -> None:
        self._is_setting = True
        self._header.resizeSection(column, px(self._chosen[column]))
        self._is_setting = False

    def _fit(self, column: int) -> None:
        self._chosen.pop(column, None)
        table = self.parent()
        if isinstance(table, QTableView):
            self._is_setting = True
            table.resizeColumnToContents(column)
            self._is_setting = False
