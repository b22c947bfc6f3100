"""`verify` on a real database: sound books pass, and each seeded corruption is named."""

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from bson import Decimal128, Int64
from pymongo.database import Database

from btg_desktop.adapters.mongo.audit import MongoAuditReader
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.receipts import MongoReceipts
from btg_desktop.adapters.mongo.schema import lay_out
from btg_desktop.commands.violations import as_line
from btg_desktop.domain.audit import Broken, Violation
from btg_desktop.domain.models import Client, Desk
from btg_desktop.domain.receipts import Bank
from btg_desktop.services.clients import Clients
from btg_desktop.services.subscriptions import Subscriptions
from btg_desktop.services.verification import Verification

DESK = Desk("laura", "Medellín Centro", "pc-1")
Corrupt = Callable[[Database[Document], str], object]


@pytest.fixture
def books(
    database: Database[Document], clients: Clients, julian: Client, subscriptions: Subscriptions
) -> Client:
    """Julián with three transactions, among other clients."""
    others = [
        clients.register(name=f"Ana {'x' * n}", document_type="CC", document=str(50_000 + n), email="a@b.co")
        for n in range(2, 6)
    ]
    for client in (*others, julian):
        subscriptions.subscribe(uuid4(), client.id, 1, Decimal(75_000))
        subscriptions.subscribe(uuid4(), client.id, 2, Decimal(125_000))
        subscriptions.cancel(uuid4(), client.id, 1)
    return julian


def verify(database: Database[Document]) -> list[Violation]:
    return list(Verification(MongoAuditReader(database)).violations())


def transaction(database: Database[Document], client_id: str, sequence: int) -> Document:
    document = database["transacciones"].find_one({"usuario": client_id, "secuencia": sequence})
    assert document is not None
    return document


def swap_first_two(database: Database[Document], client_id: str) -> None:
    for old, new in ((1, 99), (2, 1), (99, 2)):
        database["transacciones"].update_one(
            {"usuario": client_id, "secuencia": old}, {"$set": {"secuencia": Int64(new)}}
        )


def test_sound_books_pass_and_are_all_looked_at(database: Database[Document], books: Client) -> None:
    verification = Verification(MongoAuditReader(database))
    assert list(verification.violations()) == []
    assert (verification.clients, verification.transactions) == (5, 15)


@pytest.mark.parametrize(
    ("corrupt", "broken"),
    [
        (
            lambda db, c: db["usuarios"].update_one(
                {"_id": c}, {"$inc": {"saldo_disponible": Decimal128("1000")}}
            ),
            Broken.BALANCE,
        ),
        (
            lambda db, c: db["transacciones"].delete_one({"usuario": c, "secuencia": 2}),
            Broken.SEQUENCE,
        ),
        (
            lambda db, c: db["transacciones"].delete_one({"usuario": c, "secuencia": 3}),
            Broken.SEQUENCE,
        ),
        (
            lambda db, c: db["transacciones"].insert_one(
                {**transaction(db, c, 3), "_id": uuid4(), "secuencia": Int64(4)}
            ),
            Broken.REQUEST,
        ),
        (
            lambda db, c: db["transacciones"].update_one(
                {"usuario": c, "secuencia": 2}, {"$set": {"valor": Decimal128("125001")}}
            ),
            Broken.BALANCE_AFTER,
        ),
        (
            lambda db, c: db["transacciones"].update_one(
                {"usuario": c, "secuencia": 2}, {"$set": {"id_fondo": Int64(3)}}
            ),
            Broken.REQUEST,
        ),
        (swap_first_two, Broken.BALANCE_AFTER),
        (
            lambda db, c: db["usuarios"].update_one(
                {"_id": c}, {"$set": {"saldo_fondos.5": Decimal128("100000")}}
            ),
            Broken.HOLDING,
        ),
        (
            lambda db, c: db["notificaciones"].delete_one({"_id": transaction(db, c, 1)["_id"]}),
            Broken.NOTIFICATION,
        ),
        (
            lambda db, c: db["solicitudes"].delete_one({"_id": transaction(db, c, 1)["_id"]}),
            Broken.REQUEST,
        ),
        (
            lambda db, c: db["transacciones"].delete_one({"usuario": c, "secuencia": 1}),
            Broken.TRANSACTION,
        ),
        (lambda db, c: db["usuarios"].delete_one({"_id": c}), Broken.CLIENT),
    ],
    ids=[
        "changed balance",
        "missing transaction",
        "missing last transaction",
        "doubled transaction",
        "edited amount",
        "edited fund",
        "reordered transactions",
        "holding without transactions",
        "no notification",
        "no request",
        "applied without transaction",
        "missing client",
    ],
)
def test_a_seeded_corruption_is_named(
    database: Database[Document], books: Client, corrupt: Corrupt, broken: Broken
) -> None:
    corrupt(database, books.id)
    found = verify(database)
    assert broken in {violation.broken for violation in found}
    named = [violation for violation in found if violation.broken is broken]
    assert {violation.client_id for violation in named} <= {books.id, ""}
    assert {violation.client_id for violation in found} <= {books.id, ""}
    assert any(as_line(violation).startswith(f"cliente {books.id}") for violation in named)


