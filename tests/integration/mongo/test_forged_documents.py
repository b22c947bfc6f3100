"""A document that somebody else wrote where a movement must go: a final answer, and nothing moves."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from bson import Decimal128, Int64
from pymongo.database import Database

from btg_desktop.adapters.intents import IntentJournal
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.ledger import MongoLedger
from btg_desktop.domain.errors import BooksInconsistent, BtgError, OutcomeUnknown
from btg_desktop.domain.models import Client, Desk, Request, Transaction
from btg_desktop.services.clients import Clients
from btg_desktop.services.subscriptions import Subscriptions

pytestmark = pytest.mark.logs_errors

ID = UUID("11111111-1111-4111-8111-111111111111")


def forged_movement(client: Client, movement_id: UUID, sequence: int) -> Document:
    """What a colleague with a database login may write beside the program."""
    return {
        "_id": movement_id,
        "usuario": client.id,
        "secuencia": Int64(sequence),
        "tipo_transaccion": "apertura",
        "id_fondo": Int64(3),
        "nombre_fondo": "DEUDAPRIVADA",
        "valor": Decimal128("1"),
        "saldo_despues": Decimal128("1"),
        "fecha": datetime.now(UTC),
        "operador": "nadie",
        "sucursal": "",
        "equipo": "",
    }


def forge_next_sequence(database: Database[Document], client: Client) -> None:
    database["transacciones"].insert_one(forged_movement(client, uuid4(), client.sequence + 1))


def forge_same_movement(database: Database[Document], client: Client) -> None:
    database["transacciones"].insert_one(forged_movement(client, ID, 99))


def forge_message(database: Database[Document], client: Client) -> None:
    database["notificaciones"].insert_one(
        {
            "_id": ID,
            "usuario": client.id,
            "nombre": client.name,
            "canal": "sms",
            "destino": client.phone,
            "idioma": "es",
            "estado": "enviada",
            "cerca": Int64(0),
            "intentos": Int64(0),
            "reenvios": Int64(0),
            "motivo": "",
            "proximo_intento": datetime.now(UTC),
        }
    )


Forge = Callable[[Database[Document], Client], None]
FORGERIES: list[tuple[Forge, str]] = [
    (forge_next_sequence, "usuario, secuencia"),
    (forge_same_movement, "_id"),
    (forge_message, "_id"),
]


@pytest.mark.parametrize(("forge", "index"), FORGERIES)
def test_a_forged_document_ends_the_request_for_certain_and_moves_nothing(
    database: Database[Document],
    clients: Clients,
    julian: Client,
    subscriptions: Subscriptions,
    caplog: pytest.LogCaptureFixture,
    forge: Forge,
    index: str,
) -> None:
    forge(database, julian)
    with pytest.raises(BooksInconsistent) as refused:
        subscriptions.subscribe(ID, julian.id, 3, Decimal(50_000))
    assert refused.value.fields == {"index": index}
    assert subscriptions.abandoned() == []
    after = clients.get(julian.id)
    assert (after.available_balance, after.sequence, after.holdings) == (500_000, 0, {})
    assert database["solicitudes"].count_documents({}) == 0
    (alarm,) = [record for record in caplog.records if record.levelno >= logging.CRITICAL]
    assert str(ID) in alarm.getMessage()
    assert julian.document not in alarm.getMessage()


def test_the_client_works_again_once_the_forged_movement_is_gone(
    database: Database[Document], julian: Client, subscriptions: Subscriptions
) -> None:
    forge_next_sequence(database, julian)
    with pytest.raises(BooksInconsistent):
        subscriptions.subscribe(ID, julian.id, 3, Decimal(50_000))
    database["transacciones"].delete_one({"operador": "nadie"})
    assert subscriptions.subscribe(ID, julian.id, 3, Decimal(50_000)).balance_after == 450_000


def test_a_repeated_request_has_its_answer_whatever_was_forged_after_it(
    database: Database[Document], julian: Client, subscriptions: Subscriptions
) -> None:
    first = subscriptions.subscribe(ID, julian.id, 3, Decimal(50_000))
    database["transacciones"].insert_one(forged_movement(julian, uuid4(), 2))
    assert subscriptions.subscribe(ID, julian.id, 3, Decimal(50_000)) == first


class UnknownThenReal:
    """Loses the first request on its way; the rest reaches the books."""

    def __init__(self, ledger: MongoLedger) -> None:
        self._ledger = ledger
        self._tries = 0

    def submit(self, request: Request) -> Transaction:
        self._tries += 1
        if self._tries == 1:
            raise OutcomeUnknown(request=str(request.id))
        return self._ledger.submit(request)


def test_a_forged_movement_is_final_after_an_unknown_try_too(
    database: Database[Document], julian: Client, tmp_path: Path
) -> None:
    journal = IntentJournal(tmp_path / "own")
    subscriptions = Subscriptions(UnknownThenReal(MongoLedger(database)), journal, Desk("l", "", "pc"))
    forge_next_sequence(database, julian)
    answers: list[type[BtgError]] = []
    for _ in range(2):
        with pytest.raises(BtgError) as answer:
            subscriptions.subscribe(ID, julian.id, 3, Decimal(50_000))
        answers.append(type(answer.value))
    assert answers == [OutcomeUnknown, BooksInconsistent]
    assert subscriptions.abandoned() == []
    journal.close()


def test_a_foreign_unique_index_is_no_repeated_request(
    database: Database[Document], julian: Client, subscriptions: Subscriptions
) -> None:
    subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000))
    database["solicitudes"].create_index([("usuario", 1)], unique=True, name="ajeno")
    try:
        with pytest.raises(BooksInconsistent, match="usuario"):
            subscriptions.subscribe(ID, julian.id, 3, Decimal(50_000))
    finally:
        database["solicitudes"].drop_index("ajeno")
