"""A figure that is painted, and what a screen reader hears in its place."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel


class Drawing(QLabel):
    """Paints itself, and is called a drawing: Qt takes a label for one once it holds a picture."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        nothing = QPixmap(1, 1)
        nothing.fill(Qt.GlobalColor.transparent)
        self.setPixmap(nothing)

    def say(self, name: str, figures: str) -> None:
        """What a screen reader calls it, and what it shows, in words."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(figures)
