"""What only the server's owner may do: start the replica set, move it to an address, make users, shut down.

It signs in as `__system`, the identity that the key file gives to the members of a replica set. So
no administrator's password exists, nothing is ever open without authentication, a first start that
was interrupted is simply done again, and lost secrets can be replaced (docs/adr/0004).
"""

import logging
from types import TracebackType
from typing import Any, Final, Self

from pymongo import MongoClient
from pymongo.errors import AutoReconnect, OperationFailure

from btg_desktop.adapters.mongo.memory_leak import COMPRESSORS, unsafe_server
from btg_desktop.adapters.private_mongod.address import Address
from btg_desktop.adapters.private_mongod.configuration import REPLICA_SET
from btg_desktop.adapters.private_mongod.credentials import USER, MongoUri
from btg_desktop.adapters.private_mongod.deadline import Deadline

logger = logging.getLogger(__name__)

ROLE: Final = "btgDesktop"

_NOT_YET_INITIALIZED: Final = 94
_ROLE_EXISTS: Final = 51002
_USER_EXISTS: Final = 51003
_AUTHENTICATION_FAILED: Final = 18
_ANSWER_MS: Final = 10_000


class Administrator:
    """A connection to the server at `address` with all rights. Its methods are safe to repeat."""

    def __init__(self, address: Address, key: str) -> None:
        self._member = address.member
        self._client: MongoClient[dict[str, Any]] = MongoClient(
            f"mongodb://{address.in_uri}/",
            username="__system",
            password=key,
            authSource="local",
            authMechanism="SCRAM-SHA-256",
            directConnection=True,
            serverSelectionTimeoutMS=_ANSWER_MS,
            socketTimeoutMS=_ANSWER_MS,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def greet(self) -> None:
        """Prove, by the key, that this is our server. Raises PyMongoError."""
        self._client.admin.command("ping")

    def require_no_leak(self) -> None:
        """Raise ServerUnsafe for a server that gives its memory to strangers."""
        version = self._client.admin.command("buildInfo")["version"]
        offered = self._client.admin.command("hello", compression=list(COMPRESSORS)).get("compression", [])
        if (error := unsafe_server(version, offered)) is not None:
            raise error

    def become_primary(self, deadline: Deadline) -> None:
        """Make the server the primary of its own replica set, under its present address.

        A server that moved from a port first asks there whether that is itself; a program there that
        takes the connection and never answers holds it up for half a minute.
        """
        while not self._client.admin.command("hello")["isWritablePrimary"]:
            if self._client.local["system.replset"].find_one() is None:
                self._initiate()
            elif (configuration := self._configuration()) is not None:
                self._move(configuration)
            deadline.pause("la base de datos local no quedó lista a tiempo")

    def ensure_user(self, database: str, password: str) -> None:
        """Give the application's user its role on `database`: to read, write and lay out, no more."""
        collections = {"resource": {"db": database, "collection": ""}, "actions": ["collMod"]}
        role = {"privileges": [collections], "roles": [{"role": "readWrite", "db": database}]}
        user = {"pwd": password, "roles": [ROLE], "mechanisms": ["SCRAM-SHA-256"]}
        self._create_or_update(database, "Role", ROLE, role, _ROLE_EXISTS)
        self._create_or_update(database, "User", USER, user, _USER_EXISTS)

    def shut_down(self) -> None:
        """Ask for a clean end; the answer is a closed connection."""
        try:
            self._client.admin.command("shutdown", force=True, timeoutSecs=0)
        except AutoReconnect as closed:
            logger.debug("the server is shutting down: %s", closed)

    def _configuration(self) -> dict[str, Any] | None:
        """The configuration in force; None while the server is still reading it."""
        try:
            answer: dict[str, Any] = self._client.admin.command("replSetGetConfig")
        except OperationFailure as refusal:
            if refusal.code == _NOT_YET_INITIALIZED:
                return None
            raise
        configuration: dict[str, Any] = answer["config"]
        return configuration

    def _initiate(self) -> None:
        configuration = {"_id": REPLICA_SET, "members": [{"_id": 0, "host": self._member}]}
        self._client.admin.command("replSetInitiate", configuration)

    def _move(self, configuration: dict[str, Any]) -> None:
        (member,) = configuration["members"]
        if member["host"] != self._member:
            moved = configuration | {
                "members": [member | {"host": self._member}],
                "version": configuration["version"] + 1,
            }
            self._client.admin.command("replSetReconfig", moved, force=True)
            logger.info("the private mongod moved from %s to %s", member["host"], self._member)

    def _create_or_update(
        self, database: str, kind: str, name: str, definition: dict[str, Any], exists: int
    ) -> None:
        target = self._client[database]
        try:
            target.command(f"create{kind}", name, **definition)
        except OperationFailure as refusal:
            if refusal.code != exists:
                raise
            target.command(f"update{kind}", name, **definition)


def can_sign_in(uri: MongoUri) -> bool:
    """Whether the application's user of `uri` exists with its password."""
    with MongoClient[dict[str, Any]](
        uri, serverSelectionTimeoutMS=_ANSWER_MS, socketTimeoutMS=_ANSWER_MS
    ) as client:
        try:
            client.admin.command("ping")
        except OperationFailure as refusal:
            if refusal.code != _AUTHENTICATION_FAILED:
                raise
            return False
    return True
