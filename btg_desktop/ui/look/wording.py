"""How the words on screen are shown now, and the signal to say them anew.

Whatever shows words hears `changed`: the language is another, discreet mode was turned on or off, or the text
has another size and what was measured by its words is measured again.
"""

from functools import cache

from PySide6.QtCore import QObject, Signal


class Wording(QObject):
    """One for the whole program. `are_masked` is discreet mode."""

    changed = Signal()
    said = Signal()
    """All words were said anew: whatever has a size by them may measure."""

    def __init__(self) -> None:
        super().__init__()
        self.are_masked = False

    def mask(self, on: bool) -> None:
        """Mask amounts and personal data, or show them again."""
        if on != self.are_masked:
            self.are_masked = on
            self.say_anew()

    def say_anew(self) -> None:
        """Have all that shows words say them again."""
        self.changed.emit()
        self.said.emit()


@cache
def wording() -> Wording:
    return Wording()
