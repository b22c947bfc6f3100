"""Pairs of a name and a value, one a line: what is about to happen, for reading before it does."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from btg_desktop.ui.look.theme import px
from btg_desktop.ui.widgets.parts import label


class Facts(QWidget):
    """Lines are added once, by a key; their texts change with the language and the amount."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[str, tuple[QLabel, QLabel]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(10))
        self._grid.setColumnStretch(1, 1)

    def add(self, key: str, strong: bool = False) -> None:
        """Add a line; its value's label is called `<key>Value`. A strong value is an amount."""
        name, value = label("muted"), label("bigFigure" if strong else "figure", f"{key}Value")
        value.setWordWrap(True)
        row, align = len(self._lines), Qt.AlignmentFlag
        self._grid.addWidget(name, row, 0, align.AlignVCenter if strong else align.AlignTop)
        self._grid.addWidget(value, row, 1)
        self._lines[key] = (name, value)

    def set(self, key: str, name: str, value: str) -> None:
        name_label, value_label = self._lines[key]
        name_label.setText(name)
        value_label.setText(value)
        value_label.setAccessibleName(f"{name}: {value}")
