"""What went wrong, as RFC 9457 problem details: one table says what each error means in HTTP."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from btg_desktop.api.amounts import exact
from btg_desktop.api.bodies import JsonAnswer
from btg_desktop.api.envelope import notes_of
from btg_desktop.api.texts import Words, error_text, preferred
from btg_desktop.domain import errors
from btg_desktop.domain.errors import BtgError
from btg_desktop.log_lines import in_short

logger = logging.getLogger(__name__)

PROBLEM_TYPE: Final = "application/problem+json"
_URN: Final = "urn:btg-desktop:problema:"
_RETRY: Final = {"Retry-After": "1"}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a sort of error means in HTTP. `slug` ends the type's URI; it and `status` never change."""

    status: int
    slug: str
    title: Words
    headers: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, str] = field(default_factory=dict)
    """Fields of the error that machines may need: their names there and in the answer."""
    balances: Mapping[str, str] = field(default_factory=dict)
    """Such fields that tell a client's balance: for tokens alone that may read it."""


KINDS: Final[Mapping[type[BtgError], Kind]] = {
    errors.InvalidInput: Kind(422, "dato-invalido", Words("Dato inválido", "Invalid value")),
    errors.InsufficientBalance: Kind(
        409,
        "saldo-insuficiente",
        Words("Saldo insuficiente", "Insufficient balance"),
        balances={"missing": "faltante"},
    ),
    errors.BelowMinimum: Kind(
        422,
        "bajo-minimo",
        Words("Valor por debajo del mínimo", "Amount below the minimum"),
        figures={"minimum": "monto_minimo"},
    ),
    errors.NotSubscribed: Kind(409, "sin-vinculacion", Words("Sin vinculación", "Not subscribed")),
    errors.FundNotOffered: Kind(409, "fondo-no-ofrecido", Words("Fondo no ofrecido", "Fund not offered")),
    errors.ChannelWithoutAddress: Kind(
        409,
        "canal-sin-direccion",
        Words("Sin dato de contacto para ese canal", "No contact detail for that channel"),
        figures={"channel": "canal"},
    ),
    errors.ChannelNotChosen: Kind(
        409, "canal-no-elegido", Words("Canal no elegido", "Channel not chosen"), figures={"channel": "canal"}
    ),
    errors.UnknownClient: Kind(404, "cliente-desconocido", Words("Cliente desconocido", "Unknown client")),
    errors.UnknownFund: Kind(404, "fondo-desconocido", Words("Fondo desconocido", "Unknown fund")),
    errors.DuplicateDocument: Kind(
        409, "documento-repetido", Words("Documento ya registrado", "Document already registered")
    ),
    errors.ClientExists: Kind(
        409, "cliente-existente", Words("Identificador ya usado", "Identifier already used")
    ),
    errors.RequestMismatch: Kind(
        422, "clave-reutilizada", Words("Clave de idempotencia reutilizada", "Idempotency key reused")
    ),
    errors.OutcomeUnknown: Kind(
        503,
        "resultado-desconocido",
        Words(
            "Resultado todavía desconocido: repita con la misma clave",
            "Outcome not known yet: repeat with the same key",
        ),
        headers=_RETRY,
        figures={"request": "solicitud"},
    ),
    errors.BooksInconsistent: Kind(
        500, "libros-inconsistentes", Words("Libros inconsistentes", "Inconsistent books")
    ),
    errors.DatabaseUnavailable: Kind(
        503, "sin-base-de-datos", Words("Base de datos no disponible", "Database unavailable"), headers=_RETRY
    ),
    errors.DiskFull: Kind(503, "sin-disco", Words("Disco lleno", "Disk full"), headers=_RETRY),
    BtgError: Kind(500, "fallo-interno", Words("Fallo del servicio", "Service failure")),
}


class Refusal(Exception):
    """A request that never reached a use case."""

    def __init__(self, kind: Kind, detail: Words, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail.es)
        self.kind = kind
        self.detail = detail
        self.headers = headers or {}


def kind_of(error: BtgError) -> Kind:
    """What `error`, or the nearest of its ancestors that the table names, means."""
    return next(KINDS[ancestor] for ancestor in type(error).__mro__ if ancestor in KINDS)


