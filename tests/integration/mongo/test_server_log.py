"""MongoDB logs a command that failed with all that it holds: no client's data may be in one that can fail."""

from pathlib import Path

import pytest
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.stores import MongoClients
from btg_desktop.domain.errors import ClientExists, DatabaseRefused, DuplicateDocument
from btg_desktop.domain.models import Channel, Client
from btg_desktop.services.clients import Clients

NAME, DOCUMENT, EMAIL, PHONE = "Íñigo Montoya Secreto", "98765432", "secreto@florin.example", "3009998877"
PERSONAL = ("Secreto", DOCUMENT, EMAIL, PHONE, "secreto")


def register(clients: Clients, **changed: str) -> Client:
    fields = {"name": NAME, "document_type": "CC", "document": DOCUMENT, "email": EMAIL, "phone": PHONE}
    return clients.register(**{**fields, **changed})  # type: ignore[arg-type]


@pytest.fixture
def server_log(mongod_folder: Path) -> Path:
    return mongod_folder / "mongod" / "log" / "mongod.log"


def holds(log: Path) -> list[str]:
    text = log.read_text(encoding="utf-8")
    return [value for value in PERSONAL if value in text]


def test_a_repeated_document_leaves_no_clients_data_in_the_servers_log(
    clients: Clients, server_log: Path
) -> None:
    register(clients)
    with pytest.raises(DuplicateDocument):
        register(clients, name="Otra Secreto", phone="3001112233")
    assert holds(server_log) == []


def test_a_repeated_id_leaves_no_clients_data_in_the_servers_log(
    clients: Clients, database: Database[Document], server_log: Path
) -> None:
    client = register(clients)
    with pytest.raises(ClientExists):
        MongoClients(database).add(client)
    assert holds(server_log) == []


def test_what_the_validators_refuse_leaves_no_clients_data_in_the_servers_log(
    clients: Clients, database: Database[Document], server_log: Path
) -> None:
    client = register(clients)
    with pytest.raises(DatabaseRefused):
        MongoClients(database).set_contact(client.id, EMAIL, PHONE, Channel.EMAIL, "klingon" * 100_000)
    with pytest.raises(DatabaseRefused):
        MongoClients(database).set_contact(client.id, 7, PHONE, Channel.EMAIL, None)  # type: ignore[arg-type]
    assert holds(server_log) == []
