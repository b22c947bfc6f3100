"""SQL on a real PostgreSQL, the aggregation on a real MongoDB and a naive answer in Python agree."""

from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from data_set import DataSet, load_mongo, load_postgres, naive_answer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.reports import MongoVisitReader
from btg_desktop.services.reports import Reports

SQL = Path(__file__).resolve().parents[3] / "docs" / "sql"
STRICT = (SQL / "query.sql").read_bytes()
LOOSE = (SQL / "query-some-branch.sql").read_bytes()
DAY, NEXT_DAY = date(2026, 11, 3), date(2026, 11, 4)
DATA_SETS = max(300, settings().max_examples)
"""More by --hypothesis-profile=thorough."""


def sql_answers(data: DataSet, cursor: psycopg.Cursor[Any]) -> tuple[list[int], list[int]]:
    load_postgres(data, cursor)
    strict = [client for _, _, client in cursor.execute(STRICT)]
    loose = [client for _, _, client in cursor.execute(LOOSE)]
    return strict, loose


def mongo_answers(data: DataSet, database: Database[Document]) -> tuple[list[int], list[int]]:
    load_mongo(data, database)
    reports = Reports(MongoVisitReader(database))
    return (
        [int(line.client_id) for line in reports.only_visited_branches()],
        [int(line.client_id) for line in reports.some_visited_branch()],
    )


def answers_of_all(
    data: DataSet, cursor: psycopg.Cursor[Any], database: Database[Document]
) -> tuple[list[int], list[int]]:
    """Both answers, once all three ways gave the same, each client once."""
    naive = naive_answer(data, only_visited=True), naive_answer(data, only_visited=False)
    for answers in (sql_answers(data, cursor), mongo_answers(data, database)):
        assert tuple(map(sorted, answers)) == naive
    return naive


@st.composite
def data_sets(draw: st.DrawFn) -> DataSet:
    """Small and dense, where the hard cases are frequent: namesakes, products and branches without rows."""
    clients = range(1, draw(st.integers(0, 5)) + 1)
    products = range(1, draw(st.integers(0, 4)) + 1)
    branches = range(1, draw(st.integers(0, 4)) + 1)

    def pairs(some: range, others: range) -> frozenset[tuple[int, int]]:
        every = [(one, other) for one in some for other in others]
        return draw(st.frozensets(st.sampled_from(every))) if every else frozenset()

    days = st.frozensets(st.sampled_from([DAY, NEXT_DAY]), min_size=1)
    return DataSet(
        names={client: draw(st.sampled_from(["Ana", "Beatriz"])) for client in clients},
        products=frozenset(products),
        branches=frozenset(branches),
        enrolled=pairs(clients, products),
        offered=pairs(branches, products),
        visits=frozenset((*visit, day) for visit in pairs(clients, branches) for day in draw(days)),
    )


@pytest.mark.timeout(1_800)
@settings(max_examples=DATA_SETS, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=data_sets())
def test_sql_aggregation_and_naive_answer_agree_on_random_data(
    cursor: psycopg.Cursor[Any], database: Database[Document], data: DataSet
) -> None:
    strict, loose = answers_of_all(data, cursor, database)
    assert set(strict) <= set(loose)


def one_client(offered: set[tuple[int, int]], visited: set[int], products: set[int]) -> DataSet:
    return DataSet(
        names={1: "Ana"},
        products=frozenset({1, 2}),
        branches=frozenset({1, 2}),
        enrolled=frozenset((1, product) for product in products),
        offered=frozenset(offered),
        visits=frozenset((1, branch, DAY) for branch in visited),
    )


@pytest.mark.parametrize(
    ("offered", "visited", "products", "strict", "loose"),
    [
        ({(1, 1)}, {1}, {1}, True, True),
        ({(1, 1)}, {1, 2}, {1}, True, True),  # visits more than where it is offered
        ({(1, 1), (2, 1)}, {1}, {1}, False, True),  # also offered where they never go
        ({(1, 1), (2, 1)}, {1, 2}, {1}, True, True),
        ({(2, 1)}, {1}, {1}, False, False),
        (set(), {1, 2}, {1}, False, False),  # offered nowhere
        ({(1, 1)}, set(), {1}, False, False),  # visits nobody
        ({(1, 1)}, {1}, {2}, False, False),  # another product
        ({(1, 1)}, {1}, set(), False, False),
        ({(1, 1), (2, 1), (1, 2)}, {1}, {1, 2}, True, True),  # by the second product
    ],
)
def test_one_client(
    cursor: psycopg.Cursor[Any],
    database: Database[Document],
    offered: set[tuple[int, int]],
    visited: set[int],
    products: set[int],
    strict: bool,
    loose: bool,
) -> None:
    data = one_client(offered, visited, products)
    assert answers_of_all(data, cursor, database) == ([1] if strict else [], [1] if loose else [])


def test_namesakes_are_two_clients(cursor: psycopg.Cursor[Any], database: Database[Document]) -> None:
    data = DataSet(
        names={1: "Ana", 2: "Ana"},
        products=frozenset({1}),
        branches=frozenset({1}),
        enrolled=frozenset({(1, 1), (2, 1)}),
        offered=frozenset({(1, 1)}),
        visits=frozenset({(1, 1, DAY), (1, 1, NEXT_DAY), (2, 1, DAY)}),
    )
    assert answers_of_all(data, cursor, database) == ([1, 2], [1, 2])


def test_the_sample_gives_what_its_readme_says(cursor: psycopg.Cursor[Any]) -> None:
    cursor.execute((SQL / "sample.sql").read_bytes())
    strict = cursor.execute(STRICT).fetchall()
    assert strict == [("Carlos", "Díaz", 3), ("Ana", "Gómez", 1), ("Ana", "Gómez", 6)]
    assert {row[2] for row in cursor.execute(LOOSE)} == {1, 2, 3, 6, 7}


@pytest.mark.parametrize(
    "wrong",
    [
        "INSERT INTO visitan VALUES (1, 1, '2026-11-03')",  # that day is there
        "INSERT INTO inscripcion VALUES (1, 1)",
        "INSERT INTO disponibilidad VALUES (1, 1)",
        "INSERT INTO visitan VALUES (9, 1, '2026-11-03')",  # no such branch
        "INSERT INTO inscripcion VALUES (9, 1)",
        "INSERT INTO disponibilidad VALUES (1, 9)",
        "INSERT INTO cliente VALUES (9, ' ', 'Gómez', 'Cali')",
        "INSERT INTO sucursal VALUES (9, 'Cali Norte', 'Cali')",
        "DELETE FROM sucursal WHERE id = 1",  # it was visited
        "DELETE FROM producto WHERE id = 1",  # somebody is enrolled
    ],
)
def test_the_constraints_refuse_what_makes_no_sense(cursor: psycopg.Cursor[Any], wrong: str) -> None:
    cursor.execute((SQL / "sample.sql").read_bytes())
    with pytest.raises(psycopg.errors.IntegrityError), cursor.connection.transaction():
        cursor.execute(wrong.encode())
