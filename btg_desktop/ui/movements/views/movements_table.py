"""The table of movements: columns that grow, sorting asked for by headers and keys, and a place that stays
where it is while rows come and go above it.
"""

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QWidget

from btg_desktop.domain.history import Sort, SortKey
from btg_desktop.ui.look.theme import px
from btg_desktop.ui.movements import cells as columns
from btg_desktop.ui.movements.model import Index, MovementsModel
from btg_desktop.ui.widgets.tables.data_table import DataTable, Stack
from btg_desktop.ui.widgets.tables.delegates import dress_table

ROW_HEIGHT: Final = 38
WIDEST: Final = 200
"""A very long name is cut, and told whole in its tool tip, instead of pushing the rest out of sight."""
_MARKED: Final = {SortKey.DATE: columns.DATE, SortKey.AMOUNT: columns.AMOUNT, SortKey.FUND: columns.FUND}
"""The column that shows each order."""
_ARROW: Final = 20
_OWN: Final = (
    Stack(row_height=ROW_HEIGHT),
    Stack(frozenset({columns.NUMBER, columns.DATE}), {columns.FUND: columns.WITHOUT_DATE}, 46),
    Stack(
        frozenset({columns.NUMBER, columns.DATE, columns.KIND, columns.BALANCE}),
        {columns.FUND: columns.WITHOUT_KIND, columns.AMOUNT: columns.WITHOUT_KIND},
        46,
    ),
    Stack(
        frozenset(range(columns.COLUMNS)) - {columns.FUND, columns.AMOUNT, columns.NOTIFICATION},
        {columns.FUND: columns.WITHOUT_KIND, columns.AMOUNT: columns.WITHOUT_KIND},
        46,
    ),
    Stack(
        frozenset(range(columns.COLUMNS)) - {columns.FUND, columns.AMOUNT},
        {columns.FUND: columns.WITHOUT_MESSAGE, columns.AMOUNT: columns.WITHOUT_MESSAGE},
        60,
    ),
)
_OF_MANY: Final = (
    Stack(row_height=ROW_HEIGHT),
    Stack(frozenset({columns.DATE}), {columns.FUND: columns.WITHOUT_DATE}, 46),
    Stack(frozenset({columns.NUMBER, columns.DATE, columns.KIND}), {columns.FUND: columns.WITHOUT_KIND}, 60),
    Stack(
        frozenset(range(columns.COLUMNS)) - {columns.FUND, columns.AMOUNT, columns.NOTIFICATION},
        {columns.FUND: columns.WITHOUT_KIND},
        60,
    ),
    Stack(
        frozenset(range(columns.COLUMNS)) - {columns.FUND, columns.AMOUNT},
        {columns.FUND: columns.WITHOUT_MESSAGE},
        74,
    ),
)
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class _SortHeader(QHeaderView):
    """Keeps room for the arrow only where it may stand; Qt would in every column, and the fund needs it."""

    def sectionSizeFromContents(self, column: int) -> QSize:  # noqa: N802
        size = super().sectionSizeFromContents(column)
        if column not in _MARKED.values():
            size.setWidth(size.width() - px(_ARROW))
        return size


