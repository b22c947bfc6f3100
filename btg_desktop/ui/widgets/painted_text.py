"""Text that is painted by hand: its size, and what to do where it has too little room."""

from PySide6.QtGui import QFont, QFontMetrics

from btg_desktop.ui.look.theme import px


def sized(font: QFont, size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """`font` at `size` pixels, multiplied by the applied scale."""
    made = QFont(font)
    made.setPixelSize(px(size))
    made.setWeight(weight)
    return made


def fitted(font: QFont, text: str, width: int, smallest: int = 1) -> QFont:
    """Make `text` smaller until it fits into `width` pixels, but no smaller than `smallest`."""
    wanted = QFontMetrics(font).horizontalAdvance(text)
    if wanted > width:
        font.setPixelSize(max(font.pixelSize() * width // wanted, smallest))
    return font
