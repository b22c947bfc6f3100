"""Amounts of money in Colombian pesos (COP): what is one, and how a typed text becomes one.

Parsing is strict: a text that could mean two amounts is refused, never guessed.
"""

import re
from decimal import Decimal
from typing import Final

from btg_desktop.domain.errors import (
    AmbiguousAmount,
    AmountTooLarge,
    EmptyAmount,
    InvalidAmount,
    NegativeAmount,
    TooManyDecimals,
    ZeroAmount,
)

MAX_AMOUNT: Final = Decimal("999999999999.99")
"""The largest amount of one operation (COP): far above a counter's, far below Decimal128's."""

_CENTAVO: Final = Decimal("0.01")
_MOST_DECIMALS: Final = 2
_ES_CO: Final = re.compile(
    r"(?P<pesos>[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]*|0)(?:,(?P<centavos>[0-9]+))?"
)
_CURRENCY: Final = re.compile(r"^(?:\$|COP)[ \u00a0\u202f]?")
_MAYBE_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
"""Elsewhere the comma groups thousands: 75,000 may be seventy-five pesos or seventy-five thousand."""


def parse_amount(text: str) -> Decimal:
    """Read an amount as es-CO writes it: `75000`, `75.000`, `$ 75.000`, `COP 75.000`, `75.000,50`.

    Raises a subclass of InvalidAmount that says what is wrong with the text.
    """
    bare = _CURRENCY.sub("", text.strip())
    if not bare:
        raise EmptyAmount
    if re.match(r"[-−–]", bare):
        raise NegativeAmount
    match = _ES_CO.fullmatch(bare)
    if match is None:
        is_number = re.match(r"[0-9]", bare) and not any(sign.isalpha() for sign in bare)
        raise AmbiguousAmount if is_number else InvalidAmount
    if _MAYBE_THOUSANDS.fullmatch(bare):
        raise AmbiguousAmount
    if len(match["centavos"] or "") > _MOST_DECIMALS:  # not even zeros: nobody writes them for nothing
        raise TooManyDecimals
    pesos = match["pesos"].replace(".", "")
    return check_amount(Decimal(f"{pesos}.{match['centavos']}" if match["centavos"] else pesos))


def check_amount(amount: Decimal) -> Decimal:
    """Return `amount` (COP) if it can be moved: a positive Decimal in whole centavos, within bounds.

    Raises a subclass of InvalidAmount.
    """
    if not isinstance(amount, Decimal) or not amount.is_finite():
        raise InvalidAmount
    if amount < 0:
        raise NegativeAmount
    if amount == 0:
        raise ZeroAmount
    if amount > MAX_AMOUNT:
        raise AmountTooLarge(maximum=MAX_AMOUNT)
    if amount % _CENTAVO:
        raise TooManyDecimals
    return amount
