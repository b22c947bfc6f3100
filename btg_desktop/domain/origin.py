"""Where an imported client comes from: a hash of all that was taken over, which can be made again."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from btg_desktop.domain.models import Client, Desk, Transaction

IMPORT_DESK: Final = Desk(operator="importación", branch="importación", host="")
"""Who made an imported movement, and where, is not known; no branch counts it as its own."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The number that the client had there, and the hash of what was taken."""

    id: str
    fingerprint: str


def is_imported(transaction: Transaction) -> bool:
    return transaction.desk == IMPORT_DESK


def origin_fingerprint(client: Client, transactions: Iterable[bytes]) -> str:
    """A hash of all that is taken over; how it was written there does not count.

    `client` is as they were taken, with the balances of that day; `transactions` are theirs, as
    `transaction_part` writes each.
    """
    parts = [
        client.id,
        client.name,
        client.document_type,
        client.document,
        client.email,
        client.phone,
        client.channel,
        str(_short(client.available_balance)),
        str(_short(client.initial_balance)),
        _amounts(client.holdings),
    ]
    whole = hashlib.sha256("\x1f".join(parts).encode())
    for part in transactions:
        whole.update(part)
    return whole.hexdigest()


def transaction_part(transaction: Transaction) -> bytes:
    """What a transaction adds to the hash."""
    parts = ("", str(transaction.id), transaction.kind, str(transaction.fund_id), transaction.fund_name)
    written = (*parts, str(_short(transaction.amount)), transaction.at.isoformat())
    return "\x1f".join(written).encode()


def _amounts(holdings: Mapping[int, Decimal]) -> str:
    return ",".join(f"{fund_id}={_short(amount)}" for fund_id, amount in holdings.items())


def _short(amount: Decimal) -> Decimal:
    """Equal amounts look equal: with centavos only where there are any."""
    return amount.quantize(Decimal(1) if amount == amount.to_integral_value() else Decimal("0.01"))