class MovementsTable(DataTable):
    """Enter or Space on a row's last cell does what the cell says; elsewhere, in a history of many
    clients, it opens the client. Ctrl+↑ and Ctrl+↓ sort by the current column, as its header does.

    Columns grow to what comes into them. Qt's own fitting measures many rows again at every change, which
    would hold up the window each time a message is sent.
    """

    action_wanted = Signal(int)
    receipt_wanted = Signal(int)
    client_wanted = Signal(int)
    sort_wanted = Signal(object)

    def __init__(self, model: MovementsModel, name: str, parent: QWidget, *, by_client: bool) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._by_client = by_client
        self._movements = model
        self.setHorizontalHeader(_SortHeader(Qt.Orientation.Horizontal, self))
        self.setModel(model)
        dress_table(self, ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(columns.FUND, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(px(40))
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._header_clicked)
        self.show_sort(Sort())
        self.never_cut(columns.AMOUNT, *(() if by_client else (columns.NUMBER, columns.BALANCE)))
        # one balance after another tells something in one client's history only; the fund needs the room
        never = {columns.BALANCE, columns.RECEIPT} if by_client else set()
        for column in never:
            self.setColumnHidden(column, True)
        self.clicked.connect(self._cell_clicked)
        self.doubleClicked.connect(lambda index: self._open_client(index.row()))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.stack_columns(columns.FUND, _OF_MANY if by_client else _OWN, frozenset(never))  # measures, first
        model.modelReset.connect(self._fit_all)
        model.headerDataChanged.connect(self._fit_all)
        model.rowsInserted.connect(self._came)
        model.rowsRemoved.connect(self._went)
        model.dataChanged.connect(self._widen_changed)

    def show_sort(self, sort: Sort) -> None:
        """Mark the column that the rows are sorted by."""
        self._sort = sort
        order = Qt.SortOrder.DescendingOrder if sort.descending else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSortIndicator(_MARKED[sort.key], order)

    def go_to_edge(self, *, end: bool) -> None:
        """Select the last or the first row that is here, and show it."""
        row = self.model().rowCount() - 1 if end else 0
        self.setCurrentIndex(self.model().index(row, max(0, self.currentIndex().column())))
        if end:
            self.scrollToBottom()
        else:
            self.scrollToTop()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ends = QKeySequence.StandardKey.MoveToEndOfDocument, QKeySequence.StandardKey.MoveToEndOfLine
        starts = QKeySequence.StandardKey.MoveToStartOfDocument, QKeySequence.StandardKey.MoveToStartOfLine
        if event.key() in _ENTER:
            self._do(self.currentIndex())
        elif control and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._ask_sort(self.currentIndex().column(), descending=event.key() == Qt.Key.Key_Down)
        elif any(map(event.matches, ends)):
            self._jump(to_end=True)
        elif any(map(event.matches, starts)):
            self._jump(to_end=False)
        else:
            super().keyPressEvent(event)

    # What the clerk does

    def _jump(self, *, to_end: bool) -> None:
        """Go to the edge of the whole history; only what is not here is asked for."""
        more = self._movements.has_more() if to_end else self._movements.has_more_above()
        if more:
            self._movements.jump(to_end=to_end)
        elif self.model().rowCount():
            self.go_to_edge(end=to_end)

    def _do(self, index: QModelIndex) -> None:
        if index.column() == columns.ACTION:
            self.action_wanted.emit(index.row())
        elif index.column() == columns.RECEIPT:
            self.receipt_wanted.emit(index.row())
        else:
            self._open_client(index.row())

    def _cell_clicked(self, index: QModelIndex) -> None:
        if index.column() == columns.ACTION:
            self.action_wanted.emit(index.row())
        elif index.column() == columns.RECEIPT:
            self.receipt_wanted.emit(index.row())
        elif index.column() == columns.NUMBER:
            self._open_client(index.row())

    def _open_client(self, row: int) -> None:
        if self._by_client and row >= 0:
            self.client_wanted.emit(row)

    def _header_clicked(self, column: int) -> None:
        key = columns.SORTABLE.get(column)
        is_marked = key == self._sort.key
        if is_marked and not self._sort.descending and self.isColumnHidden(columns.DATE):
            self._ask_sort(column, descending=False)
        else:
            self._ask_sort(column, descending=not (is_marked and self._sort.descending))

    def _ask_sort(self, column: int, *, descending: bool) -> None:
        key = columns.SORTABLE.get(column)
        if key is not None and not (self._by_client and column == columns.NUMBER):
            wanted = Sort(key, descending)
            # the column of the dates may have no room: asked for twice, an order leads back to theirs
            again = self.isColumnHidden(columns.DATE) and wanted == self._sort
            self.sort_wanted.emit(Sort() if again else wanted)
        self.show_sort(self._sort)  # Qt moved the mark already

    # Rows that come and go

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:  # noqa: N802
        """Rows far away are let go: Qt would go to the neighbour of a current row that is among them."""
        if start <= self.currentIndex().row() <= end:
            self.selectionModel().clear()
        super().rowsAboutToBeRemoved(parent, start, end)

    def _scrolled(self, value: int) -> None:
        if value <= px(ROW_HEIGHT):
            self._movements.fetch_above()

    def _came(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._widen(first, last)
        bar = self.verticalScrollBar()
        is_above = first == 0 and last + 1 < self.model().rowCount()
        if is_above and (bar.value() > 0 or self._movements.is_reading_up()):
            self._shift(last - first + 1)

    def _went(self, _parent: QModelIndex, first: int, last: int) -> None:
        if first == 0 and self.model().rowCount():
            self._shift(first - last - 1)

    def _shift(self, rows: int) -> None:
        """Rows came (or went) above what is looked at: let it stay where it is."""
        bar = self.verticalScrollBar()
        wanted = bar.value() + rows * self.verticalHeader().defaultSectionSize()
        self.updateGeometries()  # else the bar still has its old end
        bar.setValue(wanted)

    # Widths

    def _fit_all(self) -> None:
        """Begin with what the headers and the first rows need."""
        header = self.horizontalHeader()
        for column in range(columns.COLUMNS):
            if column != columns.FUND and not self.isColumnHidden(column):
                cells = min(self.column_needs(column), px(WIDEST))
                header.resizeSection(column, max(cells, header.sectionSizeHint(column)))

    def _apply(self, stack: Stack) -> None:
        super()._apply(stack)
        self._fit_all()

    def _widen_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self._widen(first.row(), last.row(), range(first.column(), last.column() + 1))

    def _widen(self, first: int, last: int, changed: range = range(columns.COLUMNS)) -> None:
        """Make the columns wide enough for these rows."""
        rows = range(first, last + 1)
        for column in changed:
            if column == columns.FUND or self.isColumnHidden(column):
                continue
            wanted = min(self.cells_need(column, rows), px(WIDEST))
            if wanted > self.columnWidth(column):
                self.setColumnWidth(column, wanted)
