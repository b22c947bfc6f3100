"""The GSM 7-bit alphabet (3GPP TS 23.038): what one text message carries, and how a text is made to fit.

A single character outside the alphabet turns the whole message into UCS-2, where a segment holds
70 characters instead of 160 and the bank pays for several. Of the Spanish letters the alphabet has
é É ñ Ñ ü Ü ¿ ¡, but neither á í ó ú nor Á Í Ó Ú.
"""

import unicodedata
from typing import Final

SEGMENT_SEPTETS: Final = 160
"""What one segment holds."""

_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED: Final = frozenset("^{}\\[~]|€")  # each is sent as an escape and a character
_ALPHABET: Final = _BASIC | _EXTENDED
_PUNCTUATION: Final = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "−": "-", "·": "."}
)
_UNKNOWN: Final = "?"
_CUT: Final = "."


def to_gsm7(text: str) -> str:
    """Return `text` on one line in the alphabet: accents it lacks are dropped, other letters become `?`."""
    composed = unicodedata.normalize("NFC", text).translate(_PUNCTUATION)
    return " ".join("".join(map(_transliterate, composed)).split())


def septets(text: str) -> int:
    """How much of a segment `text`, already in the alphabet, takes."""
    return sum(2 if character in _EXTENDED else 1 for character in text)


def shorten(text: str, limit: int) -> str:
    """Return `text` within `limit` septets, ending in a full stop where it was cut."""
    if septets(text) <= limit:
        return text
    while text and septets(text) + len(_CUT) > limit:
        text = text[:-1]
    return text.rstrip() + _CUT if text else ""


def _transliterate(character: str) -> str:
    if character in _ALPHABET:
        return character
    if character.isspace():
        return " "
    parts = [part for part in unicodedata.normalize("NFKD", character) if not _is_invisible(part)]
    return "".join(part if part in _ALPHABET else _UNKNOWN for part in parts)


def _is_invisible(character: str) -> bool:
    """Whether it is a combining mark, a control or a format character: nothing to see on its own."""
    return unicodedata.category(character) in {"Mn", "Me", "Cc", "Cf"}
