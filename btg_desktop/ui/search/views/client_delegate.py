"""How a client is painted in the list of the search."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from btg_desktop.ui.look.theme import colour, px
from btg_desktop.ui.search.model import DOCUMENT_ROLE, NAME_ROLE
from btg_desktop.ui.widgets.painted_text import sized

Index = QModelIndex | QPersistentModelIndex

_ELIDE: Final = Qt.TextElideMode.ElideRight
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ClientDelegate(QStyledItemDelegate):
    """The name, and the document below it."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        return QSize(px(100), px(48))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        room = option.rect.adjusted(px(10), px(6), -px(10), -px(6))
        half = room.height() // 2
        self._paint_line(painter, room.adjusted(0, 0, 0, -half), index.data(NAME_ROLE), 13, "rail_text")
        self._paint_line(painter, room.adjusted(0, half, 0, 0), index.data(DOCUMENT_ROLE), 11, "rail_muted")
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not selected and not hovered:
            return
        ring = selected and bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(colour("rail_field"))
        painter.setPen(QPen(colour("rail_focus"), 2) if ring else Qt.PenStyle.NoPen)
        painter.setOpacity(1.0 if selected else 0.6)
        painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 2, -1, -2), px(6), px(6))
        painter.setOpacity(1.0)

    def _paint_line(self, painter: QPainter, room: QRect, text: str, size: int, tone: str) -> None:
        weight = QFont.Weight.DemiBold if size > 12 else QFont.Weight.Normal
        painter.setFont(sized(painter.font(), size, weight))
        painter.setPen(colour(tone))
        painter.drawText(room, _LEFT, painter.fontMetrics().elidedText(text, _ELIDE, room.width()))
