"""Which version of the schema a database has: read by all, changed by `schema.py` alone."""

from typing import Final

from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.domain.errors import NewerSchema, NoSchema, OlderSchema, OtherSchema, UnfinishedRestore

VERSION: Final = 8
"""Raise it with every change of a validator or an index."""

RESTORING: Final = "restauracion"
"""The document of `esquema` that stands while a restore is not finished."""


def require_schema(database: Database[Document], *, or_none: bool = False) -> None:
    """Go on with a database of this version's shape alone, or with one that has none yet; change nothing.

    Raises OtherSchema, UnfinishedRestore, DatabaseUnavailable or DatabaseRefused.
    """
    with explained():
        problem = schema_problem(stored_version(database), database.name)
    if problem is not None and not (or_none and isinstance(problem, NoSchema)):
        raise problem


def schema_problem(stored: int | None, database: str) -> OtherSchema | None:
    """How the `stored` version of `database` differs from this program's, if it does."""
    if stored is None:
        return NoSchema(database=database)
    if stored == VERSION:
        return None
    return (OlderSchema if stored < VERSION else NewerSchema)(stored=stored, own=VERSION)


def stored_version(database: Database[Document]) -> int | None:
    """The version of the database's shape; None where it has none yet. Raises UnfinishedRestore."""
    if (restoring := database["esquema"].find_one({"_id": RESTORING})) is not None:
        raise UnfinishedRestore(file=restoring["copia"])
    stored = database["esquema"].find_one({"_id": "version"})
    return None if stored is None else int(stored["version"])
