"""A language that nobody speaks: as long as German where Spanish is short, and with letters of its own.

Made from the translation's source, so that it covers exactly what is translated.
"""

import re
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as Xml

from PySide6.QtCore import QObject, QTranslator

ENGLISH: Final = Path(__file__).resolve().parents[3] / "resources" / "translations" / "btg_en.ts"
SHORT: Final = 10
_KEPT: Final = re.compile(r"(\{\w*\}|<[^>]*>|\(\*[^)]*\)|&\w)")
_LETTERS: Final = str.maketrans("aeiounAEIOUN", "äéïöüñÄÉÏÖÜÑ")
_FILLING: Final = " ßänderung übermaß größe" * 20


def lengthened(source: str) -> str:
    """Twice as long if it is short, else two fifths longer; placeholders, tags and mnemonics stay."""
    parts = _KEPT.split(source)
    words = "".join(part for part in parts if not _KEPT.fullmatch(part))
    if not any(letter.isalpha() for letter in words):
        return source
    more = len(words) if len(words) <= SHORT else max(SHORT, len(words) * 2 // 5)
    told = "".join(part if _KEPT.fullmatch(part) else part.translate(_LETTERS) for part in parts)
    return told + _FILLING[: more + 1].rstrip()


class Pseudo(QTranslator):
    """Qt's own words stay Spanish."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        contexts = Xml.parse(ENGLISH).iter("context")  # noqa: S314 (our own file)
        self._long = {
            (context.findtext("name"), source): lengthened(source)
            for context in contexts
            for source in (message.findtext("source") or "" for message in context.iter("message"))
        }

    def sources(self) -> set[str]:
        """All texts of the program, as they stand in its code."""
        return {source for _context, source in self._long}

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(
        self, context: str, source: str, _disambiguation: str | None = None, _count: int = -1
    ) -> str | None:
        return self._long.get((context, source))
