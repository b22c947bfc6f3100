"""The bodies, in the words of the older program: its documents in `fondos` and `usuarios`."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, model_validator

from btg_desktop.api.amounts import Amount
from btg_desktop.domain.models import (
    INITIAL_BALANCE,
    KIND_WORDS,
    Channel,
    Client,
    DocumentType,
    Fund,
    KindWord,
    Transaction,
    TransactionKind,
)

_NUMBER: Final = WithJsonSchema({"type": "number"})


class Problema(BaseModel):
    """RFC 9457. `type` says what went wrong, for programs; `detail` says it for people."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str | None = None


class Salud(BaseModel):
    estado: Literal["ok"] = "ok"
    version: str


class Fondo(BaseModel):
    id: str = Field(alias="_id")
    nombre: str
    monto_minimo: Amount
    categoria: str

    @classmethod
    def of(cls, fund: Fund) -> "Fondo":
        return cls.model_construct(
            id=str(fund.id), nombre=fund.name, monto_minimo=fund.minimum_amount, categoria=fund.category
        )


class Movimiento(BaseModel):
    """`id` is that of the request: the idempotency key, where that was a UUID."""

    id: UUID
    id_fondo: str
    nombre_fondo: str
    valor: Amount
    tipo_transaccion: KindWord
    fecha: datetime
    secuencia: int
    saldo_despues: Amount

    @classmethod
    def of(cls, transaction: Transaction) -> "Movimiento":
        return cls.model_construct(
            id=transaction.id,
            id_fondo=str(transaction.fund_id),
            nombre_fondo=transaction.fund_name,
            valor=transaction.amount,
            tipo_transaccion=KIND_WORDS[transaction.kind],
            fecha=transaction.at,
            secuencia=int(transaction.sequence),  # the database's own kind of number is no JSON
            saldo_despues=transaction.balance_after,
        )


class Operacion(BaseModel):
    """What an operation did. `id` is that of the request: the idempotency key, where that was a UUID.

    `mensaje` is for people, as the older program had it.
    """

    mensaje: str
    id: UUID
    id_fondo: str
    nombre_fondo: str
    valor: Amount
    tipo_transaccion: KindWord
    fecha: datetime
    secuencia: int


class OperacionConSaldo(Operacion):
    """For a token that may read clients. `saldo_actual` is the balance right after this operation."""

    saldo_despues: Amount
    saldo_actual: Amount


def operation_of(transaction: Transaction, *, with_balance: bool) -> Operacion:
    """The answer to an operation; the balance is for those alone who may read clients."""
    fields = dict(Movimiento.of(transaction)) | {"mensaje": _message_of(transaction)}
    balance = fields.pop("saldo_despues")
    if not with_balance:
        return Operacion.model_construct(**fields)
    return OperacionConSaldo.model_construct(**fields, saldo_despues=balance, saldo_actual=balance)


def _message_of(transaction: Transaction) -> str:
    if transaction.kind is TransactionKind.SUBSCRIPTION:
        return f"Suscripción exitosa al fondo {transaction.fund_name}"
    return f"Cancelación exitosa del fondo {transaction.fund_name}"


class Consentimiento(BaseModel):
    canal: Channel
    fecha: datetime


class UsuarioSinSaldo(BaseModel):
    """A client for a token that may not read clients: what it wrote, and no money."""

    id: str = Field(alias="_id")
    nombre: str
    correo: str
    telefono: str
    tipo_documento: DocumentType
    documento: str
    notificacion: Channel
    consentimiento: Consentimiento | None


class Usuario(UsuarioSinSaldo):
    """`saldo_fondos` goes by place, as it did: each amount is of the fund at its place in `GET /fondos/`.

    `saldo_por_fondo` says the same by the fund's id.
    """

    saldo_disponible: Amount
    saldo_fondos: list[Amount]
    saldo_por_fondo: dict[str, Amount]

    @classmethod
    def of(cls, client: Client, funds: Sequence[Fund]) -> "Usuario":
        return cls.model_construct(**_fields_of(client, funds))


def client_without_balance(client: Client) -> UsuarioSinSaldo:
    fields = _fields_of(client, ())
    return UsuarioSinSaldo.model_construct(**{each: fields[each] for each in UsuarioSinSaldo.model_fields})


class UsuarioConTransacciones(Usuario):
    """`transacciones` are the newest, the oldest of them first; all of them are in the `historial`."""

    transacciones: list[Movimiento]

    @classmethod
    def with_history(
        cls, client: Client, funds: Sequence[Fund], newest: Sequence[Transaction]
    ) -> "UsuarioConTransacciones":
        movements = [Movimiento.of(transaction) for transaction in reversed(newest)]
        return cls.model_construct(**_fields_of(client, funds), transacciones=movements)


def _fields_of(client: Client, funds: Sequence[Fund]) -> dict[str, Any]:
    consent = client.consent
    return {
        "id": client.id,
        "nombre": client.name,
        "correo": client.email,
        "telefono": client.phone,
        "tipo_documento": client.document_type,
        "documento": client.document,
        "notificacion": client.channel,
        "consentimiento": consent and Consentimiento.model_construct(canal=consent.channel, fecha=consent.at),
        "saldo_disponible": client.available_balance,
        "saldo_fondos": [client.holdings.get(fund.id, Decimal(0)) for fund in funds],
        "saldo_por_fondo": {str(fund_id): held for fund_id, held in sorted(client.holdings.items())},
    }


class UsuarioNuevo(BaseModel):
    """What the older program took, and what a branch asks for besides.

    Balances and movements may be there, as its clients send them, if they are those that every new
    client has.
    """

    model_config = ConfigDict(extra="forbid", str_max_length=200)

    id: str | None = Field(None, alias="_id", pattern="^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")
    nombre: str
    correo: str = ""
    telefono: Annotated[int | str, Field(union_mode="left_to_right")] = ""
    tipo_documento: Literal["CC", "CE", "NIT", "TI", "PA"] | None = None
    documento: str = ""
    notificacion: Channel | None = None
    consentimiento: bool = Field(False, description="El cliente aceptó que se le avise por ese medio.")
    saldo_disponible: Annotated[Decimal, _NUMBER] = INITIAL_BALANCE
    saldo_fondos: Annotated[list[Annotated[Decimal, _NUMBER]], Field(max_length=1000)] = []
    transacciones: Annotated[list[Any], Field(max_length=1000)] = []

    @model_validator(mode="after")
    def _document_has_a_type(self) -> Self:
        if (self.tipo_documento is None) != (not self.documento.strip()):
            raise ValueError("tipo_documento y documento van juntos")
        return self
