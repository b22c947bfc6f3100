"""A table of ours, in which one always sees where the keyboard is."""

from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTableView

from btg_desktop.ui.theme import colour


class DeskTable(QTableView):
    """Its rows paint the ring of the focus; where there is no current row, it goes round all of it."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if self.hasFocus() and not self.currentIndex().isValid():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(colour("primary"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
