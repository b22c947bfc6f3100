"""The widths that a person gave to columns: they outlive the table's own fitting, and the window."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from btg_desktop.ui.look.theme import px
from btg_desktop.ui.widgets.tables.data_table import DataTable

Widths = Mapping[int, int]
_Mode = QHeaderView.ResizeMode


class ColumnWidths(QObject):
    """Lets the columns of `table` be dragged, but those `fixed`; a double click fits one again.

    A column that fitted its contents goes on doing so until it is dragged. No column gets narrower than the
    figures in it. Widths are kept as they are at 100 % text.
    """

    chosen = Signal(str, object)
    """The table's name, with the width of each column that a person gave one."""

    def __init__(self, table: QTableView, fixed: Collection[int] = ()) -> None:
        super().__init__(table)
        self._table = table
        self._header = table.horizontalHeader()
        self._chosen: dict[int, int] = {}
        self._is_setting = False
        columns = [column for column in range(self._header.count()) if column not in fixed]
        modes = {column: self._header.sectionResizeMode(column) for column in columns}
        self._fitted = [column for column, mode in modes.items() if mode is _Mode.ResizeToContents]
        for column, mode in modes.items():
            if mode in (_Mode.Fixed, _Mode.ResizeToContents):
                self._header.setSectionResizeMode(column, _Mode.Interactive)
        self._header.sectionResized.connect(self._resized)
        self._header.sectionHandleDoubleClicked.connect(self._fit_again)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fit_contents)
        if self._fitted:
            self._follow_contents()

    def restore(self, widths: Mapping[str, Widths]) -> None:
        """Give columns the widths of an earlier time, by table; what is no column here is left out."""
        self._chosen = {
            column: width
            for column, width in widths.get(self._table.objectName(), {}).items()
            if 0 <= column < self._header.count() and self._can_be_dragged(column)
        }
        for column in self._chosen:
            self._apply(column)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._later.start()
        return super().eventFilter(watched, event)

    def _follow_contents(self) -> None:
        model = self._table.model()
        for changed in (model.modelReset, model.rowsInserted, model.dataChanged, model.headerDataChanged):
            changed.connect(self._later.start)
        self._table.installEventFilter(self)
        self._later.start()

    def _fit_contents(self) -> None:
        """As Qt does by itself for columns that nobody can drag."""
        for column in self._fitted:
            if column in self._chosen:
                self._apply(column)
            else:
                self._fit(column)

    def _can_be_dragged(self, column: int) -> bool:
        return self._header.sectionResizeMode(column) is _Mode.Interactive

    def _resized(self, column: int, _old: int, width: int) -> None:
        """By hand it is a choice; by the table itself, the choice that was made stands."""
        if self._is_setting or not self._can_be_dragged(column):
            return
        if QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._chosen[column] = round(width * 1000 / px(1000))
            self._tell()
            if width < self._least(column):
                self._apply(column)
        elif column in self._chosen:
            self._apply(column)

    def _apply(self, column: int) -> None:
        self._is_setting = True
        self._header.resizeSection(column, max(px(self._chosen[column]), self._least(column)))
        self._is_setting = False

    def _least(self, column: int) -> int:
        return self._table.least_width(column) if isinstance(self._table, DataTable) else 0

    def _fit_again(self, column: int) -> None:
        self._chosen.pop(column, None)
        self._tell()
        self._fit(column)

    def _fit(self, column: int) -> None:
        self._is_setting = True
        self._table.resizeColumnToContents(column)
        self._is_setting = False

    def _tell(self) -> None:
        self.chosen.emit(self._table.objectName(), dict(self._chosen))


class RememberedWidths(QObject):
    """What was chosen in every table that `follow` was asked for, by the table's name."""

    _restored = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._widths: dict[str, Widths] = {}

    def follow(self, table: QTableView, fixed: Collection[int] = ()) -> None:
        """Let the columns of `table` be dragged, but those `fixed`, and remember how wide they are made."""
        columns = ColumnWidths(table, fixed)
        columns.restore(self._widths)
        columns.chosen.connect(self._remember)
        self._restored.connect(columns.restore)

    def restore(self, widths: Mapping[str, Widths]) -> None:
        """Give all tables, also those still to come, the widths of an earlier run."""
        self._widths = dict(widths)
        self._restored.emit(self._widths)

    def all(self) -> dict[str, Widths]:
        """By table, then by column."""
        return dict(self._widths)

    def _remember(self, table: str, widths: Widths) -> None:
        self._widths[table] = widths
