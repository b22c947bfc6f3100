"""How the models are written in MongoDB, with the Spanish names of the bank's documents.

Reading is strict: a document that does not fit raises Misfit.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final
from uuid import UUID

from bson import Decimal128, Int64

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.fields import Misfit, amount, field, moment, one_of
from btg_desktop.domain.branches import Branch, branch_key
from btg_desktop.domain.contacts import MOBILE, search_words
from btg_desktop.domain.models import (
    KIND_OF_WORD,
    KIND_WORDS,
    NO_ADJUSTMENT,
    Adjustment,
    Channel,
    Client,
    Consent,
    Desk,
    DocumentType,
    Fund,
    Notification,
    NotificationState,
    Request,
    Transaction,
)
from btg_desktop.domain.receipts import Bank, Receipt

STATES: Final = {
    NotificationState.PENDING: "pendiente",
    NotificationState.CLAIMED: "reservada",
    NotificationState.SENDING: "enviando",
    NotificationState.SENT: "enviada",
    NotificationState.FAILED: "fallida",
    NotificationState.HELD: "retenida",
    NotificationState.IN_DOUBT: "en_duda",
    NotificationState.IMPORTED: "importada",
}
_FUND_KEY: Final = re.compile(r"[1-9][0-9]{0,9}")
_DOCUMENT_TYPES: Final = {kind.value: kind for kind in DocumentType}
_CHANNELS: Final = {channel.value: channel for channel in Channel}
_STATE_OF: Final = {stored: state for state, stored in STATES.items()}

REACHABLE_BY: Final[Mapping[Channel, Document]] = {
    Channel.EMAIL: {"correo": {"$ne": ""}},
    Channel.SMS: {"telefono": {"$regex": rf"^{MOBILE}$"}},
}
"""What a client's document must hold for a message by that channel."""


def read_fund(document: Document) -> Fund:
    return Fund(
        id=field(document, "_id", int),
        name=field(document, "nombre", str),
        minimum_amount=amount(document.get("monto_minimo"), "monto_minimo"),
        category=field(document, "categoria", str),
    )


def write_fund(fund: Fund) -> Document:
    return {
        "_id": Int64(fund.id),
        "nombre": fund.name,
        "monto_minimo": Decimal128(fund.minimum_amount),
        "categoria": fund.category,
    }


def read_branch(document: Document) -> Branch:
    """Read a branch with its rows of `disponibilidad` beside it, as `ofrece`; without rows it offers all."""
    funds = [field(field(row, "_id", dict), "fondo", int) for row in field(document, "ofrece", list)]
    return Branch(
        id=field(document, "_id", str),
        name=field(document, "nombre", str),
        city=field(document, "ciudad", str),
        fund_ids=frozenset(funds) if funds else None,
    )


def write_branch(branch: Branch) -> Document:
    """The branch without what it offers."""
    return {
        "_id": branch.id,
        "nombre": branch.name,
        "ciudad": branch.city,
        "clave": branch_key(branch.name),
    }


def read_client(document: Document) -> Client:
    return Client(
        id=field(document, "_id", str),
        name=field(document, "nombre", str),
        document_type=one_of(document, "tipo_documento", _DOCUMENT_TYPES),
        document=field(document, "documento", str),
        email=field(document, "correo", str),
        phone=field(document, "telefono", str),
        channel=read_channel(document),
        language=field(document, "idioma", str),
        available_balance=amount(document.get("saldo_disponible"), "saldo_disponible"),
        holdings=_holdings(document),
        initial_balance=amount(document.get("saldo_inicial"), "saldo_inicial"),
        sequence=field(document, "secuencia", int),
        consent=_consent(document),
        adjustment=_adjustment(document),
    )


def read_channel(document: Document) -> Channel:
    """The channel that a client, a request or a message names."""
    return one_of(document, "canal", _CHANNELS)


def _consent(document: Document) -> Consent | None:
    """What the client agreed to; those who came before it was asked have none."""
    if "consentimiento" not in document:
        return None
    stored = field(document, "consentimiento", dict)
    return Consent(read_channel(stored), moment(stored, "fecha"))


def _holdings(document: Document, name: str = "saldo_fondos") -> dict[int, Decimal]:
    holdings = {}
    for fund_id, held in field(document, name, dict).items():
        if not _FUND_KEY.fullmatch(fund_id):
            raise Misfit(f"{name}: clave_sin_fondo")
        holdings[int(fund_id)] = amount(held, f"{name}.{fund_id}")
    return holdings


def _adjustment(document: Document) -> Adjustment:
    if "ajuste_inicial" not in document:
        return NO_ADJUSTMENT
    stored = field(document, "ajuste_inicial", dict)
    return Adjustment(amount(stored.get("saldo"), "ajuste_inicial.saldo"), _holdings(stored, "fondos"))