def install_problems(app: FastAPI) -> None:
    """Answer every failure with problem details."""
    app.add_exception_handler(BtgError, _on_error)
    app.add_exception_handler(Refusal, _on_refusal)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(Exception, _on_bug)


async def _on_error(request: Request, error: Exception) -> JsonAnswer:
    assert isinstance(error, BtgError)  # noqa: S101 - what it is registered for
    kind = kind_of(error)
    if kind.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        is_ours = kind.status == HTTPStatus.INTERNAL_SERVER_ERROR
        level = logging.ERROR if is_ours else logging.WARNING
        logger.log(
            level, "answered %d: %s", kind.status, in_short(error), exc_info=error if is_ours else None
        )
    told = {**kind.figures, **(kind.balances if notes_of(request).reads_balances else {})}
    figures = {
        name: exact(value) if isinstance(value := error.fields[field], Decimal) else value
        for field, name in told.items()
        if field in error.fields
    }
    language = preferred(request.headers.get("accept-language", ""))
    own = kind.status < HTTPStatus.INTERNAL_SERVER_ERROR or isinstance(error, errors.OutcomeUnknown)
    detail = error_text(error, language) if own else ""  # what is wrong with us is for the log
    return _problem(request, kind, detail, kind.headers, figures)


async def _on_refusal(request: Request, error: Exception) -> JsonAnswer:
    assert isinstance(error, Refusal)  # noqa: S101
    detail = error.detail.in_(preferred(request.headers.get("accept-language", "")))
    return _problem(request, error.kind, detail, error.headers)


_INVALID: Final = Kind(422, "peticion-invalida", Words("Petición inválida", "Invalid request"))


async def _on_invalid_request(request: Request, error: Exception) -> JsonAnswer:
    """Name each wrong place; what was written there may be personal, so it is not repeated."""
    assert isinstance(error, RequestValidationError)  # noqa: S101
    wrong = [
        {"lugar": ".".join(str(part) for part in each["loc"]), "motivo": each["msg"]}
        for each in error.errors()
    ]
    detail = "; ".join(f"{each['lugar']}: {each['motivo']}" for each in wrong)
    return _problem(request, _INVALID, detail, {}, {"errores": wrong})


async def _on_http_exception(request: Request, error: Exception) -> JsonAnswer:
    """What the framework itself refuses: no such address, another method, a body that is none or too long."""
    assert isinstance(error, HTTPException)  # noqa: S101
    phrase = HTTPStatus(error.status_code).phrase
    kind = Kind(error.status_code, "", Words(phrase, phrase))
    detail = "" if error.detail == phrase else str(error.detail)
    return _problem(request, kind, detail, error.headers or {})


async def _on_bug(request: Request, error: Exception) -> JsonAnswer:
    """It goes on to the server, which ends nothing for it; the caller learns only that it is ours."""
    logger.error("a bug: %s", in_short(error), exc_info=error)  # the server's own log is no file of ours
    return _problem(request, KINDS[BtgError], "", {})


def _problem(
    request: Request,
    kind: Kind,
    detail: str,
    headers: Mapping[str, str],
    more: Mapping[str, Any] | None = None,
) -> JsonAnswer:
    language = preferred(request.headers.get("accept-language", ""))
    content = {
        "type": _URN + kind.slug if kind.slug else "about:blank",
        "title": kind.title.in_(language),
        "status": kind.status,
        **({"detail": detail} if detail else {}),
        **(more or {}),
    }
    return JsonAnswer(
        content,
        kind.status,
        {**headers, "Content-Language": language, "Vary": "Accept-Language"},
        media_type=PROBLEM_TYPE,
    )


def documented(
    *statuses: int, success: int = 200, headers: Mapping[str, str] | None = None
) -> dict[int | str, dict[str, Any]]:
    """For the OpenAPI document: which problems a route answers with, besides those of every route.

    `headers` come with its `success`: what each is for, by its name.
    """
    schema = {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problema"}}}
    every: Sequence[int] = (401, 403, 422, 429, 500, 503)
    described = {
        name: {"description": what, "schema": {"type": "string"}} for name, what in (headers or {}).items()
    }
    return {
        success: {"description": HTTPStatus(success).phrase, "headers": described},
        **{
            status: {"description": HTTPStatus(status).phrase, "content": schema}
            for status in sorted({*every, *statuses})
        },
    }
