"""A text that wraps between words, but never between a currency sign and its figures."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel

_NO_BREAK: Final = "\u00a0"


class Sentence(QLabel):
    """Shows its text with no-break spaces after `$`; what is set is what `text()` returns."""

    def __init__(self, role: str, name: str) -> None:
        super().__init__()
        self._text = ""
        self.setObjectName(name)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def text(self) -> str:
        return self._text

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        self._text = text
        super().setText(text.replace("$ ", f"${_NO_BREAK}"))


class Line(Sentence):
    """One line where there is room for it; else it wraps."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(QLabel.text(self)) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        words = QLabel.text(self).split()
        longest = max(map(self.fontMetrics().horizontalAdvance, words), default=0)
        return QSize(longest + 2, self.sizeHint().height())
