"""A line of text into which only typing types: a key held with Alt is an order that found nothing to do."""

import sys
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

_ORDERS: Final = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_ALT_GR: Final = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
_ALT_TYPES: Final = sys.platform == "darwin"  # where it is the key for @


class TypedEdit(QLineEdit):
    """Qt would insert the 2 of Alt+2 wherever no shortcut takes it, as behind a dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if _is_order(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _is_order(event: QKeyEvent) -> bool:
    """Whether a character was pressed with Alt or the system's key. AltGr, Windows' Ctrl+Alt, types."""
    text, held = event.text(), event.modifiers()
    is_character = bool(text) and text.isprintable()
    return is_character and bool(held & _ORDERS) and held & _ALT_GR != _ALT_GR and not _ALT_TYPES
