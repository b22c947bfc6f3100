"""A database of an older version moves up: what was never recorded is recorded as it is found."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from bson import Int64
from pymongo.database import Database

from btg_desktop.adapters.mongo.audit import MongoAuditReader
from btg_desktop.adapters.mongo.branches import MongoBranchBook
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.ledger import MongoLedger
from btg_desktop.adapters.mongo.receipts import MongoReceipts
from btg_desktop.adapters.mongo.schema import ensure_schema
from btg_desktop.adapters.mongo.schema_version import VERSION
from btg_desktop.adapters.mongo.tokens import MongoTokens
from btg_desktop.adapters.mongo.upgrade import bring_up
from btg_desktop.commands.violations import as_line
from btg_desktop.domain.branches import Branch
from btg_desktop.domain.errors import InsufficientBalance
from btg_desktop.domain.models import Channel, Client, Desk, Request, TransactionKind
from btg_desktop.domain.receipts import Bank
from btg_desktop.domain.tokens import Scope
from btg_desktop.services.clients import Clients
from btg_desktop.services.verification import Verification

DESK = Desk("laura", "001", "pc-1")


def said(database: Database[Document]) -> list[str]:
    return [as_line(violation) for violation in Verification(MongoAuditReader(database)).violations()]


def request(client: Client, amount: int, channel: Channel | None = None) -> Request:
    return Request(uuid4(), TransactionKind.SUBSCRIPTION, client.id, 1, Decimal(amount), DESK, channel)


@pytest.fixture
def older(database: Database[Document], julian: Client) -> Database[Document]:
    """A database as version 7 left it: all that may stand in it, and no event."""
    book = MongoBranchBook(database)
    book.write([Branch("001", "Medellín", "Medellín", frozenset({2, 1})), Branch("002", "Cali", "Cali")])
    book.record_visit(julian.id, "001")
    ledger = MongoLedger(database)
    bought = ledger.submit(request(julian, 75_000, Channel.SMS))
    with pytest.raises(InsufficientBalance):
        ledger.submit(request(julian, 900_000))
    MongoReceipts(database).issue(bought.id, DESK, Bank("BTG Pactual"))
    MongoTokens(database).add("portal", "0" * 64, frozenset({Scope.FUNDS_READ}), "laura", None)
    for name in ("auditoria", "auditoria_tokens"):
        database[name].delete_many({})
    for name in ("usuarios", "fondos", "sucursales", "tokens"):
        database[name].update_many({}, {"$unset": {"revision": ""}})
    database["transacciones"].update_many({}, {"$unset": {"canal": ""}})
    database["esquema"].update_one({"_id": "version"}, {"$set": {"version": Int64(7)}})
    return database


def events(database: Database[Document]) -> list[Any]:
    return [
        document
        for name in ("auditoria", "auditoria_tokens")
        for document in database[name].find().sort("_id")
    ]


def test_an_older_database_moves_up_and_adds_up(older: Database[Document]) -> None:
    assert ensure_schema(older) == VERSION
    assert said(older) == []
    found = events(older)
    assert all(event["hallado"] for event in found)
    assert sorted({event["_id"]["coleccion"] for event in found}) == [
        "comprobantes",
        "fondos",
        "solicitudes",
        "sucursales",
        "tokens",
        "usuarios",
        "visitan",
    ]


def test_moving_up_again_after_it_was_cut_off_changes_nothing(older: Database[Document]) -> None:
    bring_up(older, 7)  # the version is not marked yet: the next start does it all again
    before = events(older)
    assert ensure_schema(older) == VERSION
    assert events(older) == before
    assert said(older) == []


def test_what_is_edited_after_moving_up_is_found(
    older: Database[Document], julian: Client, clients: Clients
) -> None:
    ensure_schema(older)
    clients.set_contact(julian.id, email="j@example.com", phone=julian.phone, channel="sms")
    assert said(older) == []
    older["usuarios"].update_one({"_id": julian.id}, {"$set": {"correo": "ladron@example.com"}})
    assert said(older) == [f"cliente {julian.id}: record: no es lo que quedó registrado, en: correo"]


def test_a_database_of_this_version_is_never_recorded_as_found(
    database: Database[Document], julian: Client
) -> None:
    database["auditoria"].delete_many({"_id.id": julian.id})
    ensure_schema(database)
    assert any("nadie registró" in line for line in said(database))
