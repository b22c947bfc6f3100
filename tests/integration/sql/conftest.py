"""A PostgreSQL with the schema of docs/sql, and how many random data sets are tried."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import settings
from postgres import running_postgres

SQL = Path(__file__).resolve().parents[3] / "docs" / "sql"

settings.register_profile("thorough", max_examples=2_000)


@pytest.fixture(scope="session")
def postgres() -> Iterator[psycopg.Connection[Any]]:
    with running_postgres() as connection:
        connection.execute((SQL / "schema.sql").read_bytes())
        yield connection


@pytest.fixture
def cursor(postgres: psycopg.Connection[Any]) -> Iterator[psycopg.Cursor[Any]]:
    """What a test writes is undone."""
    with postgres.transaction(force_rollback=True), postgres.cursor() as opened:
        yield opened
