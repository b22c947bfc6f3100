"""A refused request: each reason has the fields that it is stored with, and must fit its request."""

from decimal import Decimal
from uuid import uuid4

import pytest

from btg_desktop.domain.audit.requests import REASONS, StoredRequest, audit_refusal
from btg_desktop.domain.errors import REJECTIONS
from btg_desktop.domain.models import Channel, Desk, Request, TransactionKind

DESK = Desk("laura", "001", "pc-1")
NAMES = {1: "FPV"}
CLIENT = "c1"


def test_every_reason_is_known_to_the_audit() -> None:
    assert REASONS.keys() == REJECTIONS.keys()


def is_sound(reason: str, fields: dict[str, object], *, client_exists: bool = True) -> bool:
    request = Request(
        uuid4(), TransactionKind.SUBSCRIPTION, CLIENT, 1, Decimal(75_000), DESK, channel=Channel.SMS
    )
    stored = StoredRequest(request, request.fingerprint, applied=False, reason=reason, fields=fields)
    return not list(audit_refusal(stored, client_exists=client_exists, fund_names=NAMES))


@pytest.mark.parametrize(
    ("reason", "fields"),
    [
        ("saldo_insuficiente", {"fund": "FPV", "missing": Decimal(1)}),
        ("bajo_minimo", {"fund": "FPV", "minimum": Decimal(80_000)}),
    ],
)
def test_a_reason_that_fits_is_sound(reason: str, fields: dict[str, object]) -> None:
    assert is_sound(reason, fields)


@pytest.mark.parametrize(
    ("reason", "fields"),
    [
        ("saldo_insuficiente", {"fund": "OTRO", "missing": Decimal(1)}),
        ("saldo_insuficiente", {"fund": "FPV", "missing": Decimal(75_001)}),
        ("saldo_insuficiente", {"fund": "FPV", "missing": 1}),
        ("saldo_insuficiente", {"fund": "FPV"}),
        ("bajo_minimo", {"fund": "FPV", "minimum": Decimal(75_000)}),
        ("porque_si", {"fund": "FPV"}),
    ],
)
def test_a_reason_that_cannot_be_is_named(reason: str, fields: dict[str, object]) -> None:
    assert not is_sound(reason, fields)


def test_a_client_who_lacked_balance_must_exist() -> None:
    assert not is_sound("saldo_insuficiente", {"fund": "FPV", "missing": Decimal(1)}, client_exists=False)
