"""MongoDB logs a command that failed with all that it holds: no client's data may be in one that can fail."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pymongo.database import Database
from pymongo.errors import ExecutionTimeout

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


def wait_until(condition: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


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


def test_a_search_that_took_too_long_is_soon_out_of_the_servers_log(
    clients: Clients, database: Database[Document], server_log: Path
) -> None:
    """MongoDB logs such a search as it was asked for, and this one takes half a second."""
    register(clients)
    numbers = {"$range": [0, {"$add": [4_000_000, "$secuencia"]}]}
    slow = {"$expr": {"$gt": [{"$sum": {"$map": {"input": numbers, "in": "$$this"}}}, 0]}}
    before = server_log.read_text(encoding="utf-8").count("Plan executor error")
    with pytest.raises(ExecutionTimeout):
        list(database["usuarios"].find({"nombre": NAME, "correo": EMAIL, **slow}).max_time_ms(20))
    wait_until(lambda: holds(server_log) == [])
    text = server_log.read_text(encoding="utf-8")
    assert text.count("Plan executor error") == before + 1  # that it happened, stays
    assert all(json.loads(line) for line in text.splitlines() if line)
