"""The end of a shift equals what one adds up by hand, whatever the day was like."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.documents import write_transaction
from btg_desktop.adapters.mongo.shifts import MongoShifts
from btg_desktop.domain.models import Client, Desk, DocumentType, Transaction, TransactionKind
from btg_desktop.domain.receipts import Bank
from btg_desktop.domain.shifts import ShiftSummary
from btg_desktop.services import shifts as service
from btg_desktop.services.shifts import Shifts
from btg_desktop.services.subscriptions import Subscriptions

DAY = date(2026, 11, 24)
MIDNIGHT = datetime(2026, 11, 24, 5, tzinfo=UTC)  # in Bogotá
DESK = Desk("laura", "Medellín Centro", "pc-1")
OPENED, CLOSED = TransactionKind.SUBSCRIPTION, TransactionKind.CANCELLATION
SELDOM = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def shifts(database: Database[Document]) -> Shifts:
    return Shifts(MongoShifts(database), Bank("BTG Pactual"))


def movement(
    number: int,
    *,
    kind: TransactionKind = OPENED,
    fund: int = 1,
    amount: Decimal = Decimal(75_000),
    at: datetime = MIDNIGHT + timedelta(hours=9),
    desk: Desk = DESK,
    client: str = "nadie",
) -> Transaction:
    return Transaction(
        uuid4(), client, number, kind, fund, f"FONDO {fund}", amount, Decimal(425_000), at, desk
    )


def store(database: Database[Document], *movements: Transaction) -> None:
    if movements:
        database["transacciones"].insert_many([write_transaction(each) for each in movements])


desks = st.builds(
    Desk,
    operator=st.sampled_from(["laura", "pedro"]),
    branch=st.sampled_from(["", "Cali"]),
    host=st.just("pc"),
)
ledgers = st.lists(
    st.builds(
        movement,
        st.just(0),
        kind=st.sampled_from(TransactionKind),
        fund=st.integers(1, 3),
        amount=st.decimals("0.01", "999999999999.99", places=2),
        at=st.integers(-26 * 3600, 26 * 3600).map(lambda s: MIDNIGHT + timedelta(seconds=s)),
        desk=desks,
    ),
    max_size=40,
)


@SELDOM
@given(ledgers)
def test_the_totals_equal_the_naive_sum(
    database: Database[Document], shifts: Shifts, ledger: list[Transaction]
) -> None:
    database["transacciones"].delete_many({})
    numbered = [_numbered(each, number) for number, each in enumerate(ledger, 1)]
    store(database, *numbered)
    summary = shifts.summary("laura", "Cali", DAY)
    mine = [
        each
        for each in numbered
        if (each.desk.operator, each.desk.branch) == ("laura", "Cali")
        and MIDNIGHT <= each.at < MIDNIGHT + timedelta(days=1)
    ]
    assert {(line.fund_id, line.kind): (line.count, line.total) for line in summary.lines} == {
        (fund, kind): (len(amounts), sum(amounts))
        for fund in (1, 2, 3)
        for kind in TransactionKind
        if (amounts := [each.amount for each in mine if (each.fund_id, each.kind) == (fund, kind)])
    }
    signed = [each.amount if each.kind is OPENED else -each.amount for each in mine]
    assert summary.net == sum(signed)
    assert summary.count == len(mine)
    moments = sorted(each.at for each in mine)
    assert (summary.first, summary.last) == ((moments[0], moments[-1]) if mine else (None, None))
    listed = [operation.transaction for operation in summary.operations]
    assert listed == sorted(mine, key=lambda each: (each.at, each.id))
    assert summary.unlisted == 0


def _numbered(each: Transaction, number: int) -> Transaction:
    return movement(number, kind=each.kind, fund=each.fund_id, amount=each.amount, at=each.at, desk=each.desk)


def test_an_operation_is_listed_with_its_client(
    shifts: Shifts, julian: Client, subscriptions: Subscriptions
) -> None:
    moved = subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000))
    summary = shifts.summary("laura", "Medellín Centro", shifts.today())
    (operation,) = summary.operations
    assert operation.transaction == moved
    assert (operation.client_name, operation.document_type, operation.document) == (
        "Julián Montoya",
        DocumentType.CC,
        "1214727927",
    )


def test_the_days_edges_are_those_of_bogota(database: Database[Document], shifts: Shifts) -> None:
    moments = [MIDNIGHT + timedelta(milliseconds=n) for n in (-1, 0, 86_400_000 - 1, 86_400_000)]
    store(database, *(movement(n, at=at) for n, at in enumerate(moments, 1)))
    summary = shifts.summary("laura", "Medellín Centro", DAY)
    assert (summary.first, summary.last) == (moments[1], moments[2])


def test_a_day_without_operations_is_empty_and_adds_up_to_nothing(shifts: Shifts) -> None:
    summary = shifts.summary("laura", "Medellín Centro", DAY)
    assert summary == ShiftSummary("laura", "Medellín Centro", DAY, (), None, None, ())
    assert (summary.count, summary.net) == (0, 0)


def test_what_is_not_listed_is_still_counted(
    database: Database[Document], shifts: Shifts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MAX_LISTED", 3)
    store(database, *(movement(n, at=MIDNIGHT + timedelta(minutes=n)) for n in range(1, 6)))
    summary = shifts.summary("laura", "Medellín Centro", DAY)
    assert [operation.transaction.sequence for operation in summary.operations] == [1, 2, 3]
    assert (summary.count, summary.unlisted) == (5, 2)
    assert summary.total_of(OPENED) == 375_000


def test_an_operation_that_cannot_be_read_is_named_and_spoils_no_total(
    database: Database[Document], shifts: Shifts, insert_unchecked: Callable[[str, Document], None]
) -> None:
    store(database, movement(1), movement(2, kind=CLOSED, amount=Decimal("0.01")))
    broken = write_transaction(movement(3))
    insert_unchecked("transacciones", broken | {"valor": 75_000.5})
    summary = shifts.summary("laura", "Medellín Centro", DAY)
    assert summary.net == Decimal("74999.99")
    assert [one.id for one in summary.unreadable] == [str(broken["_id"])]


def test_an_operation_of_a_client_who_cannot_be_read_counts_and_is_listed_without_a_name(
    database: Database[Document], shifts: Shifts
) -> None:
    store(database, movement(1))
    (operation,) = shifts.summary("laura", "Medellín Centro", DAY).operations
    assert (operation.client_name, operation.document_type) == ("", None)


def test_the_operations_of_a_day_are_found_by_an_index(database: Database[Document], shifts: Shifts) -> None:
    store(database, *(movement(n) for n in range(1, 50)))
    query = {"operador": "laura", "sucursal": "Cali", "fecha": {"$gte": MIDNIGHT}}
    plan = database["transacciones"].find(query).explain()
    assert "IXSCAN" in str(plan["queryPlanner"]["winningPlan"])
    assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])
