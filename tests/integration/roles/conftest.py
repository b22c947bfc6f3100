"""The tests' mongod, signed in to as each of the bank's roles would be."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from pymongo import MongoClient
from role_scene import ROLES, Seat, WritesAsked, make_user

from btg_desktop.adapters.intents import IntentJournal
from btg_desktop.adapters.mongo import connection
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.schema import ensure_schema
from btg_desktop.adapters.private_mongod.credentials import Credentials
from btg_desktop.adapters.private_mongod.folder import Folder
from btg_desktop.assembly import assemble
from btg_desktop.domain.branches import Branch
from btg_desktop.domain.models import Desk
from btg_desktop.domain.receipts import Bank
from btg_desktop.services.ports import Delivery, DeliveryKind, Message


class Postman:
    def send(self, _message: Message) -> Delivery:
        return Delivery(DeliveryKind.SENT)


@pytest.fixture(scope="session")
def administrator(mongodb_uri: str, mongod_folder: Path) -> Iterator[MongoClient[Document]]:
    """Who makes users: the server's own identity, since no person has that right there."""
    client: MongoClient[Document] = MongoClient(
        f"mongodb://{_address(mongodb_uri)}/",
        username="__system",
        password=Credentials.of(Folder.within(mongod_folder)).key,
        authSource="local",
        authMechanism="SCRAM-SHA-256",
        directConnection=True,
    )
    yield client
    client.close()


@pytest.fixture(scope="session")
def bank(administrator: MongoClient[Document]) -> Iterator[str]:
    """A database without a user, a role or a schema yet."""
    name = f"banco_{uuid4().hex[:8]}"
    yield name
    administrator[name].command("dropAllUsersFromDatabase")
    administrator[name].command("dropAllRolesFromDatabase")
    administrator.drop_database(name)


@pytest.fixture(scope="session")
def seats(
    mongodb_uri: str,
    administrator: MongoClient[Document],
    bank: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Mapping[str, Seat]]:
    """A user of each role with the program; once, since closing a connection takes half a second.

    An administrator has laid the database out, and IT has defined a branch.
    """
    with ExitStack() as stack:
        seated = {}
        for role in ROLES:
            user, password = make_user(administrator, bank, role)
            uri = f"mongodb://{user}:{password}@{_address(mongodb_uri)}/?authSource={bank}&directConnection=true"
            seated[role] = _seat(uri, bank, tmp_path_factory.mktemp(role), stack)
            seated[role].database.command("ping")  # its threads begin here, and not in a test
        ensure_schema(seated["btg_schema"].database)
        it = seated["btg_it"]
        it.services.branches.define([Branch("001", "Medellín Centro", "Medellín", frozenset({1, 3}))])
        yield seated


def _seat(uri: str, bank: str, folder: Path, stack: ExitStack) -> Seat:
    asked = WritesAsked()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "MongoClient", partial(MongoClient, event_listeners=[asked]))
        database = connection.connect(uri, bank)
    stack.callback(database.client.close)
    intents = IntentJournal(folder)
    stack.callback(intents.close)
    desk = Desk("laura", "Medellín Centro", "pc-1")
    services = assemble(database, intents, Postman(), desk, Bank("Banco", ""), None)
    return Seat(uri, database, services, asked)


def _address(mongodb_uri: str) -> str:
    return mongodb_uri.rpartition("@")[2].partition("/")[0]


@pytest.fixture(scope="session")
def it(seats: Mapping[str, Seat]) -> Seat:
    return seats["btg_it"]


@pytest.fixture(scope="session")
def schema_seat(seats: Mapping[str, Seat]) -> Seat:
    return seats["btg_schema"]


@pytest.fixture(scope="session")
def desk(seats: Mapping[str, Seat]) -> Seat:
    return seats["btg_desk"]


@pytest.fixture(scope="session")
def api(seats: Mapping[str, Seat]) -> Seat:
    return seats["btg_api"]