def write_client(client: Client) -> Document:
    document = {
        "_id": client.id,
        "nombre": client.name,
        "tipo_documento": client.document_type.value,
        "documento": client.document,
        "correo": client.email,
        "telefono": client.phone,
        "canal": client.channel.value,
        "idioma": client.language,
        "saldo_disponible": Decimal128(client.available_balance),
        "saldo_fondos": _write_holdings(client.holdings),
        "saldo_inicial": Decimal128(client.initial_balance),
        "secuencia": Int64(client.sequence),
        "busqueda": search_words(client.name, client.document, client.phone),
    }
    if client.adjustment != NO_ADJUSTMENT:
        document["ajuste_inicial"] = {
            "saldo": Decimal128(client.adjustment.balance),
            "fondos": _write_holdings(client.adjustment.holdings),
        }
    return document


def _write_holdings(holdings: Mapping[int, Decimal]) -> Document:
    return {str(fund): Decimal128(held) for fund, held in holdings.items()}


def read_transaction(document: Document) -> Transaction:
    return Transaction(
        id=field(document, "_id", UUID),
        client_id=field(document, "usuario", str),
        sequence=field(document, "secuencia", int),
        kind=one_of(document, "tipo_transaccion", KIND_OF_WORD),
        fund_id=field(document, "id_fondo", int),
        fund_name=field(document, "nombre_fondo", str),
        amount=amount(document.get("valor"), "valor"),
        balance_after=amount(document.get("saldo_despues"), "saldo_despues"),
        at=moment(document, "fecha"),
        desk=Desk(
            operator=field(document, "operador", str),
            branch=field(document, "sucursal", str),
            host=field(document, "equipo", str),
        ),
    )


def write_transaction(transaction: Transaction, condition: Channel | None = None) -> Document:
    """`condition` is the channel that the request required: it stands here a second time."""
    required = {} if condition is None else {"canal": condition.value}
    return {
        "_id": transaction.id,
        "usuario": transaction.client_id,
        "secuencia": Int64(transaction.sequence),
        "tipo_transaccion": KIND_WORDS[transaction.kind],
        "id_fondo": Int64(transaction.fund_id),
        "nombre_fondo": transaction.fund_name,
        "valor": Decimal128(transaction.amount),
        "saldo_despues": Decimal128(transaction.balance_after),
        "fecha": transaction.at,
        **write_desk(transaction.desk),
        **required,
    }


def write_desk(desk: Desk) -> Document:
    return {"operador": desk.operator, "sucursal": desk.branch, "equipo": desk.host}


def write_request(request: Request) -> Document:
    """The request as it stands when it is applied; a rejection overwrites `resultado`."""
    condition = {} if request.channel is None else {"canal": request.channel.value}
    return {
        "_id": request.id,
        "huella": request.fingerprint,
        "tipo_transaccion": KIND_WORDS[request.kind],
        "usuario": request.client_id,
        "id_fondo": Int64(request.fund_id),
        "resultado": "aplicada",
        **write_desk(request.desk),
        **condition,
    }


def read_notification(document: Document) -> Notification:
    return Notification(
        id=field(document, "_id", UUID),
        client_id=field(document, "usuario", str),
        client_name=field(document, "nombre", str),
        channel=read_channel(document),
        destination=field(document, "destino", str),
        language=field(document, "idioma", str),
        state=one_of(document, "estado", _STATE_OF),
        fence=field(document, "cerca", int),
        attempts=field(document, "intentos", int),
        resends=field(document, "reenvios", int),
        reason=field(document, "motivo", str),
    )


def write_notification(client: Client, transaction: Transaction, channel: Channel | None = None) -> Document:
    """A new message for `client` about `transaction`, due at once, by `channel` (None: the client's)."""
    channel = channel or client.channel
    return {
        "_id": transaction.id,
        "usuario": client.id,
        "nombre": client.name,
        "canal": channel.value,
        "destino": client.address_of(channel),
        "idioma": client.language,
        "estado": STATES[NotificationState.PENDING],
        "cerca": Int64(0),
        "intentos": Int64(0),
        "reenvios": Int64(0),
        "motivo": "",
        "fecha": transaction.at,
        "proximo_intento": transaction.at,
    }


def read_receipt(document: Document, transaction: Transaction) -> Receipt:
    """The receipt of `transaction`, which is stored apart and never changes."""
    client, bank = field(document, "cliente", dict), field(document, "banco", dict)
    return Receipt(
        transaction=transaction,
        branch=field(document, "sucursal", str),
        number=field(document, "numero", int),
        issued_at=moment(document, "emitido"),
        issued_by=field(document, "operador", str),
        client_name=field(client, "nombre", str),
        document_type=one_of(client, "tipo_documento", _DOCUMENT_TYPES),
        document=field(client, "documento", str),
        category=field(document, "categoria", str),
        language=field(document, "idioma", str),
        bank=Bank(name=field(bank, "nombre", str), nit=field(bank, "nit", str)),
    )


def write_receipt(receipt: Receipt) -> Document:
    return {
        "_id": receipt.id,
        "sucursal": receipt.branch,
        "numero": Int64(receipt.number),
        "emitido": receipt.issued_at,
        "operador": receipt.issued_by,
        "cliente": {
            "nombre": receipt.client_name,
            "tipo_documento": receipt.document_type.value,
            "documento": receipt.document,
        },
        "categoria": receipt.category,
        "idioma": receipt.language,
        "banco": {"nombre": receipt.bank.name, "nit": receipt.bank.nit},
    }
