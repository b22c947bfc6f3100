"""What each collection takes: the server refuses any other document."""

from collections.abc import Mapping
from typing import Any, Final

from bson import Decimal128

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.documents import STATES
from btg_desktop.adapters.mongo.fields import MOST
from btg_desktop.adapters.mongo.trail import APART, EVENTS, TOKEN_EVENTS
from btg_desktop.domain.models import KIND_WORDS, Channel, DocumentType
from btg_desktop.domain.money import MAX_AMOUNT

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
_ATTEMPT: Final = {
    "bsonType": "object",
    "required": ["destino", "fecha"],
    "properties": {"destino": _NAME, "fecha": _TIME},
}
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
        {"fecha": _TIME, "enviado": _TIME, "envios": {"bsonType": "array", "items": _ATTEMPT}},
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
