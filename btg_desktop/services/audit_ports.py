"""What `verify` needs of the database: all that stands there, part by part."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from btg_desktop.domain.audit import Violation
from btg_desktop.domain.audit.catalogue import Offer, StoredBranch, StoredVisit
from btg_desktop.domain.audit.clients import ClientFile
from btg_desktop.domain.audit.records import Record
from btg_desktop.domain.audit.requests import StoredRequest
from btg_desktop.domain.models import Fund, Unreadable
from btg_desktop.domain.numbering import Numbered, Numbering


@dataclass(frozen=True, slots=True)
class Applied:
    """A request that is stored as applied, but has no movement."""

    stored: StoredRequest


@dataclass(frozen=True, slots=True)
class Refused:
    stored: StoredRequest
    record: Record
    client_exists: bool


class AuditReader(Protocol):
    """Streams all that stands, in flat memory; what does not fit comes as Unreadable.

    Consume what one item holds before the next. Each raises DatabaseUnavailable, or DatabaseRefused where
    the database's user may not read that part.
    """

    def shape(self) -> Iterator[Violation]:
        """In what the collections, validators and indexes differ from this program's."""

    def funds(self) -> Iterator[tuple[Fund, Record] | Unreadable]: ...

    def branches(self) -> Iterator[StoredBranch | Unreadable]: ...

    def offers(self) -> Iterator[Offer | Unreadable]: ...

    def visits(self) -> Iterator[StoredVisit | Unreadable]: ...

    def clients(self) -> Iterator[ClientFile | Unreadable]:
        """Every client with their transactions in order of sequence; what stands of one client is of one
        moment. The entries may hold Unreadable."""

    def requests(self) -> Iterator[Applied | Refused | Unreadable]:
        """All requests without a movement."""

    def transactions_without_client(self) -> Iterator[str]:
        """Client ids that have transactions but do not exist."""

    def messages_without_transaction(self) -> Iterator[str]: ...

    def numberings(self) -> Iterator[tuple[Numbering, Iterator[Numbered]] | Unreadable]:
        """Every branch with its receipts up to its counter, by number."""

    def receipts_of_nothing(self) -> Iterator[tuple[str, Numbered] | Unreadable]:
        """Receipts whose movement is not there, with their branch."""

    def events_of_nothing(self) -> Iterator[str]:
        """Recorded events whose subject is not there, or that are no events."""

    def tokens(self) -> Iterator[Record | Unreadable]: ...

    def token_events_of_nothing(self) -> Iterator[str]:
        """The same for the events about tokens."""
