"""`/usuarios/`: listing and reading clients."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query

from btg_desktop.api.bodies import JsonAnswer, answer
from btg_desktop.api.documents import Usuario, UsuarioConTransacciones
from btg_desktop.api.paging import ANSWERED, DEFAULT_PAGE, After, Limit, bad_place, next_link, place, value_of
from btg_desktop.api.problems import documented
from btg_desktop.api.security import Gate
from btg_desktop.domain.tokens import Scope, Token
from btg_desktop.services.suite import Services

_LISTING: Final = "usuarios"
_NEWEST: Final = 20
"""How many movements come along with a client."""


def client_routes(services: Services, gate: Gate) -> APIRouter:
    routes = APIRouter(tags=["usuarios"])
    Reader = Annotated[Token, Depends(gate.requires(Scope.CLIENTS_READ))]  # noqa: N806 - a type

    @routes.get(
        "/usuarios/",
        summary="Los clientes, por su identificador, o los que se buscan",
        response_model=list[Usuario],
        responses=documented(headers=ANSWERED),
    )
    def usuarios(
        _token: Reader,
        limit: Limit = DEFAULT_PAGE,
        after: After = None,
        buscar: Annotated[
            str | None, Query(max_length=120, description="Documento, celular o nombre; no tiene páginas.")
        ] = None,
    ) -> JsonAnswer:
        funds = services.catalogue.funds()
        if buscar is not None:
            if after is not None:
                raise bad_place()
            return answer([Usuario.of(client, funds) for client in services.clients.search(buscar, limit)])
        page = services.clients.page(limit, None if after is None else value_of(_LISTING, after))
        more = {}
        if page.next is not None:
            more = next_link({"limit": limit, "after": place(_LISTING, page.next)})
        return answer([Usuario.of(client, funds) for client in page.clients], headers=more)

    @routes.get(
        "/usuarios/{id}",
        summary="Un cliente, con sus últimos movimientos",
        response_model=UsuarioConTransacciones,
        responses=documented(404),
    )
    def usuario(_token: Reader, id: str) -> JsonAnswer:  # noqa: A002 - the name in the address
        client = services.clients.get(id)
        newest = services.history.page(id, _NEWEST).transactions
        return answer(UsuarioConTransacciones.with_history(client, services.catalogue.funds(), newest))

    return routes
