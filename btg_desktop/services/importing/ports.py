"""What an import needs of the outside: where the documents come from, and where clients go to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from btg_desktop.domain.models import Client, Fund, Transaction

Plain = object
"""Any value of a source document: None, bool, int, Decimal, str, UUID, datetime, list or dict.

Never a float: an amount keeps the digits that it was written with. A datetime has its zone.
"""


@dataclass(frozen=True, slots=True)
class Damaged:
    """In place of a document that cannot be read at all."""

    reason: str


class ImportSource(Protocol):
    """Documents to import; a source is only ever read. All of it was checked to be readable as a whole."""

    @property
    def users(self) -> int:
        """About how many users there are, for the progress alone."""

    def read_funds(self) -> Iterator[Plain | Damaged]: ...

    def read_users(self) -> Iterator[Plain | Damaged]: ...


@dataclass(frozen=True, slots=True)
class NewClient:
    """A client that can be taken, with all their history.

    `fingerprint` is a hash of all that is taken: the same document always has the same one.
    """

    client: Client
    transactions: tuple[Transaction, ...]
    origin: str
    fingerprint: str
    notes: tuple[str, ...]

    def keys(self) -> Iterator[object]:
        """All that nobody else may have."""
        yield self.client.id
        yield self.client.document_type, self.client.document
        for transaction in self.transactions:
            yield transaction.id


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody else already has what should be unique; the reason says what."""

    reason: str


class Same:
    """This very document was taken before."""


SAME: Final = Same()
Standing = Same | Clash
"""Why a client cannot be written: it already is, or something is in the way."""


class ImportTarget(Protocol):
    """Where clients go to. Safe from several threads at once."""

    def funds(self) -> Sequence[Fund]: ...

    def add_fund(self, fund: Fund) -> None: ...

    def standing(self, clients: Sequence[NewClient]) -> Mapping[str, Standing]:
        """What stands in the way of each, by client id; changes nothing."""

    def take(self, clients: Sequence[NewClient]) -> Mapping[str, Standing]:
        """Write all that can be, each client with all their history or not at all.

        Returns what stood in the way of the rest, by client id. Raises DatabaseUnavailable or
        DatabaseRefused.
        """
