"""How the window may look: both languages, both themes, and a small and a large screen."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QSize

from btg_desktop.ui.look.translation import Language

Theme = Literal["light", "dark"]

SMALL: Final = QSize(1366, 768)
LARGE: Final = QSize(1920, 1080)


@dataclass(frozen=True, slots=True)
class Look:
    language: Language
    theme: Theme
    size: QSize

    @property
    def name(self) -> str:
        """As the names of pictures begin: `es-light-1366x768`."""
        return f"{self.language}-{self.theme}-{self.size.width()}x{self.size.height()}"


PLAYED: Final = Look("es", "light", SMALL)
"""The look in which the tour is played."""

LOOKS: Final = (
    PLAYED,
    Look("es", "light", LARGE),
    Look("en", "light", LARGE),
    Look("en", "light", SMALL),
    Look("en", "dark", SMALL),
    Look("en", "dark", LARGE),
    Look("es", "dark", LARGE),
    Look("es", "dark", SMALL),
)
"""All of them, each one step from the one before; the theme, which costs most, changes once."""


def write_screens(file: Path) -> None:
    """Describe a small and a large screen to Qt's offscreen platform, whose own is 800 by 800."""
    screens = []
    left = 0
    for size in (SMALL, LARGE):
        screens.append(
            {
                "name": f"{size.width()}x{size.height()}",
                "x": left,
                "y": 0,
                "width": size.width(),
                "height": size.height(),
                "logicalDpi": 96,
                "logicalBaseDpi": 96,
                "dpr": 1,
            }
        )
        left += size.width()
    file.write_text(json.dumps({"screens": screens}), encoding="utf-8")
