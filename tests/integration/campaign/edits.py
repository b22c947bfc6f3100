"""Edits by an administrator's hand, each of one place; and rewritings of all places that a fact stands in."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from bson import Decimal128, Int64
from editor import Editor

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.schema import INDEXES
from btg_desktop.adapters.mongo.validators import VALIDATORS

RICH = Decimal128("9000000")

Edit = Callable[[Editor], object]


def setting(
    collection: str, query: Document | None = None, /, **values: Callable[[Editor, Document], Any]
) -> Edit:
    """An edit of some document's fields."""

    def edit(editor: Editor) -> None:
        document = editor.pick(collection, query)
        fields = {name: value(editor, document) for name, value in values.items()}
        editor.change(collection, document, **fields)

    return edit


def always(value: Any) -> Callable[[Editor, Document], Any]:
    return lambda _editor, _document: value


def some(*values: Any) -> Callable[[Editor, Document], Any]:
    return lambda editor, _document: editor.random.choice(values)


def later(*path: str) -> Callable[[Editor, Document], Any]:
    """A date some hours after the one that stands there."""

    def value(editor: Editor, document: Document) -> Any:
        found: Any = document
        for name in path:
            found = found[name]
        return found + timedelta(minutes=editor.random.choice((-300, -5, 7, 600)))

    return value


def plus(name: str, amount: int) -> Callable[[Editor, Document], Any]:
    return lambda editor, document: Decimal128(
        document[name].to_decimal() + amount * editor.random.randint(1, 9)
    )


def deleting(collection: str, query: Document | None = None) -> Edit:
    return lambda editor: editor.delete(collection, editor.pick(collection, query))


def another_channel(_editor: Editor, document: Document) -> str | None:
    return {"sms": "email", "email": "sms"}[document["canal"]]


def add_or_drop_condition(editor: Editor) -> None:
    request = editor.pick("solicitudes", {"resultado": "aplicada"})
    message = editor.database["notificaciones"].find_one({"_id": request["_id"]})
    assert message is not None
    editor.change("solicitudes", request, canal=None if "canal" in request else message["canal"])


def insert_rich_client(editor: Editor) -> None:
    like = editor.pick("usuarios", {"origen": {"$exists": False}, "secuencia": {"$gt": 0}})
    new = {
        **like,
        "_id": uuid4().hex,
        "documento": str(editor.random.randint(10**7, 10**8)),
        "saldo_disponible": RICH,
        "saldo_inicial": RICH,
        "saldo_fondos": {},
        "secuencia": Int64(0),
    }
    editor.insert("usuarios", {name: value for name, value in new.items() if name != "ultimo_movimiento"})


def move_holding(editor: Editor) -> None:
    client = editor.pick("usuarios", {"saldo_fondos.2": {"$exists": True}})
    editor.change("usuarios", client, saldo_fondos__2=None, saldo_fondos__4=client["saldo_fondos"]["2"])


def insert_orphan_message(editor: Editor) -> None:
    editor.insert("notificaciones", {**editor.pick("notificaciones"), "_id": uuid4()})


def insert_visit(editor: Editor) -> None:
    visit = editor.pick("visitan")
    other = editor.pick("usuarios", {"_id": {"$ne": visit["usuario"]}, "origen": {"$exists": True}})
    visit.pop("_id")
    editor.insert("visitan", {**visit, "usuario": other["_id"]})


def insert_offer(editor: Editor) -> None:
    editor.insert("disponibilidad", {"_id": {"sucursal": "001", "fondo": Int64(5)}})


def insert_refusal(editor: Editor) -> None:
    editor.insert("solicitudes", {**editor.pick("solicitudes", {"resultado": "rechazada"}), "_id": uuid4()})


def forge_movement(editor: Editor) -> None:
    client = editor.pick("usuarios", {"secuencia": {"$gt": 0}})
    last = editor.pick("transacciones", {"usuario": client["_id"], "secuencia": client["secuencia"]})
    editor.insert("transacciones", {**last, "_id": uuid4(), "secuencia": Int64(last["secuencia"] + 1)})


def add_index(editor: Editor) -> None:
    books = editor.database[editor.random.choice(("transacciones", "usuarios", "auditoria"))]
    name = books.create_index("otra", name="otra")
    editor.afterwards(lambda: books.drop_index(name))


def let_expire(editor: Editor) -> None:
    books = editor.database[editor.random.choice(("solicitudes", "comprobantes", "visitan"))]
    name = books.create_index("fecha_que_nadie_tiene", expireAfterSeconds=3600)
    editor.afterwards(lambda: books.drop_index(name))


def drop_index(editor: Editor) -> None:
    name = editor.random.choice(sorted(INDEXES))
    index = editor.random.choice(INDEXES[name])
    editor.database[name].drop_index(index.document["name"])
    editor.afterwards(lambda: editor.database[name].create_indexes([index]))


def weaken_validator(editor: Editor) -> None:
    name = editor.random.choice(sorted(VALIDATORS))
    editor.command("collMod", name, validationLevel="off")
    editor.afterwards(lambda: editor.command("collMod", name, validationLevel="strict"))


_OWN = {"origen": {"$exists": False}}
_APPLIED = {"resultado": "aplicada"}
_REFUSED = {"resultado": "rechazada"}
_NAMES = some("Ana López", "Juan Pérez", "Zoé")
_PEOPLE = some("pedro", "marta", "")

