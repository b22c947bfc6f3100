"""`/usuarios/`: registering, listing and reading clients."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from btg_desktop.api.bodies import ExactRoute, JsonAnswer, answer
from btg_desktop.api.documents import Usuario, UsuarioConTransacciones, UsuarioNuevo
from btg_desktop.api.idempotency import RequestKey, named, request_key
from btg_desktop.api.paging import DEFAULT_PAGE, After, Limit, next_link, place, value_of
from btg_desktop.api.problems import documented
from btg_desktop.api.security import Gate
from btg_desktop.domain.errors import ClientExists, RequestMismatch
from btg_desktop.domain.models import Channel, Client, DocumentType
from btg_desktop.domain.rules import check_opening
from btg_desktop.domain.tokens import Scope, Token
from btg_desktop.services.suite import Services

_LISTING: Final = "usuarios"
_NEWEST: Final = 20
"""How many movements come along with a client."""


def client_routes(services: Services, gate: Gate) -> APIRouter:
    routes = APIRouter(tags=["usuarios"], route_class=ExactRoute)
    Reader = Annotated[Token, Depends(gate.requires(Scope.CLIENTS_READ))]  # noqa: N806 - a type
    Writer = Annotated[Token, Depends(gate.requires(Scope.CLIENTS_WRITE))]  # noqa: N806

    @routes.get(
        "/usuarios/",
        summary="Los clientes, por su identificador, o los que se buscan",
        response_model=list[Usuario],
        responses=documented(),
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
            return answer([Usuario.of(client, funds) for client in services.clients.search(buscar, limit)])
        page = services.clients.page(limit, None if after is None else value_of(_LISTING, after))
        more = {}
        if page.next is not None:
            more = next_link({"limit": limit, "after": place(_LISTING, page.next)})
        return answer([Usuario.of(client, funds) for client in page.clients], headers=more)

    @routes.post(
        "/usuarios/",
        summary="Registra un cliente",
        status_code=201,
        response_model=Usuario,
        responses=documented(400, 409, 413),
    )
    def registrar(
        request: Request,
        token: Writer,
        key: Annotated[RequestKey, Depends(request_key)],
        nuevo: UsuarioNuevo,
    ) -> JsonAnswer:
        check_opening(nuevo.saldo_disponible, nuevo.saldo_fondos, len(nuevo.transacciones))
        client = _register(services, nuevo, named(request, key, token.name))
        location = {"Location": f"/usuarios/{client.id}"}
        return answer(Usuario.of(client, services.catalogue.funds()), 201, location)

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


def _register(services: Services, new: UsuarioNuevo, request_id: UUID) -> Client:
    """The key names the client too, unless the caller does: registering again registers nobody twice.

    Who comes without an identity document is what an imported client without one is: of type ID.
    """
    channel = new.notificacion or (Channel.EMAIL if new.correo.strip() else Channel.SMS)
    try:
        return services.clients.register(
            name=new.nombre,
            document_type=new.tipo_documento or DocumentType.ORIGIN,
            document=new.documento,
            email=new.correo,
            phone=str(new.telefono),
            channel=channel,
            consents=new.consentimiento,
            client_id=new.id or request_id.hex,
        )
    except ClientExists as error:
        if new.id is None:
            raise RequestMismatch(request=str(request_id)) from error
        raise
