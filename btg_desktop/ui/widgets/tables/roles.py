"""What our models tell the delegates beside Qt's own roles."""

from typing import Final

from PySide6.QtCore import Qt

PILL_ROLE: Final = Qt.ItemDataRole.UserRole + 10
"""The tone of a cell shown as a pill: primary, good, bad, warn or neutral."""

TONE_ROLE: Final = Qt.ItemDataRole.UserRole + 11
"""The token that colours a cell's text."""

DETAIL_ROLE: Final = Qt.ItemDataRole.UserRole + 20
"""Further lines of a cell, a tuple of texts: what the columns told that have no room. Models may have more
such roles after this one, for more columns.
"""

LINK_ROLE: Final = Qt.ItemDataRole.UserRole + 12
"""Whether a cell does something when it is clicked."""
