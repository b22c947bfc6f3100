"""The rights that docker/mongo/roles.json gives: enough for each one's work, and no more."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from uuid import uuid4

import pytest
from pymongo.database import Database
from pymongo.errors import OperationFailure
from role_scene import ROLES, ROOT, Seat, rights, writes

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.imports import MongoImportTarget
from btg_desktop.adapters.mongo.schema import lay_out
from btg_desktop.adapters.mongo.validators import VALIDATORS
from btg_desktop.adapters.mongo.watch import MongoChangeFeed
from btg_desktop.adapters.seed.source import opened_source
from btg_desktop.domain.branches import Branch
from btg_desktop.domain.errors import DatabaseRefused, InsufficientBalance
from btg_desktop.domain.models import Client, NotificationState, Transaction
from btg_desktop.domain.tokens import Scope
from btg_desktop.services.importing.importer import Fate, Import, ImportOutcome
from btg_desktop.services.suite import Services
from btg_desktop.services.watching import Change, ChangeKind

UNAUTHORIZED = 13


def register(services: Services) -> Client:
    return services.clients.register(
        name="Ana Gómez",
        document_type="CC",
        document=str(uuid4().int % 10**10 + 10**9)[:10],
        email="ana@example.com",
        phone="3102223344",
        channel="email",
        consents=True,
    )


def move_money(services: Services, client: Client) -> Transaction:
    """Buy, be refused, and sell; return what was bought."""
    bought = services.subscriptions.subscribe(uuid4(), client.id, 1, Decimal(75_000))
    with pytest.raises(InsufficientBalance):
        services.subscriptions.subscribe(uuid4(), client.id, 3, Decimal(900_000))
    assert services.subscriptions.cancel(uuid4(), client.id, 1).balance_after == Decimal(500_000)
    return bought


@pytest.fixture(scope="module")
def day(desk: Seat) -> Transaction:
    """All that is done at a desk in a day, with the desk's rights; return a movement."""
    services = desk.services
    client = register(services)
    services.clients.set_contact(client.id, email="", phone="3102223344", channel="sms", consents=True)
    assert [found.id for found in services.clients.search("gómez")] == [client.id]
    for _ in range(2):
        services.branches.record_visit(client.id)
    bought = move_money(services, client)
    assert len(services.history.page(client.id, 10).transactions) == 2
    assert services.history.totals(None).subscribed == Decimal(75_000)
    for _ in range(2):
        assert services.receipts.issue(bought.id).number == 1
    assert len(services.shifts.summary("laura", "Medellín Centro", services.shifts.today()).operations) == 2
    assert services.notifications.drain() == {NotificationState.SENT: 2}
    assert len(services.messages.page(()).messages) == 2
    assert not services.notifications.resend(bought.id)
    assert services.messages.resend_held() == 0
    assert services.reports.some_visited_branch() == services.reports.only_visited_branches() == ()
    assert list(services.verification.violations()) == []
    assert services.verification.unseen == ["tokens"]
    return bought


def test_the_roles_speak_of_collections_that_there_are() -> None:
    assert {name for role in ROLES.values() for name in role} <= set(VALIDATORS) | {""}


def test_a_desk_hears_what_another_does(desk: Seat, day: Transaction) -> None:
    feed = MongoChangeFeed(desk.database)
    try:
        assert feed.next() == Change(ChangeKind.MISSED)
        client = register(desk.services)
        moved = desk.services.subscriptions.subscribe(uuid4(), client.id, 1, Decimal(75_000))
        heard = next(change for change in iter(feed.next, "never") if change is not None)
        assert heard == Change(ChangeKind.MOVEMENT, client.id, moved)
    finally:
        feed.close()


def test_a_desk_may_write_what_it_writes_and_nothing_else(desk: Seat, day: Transaction) -> None:
    assert writes("btg_desk") == desk.writes.found


