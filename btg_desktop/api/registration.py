"""`POST /usuarios/`: registering a client, by the older program's body or with what a branch asks for."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from btg_desktop.api.bodies import ExactRoute, JsonAnswer, answer
from btg_desktop.api.documents import Usuario, UsuarioNuevo, UsuarioSinSaldo, client_without_balance
from btg_desktop.api.idempotency import ANSWERED, RequestKey, named, request_key
from btg_desktop.api.problems import documented
from btg_desktop.api.security import Gate
from btg_desktop.domain.errors import ClientExists, RequestMismatch
from btg_desktop.domain.models import Channel, Client, DocumentType
from btg_desktop.domain.rules import check_opening
from btg_desktop.domain.tokens import Scope, Token
from btg_desktop.services.suite import Services


def registration_routes(services: Services, gate: Gate) -> APIRouter:
    routes = APIRouter(tags=["usuarios"], route_class=ExactRoute)

    @routes.post(
        "/usuarios/",
        summary="Registra un cliente",
        status_code=201,
        response_model=Usuario | UsuarioSinSaldo,
        responses=documented(
            400, 409, 413, success=201, headers={**ANSWERED, "Location": "Dónde está el cliente."}
        ),
    )
    def registrar(
        request: Request,
        token: Annotated[Token, Depends(gate.requires(Scope.CLIENTS_WRITE))],
        key: Annotated[RequestKey, Depends(request_key)],
        nuevo: UsuarioNuevo,
    ) -> JsonAnswer:
        check_opening(nuevo.saldo_disponible, nuevo.saldo_fondos, len(nuevo.transacciones))
        client = _register(services, nuevo, named(request, key, token.name))
        location = {"Location": f"/usuarios/{client.id}"}
        if not token.reads_balances:  # the client may have been there, with money
            return answer(client_without_balance(client), 201, location)
        return answer(Usuario.of(client, services.catalogue.funds()), 201, location)

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
