"""What the database is, for `doctor`."""

from dataclasses import dataclass

from pymongo.database import Database

from btg_desktop.adapters.mongo.audit.shape import shape_flaws
from btg_desktop.adapters.mongo.branches import MongoBranchBook
from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.adapters.mongo.memory_leak import COMPRESSORS, unsafe_server
from btg_desktop.adapters.mongo.schema_version import VERSION, schema_problem, stored_version
from btg_desktop.domain.audit import Violation
from btg_desktop.domain.branches import Branch
from btg_desktop.domain.errors import DatabaseRefused, OtherSchema, ServerUnsafe


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """`replica_set` is empty where there is none: then no money can move.

    `schema_problem` says how the database's shape differs from this program's, if it does.
    `shape` names strange, missing and other indexes and validators; None: this user may not list them.
    `branch` is the one that the desk's setting names, of `branches` that are defined.
    """

    version: str
    replica_set: str
    members: int
    schema_version: int | None
    schema_problem: OtherSchema | None
    shape: tuple[Violation, ...] | None
    branches: int
    branch: Branch | None
    lasting_tokens: tuple[str, ...] | None
    """The names of the API's tokens that never expire; None where this user may not read them."""
    unsafe: ServerUnsafe | None
    """Why others can read the server's memory, if they can."""


def server_facts(database: Database[Document], desk_branch: str) -> ServerFacts:
    """Ask the server what it is, past the Stable API. Raises DatabaseUnavailable or DatabaseRefused."""
    with explained():
        hello = database.command("hello", compression=list(COMPRESSORS))
        build = database.command("buildInfo")
        schema = stored_version(database)
    book = MongoBranchBook(database)
    return ServerFacts(
        version=build["version"],
        replica_set=hello.get("setName", ""),
        members=len(hello.get("hosts", [])),
        schema_version=schema,
        schema_problem=schema_problem(schema, database.name),
        shape=_shape(database) if schema == VERSION else (),
        branches=len(book.all()),
        branch=book.named(desk_branch) if desk_branch else None,
        lasting_tokens=_lasting_tokens(database),
        unsafe=unsafe_server(build["version"], hello.get("compression", [])),
    )


def _lasting_tokens(database: Database[Document]) -> tuple[str, ...] | None:
    try:
        with explained():
            found = database["tokens"].find({"vence": {"$exists": False}, "revocado": {"$exists": False}})
            return tuple(sorted(str(document["_id"]) for document in found))
    except DatabaseRefused:
        return None


def _shape(database: Database[Document]) -> tuple[Violation, ...] | None:
    try:
        with explained():
            return tuple(shape_flaws(database))
    except DatabaseRefused:
        return None
