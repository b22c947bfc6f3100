"""What a value of an untidy document means: strictly, and never by a guess.

Each function returns what the program keeps, or raises Unusable with the reason for people.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final, TypeVar
from uuid import UUID

from btg_desktop.domain.contacts import fold
from btg_desktop.domain.days import BOGOTA
from btg_desktop.domain.errors import InvalidAmount
from btg_desktop.domain.models import FUND_ID_LIMIT, KIND_OF_WORD, Channel, TransactionKind
from btg_desktop.domain.money import check_amount, parse_amount
from btg_desktop.services.importing.ports import Plain

T = TypeVar("T")

_MAX_ID_LENGTH: Final = 120
_TOO_LONG: Final = 10**40
_PLAIN_DECIMAL: Final = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,2})?")
_ONE_GROUP: Final = re.compile(r"-?[0-9]{1,3}[.,][0-9]{3}")

_KINDS: Final[Mapping[str, TransactionKind]] = {
    **KIND_OF_WORD,
    "suscripcion": TransactionKind.SUBSCRIPTION,
    "vinculacion": TransactionKind.SUBSCRIPTION,
    "desvinculacion": TransactionKind.CANCELLATION,
}
_CHANNELS: Final = {
    "email": Channel.EMAIL,
    "e-mail": Channel.EMAIL,
    "correo": Channel.EMAIL,
    "correo electronico": Channel.EMAIL,
    "sms": Channel.SMS,
    "celular": Channel.SMS,
    "mensaje de texto": Channel.SMS,
}


class Unusable(Exception):
    """The value cannot be taken; the message is the reason, for people."""


def read_text(value: Plain) -> str:
    """A text, or a whole number written as one."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Decimal) and value.is_finite() and abs(value) < _TOO_LONG:
        value = int(value) if value == value.to_integral_value() else value
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _TOO_LONG:
        return str(value)
    raise Unusable("no es un texto")


def read_id(value: Plain) -> str:
    text = read_text(value)
    if not text:
        raise Unusable("está vacío")
    if len(text) > _MAX_ID_LENGTH or not text.isprintable():
        raise Unusable("no sirve como identificador")
    return text


def read_fund_id(value: Plain) -> int:
    text = read_text(value)
    if not re.fullmatch(r"[0-9]{1,10}", text) or not 0 < int(text) < FUND_ID_LIMIT:
        raise Unusable("no es el número de un fondo")
    return int(text)


def read_money(value: Plain) -> Decimal:
    """An amount of zero or more, in whole centavos."""
    amount = _amount(value)
    if amount == 0:
        return Decimal(0)
    try:
        return _short(check_amount(amount))
    except InvalidAmount as error:
        raise Unusable(str(error).lower()) from error


def _amount(value: Plain) -> Decimal:
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise Unusable("no es un valor")
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if not isinstance(value, str):
        raise Unusable("no es un valor")
    text = value.strip()
    if _PLAIN_DECIMAL.fullmatch(text):
        return Decimal(text)
    if _ONE_GROUP.fullmatch(text):
        raise Unusable(f"«{text}» puede ser dos valores distintos")
    try:
        return parse_amount(text)
    except InvalidAmount as error:
        raise Unusable(str(error).lower()) from error


def _short(amount: Decimal) -> Decimal:
    """Without an exponent, and with centavos only where there are any: equal amounts look equal."""
    return amount.quantize(Decimal(1) if amount == amount.to_integral_value() else Decimal("0.01"))


def read_moment(value: Plain) -> datetime:
    """A moment in UTC, to the millisecond, as MongoDB keeps it. Without a zone it is the time of Bogotá."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError as error:
            raise Unusable("no es una fecha como 2024-11-11T03:12:34") from error
    if not isinstance(value, datetime):
        raise Unusable("no es una fecha")
    try:
        moment = (value if value.tzinfo else value.replace(tzinfo=BOGOTA)).astimezone(UTC)
    except OverflowError as error:
        raise Unusable("no es una fecha posible") from error
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def read_kind(value: Plain) -> TransactionKind:
    return _one_of(value, _KINDS, "no es apertura ni cancelación")


def read_channel(value: Plain) -> Channel:
    return _one_of(value, _CHANNELS, "no es correo ni SMS")


def _one_of(value: Plain, known: Mapping[str, T], otherwise: str) -> T:
    found = known.get(fold(value.strip())) if isinstance(value, str) else None
    if found is None:
        raise Unusable(otherwise)
    return found