FORBIDDEN: Mapping[str, Callable[[Database[Document], Transaction], object]] = {
    "change a movement": lambda books, its: books["transacciones"].update_one(
        {"_id": its.id}, {"$set": {"operador": "otra"}}
    ),
    "delete a movement": lambda books, its: books["transacciones"].delete_one({"_id": its.id}),
    "change a receipt": lambda books, its: books["comprobantes"].update_one(
        {"_id": its.id}, {"$set": {"operador": "otra"}}
    ),
    "delete a receipt": lambda books, its: books["comprobantes"].delete_one({"_id": its.id}),
    "delete an answer": lambda books, its: books["solicitudes"].delete_one({"_id": its.id}),
    "delete a client": lambda books, its: books["usuarios"].delete_one({"_id": its.client_id}),
    "change a minimum": lambda books, its: books["fondos"].update_one(
        {"_id": its.fund_id}, {"$set": {"monto_minimo": 1}}
    ),
    "change an offer": lambda books, _: books["disponibilidad"].delete_one({}),
    "make a token": lambda books, _: books["tokens"].insert_one({"_id": "mío"}),
    "read the tokens": lambda books, _: list(books["tokens"].find()),
    "read what is recorded of tokens": lambda books, _: list(books["auditoria_tokens"].find()),
    "follow the tokens": lambda books, _: books["tokens"].watch(),
    "follow all of the database": lambda books, _: books.watch(),
    "change a recorded event": lambda books, its: books["auditoria"].update_one(
        {"_id.id": its.client_id}, {"$set": {"operador": "otra"}}
    ),
    "delete a recorded event": lambda books, _: books["auditoria"].delete_one({}),
    "let movements expire": lambda books, _: books["transacciones"].create_index(
        "fecha", expireAfterSeconds=1
    ),
    "make an index": lambda books, _: books["usuarios"].create_index("correo"),
    "change the version": lambda books, _: books["esquema"].delete_one({}),
    "switch a validator off": lambda books, _: books.command("collMod", "usuarios", validationLevel="off"),
    "drop an index": lambda books, _: books["transacciones"].drop_index("movimientos"),
    "drop a collection": lambda books, _: books["transacciones"].drop(),
    "make a collection": lambda books, _: books["otra"].insert_one({}),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_desk_may_not_rewrite_the_books(desk: Seat, day: Transaction, what: str) -> None:
    with pytest.raises(OperationFailure) as refused:
        FORBIDDEN[what](desk.database, day)
    assert refused.value.code == UNAUTHORIZED


SHAPING: Mapping[str, Callable[[Database[Document]], object]] = {
    "let movements expire": lambda books: books["transacciones"].create_index("fecha", expireAfterSeconds=1),
    "make an index": lambda books: books["usuarios"].create_index("correo"),
    "let an index expire": lambda books: books.command(
        "collMod", "transacciones", index={"name": "turno", "expireAfterSeconds": 1}
    ),
    "switch a validator off": lambda books: books.command("collMod", "usuarios", validationLevel="off"),
    "drop an index": lambda books: books["transacciones"].drop_index("movimientos"),
    "make a collection": lambda books: books["otra"].insert_one({}),
    "change a recorded event": lambda books: books["auditoria"].update_one(
        {}, {"$set": {"operador": "otra"}}
    ),
    "delete a movement": lambda books: books["transacciones"].delete_one({}),
}


@pytest.mark.parametrize("what", SHAPING)
@pytest.mark.parametrize("role", ["btg_it", "btg_api"])
def test_only_an_administrator_shapes_the_database(
    seats: Mapping[str, Seat], day: Transaction, role: str, what: str
) -> None:
    with pytest.raises(OperationFailure) as refused:
        SHAPING[what](seats[role].database)
    assert refused.value.code == UNAUTHORIZED


def test_only_it_and_the_api_read_tokens() -> None:
    readers = {role for role, rights in ROLES.items() if "find" in rights.get("tokens", [])}
    everything = {role for role, rights in ROLES.items() if "find" in rights.get("", [])}
    assert (readers, everything) == ({"btg_api"}, {"btg_it", "btg_schema"})


def test_an_administrator_lays_out_and_writes_no_more_than_that(schema_seat: Seat, day: Transaction) -> None:
    lay_out(schema_seat.database)  # what is there already is changed, not made
    assert writes("btg_schema") == schema_seat.writes.found


def test_the_api_serves_with_fewer_rights_than_a_desk_has(api: Seat, it: Seat) -> None:
    secret, token = it.services.tokens.create("portal", [Scope.FUNDS_READ])
    services = api.services
    assert services.tokens.find(secret) == token
    assert len(services.catalogue.funds()) == 5
    client = register(services)
    move_money(services, client)
    services.notifications.drain()
    assert services.clients.page(10).clients
    assert len(services.history.page(client.id, 10).transactions) == 2
    assert writes("btg_api") == api.writes.found < writes("btg_desk")
    with pytest.raises(DatabaseRefused):
        services.tokens.revoke("portal")


def test_it_imports_defines_branches_and_makes_tokens_and_no_more(it: Seat) -> None:
    it.services.branches.define([Branch("001", "Medellín Centro", "Medellín", frozenset({1}))])
    it.services.tokens.create("app", [Scope.FUNDS_READ])
    it.services.tokens.revoke("app")
    outcomes: list[ImportOutcome] = []
    with opened_source(str(ROOT / "docs" / "import" / "example.json"), None) as documents:
        Import(documents, MongoImportTarget(it.database)).run(outcomes.append, lambda _done, _total: None)
    assert Fate.TAKEN in {outcome.fate for outcome in outcomes if outcome.collection == "usuarios"}
    assert list(it.services.verification.violations()) == []
    assert it.services.verification.unseen == []
    assert writes("btg_it") == it.writes.found
    assert ("transacciones", "update") not in rights("btg_it")
