"""What the window remembers on this PC from one run to the next: how it stood, and whom it served last."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Remembered:
    """No personal data: of clients only their ids. Widths (at 100 % text) are by table, then by column."""

    geometry: str = ""
    widths: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    recents: tuple[str, ...] = ()


class Memory(Protocol):
    """Both do I/O, so neither is for the GUI thread."""

    def load(self) -> Remembered:
        """What was saved last; nothing where that cannot be read."""

    def save(self, remembered: Remembered) -> None:
        """Raises SettingsError with the reason."""
