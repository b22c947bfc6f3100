"""The rules, and the audit that finds every way in which the books may not add up."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from audit_scene import with_all_beside
from hypothesis import given
from hypothesis import strategies as st

from btg_desktop.domain.audit import Broken, Entry, audit_client
from btg_desktop.domain.errors import BelowMinimum, InsufficientBalance, NotSubscribed
from btg_desktop.domain.models import (
    Channel,
    Client,
    Desk,
    DocumentType,
    Fund,
    Request,
    Transaction,
    TransactionKind,
)
from btg_desktop.domain.rules import check_cancellation, check_subscription, may_owe_withholding

FUND = Fund(3, "DEUDAPRIVADA", Decimal(50_000), "FIC")
DESK = Desk("laura", "Medellín Centro", "pc-1")


def client_with(balance: int, holdings: dict[int, Decimal], sequence: int) -> Client:
    return Client(
        id="c1",
        name="Julián Montoya",
        document_type=DocumentType.CC,
        document="1214727927",
        email="j@example.com",
        phone="+573005444343",
        channel=Channel.SMS,
        available_balance=Decimal(balance),
        holdings=holdings,
        initial_balance=Decimal(500_000),
        sequence=sequence,
    )


def entry(sequence: int, kind: TransactionKind, fund: int, amount: int, balance_after: int) -> Entry:
    transaction = Transaction(
        id=uuid4(),
        client_id="c1",
        sequence=sequence,
        kind=kind,
        fund_id=fund,
        fund_name="X",
        amount=Decimal(amount),
        balance_after=Decimal(balance_after),
        at=datetime(2026, 11, 24, tzinfo=UTC),
        desk=DESK,
    )
    asked = transaction.amount if kind is TransactionKind.SUBSCRIPTION else None
    return with_all_beside(transaction, Request(transaction.id, kind, "c1", fund, asked, DESK))


def sound_ledger() -> tuple[Client, list[Entry]]:
    entries = [
        entry(1, TransactionKind.SUBSCRIPTION, 1, 75_000, 425_000),
        entry(2, TransactionKind.SUBSCRIPTION, 2, 125_000, 300_000),
        entry(3, TransactionKind.CANCELLATION, 1, 75_000, 375_000),
    ]
    return client_with(375_000, {2: Decimal(125_000)}, 3), entries


def broken(client: Client, entries: list[Entry]) -> set[Broken]:
    return {violation.broken for violation in audit_client(client, entries)}


def test_too_little_balance_says_exactly_what_the_bank_asked_for() -> None:
    with pytest.raises(InsufficientBalance) as refused:
        check_subscription(FUND, Decimal(400_000), Decimal(375_000))
    assert str(refused.value) == "No tiene saldo disponible para vincularse al fondo DEUDAPRIVADA"
    assert refused.value.fields["missing"] == 25_000


def test_below_the_minimum_names_the_minimum() -> None:
    with pytest.raises(BelowMinimum, match=r"\$ 50\.000"):
        check_subscription(FUND, Decimal("49999.99"), Decimal(500_000))


@given(st.decimals("0.01", "1000000", places=2), st.decimals(0, "1000000", places=2))
def test_a_subscription_is_allowed_exactly_between_minimum_and_balance(
    amount: Decimal, available: Decimal
) -> None:
    try:
        check_subscription(FUND, amount, available)
    except BelowMinimum:
        assert amount < FUND.minimum_amount
    except InsufficientBalance:
        assert FUND.minimum_amount <= amount > available
    else:
        assert FUND.minimum_amount <= amount <= available


def test_a_cancellation_returns_all_that_is_held() -> None:
    client, _ = sound_ledger()
    assert check_cancellation(replace(FUND, id=2), client) == 125_000
    with pytest.raises(NotSubscribed):
        check_cancellation(replace(FUND, id=1), client)


def test_only_a_pension_fund_may_owe_withholding() -> None:
    assert may_owe_withholding(replace(FUND, category="FPV"))
    assert not may_owe_withholding(FUND)


def test_sound_books_have_no_violation() -> None:
    assert broken(*sound_ledger()) == set()


def test_a_changed_balance_is_found_with_its_difference() -> None:
    client, entries = sound_ledger()
    violations = list(audit_client(replace(client, available_balance=Decimal(375_001)), entries))
    assert {violation.broken for violation in violations} == {Broken.TOTAL, Broken.BALANCE}
    assert {violation.difference for violation in violations} == {Decimal(1)}


def test_a_missing_transaction_is_found() -> None:
    client, entries = sound_ledger()
    assert {Broken.SEQUENCE, Broken.BALANCE_AFTER} <= broken(client, [entries[0], entries[2]])


def test_a_missing_last_transaction_is_found() -> None:
    client, entries = sound_ledger()
    assert {Broken.SEQUENCE, Broken.BALANCE, Broken.HOLDING} <= broken(client, entries[:2])


def test_a_doubled_transaction_is_found() -> None:
    client, entries = sound_ledger()
    double = replace(entries[2], transaction=replace(entries[2].transaction, sequence=4))
    assert {Broken.SEQUENCE, Broken.BALANCE_AFTER} <= broken(client, [*entries, double])


def test_an_edited_transaction_is_found() -> None:
    client, entries = sound_ledger()
    entries[1] = replace(entries[1], transaction=replace(entries[1].transaction, amount=Decimal(125_001)))
    assert {Broken.BALANCE_AFTER, Broken.HOLDING, Broken.REQUEST} <= broken(client, entries)


def test_reordered_transactions_are_found() -> None:
    client, entries = sound_ledger()
    first, second = entries[0].transaction, entries[1].transaction
    entries[0] = replace(entries[0], transaction=replace(second, sequence=1))
    entries[1] = replace(entries[1], transaction=replace(first, sequence=2))
    assert Broken.BALANCE_AFTER in broken(client, entries)


def test_a_holding_without_transactions_is_found() -> None:
    client, entries = sound_ledger()
    client = replace(client, holdings={**client.holdings, 5: Decimal(100_000)})
    assert broken(client, entries) == {Broken.TOTAL, Broken.HOLDING}


def test_a_transaction_without_its_request_or_message_is_found() -> None:
    client, entries = sound_ledger()
    entries[0] = replace(entries[0], request=None, message=None)
    assert broken(client, entries) == {Broken.REQUEST, Broken.NOTIFICATION}
