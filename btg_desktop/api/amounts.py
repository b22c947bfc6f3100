"""Amounts (COP) on the wire: exact JSON numbers, read and written without a float in between.

Whole pesos are written as integers, centavos with two decimals. The largest balance has 15 digits, so
even a client that reads numbers as doubles reads the same amount.
"""

import re
from decimal import Decimal
from typing import Annotated, Final

from pydantic import PlainSerializer, WithJsonSchema

from btg_desktop.domain.errors import InvalidAmount, NegativeAmount, TooManyDecimals

_NUMBER: Final = re.compile(r"(?P<sign>-?)(?P<pesos>[0-9]{1,15})(\.(?P<centavos>[0-9]{1,20}))?")
_CENTAVO: Final = Decimal("0.01")


def read_amount(text: str) -> Decimal:
    """Read the amount in an address: a number as JSON writes it, such as 75000 or 75000.50.

    Thousands are not separated: 75.000 would be 75 pesos in JSON and 75,000 at a counter, so it is
    refused. Raises InvalidAmount.
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise InvalidAmount
    if match["sign"]:
        raise NegativeAmount
    if match["centavos"] and len(match["centavos"]) > 2:
        raise TooManyDecimals
    return Decimal(text)


def exact(amount: Decimal) -> int | Decimal:
    """Return `amount` (COP) as what is written: whole pesos, or pesos with both digits of the centavos."""
    return int(amount) if amount == amount.to_integral_value() else amount.quantize(_CENTAVO)


Amount = Annotated[Decimal, PlainSerializer(exact), WithJsonSchema({"type": "number", "examples": [75000]})]
"""A field with an amount (COP)."""
