"""Edits of all places that a fact stands in: they leave nothing that differs."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID

from bson import Decimal128
from editor import Editor

OWN = {"origen": {"$exists": False}}
MOVED = {"operador": {"$ne": "importación"}}
REFUSED = {"resultado": "rechazada"}


def rewrite_operator(editor: Editor) -> None:
    movement = editor.pick("transacciones", MOVED)
    for name in ("transacciones", "solicitudes"):
        editor.change(name, movement, operador="pedro")


def rewrite_date(editor: Editor) -> None:
    movement = editor.pick("transacciones", {**MOVED, "secuencia": 1})
    moved = movement["fecha"] + timedelta(milliseconds=1)
    for name in ("transacciones", "notificaciones"):
        editor.change(name, movement, fecha=moved)


def rewrite_contact(editor: Editor) -> None:
    client = editor.pick("usuarios", {**OWN, "canal": "sms"})
    events = {"_id.coleccion": "usuarios", "_id.id": client["_id"]}
    last = editor.pick("auditoria", {**events, "_id.numero": client["revision"]["numero"]})
    editor.change("usuarios", client, correo="ladron@example.com")
    editor.change("auditoria", last, datos__correo="ladron@example.com")


def rewrite_fund(editor: Editor) -> None:
    fund = editor.pick("fondos")
    event = editor.pick("auditoria", {"_id.coleccion": "fondos", "_id.id": fund["_id"]})
    editor.change("fondos", fund, monto_minimo=Decimal128("1"))
    editor.change("auditoria", event, datos__monto_minimo=Decimal128("1"))


def delete_refusal(editor: Editor) -> None:
    request = editor.pick("solicitudes", REFUSED)
    identifier: UUID = request["_id"]
    editor.delete("auditoria", editor.pick("auditoria", {"_id.id": identifier}))
    editor.delete("solicitudes", request)


EVERYWHERE: Mapping[str, Callable[[Editor], object]] = {
    "operator": rewrite_operator,
    "date": rewrite_date,
    "contact": rewrite_contact,
    "fund": rewrite_fund,
    "refusal deleted": delete_refusal,
}
