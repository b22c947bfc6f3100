"""Moving money: `/usuarios/{id}/suscribir/…` and `/usuarios/{id}/cancelar/…`."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request

from btg_desktop.api.amounts import read_amount
from btg_desktop.api.bodies import JsonAnswer, answer
from btg_desktop.api.documents import Operacion, OperacionConSaldo, operation_of
from btg_desktop.api.idempotency import ANSWERED, RequestKey, named, request_key
from btg_desktop.api.problems import documented
from btg_desktop.api.security import Gate
from btg_desktop.domain.errors import UnknownFund
from btg_desktop.domain.models import Channel
from btg_desktop.domain.tokens import Scope, Token
from btg_desktop.services.subscriptions import Subscriptions

_FUND_DIGITS = 10
_Amount = Annotated[
    str, Path(description="En pesos, como un número JSON: 75000 o 75000.50", examples=["75000"])
]


def operation_routes(subscriptions: Subscriptions, gate: Gate, wrote: Callable[[], None]) -> APIRouter:
    """`wrote` is told that there is a message to send."""
    routes = APIRouter(tags=["operaciones"])
    Operator = Annotated[Token, Depends(gate.requires(Scope.OPERATIONS_WRITE))]  # noqa: N806 - a type
    Key = Annotated[RequestKey, Depends(request_key)]  # noqa: N806

    @routes.post(
        "/usuarios/{id}/suscribir/{fondo}/vinculacion/{valor}",
        summary="Vincula un cliente a un fondo",
        status_code=201,
        response_model=OperacionConSaldo | Operacion,
        responses=documented(404, 409, success=201, headers=ANSWERED),
    )
    def suscribir(
        request: Request,
        token: Operator,
        key: Key,
        id: str,  # noqa: A002 - the name in the address
        fondo: str,
        valor: _Amount,
        notificacion: Annotated[
            Channel | None,
            Query(
                description="Por dónde quiere el cliente que se le avise de esta operación; si no viene, por "
                "el medio de sus preferencias. Debe tener un dato de contacto para ese medio."
            ),
        ] = None,
    ) -> JsonAnswer:
        transaction = subscriptions.by(token.name).subscribe(
            named(request, key, token.name), id, _fund_id(fondo), read_amount(valor), notificacion
        )
        wrote()
        return answer(operation_of(transaction, with_balance=token.reads_balances), 201)

    @routes.post(
        "/usuarios/{id}/cancelar/{fondo}",
        summary="Devuelve al cliente todo lo que tiene en un fondo",
        status_code=201,
        response_model=OperacionConSaldo | Operacion,
        responses=documented(404, 409, success=201, headers=ANSWERED),
    )
    def cancelar(request: Request, token: Operator, key: Key, id: str, fondo: str) -> JsonAnswer:  # noqa: A002
        transaction = subscriptions.by(token.name).cancel(
            named(request, key, token.name), id, _fund_id(fondo)
        )
        wrote()
        return answer(operation_of(transaction, with_balance=token.reads_balances), 201)

    return routes


def _fund_id(text: str) -> int:
    """The number in an address. Raises UnknownFund for what is none."""
    if not (text.isascii() and text.isdecimal() and len(text) <= _FUND_DIGITS):
        raise UnknownFund(fund=text)
    return int(text)
