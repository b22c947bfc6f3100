"""What our models tell the delegates beside Qt's own roles."""

from typing import Final

from PySide6.QtCore import Qt

PILL_ROLE: Final = Qt.ItemDataRole.UserRole + 10
"""The tone of a cell shown as a pill: primary, good, bad, warn or neutral."""

TONE_ROLE: Final = Qt.ItemDataRole.UserRole + 11
"""The token that colours a cell's text."""

LINK_ROLE: Final = Qt.ItemDataRole.UserRole + 12
"""Whether a cell does something when it is clicked."""
