"""A bank's size: clients by the million, and one whose history is as long."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, Final
from uuid import uuid4

from bson import Decimal128, Int64
from pymongo.write_concern import WriteConcern

from benchmarks.bank import FORTUNE, Bank
from benchmarks.bare import AMOUNT, FUND, FUND_NAME
from btg_desktop.adapters.mongo.documents import write_client
from btg_desktop.domain.models import INITIAL_BALANCE, Channel, Client, DocumentType

_BATCH: Final = 20_000
_VALUE: Final = Decimal128(str(AMOUNT))
_FULL: Final = Decimal128(FORTUNE)
_LESS: Final = Decimal128(FORTUNE - AMOUNT)
AT: Final = datetime(2026, 1, 2, tzinfo=UTC)

_NAMES: Final = re.findall(
    r"\w+",
    "María José Ana Luz Andrés Camila Carlos Diana Édgar Fabián Gloria Hernán Inés Jairo Juliana Karen Laura"
    " Mónica Nicolás Óscar Paola Ramón Sofía Tomás Úrsula Valentina Wilson Ximena Yesid Zoraida",
)
_SURNAMES: Final = re.findall(
    r"\w+",
    "Gómez Rodríguez López Martínez García Pérez Sánchez Ramírez Torres Díaz Muñoz Rojas Vargas Castro Ortiz"
    " Suárez Peña Giraldo Zapata Quintero Ñáñez Ibáñez Echeverri Úsuga Betancur Caicedo Duque Franco Henao"
    " Jaramillo Londoño Montoya Naranjo Ospina Restrepo Salazar Tobón Uribe Velásquez Yepes",
)


def fill(bank: Bank, count: int) -> None:
    """Store so many clients; their documents run from 1000000001."""
    clients = bank.database["usuarios"].with_options(write_concern=WriteConcern(1))
    documents = map(write_client, _crowd(count))
    while batch := list(islice(documents, _BATCH)):
        clients.insert_many(batch, ordered=False)


def _crowd(count: int) -> Iterator[Client]:
    for number in range(1, count + 1):
        name, rest = _NAMES[number % len(_NAMES)], number // len(_NAMES)
        first, second = _SURNAMES[rest % len(_SURNAMES)], _SURNAMES[rest // len(_SURNAMES) % len(_SURNAMES)]
        yield Client(
            id=uuid4().hex,
            name=f"{name} {first} {second}",
            document_type=DocumentType.CC,
            document=str(1_000_000_000 + number),
            email="",
            phone=f"+5730{number:08d}",
            channel=Channel.SMS,
            available_balance=INITIAL_BALANCE,
            holdings={},
            initial_balance=INITIAL_BALANCE,
            sequence=0,
        )


def client_with(bank: Bank, length: int) -> str:
    """A client with `length` transactions, written straight into the collection, valid by its schema."""
    client_id = bank.new_client()
    transactions = bank.database["transacciones"].with_options(write_concern=WriteConcern(1))
    for first in range(1, length + 1, _BATCH):
        sequences = range(first, min(first + _BATCH, length + 1))
        transactions.insert_many([_transaction(client_id, sequence) for sequence in sequences], ordered=False)
    spent = (length % 2) * AMOUNT
    bank.database["usuarios"].update_one(
        {"_id": client_id},
        {
            "$set": {
                "secuencia": Int64(length),
                "saldo_disponible": Decimal128(FORTUNE - spent),
                "saldo_fondos": {str(FUND): Decimal128(str(spent))} if spent else {},
            }
        },
    )
    return client_id


def _transaction(client_id: str, sequence: int) -> dict[str, Any]:
    """Subscribing and cancelling in turn."""
    subscribes = sequence % 2 == 1
    return {
        "_id": uuid4(),
        "usuario": client_id,
        "secuencia": Int64(sequence),
        "tipo_transaccion": "apertura" if subscribes else "cancelacion",
        "id_fondo": Int64(FUND),
        "nombre_fondo": FUND_NAME,
        "valor": _VALUE,
        "saldo_despues": _LESS if subscribes else _FULL,
        "fecha": AT + timedelta(minutes=sequence % 400_000),
        "operador": "laura",
        "sucursal": "Medellín Centro",
        "equipo": "pc-1",
    }
