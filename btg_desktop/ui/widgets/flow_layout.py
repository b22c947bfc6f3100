"""A row that goes on in the next line where there is no room: words may be long, and text large."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QSpacerItem, QWidget


class FlowLayout(QLayout):
    """Its items in reading order, each as wide as it wants to be, at most as wide as the row.

    What stands after a `spring` goes to the right of its line. `right` sends all lines there. What is
    hidden takes no place.
    """

    def __init__(self, parent: QWidget | None = None, *, right: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._right = right
        self.setContentsMargins(0, 0, 0, 0)

    def add_widgets(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self.addWidget(widget)

    def insert_widget(self, place: int, widget: QWidget) -> None:
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())

    def add_spring(self) -> None:
        self.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum))

    # QLayout

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        margins = self.contentsMargins()
        room = width - margins.left() - margins.right()
        lines = self._lines(room)
        height = sum(_height(line, room) for line in lines) + self._gap() * max(len(lines) - 1, 0)
        return height + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:  # noqa: N802
        """All in one line."""
        shown = self._shown()
        width = self._width_of(shown)
        return self._around(width, _height(shown, width))

    def minimumSize(self) -> QSize:  # noqa: N802
        """One below the other, if need be; how high that is depends on the width."""
        shown = self._shown()
        width = max((item.minimumSize().width() for item in shown), default=0)
        return self._around(width, _height(shown, self._width_of(shown)))

    def setGeometry(self, area: QRect) -> None:  # noqa: N802
        super().setGeometry(area)
        margins = self.contentsMargins()
        room = area.adjusted(margins.left(), margins.top(), -margins.right(), -margins.bottom())
        top = room.top()
        for line in self._lines(room.width()):
            height = _height(line, room.width())
            self._place(line, QRect(room.left(), top, room.width(), height))
            top += height + self._gap()

    # Lines

    def _place(self, line: Sequence[QLayoutItem], room: QRect) -> None:
        left, spare = room.left(), room.width() - self._width_of(line)
        if self._right:
            left += spare
        for item in line:
            if _is_spring(item):
                left += 0 if self._right else spare
                continue
            width = min(item.sizeHint().width(), room.width())
            height = min(_height([item], width), room.height())
            item.setGeometry(QRect(left, room.top() + (room.height() - height) // 2, width, height))
            left += width + self._gap()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """As many items in each as there is room for; a spring alone is no line."""
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            wanted = min(item.sizeHint().width(), width)
            gap = 0 if _is_spring(item) else self._gap()
            if lines and used + gap + wanted <= width:
                lines[-1].append(item)
                used += gap + wanted
            else:
                lines.append([item])
                used = wanted
        return lines

    def _width_of(self, line: Sequence[QLayoutItem]) -> int:
        solid = [item for item in line if not _is_spring(item)]
        return sum(item.sizeHint().width() for item in solid) + self._gap() * max(len(solid) - 1, 0)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if _is_spring(item) or not item.isEmpty()]

    def _gap(self) -> int:
        return max(self.spacing(), 0)

    def _around(self, width: int, height: int) -> QSize:
        margins = self.contentsMargins()
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())


def _is_spring(item: QLayoutItem) -> bool:
    return isinstance(item, QSpacerItem)


def _height(line: Sequence[QLayoutItem], room: int) -> int:
    """What the highest item needs, each at the width that it gets."""
    return max(
        (
            item.heightForWidth(min(item.sizeHint().width(), room))
            if item.hasHeightForWidth()
            else item.sizeHint().height()
            for item in line
        ),
        default=0,
    )
