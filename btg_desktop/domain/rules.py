"""The bank's rules for moving money, said once: the dialog shows them, the ledger enforces them."""

from collections.abc import Iterable
from decimal import Decimal

from btg_desktop.domain.contacts import is_reachable
from btg_desktop.domain.errors import (
    BelowMinimum,
    ChannelWithoutAddress,
    InsufficientBalance,
    NotSubscribed,
    WrongOpening,
)
from btg_desktop.domain.models import INITIAL_BALANCE, Channel, Client, Fund
from btg_desktop.domain.money import check_amount

FPV = "FPV"
"""Voluntary pension funds: leaving early may owe contingent withholding tax."""


def check_subscription(fund: Fund, amount: Decimal, available_balance: Decimal) -> None:
    """Raise InvalidAmount, BelowMinimum or InsufficientBalance if `amount` (COP) cannot enter `fund`."""
    check_amount(amount)
    check_minimum(fund, amount)
    if amount > available_balance:
        raise InsufficientBalance(fund=fund.name, missing=amount - available_balance)


def check_minimum(fund: Fund, amount: Decimal) -> None:
    """Raise BelowMinimum if `amount` (COP) is less than the fund asks for."""
    if amount < fund.minimum_amount:
        raise BelowMinimum(fund=fund.name, minimum=fund.minimum_amount)


def check_cancellation(fund: Fund, client: Client) -> Decimal:
    """Return the whole amount (COP) that leaving `fund` gives back; raise NotSubscribed if none."""
    held = client.holdings.get(fund.id, Decimal(0))
    if held <= 0:
        raise NotSubscribed(fund=fund.name)
    return held


def check_opening(balance: Decimal, holdings: Iterable[Decimal], movements: int) -> None:
    """Raise WrongOpening unless this is how every new client starts (COP): nothing else is ever given."""
    if balance != INITIAL_BALANCE or any(holdings) or movements:
        raise WrongOpening(initial=INITIAL_BALANCE)


def may_owe_withholding(fund: Fund) -> bool:
    """Whether cancelling `fund` early may owe *retención contingente*."""
    return fund.category == FPV


def check_channel(client: Client, channel: Channel | None) -> None:
    """Raise ChannelWithoutAddress unless the client can be told by `channel` (None: by their own)."""
    if channel is not None and not is_reachable(client, channel):
        raise ChannelWithoutAddress(channel=channel.value)
