"""Larger text at run time: what was measured when it was built is measured again.

Fonts and the style sheet follow by themselves; margins, spaces, and the sizes that widgets were given
do not. Every size here is at least 100 %, so a size's base comes back exactly and nothing drifts.
"""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QGridLayout,
    QHeaderView,
    QLayout,
    QMainWindow,
    QSpacerItem,
    QWidget,
)

SIZES: Final = (100, 125, 150, 200)
"""The sizes of text to choose from, in per cent."""

_NO_LIMIT: Final = (1 << 24) - 1


class Rescale:
    """Turns sizes at one scale into those at another."""

    def __init__(self, old: float, new: float) -> None:
        self._old = old
        self._new = new

    def window(self, window: QWidget) -> None:
        """Measure everything in `window` again. A main window's own limits are the screen's affair."""
        if not isinstance(window, QMainWindow):
            self._limits(window)
        for widget in window.findChildren(QWidget):
            self._limits(widget)
            if isinstance(widget, QAbstractButton):
                widget.setIconSize(self._both(widget.iconSize()))
            if isinstance(widget, QHeaderView):
                self._header(widget)
        for layout in window.findChildren(QLayout):
            self._layout(layout)

    def _size(self, size: int) -> int:
        return round(round(size / self._old) * self._new)

    def _both(self, size: QSize) -> QSize:
        return QSize(self._size(size.width()), self._size(size.height()))

    def _limits(self, widget: QWidget) -> None:
        low, high = widget.minimumSize(), widget.maximumSize()
        widest, highest = (
            size if size >= _NO_LIMIT else self._size(size) for size in (high.width(), high.height())
        )
        widget.setMaximumSize(max(widest, self._size(low.width())), max(highest, self._size(low.height())))
        widget.setMinimumSize(self._both(low))

    def _header(self, header: QHeaderView) -> None:
        header.setMinimumSectionSize(self._size(header.minimumSectionSize()))
        if header.orientation() is Qt.Orientation.Vertical:
            height = self._size(header.defaultSectionSize())
            header.setDefaultSectionSize(height)
            for row in range(header.count()):  # those that are there keep their height otherwise
                header.resizeSection(row, height)

    def _layout(self, layout: QLayout) -> None:
        margins = layout.contentsMargins()
        layout.setContentsMargins(
            *(self._size(side) for side in (margins.left(), margins.top(), margins.right(), margins.bottom()))
        )
        if isinstance(layout, QGridLayout):
            layout.setHorizontalSpacing(self._size(layout.horizontalSpacing()))
            layout.setVerticalSpacing(self._size(layout.verticalSpacing()))
        elif layout.spacing() >= 0:
            layout.setSpacing(self._size(layout.spacing()))
        for place in range(layout.count()):
            spacer = layout.itemAt(place)
            if isinstance(spacer, QSpacerItem) and not spacer.expandingDirections():
                room, policy = spacer.sizeHint(), spacer.sizePolicy()
                spacer.changeSize(
                    self._size(room.width()),
                    self._size(room.height()),
                    policy.horizontalPolicy(),
                    policy.verticalPolicy(),
                )
        layout.invalidate()


def settle(window: QWidget) -> None:
    """Let whatever arranges itself by its size look at it again."""
    for widget in (window, *window.findChildren(QWidget)):
        QApplication.sendEvent(widget, QResizeEvent(widget.size(), widget.size()))
