"""Spanish or English, as the caller's Accept-Language asks; Spanish where it asks for neither.

The domain's errors are Spanish. Their English is the window's: one translation serves both.
"""

from functools import cache
from typing import Final, Literal, NamedTuple
from xml.etree import ElementTree

from btg_desktop.domain.errors import BtgError
from btg_desktop.resources import RESOURCES

Language = Literal["es", "en"]

_TRANSLATION: Final = RESOURCES / "translations" / "btg_en.ts"


class Words(NamedTuple):
    """A text in both languages."""

    es: str
    en: str

    def in_(self, language: Language) -> str:
        return self.en if language == "en" else self.es


def preferred(accept_language: str) -> Language:
    """The language that an Accept-Language header prefers of the two that there are."""
    best: Language = "es"
    best_quality = 0.0
    for part in accept_language.lower().split(","):
        tag, _, parameter = part.strip().partition(";")
        primary = tag.partition("-")[0].strip()
        quality = _quality(parameter)
        if primary in ("es", "en") and quality > best_quality:
            best, best_quality = ("en" if primary == "en" else "es"), quality
    return best


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0


def error_text(error: BtgError, language: Language) -> str:
    """What happened, with the error's figures."""
    return error.fill(_english().get(error.template, error.template)) if language == "en" else str(error)


@cache
def _english() -> dict[str, str]:
    """The English of each error's Spanish template."""
    contexts = ElementTree.parse(_TRANSLATION).getroot().iter("context")  # noqa: S314 - our own file
    return {
        message.findtext("source", ""): message.findtext("translation", "")
        for context in contexts
        if context.findtext("name") == "errors"
        for message in context.iter("message")
    }
