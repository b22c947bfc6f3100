"""The guide for the counter: its text and its pictures, read for the window."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtGui import QImage

from btg_desktop.resources import GUIDE

_PICTURE: Final = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")


@dataclass(frozen=True)
class Guide:
    """`text` is Markdown, in Spanish; `pictures` are by the names that the text has for them."""

    text: str
    pictures: Mapping[str, QImage]


def read_guide(path: Path = GUIDE) -> Guide:
    """Read the guide and its pictures from the disk. Raises OSError."""
    text = path.read_text(encoding="utf-8")
    names = _PICTURE.findall(text)
    return Guide(text, {name: QImage.fromData((path.parent / name).read_bytes()) for name in names})


def anchor(heading: str) -> str:
    """How a link of the guide names a heading, as on the web page of the same file."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
