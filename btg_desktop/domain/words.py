"""Amounts of money in words, as a voucher writes them: `ciento veinticinco mil pesos`."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final, Literal

from btg_desktop.domain.money import check_amount

Language = Literal["es", "en"]

# A noun always follows, so "uno" is always shortened to "un".
_ES_BELOW_30: Final = (
    "cero", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once",
    "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte",
    "veintiún", "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete",
    "veintiocho", "veintinueve",
)  # fmt: skip
_ES_TENS: Final = (
    "-", "-", "-", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa",
)  # fmt: skip
_ES_HUNDREDS: Final = (
    "-", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos",
    "setecientos", "ochocientos", "novecientos",
)  # fmt: skip

_EN_BELOW_20: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_EN_TENS: Final = (
    "-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_EN_SCALES: Final = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"))


def amount_in_words(amount: Decimal, language: Language) -> str:
    """Spell `amount` (COP) out. Raises InvalidAmount for what cannot be moved, such as zero."""
    pesos, fraction = divmod(check_amount(amount), 1)
    spell, link = (_spanish, " con ") if language == "es" else (_english, " and ")
    parts = (_counted(int(pesos), "peso", spell), _counted(int(fraction * 100), "centavo", spell))
    return link.join(part for part in parts if part)


def _counted(number: int, noun: str, spell: Callable[[int], str]) -> str:
    """`number` with its noun in the right number, or nothing for zero."""
    if number == 0:
        return ""
    # "un millón de pesos", but "un millón un pesos"
    of = " de" if spell is _spanish and number % 10**6 == 0 else ""
    return f"{spell(number)}{of} {noun}{'' if number == 1 else 's'}"


def _spanish(number: int) -> str:
    """`number` (0 ≤ number < 10¹²) before a masculine noun."""
    for scale, singular, plural in ((10**6, "un millón", "millones"), (1000, "mil", "mil")):
        if number >= scale:
            count, rest = divmod(number, scale)
            head = singular if count == 1 else f"{_spanish(count)} {plural}"
            return f"{head} {_spanish(rest)}" if rest else head
    if number < 30:
        return _ES_BELOW_30[number]
    if number < 100:
        tens, units = divmod(number, 10)
        return f"{_ES_TENS[tens]} y {_ES_BELOW_30[units]}" if units else _ES_TENS[tens]
    if number == 100:
        return "cien"
    hundreds, rest = divmod(number, 100)
    return f"{_ES_HUNDREDS[hundreds]} {_spanish(rest)}" if rest else _ES_HUNDREDS[hundreds]


def _english(number: int) -> str:
    """`number` (0 ≤ number < 10¹²), American style: no "and" within the number."""
    for scale, name in (*_EN_SCALES, (100, "hundred")):
        if number >= scale:
            count, rest = divmod(number, scale)
            head = f"{_english(count)} {name}"
            return f"{head} {_english(rest)}" if rest else head
    if number < 20:
        return _EN_BELOW_20[number]
    tens, units = divmod(number, 10)
    return f"{_EN_TENS[tens]}-{_EN_BELOW_20[units]}" if units else _EN_TENS[tens]
