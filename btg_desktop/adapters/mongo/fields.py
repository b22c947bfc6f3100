"""Reading stored documents strictly: what does not fit raises Misfit; `read_all` names and skips it."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from bson import Decimal128

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.domain.models import Unreadable

T = TypeVar("T")


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


def amount(value: Any, name: str) -> Decimal:
    found = _decimal(value.bid) if isinstance(value, Decimal128) else None
    if found is None or not found.is_finite():
        raise Misfit(f"{name}: no_es_un_monto")
    return found


@lru_cache(maxsize=4096)
def _decimal(bid: bytes) -> Decimal:
    """A stored amount as Decimal. The driver takes longer for one than for all else of a movement."""
    return Decimal128.from_bid(bid).to_decimal()
