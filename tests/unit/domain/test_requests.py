"""A request that makes no sense cannot be built: a subscription without an amount would cancel everything."""

from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btg_desktop.domain.models import Desk, Request, TransactionKind

DESK = Desk("laura", "Centro", "pc-1")


@pytest.mark.parametrize("amount", [None, "0", "-1", "NaN", "sNaN", "Infinity", "-0.00"])
def test_a_subscription_without_a_positive_amount_cannot_be_built(amount: str | None) -> None:
    asked = None if amount is None else Decimal(amount)
    with pytest.raises(ValueError, match="subscription"):
        Request(uuid4(), TransactionKind.SUBSCRIPTION, "c1", 3, asked, DESK)


@given(st.decimals())
def test_a_cancellation_with_an_amount_cannot_be_built(amount: Decimal) -> None:
    with pytest.raises(ValueError, match="cancellation"):
        Request(uuid4(), TransactionKind.CANCELLATION, "c1", 3, amount, DESK)


@given(st.decimals(min_value="0.01", max_value="999999999999.99", places=2))
def test_every_positive_amount_can_be_asked_for(amount: Decimal) -> None:
    assert Request(uuid4(), TransactionKind.SUBSCRIPTION, "c1", 3, amount, DESK).amount == amount
