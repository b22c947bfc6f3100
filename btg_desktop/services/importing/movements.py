"""The history of one imported client: each movement read, named once for ever, and put in order."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Final
from uuid import UUID, uuid5

from btg_desktop.domain.models import Fund, TransactionKind
from btg_desktop.services.importing.fields import Fields
from btg_desktop.services.importing.funds import KnownFunds
from btg_desktop.services.importing.ports import Plain
from btg_desktop.services.importing.values import (
    Unusable,
    read_fund_id,
    read_id,
    read_kind,
    read_moment,
    read_money,
    read_text,
)

_NAMESPACE: Final = UUID("6f1b0c52-6f0e-5d53-9c1a-8a2f2f3f6f10")
"""Of the ids that are made here; it must never change, or the same document would come in twice."""


@dataclass(frozen=True, slots=True)
class OriginMovement:
    id: UUID
    kind: TransactionKind
    fund: Fund
    fund_name: str
    amount: Decimal
    at: datetime


def read_movements(
    listed: Plain, client_id: str, funds: KnownFunds, reasons: list[str]
) -> list[OriginMovement]:
    """Read all of `listed`, oldest first; movements of one moment stay in the order they stood in."""
    if listed is None:
        return []
    if not isinstance(listed, list):
        reasons.append("transacciones: no es una lista")
        return []
    movements: list[OriginMovement] = []
    positions: dict[UUID, int] = {}
    for position, document in enumerate(listed):
        movement = _read(document, f"{client_id}\x1f{position}", client_id, funds, reasons, position)
        if movement is None:
            continue
        if (earlier := positions.setdefault(movement.id, position)) != position:
            reasons.append(f"transacciones[{position}].id: es el mismo de transacciones[{earlier}]")
        movements.append(movement)
    return sorted(movements, key=lambda movement: movement.at)


def _read(
    document: Plain,
    place: str,
    client_id: str,
    funds: KnownFunds,
    reasons: list[str],
    position: int,
) -> OriginMovement | None:
    fields = Fields(document, reasons, f"transacciones[{position}].")
    identifier = fields.identifier()
    kind = fields.read(read_kind, "tipo_transaccion", "tipo")
    fund_id = fields.read(read_fund_id, "id_fondo", "fondo_id")
    amount = fields.read(_read_paid, "valor", "monto")
    at = fields.read(read_moment, "fecha")
    name = fields.optional(read_text, "nombre_fondo") or ""
    fund = None if fund_id is None else fields.usable(partial(funds.fund, name=name), fund_id, "id_fondo")
    if kind is None or fund is None or amount is None or at is None:
        return None
    if identifier is None:
        written = "\x1f".join((place, kind, str(fund.id), str(amount), at.isoformat()))
        own: UUID | None = uuid5(_NAMESPACE, written)
    else:
        own = fields.usable(lambda value: _own_id(value, client_id), identifier, "id")
    return None if own is None else OriginMovement(own, kind, fund, name or fund.name, amount, at)


def _own_id(value: Plain, client_id: str) -> UUID:
    """The movement's UUID if it has one; else one that only this client's movement with this id has."""
    if isinstance(value, UUID):
        return value
    text = read_id(value)
    try:
        return UUID(text)
    except ValueError:
        return uuid5(_NAMESPACE, f"{client_id}\x1f#{text}")


def _read_paid(value: Plain) -> Decimal:
    amount = read_money(value)
    if amount == 0:
        raise Unusable("debe ser mayor que cero")
    return amount
