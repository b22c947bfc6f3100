"""Making imported balances and their history meet: what history does not explain stands as an adjustment.

The balances are what the bank owes its client today, so they stay as they are. Replayed from the
initial balance, the movements may lead elsewhere: the difference is named, and stands before them.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from btg_desktop.domain.audit import move
from btg_desktop.domain.formats import format_amount
from btg_desktop.domain.models import Adjustment, Transaction, TransactionKind
from btg_desktop.domain.origin import IMPORT_DESK
from btg_desktop.services.importing.movements import OriginMovement
from btg_desktop.services.importing.values import Unusable


def settle(
    client_id: str,
    available: Decimal,
    holdings: Mapping[int, Decimal] | None,
    initial: Decimal,
    movements: Sequence[OriginMovement],
) -> tuple[tuple[Transaction, ...], dict[int, Decimal], Adjustment]:
    """Number and replay `movements` so that they end in today's balances.

    Returns the transactions, the holdings (where `holdings` is None, those of the history) and the
    adjustment. Raises Unusable where the client would have owed the bank.
    """
    balance = opening = available - sum(map(_change, movements), Decimal(0))
    _check_not_owed(balance, "antes de sus movimientos")
    transactions = []
    replayed: dict[int, Decimal] = {}
    for sequence, movement in enumerate(movements, 1):
        balance += _change(movement)
        _check_not_owed(balance, f"después del {sequence}.º por fecha")
        transactions.append(_transaction(client_id, sequence, movement, balance))
        move(transactions[-1], replayed)
    if holdings is None:
        if any(amount < 0 for amount in replayed.values()):
            raise Unusable("saldo_fondos: falta, y sus movimientos no lo explican")
        holdings = replayed
    held = {fund_id: amount for fund_id, amount in sorted(holdings.items()) if amount}
    return tuple(transactions), held, Adjustment(opening - initial, _differences(held, replayed))


def _change(movement: OriginMovement) -> Decimal:
    """What it did to the available balance (COP)."""
    return -movement.amount if movement.kind is TransactionKind.SUBSCRIPTION else movement.amount


def _check_not_owed(balance: Decimal, when: str) -> None:
    if balance < 0:
        raise Unusable(
            f"transacciones: con ese saldo_disponible habría tenido {format_amount(balance)} {when}"
        )


def _transaction(client_id: str, sequence: int, movement: OriginMovement, balance: Decimal) -> Transaction:
    return Transaction(
        id=movement.id,
        client_id=client_id,
        sequence=sequence,
        kind=movement.kind,
        fund_id=movement.fund.id,
        fund_name=movement.fund_name,
        amount=movement.amount,
        balance_after=balance,
        at=movement.at,
        desk=IMPORT_DESK,
    )


def _differences(held: Mapping[int, Decimal], replayed: Mapping[int, Decimal]) -> dict[int, Decimal]:
    zero = Decimal(0)
    differences = {
        fund_id: held.get(fund_id, zero) - replayed.get(fund_id, zero)
        for fund_id in sorted(held.keys() | replayed.keys())
    }
    return {fund_id: amount for fund_id, amount in differences.items() if amount}


def in_words(adjustment: Adjustment) -> str:
    """`saldo disponible − $ 25.000; fondo 2 + $ 75.000`."""
    parts = [("saldo disponible", adjustment.balance)] if adjustment.balance else []
    parts += [(f"fondo {fund_id}", amount) for fund_id, amount in adjustment.holdings.items()]
    return "; ".join(
        f"{name} {'+' if amount > 0 else '−'} {format_amount(abs(amount))}" for name, amount in parts
    )
