"""The invariants of the money, checked by replaying what was written.

Per client: balance + holdings = initial balance, and its adjustment if they were imported; sequence
1…n without a gap; replaying the transactions gives every stored balance and the holdings; every
transaction has its applied request, asking just that, and its notification.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from btg_desktop.domain.models import Client, Request, Transaction, TransactionKind


class Broken(StrEnum):
    """Which invariant does not hold."""

    TOTAL = "balance_plus_holdings"
    BALANCE = "balance"
    HOLDING = "holding"
    SEQUENCE = "sequence"
    BALANCE_AFTER = "balance_after"
    REQUEST = "request"
    NOTIFICATION = "notification"
    TRANSACTION = "transaction"
    CLIENT = "client"
    DOCUMENT = "document"
    RECEIPT_NUMBER = "receipt_number"


class Flaw(StrEnum):
    """In what way it does not hold; the names after it are those of a violation's `figures`."""

    OTHER_TOTAL = "other_total"  # total, start: COP
    NOT_AS_REPLAYED = "not_as_replayed"  # stored, replayed: COP
    HOLDING_NOT_AS_REPLAYED = "holding_not_as_replayed"  # fund, stored, replayed: COP
    OVERDRAWN = "overdrawn"  # balance: COP
    OUT_OF_ORDER = "out_of_order"  # number, previous
    OTHER_LAST = "other_last"  # stored, last
    NO_REQUEST = "no_request"
    OTHER_REQUEST = "other_request"
    NO_NOTIFICATION = "no_notification"
    NO_TRANSACTION = "no_transaction"
    NO_CLIENT = "no_client"
    UNREADABLE = "unreadable"  # collection, id, reason
    COUNTER_BEHIND = "counter_behind"  # issued, counter
    COUNTER_AHEAD = "counter_ahead"  # counter, last
    RECEIPT_OF_NOTHING = "receipt_of_nothing"  # number


Figures = Mapping[str, Decimal | int | str]


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where the books do not add up: of a client, or of a `branch` where that is named.

    `difference` is stored minus expected (COP).
    """

    broken: Broken
    client_id: str
    flaw: Flaw
    figures: Figures = field(default_factory=dict)
    transaction_id: UUID | None = None
    difference: Decimal | None = None
    branch: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A transaction with what stands beside it: its request's fingerprint and whether it has a message."""

    transaction: Transaction
    request_fingerprint: str | None
    notified: bool


def audit_client(client: Client, entries: Iterable[Entry]) -> Iterator[Violation]:
    """Replay `entries`, in order of sequence, and name all that does not hold for `client`."""
    balance, sequence, holdings = client.opening_balance, 0, dict(client.adjustment.holdings)
    for entry in entries:
        transaction = entry.transaction
        if transaction.sequence != sequence + 1:
            follows = {"number": transaction.sequence, "previous": sequence}
            yield _violation(Broken.SEQUENCE, transaction, Flaw.OUT_OF_ORDER, follows)
        sequence = transaction.sequence
        balance += move(transaction, holdings)
        if transaction.balance_after != balance:
            yield _violation(
                Broken.BALANCE_AFTER,
                transaction,
                Flaw.NOT_AS_REPLAYED,
                {"stored": transaction.balance_after, "replayed": balance},
                transaction.balance_after - balance,
            )
            balance = transaction.balance_after
        if balance < 0:
            overdrawn = {"balance": balance}
            yield _violation(Broken.BALANCE_AFTER, transaction, Flaw.OVERDRAWN, overdrawn, balance)
        yield from _audit_beside(entry)
    yield from _audit_totals(client, balance, sequence, holdings)


def move(transaction: Transaction, holdings: dict[int, Decimal]) -> Decimal:
    """Apply `transaction` to `holdings`; return the change of the available balance (COP)."""
    held = holdings.pop(transaction.fund_id, Decimal(0))
    if transaction.kind is TransactionKind.SUBSCRIPTION:
        holdings[transaction.fund_id] = held + transaction.amount
        return -transaction.amount
    if held != transaction.amount:
        holdings[transaction.fund_id] = held - transaction.amount
    return transaction.amount


def _audit_beside(entry: Entry) -> Iterator[Violation]:
    transaction = entry.transaction
    if entry.request_fingerprint is None:
        yield _violation(Broken.REQUEST, transaction, Flaw.NO_REQUEST)
    elif entry.request_fingerprint != _request_of(transaction).fingerprint:
        yield _violation(Broken.REQUEST, transaction, Flaw.OTHER_REQUEST)
    if not entry.notified:
        yield _violation(Broken.NOTIFICATION, transaction, Flaw.NO_NOTIFICATION)


def _request_of(transaction: Transaction) -> Request:
    return Request(
        id=transaction.id,
        kind=transaction.kind,
        client_id=transaction.client_id,
        fund_id=transaction.fund_id,
        amount=transaction.amount if transaction.kind is TransactionKind.SUBSCRIPTION else None,
        desk=transaction.desk,
    )


def _audit_totals(
    client: Client, balance: Decimal, sequence: int, holdings: dict[int, Decimal]
) -> Iterator[Violation]:
    total = client.available_balance + client.invested
    start = client.initial_balance + client.adjustment.total
    if total != start:
        yield Violation(
            Broken.TOTAL,
            client.id,
            Flaw.OTHER_TOTAL,
            {"total": total, "start": start},
            difference=total - start,
        )
    if client.available_balance != balance:
        yield Violation(
            Broken.BALANCE,
            client.id,
            Flaw.NOT_AS_REPLAYED,
            {"stored": client.available_balance, "replayed": balance},
            difference=client.available_balance - balance,
        )
    for fund in sorted(client.holdings.keys() | holdings.keys()):
        stored, replayed = client.holdings.get(fund, Decimal(0)), holdings.get(fund, Decimal(0))
        if stored != replayed:
            yield Violation(
                Broken.HOLDING,
                client.id,
                Flaw.HOLDING_NOT_AS_REPLAYED,
                {"fund": fund, "stored": stored, "replayed": replayed},
                difference=stored - replayed,
            )
    if client.sequence != sequence:
        last = {"stored": client.sequence, "last": sequence}
        yield Violation(Broken.SEQUENCE, client.id, Flaw.OTHER_LAST, last)


def _violation(
    broken: Broken,
    transaction: Transaction,
    flaw: Flaw,
    figures: Figures = MappingProxyType({}),
    difference: Decimal | None = None,
) -> Violation:
    return Violation(broken, transaction.client_id, flaw, figures, transaction.id, difference)
