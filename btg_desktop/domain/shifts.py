"""The end of a shift (*arqueo*): what one operator did at one branch on one of the bank's days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from btg_desktop.domain.models import DocumentType, Transaction, TransactionKind, Unreadable


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """The operations of one kind in one fund: how many, and how much (COP)."""

    fund_id: int
    fund_name: str
    kind: TransactionKind
    count: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class ShiftOperation:
    """One operation with whose it was; the client's fields are empty where the client cannot be read."""

    transaction: Transaction
    client_name: str
    document_type: DocumentType | None
    document: str


@dataclass(frozen=True, slots=True)
class ShiftSummary:
    """Counts and totals over all operations; `operations` lists them oldest first, up to a bound."""

    operator: str
    branch: str
    day: date
    lines: tuple[ShiftLine, ...]
    first: datetime | None
    last: datetime | None
    operations: tuple[ShiftOperation, ...]
    unreadable: tuple[Unreadable, ...] = ()

    @property
    def count(self) -> int:
        return sum(line.count for line in self.lines)

    @property
    def unlisted(self) -> int:
        """How many operations are counted but not listed."""
        return self.count - len(self.operations)

    def count_of(self, kind: TransactionKind) -> int:
        return sum(line.count for line in self._of(kind))

    def total_of(self, kind: TransactionKind) -> Decimal:
        """The sum of the operations of one kind (COP)."""
        return sum((line.total for line in self._of(kind)), Decimal(0))

    @property
    def net(self) -> Decimal:
        """What went into the funds less what came back (COP)."""
        subscribed = self.total_of(TransactionKind.SUBSCRIPTION)
        return subscribed - self.total_of(TransactionKind.CANCELLATION)

    def _of(self, kind: TransactionKind) -> Iterable[ShiftLine]:
        return (line for line in self.lines if line.kind is kind)
