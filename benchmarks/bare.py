"""Moving money by the bare driver: the same four writes, shapes, validators and concerns, and nothing else.

No intent on disk, no look at the fund, no typed models, no stored answer for a second try.
"""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pymongo
from bson import Decimal128, Int64
from pymongo import MongoClient, ReturnDocument
from pymongo.client_session import ClientSession
from pymongo.read_concern import ReadConcern
from pymongo.read_preferences import ReadPreference
from pymongo.write_concern import WriteConcern

from benchmarks.bank import DATABASE

FUND = 3
FUND_NAME = "DEUDAPRIVADA"
AMOUNT = 50_000


class BareBank:
    """One connection of the driver, as it comes."""

    def __init__(self, uri: str) -> None:
        self._client: MongoClient[dict[str, Any]] = MongoClient(
            uri, uuidRepresentation="standard", tz_aware=True
        )
        self._database = self._client[DATABASE]

    def close(self) -> None:
        self._client.close()

    def subscribe(self, client_id: str) -> None:
        amount = Decimal128(str(AMOUNT))
        guard = {"saldo_disponible": {"$gte": amount}}
        change = {
            "$inc": {
                "saldo_disponible": Decimal128(str(-AMOUNT)),
                f"saldo_fondos.{FUND}": amount,
                "secuencia": Int64(1),
            }
        }
        self._move(client_id, "apertura", guard, change)

    def cancel(self, client_id: str) -> None:
        """Gives back one subscription; the caller knows what is held, so nothing is read."""
        amount = Decimal128(str(AMOUNT))
        guard = {f"saldo_fondos.{FUND}": amount}
        change = {
            "$inc": {"saldo_disponible": amount, "secuencia": Int64(1)},
            "$unset": {f"saldo_fondos.{FUND}": ""},
        }
        self._move(client_id, "cancelacion", guard, change)

    def _move(self, client_id: str, kind: str, guard: dict[str, Any], change: dict[str, Any]) -> None:
        request_id = uuid4()

        def write(session: ClientSession) -> None:
            self._database["solicitudes"].insert_one(_request(request_id, client_id, kind), session=session)
            after = self._database["usuarios"].find_one_and_update(
                {"_id": client_id, **guard},
                {**change, "$currentDate": {"ultimo_movimiento": True}},
                return_document=ReturnDocument.AFTER,
                session=session,
            )
            if after is None:
                raise LookupError(client_id)
            self._database["transacciones"].insert_one(_transaction(request_id, kind, after), session=session)
            self._database["notificaciones"].insert_one(_notification(request_id, after), session=session)

        with pymongo.timeout(10), self._client.start_session() as session:
            session.with_transaction(
                write,
                read_concern=ReadConcern("snapshot"),
                write_concern=WriteConcern("majority", j=True),
                read_preference=ReadPreference.PRIMARY,
            )


_DESK = {"operador": "laura", "sucursal": "Medellín Centro", "equipo": "pc-1"}


def _request(request_id: UUID, client_id: str, kind: str) -> dict[str, Any]:
    return {
        "_id": request_id,
        "huella": "0" * 64,
        "tipo_transaccion": kind,
        "usuario": client_id,
        "id_fondo": Int64(FUND),
        "resultado": "aplicada",
        **_DESK,
        **({"valor": Decimal128(str(AMOUNT))} if kind == "apertura" else {}),
    }


def _transaction(request_id: UUID, kind: str, after: dict[str, Any]) -> dict[str, Any]:
    return {
        "_id": request_id,
        "usuario": after["_id"],
        "secuencia": after["secuencia"],
        "tipo_transaccion": kind,
        "id_fondo": Int64(FUND),
        "nombre_fondo": FUND_NAME,
        "valor": Decimal128(str(AMOUNT)),
        "saldo_despues": after["saldo_disponible"],
        "fecha": after["ultimo_movimiento"],
        **_DESK,
    }


def _notification(request_id: UUID, after: dict[str, Any]) -> dict[str, Any]:
    return {
        "_id": request_id,
        "usuario": after["_id"],
        "nombre": after["nombre"],
        "canal": after["canal"],
        "destino": after["telefono"],
        "idioma": after["idioma"],
        "estado": "pendiente",
        "cerca": Int64(0),
        "intentos": Int64(0),
        "reenvios": Int64(0),
        "motivo": "",
        "proximo_intento": datetime.now(UTC),
    }
