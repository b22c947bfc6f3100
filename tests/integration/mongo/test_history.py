"""Filtering, sorting, paging and adding up in MongoDB give what plain Python gives on the same ledger."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cmp_to_key
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.documents import write_transaction
from btg_desktop.adapters.mongo.history import MongoHistory
from btg_desktop.domain.days import end_of, start_of
from btg_desktop.domain.history import Filter, Listing, MovementCursor, Period, Sort, SortKey, Totals
from btg_desktop.domain.models import Client, Desk, Transaction, TransactionKind
from btg_desktop.services.history import History
from btg_desktop.services.ports import MovementPage

BRANCH = "Medellín Centro"
FIRST = datetime(2026, 3, 1, 12, tzinfo=UTC)

Line = tuple[int, int, TransactionKind, int, int, str, int]
lines = st.lists(
    st.tuples(
        st.integers(0, 2),  # client
        st.integers(1, 3),  # fund
        st.sampled_from(TransactionKind),
        st.sampled_from([1, 1, 75_000, 75_000, 500_000]),
        st.sampled_from([0, 0, 1, 5, 17, 24]),  # hours since the one before
        st.sampled_from([BRANCH, BRANCH, "Otra"]),
        st.integers(0, 1 << 110),
    ),
    max_size=25,
)
days = st.none() | st.dates(date(2026, 2, 28), date(2026, 3, 12))
filters = st.builds(
    Filter, days, days, st.none() | st.integers(1, 4), st.none() | st.sampled_from(TransactionKind)
)
sorts = st.builds(Sort, st.sampled_from(SortKey), st.booleans())


def ledger_of(drawn: list[Line]) -> list[Transaction]:
    """Transactions as a ledger would have written them, in the order in which they were written."""
    numbers: dict[int, int] = {}
    at, made = FIRST, []
    for client, fund, kind, amount, hours, branch, seed in drawn:
        at += timedelta(hours=hours)
        numbers[client] = numbers.get(client, 0) + 1
        made.append(
            Transaction(
                UUID(int=(seed << 8) + len(made)),
                f"cliente-{client}",
                numbers[client],
                kind,
                fund,
                f"FONDO-{fund}",
                Decimal(amount),
                Decimal(1),
                at,
                Desk("laura", branch, "pc-1"),
            )
        )
    return made


def store(database: Database[Document], ledger: list[Transaction]) -> None:
    database["transacciones"].delete_many({})
    if ledger:
        database["transacciones"].insert_many([write_transaction(each) for each in ledger])


def expected(ledger: list[Transaction], listing: Listing) -> list[Transaction]:
    def place(each: Transaction) -> tuple[object, ...]:
        found = listing.place(each)
        return found if isinstance(found, tuple) else (found,)

    chosen = [each for each in ledger if listing.accepts(each)]
    return sorted(
        chosen,
        key=cmp_to_key(lambda a, b: (place(a) > place(b)) - (place(a) < place(b))),  # type: ignore[operator]
        reverse=listing.sort.descending,
    )


def all_pages(history: History, listing: Listing, limit: int) -> list[MovementPage]:
    pages = [history.page_of(listing, limit)]
    while pages[-1].next is not None:
        pages.append(history.page_of(listing, limit, pages[-1].next))
    return pages


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=lines, chosen=filters, sort=sorts, limit=st.integers(1, 7), of_branch=st.booleans())
def test_pages_and_totals_are_the_naive_answer(
    database: Database[Document], drawn: list[Line], chosen: Filter, sort: Sort, limit: int, of_branch: bool
) -> None:
    ledger = ledger_of(drawn)
    store(database, ledger)
    history = History(MongoHistory(database), BRANCH)
    client_id = None if of_branch else "cliente-0"
    listing = history.listing(client_id, chosen, sort)
    naive = expected(ledger, listing)
    pages = all_pages(history, listing, limit)
    assert [each for page in pages for each in page.transactions] == naive
    assert all(len(page.transactions) == limit for page in pages[:-1])
    upwards = all_pages(history, listing.reversed(), limit)
    assert [each for page in upwards for each in page.transactions] == naive[::-1]
    assert [row.transaction for row in history.movements_of(listing)] == naive
    sums = {
        kind: [each.amount for each in naive if each.kind is kind]
        for kind in (TransactionKind.SUBSCRIPTION, TransactionKind.CANCELLATION)
    }
    opened, cancelled = sums[TransactionKind.SUBSCRIPTION], sums[TransactionKind.CANCELLATION]
    totals = history.totals(client_id, chosen)
    assert totals == Totals(len(opened), sum(opened, Decimal(0)), len(cancelled), sum(cancelled, Decimal(0)))
    assert totals.count == len(naive)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=lines, sort=sorts, limit=st.integers(1, 5), of_branch=st.booleans(), data=st.data())
def test_movements_that_arrive_meanwhile_neither_double_nor_hide_those_that_were_there(
    database: Database[Document],
    drawn: list[Line],
    sort: Sort,
    limit: int,
    of_branch: bool,
    data: st.DataObject,
) -> None:
    ledger = ledger_of(drawn)
    there = data.draw(st.integers(0, len(ledger)))
    store(database, ledger[:there])
    waiting = ledger[there:]
    history = History(MongoHistory(database), BRANCH)
    listing = history.listing(None if of_branch else "cliente-0", sort=sort)
    read: list[Transaction] = []
    after: MovementCursor | None = None
    while True:
        page = history.page_of(listing, limit, after)
        read += page.transactions
        after = page.next
        if after is None:
            break
        if waiting:
            database["transacciones"].insert_one(write_transaction(waiting.pop(0)))
    assert len(read) == len({each.id for each in read})
    old = {each.id for each in ledger[:there] if listing.accepts(each)}
    assert old <= {each.id for each in read}
    places = [listing.place(each) for each in read]
    steps = ((a, b) for a, b in pairwise(places))
    assert all((a > b) if sort.descending else (a < b) for a, b in steps)  # type: ignore[operator]


def test_a_cursor_of_another_order_is_a_fault_of_the_program(database: Database[Document]) -> None:
    history = History(MongoHistory(database), BRANCH)
    with pytest.raises(ValueError, match="cursor"):
        history.page("x", 10, 5, sort=Sort(SortKey.AMOUNT))


def test_each_row_of_a_branch_names_its_client(
    database: Database[Document], julian: Client, insert_unchecked: Callable[[str, Document], None]
) -> None:
    made = ledger_of([(0, 1, TransactionKind.SUBSCRIPTION, 75_000, 0, BRANCH, 1)])[0]
    database["transacciones"].insert_one({**write_transaction(made), "usuario": julian.id})
    here, elsewhere = (History(MongoHistory(database), branch) for branch in (BRANCH, "Otra"))
    (row,) = here.movements_of(here.listing(None))
    assert row.owner is not None
    assert (row.owner.name, row.owner.document) == ("Julián Montoya", "CC 1214727927")
    assert list(elsewhere.movements_of(elsewhere.listing(None))) == []


def test_a_day_is_bogotas() -> None:
    day = date(2026, 11, 24)
    assert start_of(day) == datetime(2026, 11, 24, 5, tzinfo=UTC)
    assert end_of(day) == datetime(2026, 11, 25, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.TODAY, date(2026, 3, 1), date(2026, 3, 1)),
        (Period.YESTERDAY, date(2026, 2, 28), date(2026, 2, 28)),
        (Period.WEEK, date(2026, 2, 23), date(2026, 3, 1)),
        (Period.MONTH, date(2026, 1, 31), date(2026, 3, 1)),
        (Period.THIS_MONTH, date(2026, 3, 1), date(2026, 3, 1)),
        (Period.ALL, None, None),
    ],
)
def test_a_period_is_a_range_of_days(period: Period, first: date | None, last: date | None) -> None:
    assert period.days(date(2026, 3, 1)) == (first, last)


ORDERS = [
    (client_id, sort, chosen)
    for client_id in ("cliente-0", None)
    for sort in (Sort(SortKey.DATE), Sort(SortKey.AMOUNT), Sort(SortKey.FUND, descending=False))
    for chosen in (Filter(), Filter(fund_id=1))
]


@pytest.mark.parametrize(("client_id", "sort", "chosen"), ORDERS)
def test_no_order_sorts_in_memory(
    database: Database[Document], client_id: str | None, sort: Sort, chosen: Filter
) -> None:
    history = MongoHistory(database)
    listing = History(history, BRANCH).listing(client_id, chosen, sort)
    ledger = ledger_of(
        [(n % 2, 1 + n % 3, TransactionKind.SUBSCRIPTION, n + 1, 1, BRANCH, n) for n in range(300)]
    )
    store(database, ledger)
    for query, order in history.queries(listing, listing.place(ledger[150])):
        plan = database.command(
            "explain",
            {"find": "transacciones", "filter": query, "sort": dict(order), "limit": 20},
            verbosity="queryPlanner",
            codec_options=database.codec_options,
        )
        assert "'SORT'" not in str(plan["queryPlanner"]["winningPlan"])


@pytest.mark.parametrize("descending", [True, False])
def test_a_rare_type_of_a_branch_by_fund_is_found_without_looking_at_the_others(
    database: Database[Document], descending: bool
) -> None:
    history = MongoHistory(database)
    chosen, sort = Filter(kind=TransactionKind.CANCELLATION), Sort(SortKey.FUND, descending)
    listing = History(history, BRANCH).listing(None, chosen, sort)
    rare = {100: TransactionKind.CANCELLATION, 200: TransactionKind.CANCELLATION}
    ledger = ledger_of(
        [
            (n % 2, 1 + n % 3, rare.get(n, TransactionKind.SUBSCRIPTION), n + 1, 1, BRANCH, n)
            for n in range(600)
        ]
    )
    store(database, ledger)
    for query, order in history.queries(listing, None):
        explained = database.command(
            "explain",
            {"find": "transacciones", "filter": query, "sort": dict(order), "limit": 20},
            verbosity="executionStats",
            codec_options=database.codec_options,
        )
        assert "'SORT'" not in str(explained["queryPlanner"]["winningPlan"])
        assert explained["executionStats"]["totalKeysExamined"] <= 3
