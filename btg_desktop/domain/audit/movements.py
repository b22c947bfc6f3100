"""The invariants of the money, checked by replaying what was written.

Per client: balance + holdings = initial balance, and its adjustment if they were imported; sequence
1…n without a gap; dates in the order of the sequence; replaying the transactions gives every stored
balance and the holdings; every transaction has its applied request, asking just that, and its notification.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from btg_desktop.domain.audit.messages import StoredMessage, audit_message
from btg_desktop.domain.audit.records import Record
from btg_desktop.domain.audit.requests import StoredRequest, audit_request
from btg_desktop.domain.audit.violations import CLOCKS, Broken, Figures, Flaw, Violation
from btg_desktop.domain.models import Channel, Client, Transaction, TransactionKind
from btg_desktop.domain.receipts import Receipt


@dataclass(frozen=True, slots=True)
class Entry:
    """A transaction with all that stands beside it under its id, and the channel that it required.

    `receipt_record` is the record of `receipt`.
    """

    transaction: Transaction
    request: StoredRequest | None
    message: StoredMessage | None
    receipt: Receipt | None = None
    receipt_record: Record | None = None
    condition: Channel | None = None


Beside = Callable[[Entry], Iterator[Violation]]


def audit_beside(entry: Entry) -> Iterator[Violation]:
    """Compare a transaction with its request and its message."""
    yield from audit_request(entry.transaction, entry.condition, entry.request)
    yield from audit_message(entry.transaction, entry.condition, entry.message, None)


def audit_client(
    client: Client, entries: Iterable[Entry], beside: Beside = audit_beside
) -> Iterator[Violation]:
    """Replay `entries`, in order of sequence, and name all that does not hold for `client`.

    `beside` compares each with what stands beside it.
    """
    balance, sequence, holdings = client.opening_balance, 0, dict(client.adjustment.holdings)
    before: datetime | None = None
    for entry in entries:
        transaction = entry.transaction
        if transaction.sequence != sequence + 1:
            follows = {"number": transaction.sequence, "previous": sequence}
            yield _violation(Broken.SEQUENCE, transaction, Flaw.OUT_OF_ORDER, follows)
        if before is not None and transaction.at < before - CLOCKS:
            yield _violation(Broken.DATE, transaction, Flaw.BEFORE_PREDECESSOR)
        sequence, before = transaction.sequence, transaction.at
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
        yield from beside(entry)
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
