"""The collections, their validators and their indexes; made by the program itself, as often as it starts.

A newer version of the program may have been here before: its schema is left alone.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from bson import Int64
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database
from pymongo.errors import CollectionInvalid, OperationFailure

from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.adapters.mongo.schema_version import VERSION, stored_version
from btg_desktop.adapters.mongo.stores import MongoFunds
from btg_desktop.adapters.mongo.upgrade import bring_up
from btg_desktop.adapters.mongo.validators import VALIDATORS
from btg_desktop.domain.errors import DatabaseNotPrepared
from btg_desktop.domain.models import Desk, Fund

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
        IndexModel([("envios.destino", ASCENDING), ("enviado", DESCENDING)], name="por_destino"),
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
