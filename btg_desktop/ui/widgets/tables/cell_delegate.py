"""How the cells of our tables are painted: text with an icon, a pill, a link, further lines."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from btg_desktop.ui.look.theme import colour, px
from btg_desktop.ui.widgets.painted_text import sized
from btg_desktop.ui.widgets.tables.roles import LINK_ROLE, PILL_ROLE, TONE_ROLE

Index = QModelIndex | QPersistentModelIndex

_SMALL: Final = 11
_ELIDE: Final = Qt.TextElideMode.ElideRight


class CellDelegate(QStyledItemDelegate):
    """A cell of our tables: text with an icon, a pill or a link; a line below; a ring on the row in focus.

    `details` maps a column to the role that answers with further lines, which stand below the text.
    """

    details: Mapping[int, int] = MappingProxyType({})

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(self.width_of(index, option.font, self.details.get(index.column())), px(38))

    def width_of(self, index: Index, font: QFont, details: int | None) -> int:
        """How wide a cell has to be for its text and the further lines that the role `details` tells."""
        # The model is asked for what the width depends on alone: this runs for every cell that is measured.
        metrics = QFontMetrics(_cell_font(font, index))
        width = metrics.horizontalAdvance(index.data() or "") + px(18)
        if index.data(Qt.ItemDataRole.DecorationRole):
            width += px(22)
        if index.data(PILL_ROLE):
            width += px(20)
        if lines := _lines(index, details):
            small = QFontMetrics(sized(font, _SMALL, QFont.Weight.Normal))
            width = max(width, max(map(small.horizontalAdvance, lines)) + px(18))
        return width

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, colour("hover" if selected else "surface"))
        painter.fillRect(option.rect.adjusted(0, option.rect.height() - 1, 0, 0), colour("line"))
        if selected and index.column() == 0:
            bar = QRect(option.rect.left(), option.rect.top(), px(3), option.rect.height() - 1)
            painter.fillRect(bar, colour("primary"))
        room = option.rect.adjusted(px(8), 0, -px(8), -1)
        painter.setFont(_cell_font(option.font, index))
        if index.data(PILL_ROLE):
            self._paint_pill(painter, room, option, index.data(PILL_ROLE))
        elif lines := _lines(index, self.details.get(index.column())):
            self._paint_lines(painter, room, option, index, lines)
        else:
            self._paint_text(painter, room, option, index.data(TONE_ROLE) or "text")
        _paint_row_ring(painter, option, index)
        painter.restore()

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        editor.setGeometry(option.rect)

    def _paint_text(self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, tone: str) -> None:
        if option.features & QStyleOptionViewItem.ViewItemFeature.HasDecoration:
            side = px(16)
            spot = QRect(room.left(), room.center().y() - side // 2 + 1, side, side)
            option.icon.paint(painter, spot)
            room = room.adjusted(side + px(6), 0, 0, 0)
        painter.setPen(colour(tone))
        text = painter.fontMetrics().elidedText(option.text, _ELIDE, room.width())
        painter.drawText(room, option.displayAlignment | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_lines(
        self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, index: Index, lines: Sequence[str]
    ) -> None:
        """The text, and further lines below it, together in the middle of the row."""
        small = sized(option.font, _SMALL, QFont.Weight.Normal)
        high, low = painter.fontMetrics().height(), QFontMetrics(small).height()
        top = room.top() + (room.height() - high - low * len(lines)) // 2
        first = QRect(room.left(), top, room.width(), high)
        self._paint_text(painter, first, option, index.data(TONE_ROLE) or "text")
        painter.setFont(small)
        painter.setPen(colour("muted"))
        for number, line in enumerate(lines):
            below = QRect(room.left(), top + high + number * low, room.width(), low)
            text = painter.fontMetrics().elidedText(line, _ELIDE, room.width())
            painter.drawText(below, option.displayAlignment | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_pill(self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, tone: str) -> None:
        if not option.text:
            return
        metrics = painter.fontMetrics()
        ink = colour("muted" if tone == "neutral" else tone)
        height = px(19)
        width = min(metrics.horizontalAdvance(option.text) + px(20), room.width())
        left = room.left()
        if option.displayAlignment & Qt.AlignmentFlag.AlignHCenter:
            left = room.center().x() - width // 2
        pill = QRectF(left, room.center().y() - height / 2 + 1, width, height)
        # on the chosen row the pill's own ground is hardly another
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(ink, 1) if chosen else Qt.PenStyle.NoPen)
        painter.setBrush(colour("ground" if tone == "neutral" else f"{tone}_soft"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(ink)
        text = metrics.elidedText(option.text, _ELIDE, round(pill.width() - px(16)))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def _lines(index: Index, details: int | None) -> Sequence[str]:
    return (index.data(details) or ()) if details is not None else ()


def _cell_font(font: QFont, index: Index) -> QFont:
    if index.data(PILL_ROLE):
        return sized(font, 11, QFont.Weight.DemiBold)
    if index.data(LINK_ROLE):
        return sized(font, 12, QFont.Weight.DemiBold)
    return sized(font, 13, QFont.Weight.Normal)


def _paint_row_ring(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """Paint this cell's part of a 2 px ring around the current row, while the table has the focus."""
    table: Any = option.widget
    if not isinstance(table, QAbstractItemView) or not table.hasFocus():
        return
    if index.row() != table.currentIndex().row():
        return
    ring = colour("primary")
    area = option.rect
    painter.fillRect(QRect(area.left(), area.top(), area.width(), 2), ring)
    painter.fillRect(QRect(area.left(), area.bottom() - 1, area.width(), 2), ring)
    if index.column() == 0:
        painter.fillRect(QRect(area.left(), area.top(), 2, area.height()), ring)
    if index.column() == _last_column(table):
        painter.fillRect(QRect(area.right() - 1, area.top(), 2, area.height()), ring)


def _last_column(table: QAbstractItemView) -> int:
    """The last column that is shown."""
    columns = range(table.model().columnCount())
    return max(
        column for column in columns if not (isinstance(table, QTableView) and table.isColumnHidden(column))
    )


def dress_table(table: QTableView, row_height: int) -> None:
    """Make `table` one of ours: rows as units, no grid, and Tab leaves it instead of walking its cells."""
    table.setItemDelegate(CellDelegate(table))
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(px(row_height))
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setFixedHeight(px(32))
