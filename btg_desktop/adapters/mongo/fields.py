"""Reading stored documents strictly: what does not fit raises Misfit; `read_all` names and skips it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, TypeVar

from bson import Decimal128

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.domain.models import Unreadable

T = TypeVar("T")

MOST: Final = Decimal("999999999999999.99")
"""The largest balance, holding or adjustment that is stored (COP)."""

_CENTAVO: Final = Decimal("0.01")
_YEARS: Final = range(1900, 3000)


class Misfit(Exception):
    """A stored document does not fit the model; the message says which field, and why by a code.

    It is stored and shown, so the codes are Spanish, as all that is stored.
    """


def read_all(
    collection: str, documents: Iterable[Document], read: Callable[[Document], T]
) -> tuple[tuple[T, ...], tuple[Unreadable, ...]]:
    """Read every document that fits; name those that do not."""
    fitting: list[T] = []
    unreadable: list[Unreadable] = []
    for document in documents:
        try:
            fitting.append(read(document))
        except Misfit as misfit:
            unreadable.append(Unreadable(collection, str(document.get("_id")), str(misfit)))
    return tuple(fitting), tuple(unreadable)


def field(document: Document, name: str, kind: type[T]) -> T:
    value = document.get(name)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        found = f"tipo_incorrecto ({type(value).__name__}, no {kind.__name__})"
        raise Misfit(f"{name}: {'falta' if value is None else found}")
    return value


def one_of(document: Document, name: str, known: Mapping[str, T]) -> T:
    value = field(document, name, str)
    if value not in known:
        raise Misfit(f"{name}: valor_desconocido")
    return known[value]


def moment(document: Document, name: str) -> datetime:
    """A date that one may reckon with: a day before the first one there is would end that."""
    found = field(document, name, datetime)
    if not _YEARS.start <= found.year < _YEARS.stop:
        raise Misfit(f"{name}: fecha_imposible")
    return found


def amount(value: Any, name: str) -> Decimal:
    """An amount in whole centavos, within what the validators allow."""
    found = _decimal(value.bid) if isinstance(value, Decimal128) else None
    if found is None:
        raise Misfit(f"{name}: no_es_un_monto")
    return found


@lru_cache(maxsize=4096)
def _decimal(bid: bytes) -> Decimal | None:
    """A stored amount as Decimal. The driver takes longer for one than for all else of a movement."""
    found = Decimal128.from_bid(bid).to_decimal()
    if not found.is_finite() or abs(found) > MOST or (found.is_signed() and not found):
        return None
    return None if found % _CENTAVO else found
