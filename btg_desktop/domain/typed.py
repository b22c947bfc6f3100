"""What somebody typed to find a client: which of a client's data it is, and what it is looked up by.

A document may be typed as it is shown (`CC 52.345.678`, `NIT 800.197.268-4`), as it is stored, or bare.
"""

import re
from enum import Enum, auto
from typing import Final, NamedTuple

from btg_desktop.domain.contacts import bare_document, fold
from btg_desktop.domain.models import REGISTRABLE, DocumentType

MAX_WORDS: Final = 6
"""How many words of a search count."""

_TYPES: Final = "|".join(DocumentType).lower()
_TYPED_DOCUMENT: Final = re.compile(rf"({_TYPES})[\s.:]+(.*\d.*)|(cc|ce|nit|ti)(\d.*)")
_NUMBER: Final = re.compile(r"\+?[\d.\s-]*\d[\d.\s-]*")
_PASSPORT: Final = re.compile(r"[a-z]{1,2}\d{4,9}")
_TELEPHONE: Final = re.compile(r"\+57\d*|(?:57)?[36]\d{9}")
_NIT: Final = re.compile(r"\d+-\d|[89]\d{9}")


class Datum(Enum):
    """Which of a client's data a text is."""

    NAME = auto()
    DOCUMENT = auto()
    EMAIL = auto()
    PHONE = auto()


class Typed(NamedTuple):
    """A text, what it is, and of a document its type, where it can be told (else None)."""

    datum: Datum
    text: str
    document_type: DocumentType | None = None


def read_typed(text: str) -> Typed:
    """Say which of a client's data `text` is. Nothing is checked: the text may still be wrong."""
    text = text.strip()
    folded = fold(text)
    if "@" in text:
        return Typed(Datum.EMAIL, text)
    if (typed := _with_type(folded)) is not None:
        kind, number = typed
        return Typed(Datum.DOCUMENT, number.upper(), kind if kind in REGISTRABLE else None)
    if _NUMBER.fullmatch(folded):
        number = bare_document(folded)
        if _TELEPHONE.fullmatch(number):
            return Typed(Datum.PHONE, text)
        return Typed(Datum.DOCUMENT, text, DocumentType.NIT if _NIT.fullmatch(number) else None)
    if _PASSPORT.fullmatch(bare_document(folded)):
        return Typed(Datum.DOCUMENT, text, DocumentType.PA)
    return Typed(Datum.NAME, text)


def search_terms(text: str) -> list[tuple[str, ...]]:
    """Split a search into terms. A client is found if, for each, a word of theirs begins with one of it."""
    folded = fold(text).strip()
    if (typed := _with_type(folded)) is not None:
        return [(*_number_beginnings(typed[1]), bare_document(folded))]  # or a passport with those letters
    if _NUMBER.fullmatch(folded) or _PASSPORT.fullmatch(bare_document(folded)):
        return [_number_beginnings(folded)]
    terms = []
    for part in folded.split():
        if _NUMBER.fullmatch(part):
            terms.append(_number_beginnings(part))
        else:
            terms += [(word,) for word in re.findall(r"\w+", part)]
    return terms[:MAX_WORDS]


def _with_type(folded: str) -> tuple[DocumentType, str] | None:
    """The type and the number of a document that is typed with both."""
    found = _TYPED_DOCUMENT.fullmatch(folded)
    if found is None:
        return None
    kind, number = (group for group in found.groups() if group is not None)
    return DocumentType(kind.upper()), number.strip()


def _number_beginnings(text: str) -> tuple[str, ...]:
    """How a client's words may begin for this number: a telephone is stored without the country's number,
    and a NIT with a dash before its check digit, which may be typed without it.
    """
    number = fold(bare_document(text)).strip("-")
    if number.startswith("+57"):
        return (number.removeprefix("+57"),)
    found = [number]
    if number.startswith("57") and _TELEPHONE.fullmatch(number):
        found.append(number.removeprefix("57"))
    if number.isdecimal() and len(number) > 1:
        found.append(f"{number[:-1]}-{number[-1]}")
    return tuple(found)