SINGLE: Mapping[str, Edit] = {
    "client's name": setting("usuarios", nombre=_NAMES),
    "client's document": setting("usuarios", documento=some("123456", "99887766")),
    "client's document type": setting("usuarios", tipo_documento=some("CE", "PA")),
    "client's e-mail": setting("usuarios", correo=some("ladron@example.com", "x@example.com")),
    "client's telephone": setting("usuarios", telefono=some("+573009998877", "+573001112233")),
    "client's channel": setting("usuarios", canal=another_channel),
    "client's language": setting("usuarios", {"idioma": "es"}, idioma=always("en")),
    "consent's channel": setting(
        "usuarios", {"consentimiento.canal": "sms"}, consentimiento__canal=always("email")
    ),
    "consent's date": setting(
        "usuarios",
        {"consentimiento": {"$exists": True}},
        consentimiento__fecha=later("consentimiento", "fecha"),
    ),
    "consent taken away": setting(
        "usuarios", {"consentimiento": {"$exists": True}}, consentimiento=always(None)
    ),
    "client's balance": setting("usuarios", saldo_disponible=plus("saldo_disponible", 1_000)),
    "holding moved to another fund": move_holding,
    "money minted in the initial balance": setting(
        "usuarios",
        _OWN,
        saldo_inicial=always(Decimal128("1500000")),
        saldo_disponible=lambda _, each: Decimal128(
            each["saldo_disponible"].to_decimal() + Decimal(1_500_000) - each["saldo_inicial"].to_decimal()
        ),
    ),
    "money minted by an adjustment": setting(
        "usuarios",
        {**_OWN, "saldo_disponible": {"$exists": True}},
        ajuste_inicial=always({"saldo": Decimal128("700000"), "fondos": {}}),
        saldo_disponible=lambda _, each: Decimal128(each["saldo_disponible"].to_decimal() + 700_000),
    ),
    "rich client inserted": insert_rich_client,
    "client's sequence": setting("usuarios", secuencia=lambda _, each: Int64(each["secuencia"] + 1)),
    "imported client's origin": setting(
        "usuarios", {"origen": {"$exists": True}}, origen__huella=always("0" * 64)
    ),
    "movement's date": setting("transacciones", fecha=later("fecha")),
    "movement's fund name": setting("transacciones", nombre_fondo=some("FONDO ALTERNO", "OTRO")),
    "movement's fund": setting("transacciones", {"id_fondo": 1}, id_fondo=always(Int64(5))),
    "movement's operator": setting("transacciones", operador=_PEOPLE),
    "movement's branch": setting("transacciones", sucursal=some("002", "Cali Norte")),
    "movement's PC": setting("transacciones", equipo=some("pc-7", "pc-9")),
    "movement's amount": setting("transacciones", valor=plus("valor", 1_000)),
    "movement deleted": deleting("transacciones"),
    "movement forged": forge_movement,
    "refused request's reason": setting(
        "solicitudes", {"motivo": "saldo_insuficiente"}, motivo=always("sin_participacion")
    ),
    "refused request's figures": setting(
        "solicitudes", {"datos.missing": {"$exists": True}}, datos__missing=always(Decimal128("1"))
    ),
    "refused request's operator": setting("solicitudes", _REFUSED, operador=_PEOPLE),
    "refused request deleted": deleting("solicitudes", _REFUSED),
    "refused request inserted": insert_refusal,
    "applied request's operator": setting("solicitudes", _APPLIED, operador=_PEOPLE),
    "applied request's channel": add_or_drop_condition,
    "message's name": setting("notificaciones", nombre=_NAMES),
    "message's destination": setting("notificaciones", destino=some("+573009998877", "x@example.com")),
    "message's channel": setting("notificaciones", canal=another_channel),
    "message's state": setting("notificaciones", {"estado": "fallida"}, estado=always("enviada")),
    "orphan message inserted": insert_orphan_message,
    "message deleted": deleting("notificaciones"),
    "receipt's client": setting("comprobantes", cliente__nombre=_NAMES),
    "receipt's issuer": setting("comprobantes", operador=_PEOPLE),
    "receipt's bank": setting("comprobantes", banco__nit=some("900123456-8", "")),
    "receipt's date": setting("comprobantes", emitido=later("emitido")),
    "fund's minimum": setting("fondos", monto_minimo=some(Decimal128("1"), Decimal128("10"))),
    "fund's category": setting("fondos", categoria=always("OTRA")),
    "branch's name": setting("sucursales", nombre=some("Bogotá", "Bello"), clave=always("otra")),
    "offer inserted": insert_offer,
    "offer deleted": deleting("disponibilidad"),
    "visit's day": setting("visitan", fecha=some("2025-01-02", "2026-02-03")),
    "visit's branch": setting("visitan", sucursal=always("002")),
    "visit inserted": insert_visit,
    "visit deleted": deleting("visitan"),
    "token's rights": setting("tokens", alcances=always(["operations:write"])),
    "token's end": setting("tokens", {"revocado": {"$exists": False}}, vence=always(None)),
    "token revived": setting("tokens", {"revocado": {"$exists": True}}, revocado=always(None)),
    "recorded event changed": setting(
        "auditoria", {"_id.coleccion": "usuarios"}, datos__correo=some("y@example.com")
    ),
    "recorded event deleted": deleting("auditoria"),
    "strange index": add_index,
    "expiring index": let_expire,
    "index dropped": drop_index,
    "validator off": weaken_validator,
}
"""Each changes one place; the program itself would have changed none of them alone."""
