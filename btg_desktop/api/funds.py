"""`/fondos/`: the catalogue."""

from typing import Annotated

from fastapi import APIRouter, Depends

from btg_desktop.api.bodies import JsonAnswer, answer
from btg_desktop.api.documents import Fondo
from btg_desktop.api.problems import documented
from btg_desktop.api.security import Gate
from btg_desktop.domain.tokens import Scope, Token
from btg_desktop.services.catalogue import Catalogue


def fund_routes(catalogue: Catalogue, gate: Gate) -> APIRouter:
    routes = APIRouter(tags=["fondos"])

    @routes.get(
        "/fondos/",
        summary="Los fondos, por su número",
        response_model=list[Fondo],
        responses=documented(),
    )
    def fondos(_token: Annotated[Token, Depends(gate.requires(Scope.FUNDS_READ))]) -> JsonAnswer:
        return answer([Fondo.of(fund) for fund in catalogue.funds()])

    return routes
