"""The collections, their validators and their indexes; made by the program itself, as often as it starts.

A newer version of the program may have been here before: its schema is left alone.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from bson import Decimal128, Int64
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database
from pymongo.errors import CollectionInvalid, OperationFailure

from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.adapters.mongo.documents import STATES
from btg_desktop.adapters.mongo.fields import MOST
from btg_desktop.adapters.mongo.schema_version import VERSION, stored_version
from btg_desktop.adapters.mongo.stores import MongoFunds
from btg_desktop.adapters.mongo.trail import APART, EVENTS, TOKEN_EVENTS
from btg_desktop.adapters.mongo.upgrade import bring_up
from btg_desktop.domain.errors import DatabaseNotPrepared
from btg_desktop.domain.models import KIND_WORDS, Channel, Desk, DocumentType, Fund
from btg_desktop.domain.money import MAX_AMOUNT

FUNDS: Final = (
    Fund(1, "FPV_BTG_PACTUAL_RECAUDADORA", Decimal(75_000), "FPV"),
    Fund(2, "FPV_BTG_PACTUAL_ECOPETROL", Decimal(125_000), "FPV"),
    Fund(3, "DEUDAPRIVADA", Decimal(50_000), "FIC"),
    Fund(4, "FDO-ACCIONES", Decimal(250_000), "FIC"),
    Fund(5, "FPV_BTG_PACTUAL_DINAMICA", Decimal(100_000), "FPV"),
)
"""The catalogue that comes with the program; only an empty one is filled."""

_PROGRAM: Final = Desk(operator="btg-desktop", branch="", host="")
"""Signs what the program lays out by itself."""

_NAMESPACE_EXISTS: Final = 48
_UNAUTHORIZED: Final = 13
_TEXT: Final = {"bsonType": "string"}
_NAME: Final = {"bsonType": "string", "minLength": 1}
_UUID: Final = {"bsonType": "binData"}
_COUNT: Final = {"bsonType": "long", "minimum": 0}
_NUMBER: Final = {"bsonType": "long", "minimum": 1}
_MONEY: Final = {"bsonType": "decimal", "minimum": 0, "maximum": Decimal128(MOST)}
_HELD: Final = {**_MONEY, "exclusiveMinimum": True}
_PAID: Final = {**_HELD, "maximum": Decimal128(MAX_AMOUNT)}
_SIGNED: Final = {"bsonType": "decimal", "minimum": Decimal128(-MOST), "maximum": Decimal128(MOST)}
_TIME: Final = {"bsonType": "date"}
_REVISION: Final = {
    "bsonType": "object",
    "required": ["numero", "fecha"],
    "properties": {"numero": _NUMBER, "fecha": _TIME},
}
_KIND: Final = {"enum": list(KIND_WORDS.values())}
_CHANNEL: Final = {"enum": [channel.value for channel in Channel]}
_DESK: Final = {"operador": _TEXT, "sucursal": _TEXT, "equipo": _TEXT}
_ORIGIN: Final = {
    "bsonType": "object",
    "required": ["id", "huella"],
    "properties": {"id": _NAME, "huella": {"bsonType": "string", "minLength": 64, "maxLength": 64}},
}
_ADJUSTMENT: Final = {
    "bsonType": "object",
    "required": ["saldo", "fondos"],
    "properties": {
        "saldo": _SIGNED,
        "fondos": {
            "bsonType": "object",
            "patternProperties": {"^[0-9]+$": _SIGNED},
            "additionalProperties": False,
        },
    },
}


def _shape(required: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> Document:
    return {
        "$jsonSchema": {
            "bsonType": "object",
            "required": list(required),
            "properties": {**required, **(optional or {})},
        }
    }


_EVENT: Final = _shape(
    {
        "_id": {
            "bsonType": "object",
            "required": ["coleccion", "id", "numero"],
            "properties": {"coleccion": {"enum": list(APART)}, "numero": _NUMBER},
        },
        "datos": {"bsonType": "object"},
        "fecha": _TIME,
        **_DESK,
    },
    {"antes": {"bsonType": "object"}, "hallado": {"enum": [True]}},
)

VALIDATORS: Final[Mapping[str, Document]] = {
    "fondos": _shape(
        {"_id": _NUMBER, "nombre": _NAME, "monto_minimo": _MONEY, "categoria": _NAME},
        {"revision": _REVISION},
    ),
    "usuarios": _shape(
        {
            "_id": _NAME,
            "nombre": _NAME,
            "tipo_documento": {"enum": [kind.value for kind in DocumentType]},
            "documento": _NAME,
            "correo": _TEXT,
            "telefono": {"bsonType": "string", "pattern": r"^(\+57[0-9]{10})?$"},
            "canal": _CHANNEL,
            "idioma": {"enum": ["es", "en"]},
            "saldo_disponible": _MONEY,
            "saldo_fondos": {
                "bsonType": "object",
                "patternProperties": {"^[0-9]+$": _HELD},
                "additionalProperties": False,
            },
            "saldo_inicial": _MONEY,
            "secuencia": _COUNT,
            "busqueda": {"bsonType": "array", "items": _NAME},
        },
        {
            "revision": _REVISION,
            "ultimo_movimiento": _TIME,
            "origen": _ORIGIN,
            "ajuste_inicial": _ADJUSTMENT,
            "consentimiento": {
                "bsonType": "object",
                "required": ["canal", "fecha"],
                "properties": {"canal": _CHANNEL, "fecha": _TIME},
            },
        },
    ),
    "transacciones": _shape(
        {
            "_id": _UUID,
            "usuario": _NAME,
            "secuencia": _NUMBER,
            "tipo_transaccion": _KIND,
            "id_fondo": _NUMBER,
            "nombre_fondo": _NAME,
            "valor": _PAID,
            "saldo_despues": _MONEY,
            "fecha": _TIME,
            **_DESK,
        },
        {"canal": _CHANNEL},
    ),
    "solicitudes": _shape(
        {
            "_id": _UUID,
            "huella": {"bsonType": "string", "minLength": 64, "maxLength": 64},
            "tipo_transaccion": _KIND,
            "usuario": _NAME,
            "id_fondo": {"bsonType": "long"},
            "resultado": {"enum": ["aplicada", "rechazada"]},
            **_DESK,
        },
        {
            "valor": _PAID,
            "canal": _CHANNEL,
            "motivo": _NAME,
            "datos": {"bsonType": "object"},
            "fecha": _TIME,
        },
    ),
    "notificaciones": _shape(
        {
            "_id": _UUID,
            "usuario": _NAME,
            "nombre": _NAME,
            "canal": _CHANNEL,
            "destino": _NAME,
            "idioma": {"enum": ["es", "en"]},
            "estado": {"enum": list(STATES.values())},
            "cerca": _COUNT,
            "intentos": _COUNT,
            "reenvios": _COUNT,
            "motivo": _TEXT,
            "proximo_intento": _TIME,
        },
        {"fecha": _TIME},
    ),
    "sucursales": _shape(
        {"_id": _NAME, "nombre": _NAME, "ciudad": _TEXT, "clave": _NAME}, {"revision": _REVISION}
    ),
    "disponibilidad": _shape(
        {
            "_id": {
                "bsonType": "object",
                "required": ["sucursal", "fondo"],
                "properties": {"sucursal": _NAME, "fondo": _NUMBER},
                "additionalProperties": False,
            }
        }
    ),
    "visitan": _shape(
        {
            "usuario": _NAME,
            "sucursal": _NAME,
            "fecha": {"bsonType": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
            "primera": _TIME,
        }
    ),
    "comprobantes": _shape(
        {
            "_id": _UUID,
            "sucursal": _TEXT,
            "numero": _NUMBER,
            "emitido": _TIME,
            "operador": _TEXT,
            "cliente": {"bsonType": "object", "required": ["nombre", "tipo_documento", "documento"]},
            "categoria": _TEXT,
            "idioma": {"enum": ["es", "en"]},
            "banco": {"bsonType": "object", "required": ["nombre", "nit"]},
        }
    ),
    "contadores": _shape({"_id": _TEXT, "numero": _NUMBER, "emitido": _TIME}),
    "tokens": _shape(
        {
            "_id": _NAME,
            "huella": {"bsonType": "string", "minLength": 64, "maxLength": 64},
            "alcances": {"bsonType": "array", "items": _NAME},
            "creado": _TIME,
            "creado_por": _TEXT,
        },
        {"vence": _TIME, "revocado": _TIME, "revision": _REVISION},
    ),
    EVENTS: _EVENT,
    TOKEN_EVENTS: _EVENT,
    "esquema": _shape({"_id": _NAME, "version": _NUMBER}),
}

INDEXES: Final[Mapping[str, list[IndexModel]]] = {
    "usuarios": [
        IndexModel([("tipo_documento", ASCENDING), ("documento", ASCENDING)], name="documento", unique=True),
        IndexModel([("busqueda", ASCENDING)], name="busqueda"),
    ],
    "transacciones": [
        IndexModel([("usuario", ASCENDING), ("secuencia", DESCENDING)], name="movimientos", unique=True),
        IndexModel([("operador", ASCENDING), ("fecha", ASCENDING)], name="turno"),
        *(
            # `tipo_transaccion` and `valor` at the end: filtering and adding up need no document
            IndexModel([(field, ASCENDING) for field in fields], name=name)
            for name, fields in (
                ("cliente_fondo", ("usuario", "id_fondo", "secuencia")),
                ("cliente_valor", ("usuario", "valor", "secuencia")),
                ("sucursal_fecha", ("sucursal", "fecha", "_id", "tipo_transaccion", "valor")),
                ("sucursal_fondo", ("sucursal", "id_fondo", "fecha", "_id", "tipo_transaccion", "valor")),
                ("sucursal_valor", ("sucursal", "valor", "fecha", "_id", "tipo_transaccion")),
                ("sucursal_tipo", ("sucursal", "tipo_transaccion", "id_fondo", "fecha", "_id", "valor")),
            )
        ),
    ],
    "comprobantes": [
        IndexModel([("sucursal", ASCENDING), ("numero", ASCENDING)], name="numero", unique=True)
    ],
    "notificaciones": [
        IndexModel([("estado", ASCENDING), ("proximo_intento", ASCENDING)], name="por_enviar"),
        IndexModel([("fecha", DESCENDING), ("_id", DESCENDING)], name="por_fecha"),
        IndexModel([("estado", ASCENDING), ("fecha", DESCENDING), ("_id", DESCENDING)], name="por_estado"),
    ],
    "tokens": [IndexModel([("huella", ASCENDING)], name="huella", unique=True)],
    "sucursales": [IndexModel([("clave", ASCENDING)], name="clave")],
    "disponibilidad": [IndexModel([("_id.sucursal", ASCENDING)], name="por_sucursal")],
    "visitan": [
        IndexModel(
            [("usuario", ASCENDING), ("sucursal", ASCENDING), ("fecha", ASCENDING)],
            name="una_al_dia",
            unique=True,
        )
    ],
}


def ensure_schema(database: Database[Document]) -> int:
    """Bring the database to this version's shape, unless it already is, or is newer; return its version.

    Safe while other desks do the same. Raises UnfinishedRestore, DatabaseUnavailable, DatabaseRefused, or
    DatabaseNotPrepared where there is something to do and this user may not: at the bank that is IT's.
    """
    with explained(None):  # an index on a large collection takes what it takes
        found = stored_version(database) or 0
        try:
            if found < VERSION:
                lay_out(database)
                bring_up(database, found)
                mark_version(database)
            if database["fondos"].find_one({}, {"_id": 1}) is None:
                _fill_catalogue(database)
        except OperationFailure as error:
            if error.code != _UNAUTHORIZED:
                raise
            raise DatabaseNotPrepared(found=found, needed=VERSION) from error
    return max(found, VERSION)


def lay_out(database: Database[Document]) -> None:
    """Make the collections, validators and indexes of this version. Safe to repeat."""
    for name, validator in VALIDATORS.items():
        _create_or_change(database, name, validator)
    for name, indexes in INDEXES.items():
        database[name].create_indexes(indexes)


def mark_version(database: Database[Document]) -> None:
    """Say that all of this version's shape is there now."""
    database["esquema"].update_one({"_id": "version"}, {"$max": {"version": Int64(VERSION)}}, upsert=True)


def _create_or_change(database: Database[Document], name: str, validator: Document) -> None:
    try:
        database.create_collection(name, check_exists=False, validator=validator)
    except CollectionInvalid:
        database.command("collMod", name, validator=validator)
    except OperationFailure as error:
        if error.code != _NAMESPACE_EXISTS:
            raise
        database.command("collMod", name, validator=validator)


def _fill_catalogue(database: Database[Document]) -> None:
    catalogue = MongoFunds(database)
    for fund in FUNDS:
        catalogue.add(fund, _PROGRAM)
