"""`/usuarios/{id}/historial`: all movements of a client, a page at a time."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from btg_desktop.api.bodies import JsonAnswer, answer
from btg_desktop.api.documents import Movimiento
from btg_desktop.api.paging import ANSWERED, DEFAULT_PAGE, After, Limit, bad_place, next_link, place, value_of
from btg_desktop.api.problems import documented
from btg_desktop.api.security import Gate
from btg_desktop.domain.history import Sort
from btg_desktop.domain.tokens import Scope, Token
from btg_desktop.services.suite import Services

_MAX_SEQUENCE = 2**63


class Order(StrEnum):
    OLDEST_FIRST = "asc"  # the older program's
    NEWEST_FIRST = "desc"


def history_routes(services: Services, gate: Gate) -> APIRouter:
    routes = APIRouter(tags=["usuarios"])

    @routes.get(
        "/usuarios/{id}/historial",
        summary="Los movimientos de un cliente",
        response_model=list[Movimiento],
        responses=documented(404, headers=ANSWERED),
    )
    def historial(
        _token: Annotated[Token, Depends(gate.requires(Scope.CLIENTS_READ))],
        id: str,  # noqa: A002 - the name in the address
        limit: Limit = DEFAULT_PAGE,
        after: After = None,
        orden: Annotated[
            Order, Query(description="asc: los más antiguos primero; desc: los más nuevos.")
        ] = Order.OLDEST_FIRST,
    ) -> JsonAnswer:
        services.clients.get(id)  # an unknown client has no empty history
        listing = f"historial {orden}"
        page = services.history.page(
            id,
            limit,
            None if after is None else _sequence(value_of(listing, after)),
            sort=Sort(descending=orden is Order.NEWEST_FIRST),
        )
        more = {}
        if page.next is not None:
            query = {"limit": limit, "orden": orden.value, "after": place(listing, str(page.next))}
            more = next_link(query)
        return answer([Movimiento.of(transaction) for transaction in page.transactions], headers=more)

    return routes


def _sequence(text: str) -> int:
    if not text.isdecimal() or int(text) >= _MAX_SEQUENCE:
        raise bad_place()
    return int(text)
