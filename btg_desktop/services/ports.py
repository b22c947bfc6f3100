"""What the use cases need of the outside world. Adapters implement these; tests may too."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, auto
from pathlib import Path
from typing import Protocol
from uuid import UUID

from btg_desktop.domain.history import Listing, Movement, MovementCursor, Owner, Totals
from btg_desktop.domain.models import (
    NO_NAMES,
    Channel,
    Client,
    Desk,
    Fund,
    Intent,
    Names,
    Notification,
    NotificationState,
    Request,
    Transaction,
    TransactionKind,
    Unreadable,
)
from btg_desktop.domain.receipts import Bank, Receipt
from btg_desktop.domain.shifts import ShiftSummary


@dataclass(frozen=True, slots=True)
class FundList:
    funds: tuple[Fund, ...]
    unreadable: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundClients:
    clients: tuple[Client, ...]
    unreadable: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedClients:
    """Part of all clients, by id. `next` is the id that the following page starts after, or None."""

    clients: tuple[Client, ...]
    next: str | None
    unreadable: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True)
class MovementPage:
    """Part of a history, in its order. `next` is the cursor that the following page starts after, or None."""

    transactions: tuple[Transaction, ...]
    notifications: Mapping[UUID, Notification]
    next: MovementCursor | None
    unreadable: tuple[Unreadable, ...] = ()
    owners: Mapping[str, Owner] = field(default_factory=dict)
    """Whose movements they are, by client id."""


class FundStore(Protocol):
    def all(self) -> FundList: ...


class ClientStore(Protocol):
    def add(self, client: Client, *, consents: bool = False) -> Client:
        """Store a new client, with the server's time where they consent to their channel.

        Raises DuplicateDocument, or ClientExists: nothing that is stored is ever overwritten.
        """

    def get(self, client_id: str) -> Client:
        """Raises UnknownClient."""

    def page(self, limit: int, after: str | None) -> ListedClients:
        """Up to `limit` clients whose ids follow `after` (None: from the first)."""

    def search(self, terms: Sequence[Sequence[str]], limit: int) -> FoundClients:
        """Clients of whom, for each term, a word (document, mobile or name; folded) begins with one of it."""

    def set_contact(
        self,
        client_id: str,
        email: str,
        phone: str,
        channel: Channel,
        language: str | None,
        *,
        consents: bool = False,
    ) -> Client:
        """Raises UnknownClient."""


class Ledger(Protocol):
    def submit(self, request: Request) -> Transaction:
        """Apply `request` once for ever and return its transaction, also when it was applied before.

        Raises the stored Rejection, RequestMismatch, OutcomeUnknown (the same id must be submitted
        again), BooksInconsistent (nothing was applied, by this try or an earlier one) or DatabaseRefused
        (a bug or a setting: this try applied nothing).
        """

    def operator_of(self, request_id: UUID) -> str | None:
        """Who made the request that has this id and an answer, or None. Raises DatabaseUnavailable."""


class MovementStore(Protocol):
    def page(self, listing: Listing, limit: int, after: MovementCursor | None) -> MovementPage:
        """Up to `limit` transactions that follow `after` in the listing (None: from its beginning)."""

    def totals(self, listing: Listing) -> Totals: ...

    def messages(self, ids: Sequence[UUID]) -> Mapping[UUID, Notification]:
        """The messages of these transactions that can be read."""


class IntentStore(Protocol):
    """Requests that were sent, or were about to be, and have no known answer yet. On local disk."""

    def save(self, request: Request, names: Names = NO_NAMES) -> bool:
        """Write `request` durably: it would survive a power cut. False if it was there already.

        One that was there and is not proven is written as it is asked now, and so signed by who asks now.
        Raises RequestMismatch if another request waits for its answer under this id.
        """

    def forget(self, request_id: UUID) -> None: ...

    def waiting(self) -> list[Intent]:
        """All that this process waits for, oldest first. Reads no disk."""

    def abandoned(self) -> list[Intent]:
        """Take over what processes that no longer run left behind; return all that waits, oldest first."""

    def set_aside(self, request_id: UUID) -> None:
        """Stop to wait for an intent, but keep its file elsewhere. Raises ValueError for a proven one."""


class DeliveryKind(Enum):
    """What a channel's answer means for the outbox."""

    SENT = auto()
    RETRY = auto()  # provably not sent; the world may recover
    AMBIGUOUS = auto()  # may have been sent
    HOLD = auto()  # not sent; a person must mend credentials, quota or sender first
    FINAL = auto()  # refused for ever


@dataclass(frozen=True, slots=True)
class Delivery:
    """A channel's answer. `reason` is short, in the service's own words, free of personal data."""

    kind: DeliveryKind
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A notification with the transaction it tells of: all that a channel needs to write it."""

    notification: Notification
    transaction: Transaction

    @property
    def reference(self) -> str:
        """What the client sees as the operation's number; the same in every resend."""
        return str(self.notification.id)


