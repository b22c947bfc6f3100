"""What a desk asked for and what it was told, as lines of its history."""

from typing import Any

from btg_desktop.domain.errors import BtgError, OutcomeUnknown, Rejection, RequestMismatch
from btg_desktop.domain.models import Request, Transaction


def asked(request: Request) -> dict[str, Any]:
    """The fields of an "ask"."""
    return {
        "id": str(request.id),
        "client": request.client_id,
        "kind": request.kind.value,
        "fund": request.fund_id,
        "amount": None if request.amount is None else str(request.amount),
        "fingerprint": request.fingerprint,
    }


def applied(transaction: Transaction) -> dict[str, Any]:
    """The answer to a request that moved money."""
    return {
        "answer": "applied",
        "id": str(transaction.id),
        "client": transaction.client_id,
        "kind": transaction.kind.value,
        "fund": transaction.fund_id,
        "amount": str(transaction.amount),
        "sequence": transaction.sequence,
        "balance_after": str(transaction.balance_after),
    }


def not_applied(request: Request, error: BtgError) -> dict[str, Any]:
    """The answer to a request that ended in `error`."""
    told: dict[str, Any] = {"id": str(request.id)}
    match error:
        case Rejection():
            why = {name: str(value) for name, value in error.fields.items()}
            return {**told, "answer": "rejected", "code": error.code, "text": str(error), "why": why}
        case RequestMismatch():
            return {**told, "answer": "mismatch"}
        case OutcomeUnknown():
            return {**told, "answer": "unknown"}
        case _:
            return {
                **told,
                "answer": "nothing moved",
                "error": type(error).__name__,
                "text": str(error),
            }
