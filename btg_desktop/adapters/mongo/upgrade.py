"""What an older version's documents lack, added once when the schema moves up. Safe to repeat.

Facts that were never recorded are recorded as they are found: until then, nobody can say more of them.
"""

from typing import Any, Final

from bson import Int64
from pymongo.database import Database

from btg_desktop.adapters.mongo.branches import OFFERED
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.trail import APART, events_of

_RECORDED_SINCE: Final = 8
"""The first version with events."""

_REVISED: Final = ("usuarios", "fondos", "sucursales", "tokens")

_OFFERED_FUNDS: Final[list[Document]] = [
    OFFERED,
    {"$set": {"ofrece": {"$sortArray": {"input": "$ofrece._id.fondo", "sortBy": 1}}}},
]


def bring_up(database: Database[Document], found: int) -> None:
    """Complete the documents of a database whose schema had the version `found`; 0: none."""
    date_messages(database)
    if found < _RECORDED_SINCE:
        _repeat_conditions(database)
        for name in _REVISED:
            database[name].update_many(
                {"revision": {"$exists": False}},
                [{"$set": {"revision": {"numero": Int64(1), "fecha": "$$NOW"}}}],
            )
        for name in APART:
            _record_found(database, name)


def date_messages(database: Database[Document]) -> None:
    """Give messages that were written before they had a `fecha` that of their movement."""
    database["notificaciones"].aggregate(
        [
            {"$match": {"fecha": {"$exists": False}}},
            {
                "$lookup": {
                    "from": "transacciones",
                    "localField": "_id",
                    "foreignField": "_id",
                    "as": "movimiento",
                }
            },
            {"$project": {"fecha": {"$ifNull": [{"$first": "$movimiento.fecha"}, "$proximo_intento"]}}},
            {"$merge": {"into": "notificaciones", "whenMatched": "merge", "whenNotMatched": "discard"}},
        ]
    )


def _repeat_conditions(database: Database[Document]) -> None:
    """Write the channel that an applied request required into its movement too."""
    database["solicitudes"].aggregate(
        [
            {"$match": {"canal": {"$exists": True}, "resultado": "aplicada"}},
            {"$project": {"canal": 1}},
            {"$merge": {"into": "transacciones", "whenMatched": "merge", "whenNotMatched": "discard"}},
        ]
    )


def _record_found(database: Database[Document], name: str) -> None:
    match: Document = {"resultado": "rechazada"} if name == "solicitudes" else {}
    stages: list[Any] = [{"$match": match}]
    if name == "sucursales":
        stages += _OFFERED_FUNDS
    database[name].aggregate(
        [
            *stages,
            {
                "$replaceWith": {
                    "_id": {"coleccion": name, "id": "$_id", "numero": Int64(1)},
                    "datos": "$$ROOT",
                    "fecha": {"$ifNull": ["$revision.fecha", "$$NOW"]},
                    "operador": "btg-desktop",
                    "sucursal": "",
                    "equipo": "",
                    "hallado": True,
                }
            },
            {"$unset": [f"datos.{field}" for field in APART[name]]},
            {
                "$merge": {
                    "into": events_of(name),
                    "whenMatched": "keepExisting",
                    "whenNotMatched": "insert",
                }
            },
        ]
    )
