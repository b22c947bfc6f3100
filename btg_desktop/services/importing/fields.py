"""Reading the fields of one untidy document, gathering all that is wrong with it instead of the first."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from btg_desktop.services.importing.ports import Plain
from btg_desktop.services.importing.values import Unusable

T = TypeVar("T")
V = TypeVar("V")


class Fields:
    """One document. Each field has its names by preference; a null is the same as nothing."""

    def __init__(self, document: Plain, reasons: list[str], where: str = "") -> None:
        self._document: Mapping[str, Plain] = document if isinstance(document, dict) else {}
        self._where = where
        self._seen: set[str] = set()
        self._reasons = reasons
        if not isinstance(document, dict):
            reasons.append(f"{where.rstrip('.') or 'documento'}: no es un documento")

    def raw(self, *names: str) -> Plain:
        """The value of the first name that has one; two names that say different things are refused."""
        self._seen.update(names)
        values = [self._document[name] for name in names if self._document.get(name) is not None]
        if any(value != values[0] for value in values[1:]):
            self.refuse(names[0], f"{' y '.join(n for n in names if n in self._document)} no dicen lo mismo")
        return values[0] if values else None

    def identifier(self) -> Plain:
        """The document's own number. Beside it a driver may have put an `_id` of its making."""
        self._seen.update(("id", "_id"))
        own = self._document.get("id")
        return self._document.get("_id") if own is None else own

    def read(self, read: Callable[[Plain], T], *names: str) -> T | None:
        """The field's value; None if it is missing or unusable, and then the reason was noted."""
        value = self.raw(*names)
        if value is None and self._document:
            self.refuse(names[0], "falta")
        return None if value is None else self.usable(read, value, names[0])

    def optional(self, read: Callable[[Plain], T], *names: str) -> T | None:
        value = self.raw(*names)
        return None if value is None else self.usable(read, value, names[0])

    def usable(self, read: Callable[[V], T], value: V, name: str) -> T | None:
        try:
            return read(value)
        except Unusable as reason:
            self.refuse(name, str(reason))
            return None

    def refuse(self, name: str, reason: str) -> None:
        self._reasons.append(f"{self._where}{name}: {reason}")

    def unread(self) -> list[str]:
        """The fields that nobody asked for."""
        return sorted(set(self._document) - self._seen)
