"""What one asks of a history: whose movements, which of them, in which order; and what they add up to.

A place in a sorted history is the sort key of a movement with what breaks its ties, so that reading
continues exactly there, however many movements came meanwhile.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, Self

from btg_desktop.domain.days import end_of, start_of
from btg_desktop.domain.models import Notification, Transaction, TransactionKind

MovementCursor = int | tuple[Any, ...]
"""A place to continue after. In a client's history by date it is the movement's number alone."""


class SortKey(StrEnum):
    DATE = "date"  # in a client's history: by number, which is the order in which the money moved
    AMOUNT = "amount"
    FUND = "fund"  # by the fund's number: a fund that was renamed stays together


@dataclass(frozen=True, slots=True)
class Sort:
    key: SortKey = SortKey.DATE
    descending: bool = True

    def reversed(self) -> "Sort":
        return Sort(self.key, not self.descending)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which movements. `since` and `until` are Bogotá days, both included; None is no limit."""

    since: date | None = None
    until: date | None = None
    fund_id: int | None = None
    kind: TransactionKind | None = None

    def accepts(self, transaction: Transaction) -> bool:
        return (
            (self.since is None or transaction.at >= start_of(self.since))
            and (self.until is None or transaction.at < end_of(self.until))
            and self.fund_id in (None, transaction.fund_id)
            and self.kind in (None, transaction.kind)
        )


NEWEST_FIRST: Final = Sort()
EVERYTHING: Final = Filter()


@dataclass(frozen=True, slots=True)
class Listing:
    """A client's movements, or (client_id None) those made in one branch: which, and in which order."""

    client_id: str | None = None
    branch: str = ""
    filter: Filter = EVERYTHING
    sort: Sort = NEWEST_FIRST

    @property
    def is_plain(self) -> bool:
        """Whether everything is shown, newest first."""
        return self.filter == EVERYTHING and self.sort == NEWEST_FIRST

    def reversed(self) -> Self:
        """The same, read from the other end."""
        return replace(self, sort=self.sort.reversed())

    def place(self, transaction: Transaction) -> MovementCursor:
        """Where `transaction` stands in this listing."""
        own = self.client_id is not None
        ties: tuple[Any, ...] = (transaction.sequence,) if own else (transaction.at, transaction.id)
        match self.sort.key:
            case SortKey.DATE:
                return transaction.sequence if own else ties
            case SortKey.AMOUNT:
                return (transaction.amount, *ties)
            case SortKey.FUND:
                return (transaction.fund_id, *ties)

    def accepts(self, transaction: Transaction) -> bool:
        whose = (
            transaction.desk.branch == self.branch
            if self.client_id is None
            else transaction.client_id == self.client_id
        )
        return whose and self.filter.accepts(transaction)


@dataclass(frozen=True, slots=True)
class Totals:
    """What the movements of a listing add up to (COP)."""

    subscriptions: int = 0
    subscribed: Decimal = Decimal(0)
    cancellations: int = 0
    cancelled: Decimal = Decimal(0)

    @property
    def count(self) -> int:
        return self.subscriptions + self.cancellations

    @property
    def net(self) -> Decimal:
        """What went into funds and did not come back."""
        return self.subscribed - self.cancelled


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose movement it is, as the client is called now."""

    name: str
    document: str
    """With its type: `CC 1214727927`."""


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of a history, with all that a reader of it may want to know."""

    transaction: Transaction
    notification: Notification | None = None
    owner: Owner | None = None


class Period(StrEnum):
    """The ranges of days that one asks for most."""

    ALL = "all"
    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    MONTH = "month"
    THIS_MONTH = "this_month"

    def days(self, today: date) -> tuple[date | None, date | None]:
        """The first and the last day, as `today` has it."""
        match self:
            case Period.ALL:
                return None, None
            case Period.TODAY:
                return today, today
            case Period.YESTERDAY:
                return today - timedelta(days=1), today - timedelta(days=1)
            case Period.WEEK:
                return today - timedelta(days=6), today
            case Period.MONTH:
                return today - timedelta(days=29), today
            case Period.THIS_MONTH:
                return today.replace(day=1), today
