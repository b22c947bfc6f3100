"""The nouns of the business. Money is Decimal, in COP; times are UTC."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal
from uuid import UUID

INITIAL_BALANCE: Final = Decimal(500000)
"""What a new client starts with (COP)."""


class Channel(StrEnum):
    """How a client wants to be told."""

    EMAIL = "email"
    SMS = "sms"


class DocumentType(StrEnum):
    """The identity documents that a branch accepts."""

    CC = "CC"  # cédula de ciudadanía
    CE = "CE"  # cédula de extranjería
    NIT = "NIT"  # a company's tax number
    TI = "TI"  # tarjeta de identidad
    PA = "PA"  # passport
    ORIGIN = "ID"  # no identity document: the number that the client had where they were imported from


REGISTRABLE: Final = tuple(kind for kind in DocumentType if kind is not DocumentType.ORIGIN)
"""What a branch asks for. A client with an ORIGIN comes from an older program or one of its callers alone."""


class TransactionKind(StrEnum):
    SUBSCRIPTION = "subscription"
    CANCELLATION = "cancellation"


KindWord = Literal["apertura", "cancelacion"]
KIND_WORDS: Final[Mapping[TransactionKind, KindWord]] = {
    TransactionKind.SUBSCRIPTION: "apertura",
    TransactionKind.CANCELLATION: "cancelacion",
}
"""What the bank's documents call them: in the database, in files and in the API."""

KIND_OF_WORD: Final[Mapping[str, TransactionKind]] = {word: kind for kind, word in KIND_WORDS.items()}


class NotificationState(StrEnum):
    """Where a message stands.

    CLAIMED has a worker but was provably not sent; SENDING may have been; HELD waits for a person
    to mend the channel; IN_DOUBT waits for a person to decide whether to send it again. IMPORTED history
    was never told by us and never will be.
    """

    PENDING = "pending"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    HELD = "held"
    IN_DOUBT = "in_doubt"
    IMPORTED = "imported"


SETTLED: Final = frozenset({NotificationState.SENT, NotificationState.IMPORTED})
"""The states in which nobody waits for anything."""


FUND_ID_LIMIT: Final = 2**31
"""A fund's id is at least 1 and below this."""


@dataclass(frozen=True, slots=True)
class Fund:
    id: int
    name: str
    minimum_amount: Decimal
    category: str


@dataclass(frozen=True, slots=True)
class Consent:
    """A client agreed to be told by `channel`; `at` is the server's time."""

    channel: Channel
    at: datetime


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What imported balances hold beyond their initial balance and their movements (COP, signed).

    It stands before the first movement; `holdings` maps a fund's id to its part.
    """

    balance: Decimal
    holdings: Mapping[int, Decimal]

    @property
    def total(self) -> Decimal:
        return self.balance + sum(self.holdings.values(), Decimal(0))


NO_ADJUSTMENT: Final = Adjustment(Decimal(0), {})


@dataclass(frozen=True, slots=True)
class Client:
    """A client and their money. `holdings` maps a fund's id to the amount held in it.

    `language` (es or en) is that of the messages they get. `consent` is the last one that was recorded.
    """

    id: str
    name: str
    document_type: DocumentType
    document: str
    email: str
    phone: str
    channel: Channel
    available_balance: Decimal
    holdings: Mapping[int, Decimal]
    initial_balance: Decimal
    sequence: int
    language: str = "es"
    consent: Consent | None = None
    adjustment: Adjustment = NO_ADJUSTMENT

    @property
    def opening_balance(self) -> Decimal:
        """The available balance before the first movement (COP)."""
        return self.initial_balance + self.adjustment.balance

    @property
    def invested(self) -> Decimal:
        """The sum of all holdings (COP)."""
        return sum(self.holdings.values(), Decimal(0))

    @property
    def destination(self) -> str:
        """The address of the chosen channel."""
        return self.email if self.channel is Channel.EMAIL else self.phone


@dataclass(frozen=True, slots=True)
class Desk:
    """Where and by whom an operation is made; written into every transaction."""

    operator: str
    branch: str
    host: str


@dataclass(frozen=True, slots=True)
class Request:
    """One intent of one operator. Its id is the idempotency key: one id has one answer for ever.

    `amount` (COP) is None for a cancellation, which returns all that is held, and positive for a
    subscription: anything else raises ValueError. `channel` is the one that the client must have chosen for
    this to be done; None: whichever they chose.
    """

    id: UUID
    kind: TransactionKind
    client_id: str
    fund_id: int
    amount: Decimal | None
    desk: Desk
    channel: Channel | None = None

    def __post_init__(self) -> None:
        is_subscription = self.kind is TransactionKind.SUBSCRIPTION
        has_amount = self.amount is not None and self.amount.is_finite() and self.amount > 0
        if has_amount is not is_subscription or (self.amount is not None and not is_subscription):
            raise ValueError(f"a {self.kind} of the amount {self.amount}")

    @property
    def fingerprint(self) -> str:
        """A hash of the movement that is asked for; who asks, and on which condition, does not count."""
        amount = "" if self.amount is None else f"{self.amount:.2f}"
        asked = "\x1f".join((self.kind, self.client_id, str(self.fund_id), amount))
        return hashlib.sha256(asked.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Names:
    """What the screen called a request's client and fund, to name them where no database answers."""

    client: str = ""
    fund: str = ""


NO_NAMES: Final = Names()


@dataclass(frozen=True, slots=True)
class Intent:
    """A request of this PC without a known answer. `since` is when it was asked, by the PC's clock (UTC).

    `is_proven`: this installation can prove that it wrote it. Any other was put there by somebody else, or
    comes from another PC or an older version: a person decides about it.
    """

    request: Request
    since: datetime
    names: Names = NO_NAMES
    is_proven: bool = True


@dataclass(frozen=True, slots=True)
class Transaction:
    """One movement of money, never changed once written. Its id is its request's id."""

    id: UUID
    client_id: str
    sequence: int
    kind: TransactionKind
    fund_id: int
    fund_name: str
    amount: Decimal
    balance_after: Decimal
    at: datetime
    desk: Desk


@dataclass(frozen=True, slots=True)
class Notification:
    """The message of one transaction; its id is the transaction's id, quoted as the reference."""

    id: UUID
    client_id: str
    client_name: str
    channel: Channel
    destination: str
    language: str
    state: NotificationState
    fence: int
    attempts: int
    resends: int
    reason: str

    def is_later_than(self, other: "Notification") -> bool:
        """Whether the message has moved on from `other`, which was read of the same message."""
        return self._progress > other._progress

    @property
    def _progress(self) -> tuple[int, int]:
        """Each claim has a fence of its own: it is claimed, sending, and then whatever came of it."""
        step = {NotificationState.CLAIMED: 0, NotificationState.SENDING: 1}.get(self.state, 2)
        return self.fence, step


@dataclass(frozen=True, slots=True)
class DatedMessage:
    """A message and when its movement was made."""

    notification: Notification
    at: datetime


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A stored document that does not fit the model: named and skipped, so the rest can be shown."""

    collection: str
    id: str
    reason: str
