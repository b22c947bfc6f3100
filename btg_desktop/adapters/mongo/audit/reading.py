"""From stored documents to what the audit compares. Strict: what does not fit raises Misfit."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from bson import Decimal128

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.documents import (
    read_channel,
    read_client,
    read_notification,
    read_transaction,
)
from btg_desktop.adapters.mongo.fields import Misfit, amount, field, moment, one_of
from btg_desktop.adapters.mongo.trail import facts_of
from btg_desktop.domain.audit.messages import Contact, StoredMessage
from btg_desktop.domain.audit.records import Event, Record, Revision
from btg_desktop.domain.audit.requests import StoredRequest
from btg_desktop.domain.models import (
    KIND_OF_WORD,
    Channel,
    Client,
    Desk,
    Request,
    Transaction,
    TransactionKind,
)
from btg_desktop.domain.money import MAX_AMOUNT
from btg_desktop.domain.origin import Origin

_NOTHING: Final[Document] = {"saldo_disponible": Decimal128("0"), "saldo_fondos": {}, "secuencia": 0}
_ANSWERS: Final = {"aplicada": True, "rechazada": False}


def read_movement(document: Document) -> Transaction:
    transaction = read_transaction(document)
    if not 0 < transaction.amount <= MAX_AMOUNT:
        raise Misfit("valor: no_es_un_monto")
    return transaction


def read_condition(document: Document) -> Channel | None:
    """The channel that a request required, where one stands."""
    return read_channel(document) if "canal" in document else None


def read_request(document: Document) -> StoredRequest:
    kind = one_of(document, "tipo_transaccion", KIND_OF_WORD)
    if ("valor" in document) != (kind is TransactionKind.SUBSCRIPTION):
        raise Misfit("valor: " + ("sobra" if "valor" in document else "falta"))
    request = Request(
        id=field(document, "_id", UUID),
        kind=kind,
        client_id=field(document, "usuario", str),
        fund_id=field(document, "id_fondo", int),
        amount=_positive(document, "valor") if "valor" in document else None,
        desk=read_desk(document),
        channel=read_condition(document),
    )
    reason = field(document, "motivo", str) if "motivo" in document else None
    fields = field(document, "datos", dict) if "datos" in document else None
    return StoredRequest(
        request=request,
        fingerprint=field(document, "huella", str),
        applied=one_of(document, "resultado", _ANSWERS),
        reason=reason,
        fields=None if fields is None else {name: _plain(value) for name, value in fields.items()},
    )


def read_desk(document: Document) -> Desk:
    return Desk(
        operator=field(document, "operador", str),
        branch=field(document, "sucursal", str),
        host=field(document, "equipo", str),
    )


def read_message(document: Document) -> StoredMessage:
    moment(document, "proximo_intento")
    return StoredMessage(read_notification(document), moment(document, "fecha"))


def read_event(document: Document) -> Event:
    key = field(document, "_id", dict)
    read_desk(document)
    return Event(
        number=field(key, "numero", int),
        facts=field(document, "datos", dict),
        at=moment(document, "fecha"),
        found=document.get("hallado") is True,
        before=field(document, "antes", dict) if "antes" in document else None,
    )


def read_record(
    collection: str, document: Document, events: Sequence[Event], *, fixed: frozenset[str] = frozenset()
) -> Record:
    """What stands of `document` beside its `events`."""
    return Record(
        document=f"{collection} {document['_id']}",
        facts=facts_of(collection, document),
        revision=_revision(document) if "revision" in document else None,
        events=events,
        fixed=fixed,
    )


def _revision(document: Document) -> Revision:
    stored = field(document, "revision", dict)
    return Revision(field(stored, "numero", int), moment(stored, "fecha"))


def read_contact(event: Event) -> Contact:
    facts = dict(event.facts)
    return Contact(
        since=event.at,
        name=field(facts, "nombre", str),
        email=field(facts, "correo", str),
        phone=field(facts, "telefono", str),
        channel=read_channel(facts),
        language=field(facts, "idioma", str),
    )


def read_registered(client_id: str, event: Event) -> Client:
    """The client as their first event says, without money."""
    return read_client({**event.facts, **_NOTHING, "_id": client_id})


def read_origin(document: Document) -> Origin | None:
    if "origen" not in document:
        return None
    stored = field(document, "origen", dict)
    return Origin(field(stored, "id", str), field(stored, "huella", str))


def read_words(document: Document) -> list[str]:
    words = field(document, "busqueda", list)
    if not all(isinstance(word, str) for word in words):
        raise Misfit("busqueda: tipo_incorrecto")
    return words


def _positive(document: Mapping[str, Any], name: str) -> Decimal:
    found = amount(document.get(name), name)
    if not 0 < found <= MAX_AMOUNT:
        raise Misfit(f"{name}: no_es_un_monto")
    return found


def _plain(value: Any) -> object:
    return value.to_decimal() if isinstance(value, Decimal128) else value
