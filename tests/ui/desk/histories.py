"""Clients with a history, stored as an earlier time would have left it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

from bson import Decimal128, Int64
from clerk import Clerk
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document

BRANCH = "Medellín Centro"
Serve = Callable[[int], Clerk]


def store(database: Database[Document], client_id: str, count: int, first: datetime) -> None:
    """Movements one minute apart: every third one is a cancellation, the funds take turns."""
    database["transacciones"].insert_many(
        [
            {
                "_id": uuid4(),
                "usuario": client_id,
                "secuencia": Int64(number),
                "tipo_transaccion": "cancelacion" if number % 3 == 0 else "apertura",
                "id_fondo": Int64(1 + number % 5),
                "nombre_fondo": f"FONDO-{1 + number % 5}",
                "valor": Decimal128(str(1000 * number)),
                "saldo_despues": Decimal128("500000"),
                "fecha": first + timedelta(minutes=number),
                "operador": "Laura Restrepo",
                "sucursal": BRANCH,
                "equipo": "pc-1",
            }
            for number in range(1, count + 1)
        ]
    )
    database["usuarios"].update_one({"_id": client_id}, {"$set": {"secuencia": Int64(count)}})
