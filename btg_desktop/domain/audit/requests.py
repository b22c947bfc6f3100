"""Requests: an applied one asked for just its movement; a refused one had a reason that fits it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from btg_desktop.domain.audit.violations import Broken, Figures, Flaw, Violation, in_list
from btg_desktop.domain.errors import (
    BelowMinimum,
    ChannelNotChosen,
    ChannelWithoutAddress,
    FundNotOffered,
    InsufficientBalance,
    NotSubscribed,
    Rejection,
    UnknownClient,
    UnknownFund,
)
from btg_desktop.domain.models import Channel, Desk, Request, Transaction, TransactionKind


@dataclass(frozen=True, slots=True)
class StoredRequest:
    """A request as it is stored: with its fingerprint, and why it was refused if it was."""

    request: Request
    fingerprint: str
    applied: bool
    reason: str | None = None
    fields: Mapping[str, object] | None = None


_REASON_FIELDS: Final[Mapping[type[Rejection], Mapping[str, type]]] = {
    InsufficientBalance: {"fund": str, "missing": Decimal},
    BelowMinimum: {"fund": str, "minimum": Decimal},
    NotSubscribed: {"fund": str},
    FundNotOffered: {"branch": str, "fund": str},
    ChannelWithoutAddress: {"channel": str},
    ChannelNotChosen: {"channel": str},
    UnknownClient: {"client": str},
    UnknownFund: {"fund": int},
}
_BEFORE_THE_CLIENT: Final = {
    rejection.code for rejection in (UnknownClient, UnknownFund, BelowMinimum, FundNotOffered)
}
"""Reasons that are found before the client is looked for."""

REASONS: Final = {rejection.code: fields for rejection, fields in _REASON_FIELDS.items()}
"""The fields of each reason by its code."""


def audit_request(
    transaction: Transaction, condition: Channel | None, stored: StoredRequest | None
) -> Iterator[Violation]:
    """Compare a movement with the applied request under its id.

    `condition` is the channel that the request required, as the movement repeats it.
    """
    if stored is None or not stored.applied:
        yield _of(transaction, Flaw.NO_REQUEST)
        return
    yield from audit_fingerprint(stored)
    if stored.fingerprint != _asking_for(transaction).fingerprint:
        yield _of(transaction, Flaw.OTHER_REQUEST)
    if stored.reason is not None or stored.fields is not None:
        yield _of(transaction, Flaw.OTHER_ANSWER)
    changed = _differing_desk(stored.request.desk, transaction.desk)
    if stored.request.channel is not condition:
        changed.append("canal")
    if changed:
        figures = {"place": "solicitudes", "fields": in_list(changed)}
        yield _of(transaction, Flaw.OTHER_FACTS, figures)


def audit_fingerprint(stored: StoredRequest) -> Iterator[Violation]:
    """The stored fingerprint must be that of the request's own fields."""
    if stored.fingerprint != stored.request.fingerprint:
        yield _of_request(stored, Flaw.OTHER_FINGERPRINT)


def audit_refusal(
    stored: StoredRequest, *, client_exists: bool, fund_names: Mapping[int, str]
) -> Iterator[Violation]:
    """A refused request: its reason must be one that this request can have had."""
    yield from audit_fingerprint(stored)
    reason = stored.reason or ""
    if not _is_possible(stored, fund_names):
        yield _of_request(stored, Flaw.IMPOSSIBLE_REASON, {"reason": reason})
    if not client_exists and reason not in _BEFORE_THE_CLIENT:
        yield _of_request(stored, Flaw.NO_CLIENT)


def _is_possible(stored: StoredRequest, fund_names: Mapping[int, str]) -> bool:
    expected = REASONS.get(stored.reason or "")
    fields = stored.fields
    if expected is None or fields is None or fields.keys() != expected.keys():
        return False
    if not all(isinstance(fields[name], kind) for name, kind in expected.items()):
        return False
    request = stored.request
    match stored.reason:
        case UnknownClient.code:
            return fields["client"] == request.client_id
        case UnknownFund.code:
            return fields["fund"] == request.fund_id
        case ChannelWithoutAddress.code | ChannelNotChosen.code:
            is_same = request.channel == fields["channel"]
            return request.channel is not None and is_same is (stored.reason == ChannelWithoutAddress.code)
        case _:
            return fields["fund"] == fund_names.get(request.fund_id) and _fits_amount(fields, request.amount)


def _fits_amount(fields: Mapping[str, object], amount: Decimal | None) -> bool:
    """A subscription lacks something of its amount; a cancellation has none."""
    missing, minimum = fields.get("missing"), fields.get("minimum")
    if isinstance(missing, Decimal):
        return amount is not None and 0 < missing <= amount
    if isinstance(minimum, Decimal):
        return amount is not None and amount < minimum
    return True


def _differing_desk(one: Desk, other: Desk) -> list[str]:
    pairs = {
        "operador": (one.operator, other.operator),
        "sucursal": (one.branch, other.branch),
        "equipo": (one.host, other.host),
    }
    return [name for name, (mine, theirs) in pairs.items() if mine != theirs]


def _asking_for(transaction: Transaction) -> Request:
    return Request(
        id=transaction.id,
        kind=transaction.kind,
        client_id=transaction.client_id,
        fund_id=transaction.fund_id,
        amount=transaction.amount if transaction.kind is TransactionKind.SUBSCRIPTION else None,
        desk=transaction.desk,
    )


def _of(transaction: Transaction, flaw: Flaw, figures: Figures | None = None) -> Violation:
    return Violation(Broken.REQUEST, transaction.client_id, flaw, figures or {}, transaction.id)


def _of_request(stored: StoredRequest, flaw: Flaw, figures: Figures | None = None) -> Violation:
    return Violation(Broken.REQUEST, stored.request.client_id, flaw, figures or {}, stored.request.id)
