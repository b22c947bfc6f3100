"""One connection to MongoDB, with the concerns and limits that everything here relies on."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final

import pymongo
from bson.binary import UuidRepresentation
from bson.codec_options import CodecOptions, DatetimeConversion
from pymongo import MongoClient
from pymongo.database import Database
from pymongo.errors import (
    ConfigurationError,
    DocumentTooLarge,
    InvalidName,
    InvalidURI,
    OperationFailure,
    PyMongoError,
)
from pymongo.read_preferences import ReadPreference
from pymongo.server_api import ServerApi
from pymongo.write_concern import WriteConcern

from btg_desktop.adapters.mongo.address import parse_address
from btg_desktop.domain.errors import BadAddress, DatabaseRefused, DatabaseUnavailable

Document = dict[str, Any]

READ_SECONDS: Final = 5.0
"""The longest that one read or simple write may take, all its retries included."""

SUBMIT_SECONDS: Final = 10.0
"""The same for moving money: a change of primary fits in."""

GOODBYE_SECONDS: Final = 1.0
"""The longest that taking leave of a server may take."""

MAJORITY_JOURNALED: Final = WriteConcern("majority", j=True)
"""What was acknowledged survives the loss of any minority of servers and a power cut."""

CODEC: Final[CodecOptions[dict[str, Any]]] = CodecOptions(
    tz_aware=True,
    uuid_representation=UuidRepresentation.STANDARD,
    datetime_conversion=DatetimeConversion.DATETIME_AUTO,  # a date out of Python's range ends no reading
)

_REFUSALS: Final = frozenset({13, 18, 121, 323})
"""Unauthorized, AuthenticationFailed, DocumentValidationFailure, APIStrictError: asking again is no use."""


def connect(
    uri: str, database: str, password: str | None = None, *, strict_api: bool = True
) -> Database[Document]:
    """Open the database. Nothing is sent yet. Raises BadAddress for a wrong connection string.

    The strict Stable API keeps us to what every later MongoDB answers too; only `doctor` asks for more.
    """
    parse_address(uri)  # says what is wrong in our words, where the driver has only its own
    credentials: dict[str, Any] = {} if password is None else {"password": password}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # pymongo only warns of an option that it does not understand
            client: MongoClient[Document] = MongoClient(
                uri,
                appname="btg-desktop",
                server_api=ServerApi("1", strict=strict_api),
                connectTimeoutMS=5_000,
                serverSelectionTimeoutMS=5_000,
                socketTimeoutMS=60_000,  # for what has no other limit
                connect=False,
                **credentials,
            )
        return client.get_database(
            database,
            codec_options=CODEC,
            read_preference=ReadPreference.PRIMARY,
            write_concern=MAJORITY_JOURNALED,
        )
    except (InvalidURI, ConfigurationError, InvalidName, ValueError, UserWarning) as error:
        raise BadAddress(reason=f"MongoDB no entiende la dirección ({error})") from error


def disconnect(database: Database[Document]) -> None:
    """Close the connection; a server that does not answer is not waited for."""
    with pymongo.timeout(GOODBYE_SECONDS):
        database.client.close()


def server_time(database: Database[Document]) -> datetime:
    """The server's clock (UTC), for documents that are written whole. Raises PyMongoError."""
    now: datetime = database.command("hello")["localTime"]
    return now.replace(tzinfo=UTC)


def is_refusal(error: PyMongoError) -> bool:
    """Whether `error` clearly says that nothing was done and asking again would not help."""
    if isinstance(error, OperationFailure):
        return error.code in _REFUSALS
    return isinstance(error, DocumentTooLarge)


def greet_anew(client: MongoClient[Document]) -> None:
    """Let the driver make new connections in place of those it has.

    It keeps for each whether the server knew sessions when it was greeted. A server that was just
    starting said no; once that server is the primary, every transaction over that connection fails
    with ConfigurationError, for as long as the connection lives. The driver has no public way out.
    """
    for server in client._topology._servers.values():
        server.pool.reset_without_pause()


@contextmanager
def explained(seconds: float | None = READ_SECONDS) -> Iterator[None]:
    """Bound what is done inside, and turn what pymongo raises into DatabaseRefused or DatabaseUnavailable."""
    try:
        with pymongo.timeout(seconds):
            yield
    except PyMongoError as error:
        raise explain(error) from error


def explain(error: PyMongoError) -> DatabaseRefused | DatabaseUnavailable:
    """Return the error to show for `error`; its reason names the kind, never the data."""
    reason = type(error).__name__
    if isinstance(error, OperationFailure) and error.details:
        reason = str(error.details.get("codeName", reason))
    return DatabaseRefused(reason=reason) if is_refusal(error) else DatabaseUnavailable(reason=reason)
