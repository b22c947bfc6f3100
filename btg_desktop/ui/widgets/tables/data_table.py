"""A table of ours: one sees where the keyboard is, and narrow or with large text it still shows every figure.

Where its columns have no room beside each other, some of them go below others, as further lines of their
rows, instead of being cut or scrolled to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QTableView

from btg_desktop.ui.look.theme import colour, px
from btg_desktop.ui.widgets.tables.delegates import CellDelegate

MEASURED: Final = 3
"""How many texts of a column are measured: the longest ones. Measuring costs ten times what reading does."""
MEASURED_ROWS: Final = 24
"""How many rows tell how wide a column of words has to be. Of figures, every row counts: none is cut."""
_LEAST_ROWS: Final = 2
WIDEST_NAME: Final = 250
"""What the column that stretches may ask for; a longer name is cut, and told whole by the pointer."""


@dataclass(frozen=True)
class Stack:
    """One arrangement: which columns are hidden, and what the others tell of them in further lines.

    `details` maps a column to the role that answers with those lines; `row_height` is at 100 % text.
    """

    hidden: frozenset[int] = frozenset()
    details: Mapping[int, int] = field(default_factory=dict)
    row_height: int = 0


class DataTable(QTableView):
    """Its rows paint the ring of the focus; where there is no current row, it goes round all of it."""

    _stacks: Sequence[Stack] = ()
    _stretching = 0
    _never: frozenset[int] = frozenset()
    _figures: frozenset[int] = frozenset()
    _stack: Stack | None = None
    _measured: dict[tuple[int, int | None], int]  # by column and role of its details
    _wanted_rows = 0

    def want_rows(self, rows: int) -> None:
        """Be as tall as its header and `rows`, where there is room for them; two it always shows."""
        self._wanted_rows = rows
        self._keep_least_height()

    def stack_columns(self, stretching: int, stacks: Sequence[Stack], never: frozenset[int]) -> None:
        """From now on use the first of `stacks` that fits; columns in `never` are not shown in any."""
        self._stretching, self._stacks, self._never = stretching, stacks, never
        self._measured = {}
        self.model().modelReset.connect(self.measure_again)
        self.model().headerDataChanged.connect(self.measure_again)
        self.model().rowsInserted.connect(self._came_to_be_measured)

    def never_cut(self, *figures: int) -> None:
        """Let these columns be as wide as the longest figure in them, in whatever row it is."""
        self._figures = frozenset(figures)

    def least_width(self, column: int) -> int:
        """How narrow `column` may be made without cutting a figure; 0 for a column of words."""
        return self.column_needs(column) if column in self._figures else 0

    def measure_again(self) -> None:
        """The words in the columns are other ones: choose the arrangement for them."""
        if self._stacks:
            self._measured.clear()
            self._arrange_columns()

    def measure_columns_again(self, first: QModelIndex, last: QModelIndex) -> None:
        """The words between these cells are other ones, and so are the details that tell of them."""
        changed = range(first.column(), last.column() + 1)
        self._measured = {
            (column, role): width
            for (column, role), width in self._measured.items()
            if column not in changed and role is None
        }
        self._arrange_columns()

    def column_needs(self, column: int) -> int:
        """How wide `column` has to be for its header and its first rows, in the arrangement of now."""
        return self._column_needs(column, self._stack or self._stacks[0])

    def cells_need(self, column: int, rows: range) -> int:
        """How wide `column` has to be for its cells in `rows`, in the arrangement of now."""
        return self._cells_need(column, self._delegate().details.get(column), rows)

    def _came_to_be_measured(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Measure only what came, for it comes at every operation; a column that has room keeps it."""
        came = range(first, last + 1)
        self._measured = {
            key: max(width, self._cells_need(*key, came)) for key, width in self._measured.items()
        }
        self._arrange_columns()

    def _arrange_columns(self) -> None:
        if not self._stacks or not self.isVisible():  # its width is still to come
            return
        room = self.width() - 2 * self.frameWidth()
        if self.verticalScrollBar().isVisible():
            room -= self.verticalScrollBar().width()
        chosen = next((each for each in self._stacks if self._needs(each) <= room), self._stacks[-1])
        if chosen != self._stack:
            self._stack = chosen
            self._apply(chosen)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        hint = super().sizeHint()
        return QSize(hint.width(), self._height_of(self._wanted_rows)) if self._wanted_rows else hint

    def _keep_least_height(self) -> None:
        if self._wanted_rows:
            self.setMinimumHeight(self._height_of(_LEAST_ROWS))
            self.updateGeometry()

    def _height_of(self, rows: int) -> int:
        header = self.horizontalHeader().sizeHint().height()
        return header + rows * self.verticalHeader().defaultSectionSize() + 2 * self.frameWidth()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._arrange_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._arrange_columns()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            if self._stack is not None:
                self.verticalHeader().setDefaultSectionSize(px(self._stack.row_height))
            self.measure_again()
            self._keep_least_height()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if self.hasFocus() and not self.currentIndex().isValid():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(colour("primary"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _apply(self, stack: Stack) -> None:
        for column in range(self.model().columnCount()):
            self.setColumnHidden(column, column in stack.hidden or column in self._never)
        self._delegate().details = stack.details
        self.verticalHeader().setDefaultSectionSize(px(stack.row_height))
        self._keep_least_height()
        self.horizontalHeader().headerDataChanged(
            Qt.Orientation.Horizontal, 0, self.model().columnCount() - 1
        )
        self.updateGeometry()
        self.viewport().update()

    def _needs(self, stack: Stack) -> int:
        """How wide all columns of `stack` are together."""
        return sum(
            self._column_needs(column, stack)
            for column in range(self.model().columnCount())
            if column not in stack.hidden and column not in self._never
        )

    def _column_needs(self, column: int, stack: Stack) -> int:
        key = column, stack.details.get(column)
        if key not in self._measured:
            header = self.horizontalHeader()
            cells = self._cells_need(*key, range(self.model().rowCount()))
            self._measured[key] = max(cells, header.sectionSizeHint(column), header.minimumSectionSize())
        return self._measured[key]

    def _cells_need(self, column: int, details: int | None, rows: range) -> int:
        # Qt's own sizeHintForIndex takes several times as long, for what the width does not depend on.
        delegate, font = self._delegate(), self.font()
        widths = (delegate.width_of(index, font, details) for index in self._longest(column, details, rows))
        width = max(widths, default=0)
        return min(width, px(WIDEST_NAME)) if column == self._stretching else width

    def _longest(self, column: int, details: int | None, rows: range) -> list[QModelIndex]:
        """A cell of `column` for each of the longest texts in `rows`, and for the longest of its details."""
        measured = rows if column in self._figures else rows[:MEASURED_ROWS]
        cells = [self.model().index(row, column) for row in measured]
        by_text = {str(index.data() or ""): index for index in cells}
        found = [by_text[text] for text in sorted(by_text, key=len)[-MEASURED:]]
        if details is not None and cells:
            found.append(max(cells, key=lambda index: max(map(len, index.data(details) or ("",)))))
        return found

    def _delegate(self) -> CellDelegate:
        return cast("CellDelegate", self.itemDelegate())  # dress_table gave it one