class MessageChannel(Protocol):
    def send(self, message: Message) -> Delivery:
        """Try once, within a bounded time. Never raises for what the outside world does."""


class Outbox(Protocol):
    """The stored messages. All decisions about time use the server's clock."""

    def claim(self) -> Message | None:
        """Take the next message that is due, with a new fence, or None.

        Its name, address, channel, language and fund are those of the client, the request and the fund now.
        """

    def mark_sending(self, notification: Notification) -> bool:
        """Mark it as about to be sent, with what it says and where it goes. False: it must not be sent.

        Then the claim was lost, or its address got enough messages this hour and this one waits.
        """

    def settle(self, notification: Notification, delivery: Delivery) -> NotificationState | None:
        """Store what the channel answered and return the new state; None if the claim was lost."""

    def resend(self, notification_id: UUID) -> bool:
        """Queue a failed, held or doubtful message again, because a person asked; False if it is none."""

    def unsettled(self) -> dict[NotificationState, int]:
        """How many messages are in each state that is not settled."""


Progress = Callable[[int, int], None]
"""Told how many documents are done, and of how many."""


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a copy of the database says of itself. `documents` counts those of each collection."""

    made_at: datetime
    program: str
    database: str
    schema_version: int
    documents: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Backup:
    path: Path
    facts: BackupFacts


class BackupMaker(Protocol):
    def make(
        self, path: Path, *, overwrite: bool = False, progress: Progress, stopped: Callable[[], bool]
    ) -> Backup:
        """Copy the database as it is at one moment, while others write to it, and read the copy back.

        `stopped` is asked often. Raises BackupFailed or DatabaseUnavailable; then there is no file.
        """


class BackupFolder(Protocol):
    """Where the program keeps its own copies."""

    def daily_path(self, day: date) -> Path: ...

    def rescue_path(self, moment: datetime) -> Path:
        """Where to keep what a restore replaces; it is never removed by the program."""

    def daily(self) -> list[Backup]:
        """The daily copies that can be read, oldest first."""

    def prepare(self) -> None:
        """Make the folder, and clear away what interrupted copies left. Raises BackupFailed."""

    def remove(self, backup: Backup) -> None: ...


class BackupSource(Protocol):
    """A sound copy that is open to be restored."""

    @property
    def name(self) -> str: ...

    @property
    def facts(self) -> BackupFacts: ...

    def documents(self) -> Iterator[tuple[str, bytes]]: ...


class RestoreTarget(Protocol):
    """The database that is to become what a copy holds. Until `finish` the program refuses to open it."""

    def alone(self) -> AbstractContextManager[None]:
        """Keep everybody else from opening the database. Raises DatabaseInUse."""

    def is_unfinished(self) -> bool:
        """Whether a restore began here and never finished."""

    def is_empty(self) -> bool: ...

    def staged(self, source: BackupSource, progress: Progress) -> AbstractContextManager[None]:
        """Write all that the copy holds beside the books, which stay as they are; after an error, remove it.

        Raises DamagedBackup where the database does not take a document, and NoRoomForRestore.
        """

    def begin(self, source: BackupSource, rescued: Path | None) -> None:
        """Mark the database as not to be opened; `rescued` is the copy of what was there, if anything was."""

    def take_over(self, source: BackupSource) -> None:
        """Put what was staged in the place of the books."""

    def finish(self) -> None: ...


class ReceiptBook(Protocol):
    """The issued receipts, numbered without a gap within each branch."""

    def issue(self, transaction_id: UUID, desk: Desk, bank: Bank) -> Receipt:
        """Return the movement's receipt, as it was first issued; issue it here and now if it was not.

        Raises UnknownTransaction.
        """


class ShiftReader(Protocol):
    def summary(self, operator: str, branch: str, day: date, limit: int) -> ShiftSummary:
        """What `operator` did at `branch` on the bank's `day`; the first `limit` operations are listed.

        Totals and list are of one moment.
        """


@dataclass(frozen=True, slots=True)
class ExportWords:
    """What an exported file says in the language of the window."""

    title: str
    headings: tuple[str, ...]
    """Of N.º, date, client, document, kind, fund, amount, balance after and message."""
    kinds: Mapping[TransactionKind, str]
    states: Mapping[tuple[Channel, NotificationState], str]


class MovementFiles(Protocol):
    """One kind of file."""

    def writing(self, path: Path, words: ExportWords) -> AbstractContextManager[Callable[[Movement], None]]:
        """Give what adds a row. The file appears at the end; after any error it does not.

        Raises ExportFailed.
        """