def test_a_document_that_does_not_fit_is_named_and_the_rest_is_checked(
    database: Database[Document], books: Client, insert_unchecked: Callable[[str, Document], None]
) -> None:
    insert_unchecked("usuarios", {"_id": 7, "documento": "7"})
    database["usuarios"].update_one({"_id": books.id}, {"$inc": {"saldo_disponible": Decimal128("1")}})
    assert {violation.client_id for violation in verify(database)} == {"7", books.id}


@pytest.fixture
def receipts(database: Database[Document], books: Client) -> list[UUID]:
    """The movements of Julián, each with its receipt: numbers 1, 2 and 3 of one branch."""
    book = MongoReceipts(database)
    movements = [transaction(database, books.id, n)["_id"] for n in (1, 2, 3)]
    for movement in movements:
        book.issue(movement, DESK, Bank("BTG Pactual", ""))
    return movements


def test_sound_receipts_pass_and_are_all_looked_at(
    database: Database[Document], receipts: list[UUID]
) -> None:
    verification = Verification(MongoAuditReader(database))
    assert list(verification.violations()) == []
    assert verification.receipts == len(receipts)


@pytest.mark.parametrize(
    ("corrupt", "words"),
    [
        (lambda db: db["comprobantes"].delete_one({"numero": 2}), "el número 3 sigue al 1"),
        (
            lambda db: db["comprobantes"].delete_one({"numero": 3}),
            "el contador va en 3; el último número es 2",
        ),
        (
            lambda db: db["contadores"].update_one({}, {"$set": {"numero": Int64(2)}}),
            "se emitió el número 3; el contador va en 2",
        ),
        (lambda db: db["contadores"].delete_one({}), "se emitió el número 3; el contador va en 0"),
        (
            lambda db: (
                db["comprobantes"].drop_index("numero"),
                db["comprobantes"].update_one({"numero": 3}, {"$set": {"numero": Int64(2)}}),
            ),
            "el número 2 sigue al 2",
        ),
    ],
    ids=["gap", "missing last", "counter behind", "no counter", "double"],
)
def test_a_seeded_corruption_of_the_numbers_is_named_with_its_branch(
    database: Database[Document],
    receipts: list[UUID],
    corrupt: Callable[[Database[Document]], object],
    words: str,
) -> None:
    corrupt(database)
    found = verify(database)
    assert any(words in as_line(violation) for violation in found)
    numbered = {violation.branch for violation in found if violation.broken is Broken.RECEIPT_NUMBER}
    assert numbered == {DESK.branch}
    database["comprobantes"].delete_many({})  # one of them drops an index
    lay_out(database)


def test_a_receipt_of_no_movement_is_named(database: Database[Document], receipts: list[UUID]) -> None:
    database["transacciones"].delete_one({"_id": receipts[1]})
    said = [as_line(violation) for violation in verify(database)]
    assert any("el comprobante 2 no es de ningún movimiento" in line for line in said)
