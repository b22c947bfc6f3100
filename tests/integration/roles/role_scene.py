"""Users who may do what a role of docker/mongo/roles.json says, and what their programs then write."""

import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pymongo import MongoClient
from pymongo.database import Database
from pymongo.monitoring import CommandFailedEvent, CommandListener, CommandStartedEvent, CommandSucceededEvent

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.services.suite import Services

ROOT: Final = Path(__file__).resolve().parents[3]
ROLES: Final[Mapping[str, Mapping[str, list[str]]]] = json.loads(
    (ROOT / "docker" / "mongo" / "roles.json").read_text()
)
READS: Final = frozenset({"find", "changeStream", "listCollections", "listIndexes"})

Right = tuple[str, str]
"""A collection, or "" for all of the database, and what is done there."""


def rights(role: str) -> set[Right]:
    return {(collection, action) for collection, actions in ROLES[role].items() for action in actions}


def writes(role: str) -> set[Right]:
    return {(collection, action) for collection, action in rights(role) if action not in READS}


def make_user(administrator: MongoClient[Document], database: str, role: str) -> tuple[str, str]:
    """Make the role as docker/mongo/roles.js does, and a user who has it; return their name and password."""
    privileges = [
        {"resource": {"db": database, "collection": collection}, "actions": actions}
        for collection, actions in ROLES[role].items()
    ]
    target, password = administrator[database], secrets.token_hex(8)
    target.command("createRole", role, privileges=privileges, roles=[])
    target.command("createUser", f"un_{role}", pwd=password, roles=[role])
    return f"un_{role}", password


class WritesAsked(CommandListener):
    """Collects the rights that MongoDB wanted for the writes that were sent and not refused."""

    def __init__(self) -> None:
        self.found: set[Right] = set()
        self._sent: dict[int, set[Right]] = {}

    def started(self, event: CommandStartedEvent) -> None:
        self._sent[event.request_id] = set(_asked(event.command_name, event.command))

    def succeeded(self, event: CommandSucceededEvent) -> None:
        self.found |= self._sent.pop(event.request_id, set())

    def failed(self, event: CommandFailedEvent) -> None:
        self._sent.pop(event.request_id, None)


@dataclass
class Seat:
    """Where somebody with one role works."""

    uri: str
    database: Database[Document]
    services: Services
    writes: WritesAsked


def _asked(name: str, command: Mapping[str, Any]) -> Iterator[Right]:
    collection = command.get(name)
    match name:
        case "insert":
            yield str(collection), "insert"
        case "delete":
            yield str(collection), "remove"
        case "update" | "findAndModify":
            yield str(collection), "update"
            changes = command.get("updates", [command])
            if any(change.get("upsert") for change in changes):
                yield str(collection), "insert"
        case "aggregate" if merge := next((s["$merge"] for s in command["pipeline"] if "$merge" in s), None):
            yield merge["into"], "update"
            if merge["whenNotMatched"] == "insert":
                yield merge["into"], "insert"
        case "create" | "createIndexes" | "collMod":
            yield "", {"create": "createCollection", "createIndexes": "createIndex"}.get(name, name)
