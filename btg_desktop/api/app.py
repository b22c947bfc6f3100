"""The application: routes, problems, documentation, and what starts and ends with it."""

import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Final

from anyio import to_thread
from fastapi import FastAPI
from starlette.types import ASGIApp

from btg_desktop import __version__
from btg_desktop.api.background import Background
from btg_desktop.api.clients import client_routes
from btg_desktop.api.docs import docs_routes
from btg_desktop.api.documents import Problema
from btg_desktop.api.envelope import Envelope
from btg_desktop.api.funds import fund_routes
from btg_desktop.api.health import Health, health_routes
from btg_desktop.api.history import history_routes
from btg_desktop.api.limits import DEFAULT_RATE, Rate
from btg_desktop.api.operations import operation_routes
from btg_desktop.api.problems import install_problems
from btg_desktop.api.registration import registration_routes
from btg_desktop.api.security import Gate
from btg_desktop.log_lines import in_short
from btg_desktop.services.suite import Services

logger = logging.getLogger(__name__)

THREADS: Final = 32
"""How many requests are worked on at once: each waits for MongoDB, whose driver keeps 100 connections."""

_DESCRIPTION: Final = """
Los fondos, clientes y movimientos del banco para sus otros programas.

- **Credenciales**: `Authorization: Bearer …`, creadas con `btg-desktop tokens create`.
- **Valores**: números JSON exactos, en pesos; los centavos, si los hay, con dos decimales.
- **Reintentos**: con el mismo encabezado `Idempotency-Key` hay una sola operación y una sola respuesta.
- **Páginas**: la siguiente está en el encabezado `Link`.
- **Errores**: `application/problem+json` (RFC 9457); `type` no cambia. Hay inglés: `Accept-Language: en`.
"""


def create_app(services: Services, *, rate: str = DEFAULT_RATE, behind_proxy: bool = False) -> ASGIApp:
    """Put the API together over `services`, which it neither opens nor closes. A wrong `rate`: ValueError."""
    background = Background(services.notifications, services.subscriptions, services.daily_backups)
    gate = Gate(services.tokens, Rate.parse(rate), behind_proxy=behind_proxy)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        with _without_words():
            await to_thread.run_sync(background.start)
        try:
            yield
        finally:
            with _without_words():
                await to_thread.run_sync(background.stop)

    app = FastAPI(
        title="BTG Desktop",
        version=__version__,
        description=_DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # its own page loads its scripts from the internet
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
        redirect_slashes=False,
    )
    app.include_router(fund_routes(services.catalogue, gate))
    app.include_router(client_routes(services, gate))
    app.include_router(registration_routes(services, gate))
    app.include_router(operation_routes(services.subscriptions, gate, background.wake))
    app.include_router(history_routes(services, gate))
    app.include_router(health_routes(Health(services.catalogue, background.is_alive)))
    install_problems(app)
    app.include_router(docs_routes(app.title))
    _document_problems(app)
    return Envelope(app)


class _StartOrEndFailed(Exception):
    """The log has told how."""


@contextmanager
def _without_words() -> Iterator[None]:
    """What fails here the framework writes to the log as a text, with what its message may quote."""
    try:
        yield
    except Exception as error:
        logger.critical("a start or an end failed: %s", in_short(error), exc_info=True)
        raise _StartOrEndFailed from None


def _document_problems(app: FastAPI) -> None:
    """The OpenAPI document, with the schema of problems, which no route returns by type."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        document = generate()
        document["components"]["schemas"]["Problema"] = Problema.model_json_schema()
        return document

    app.openapi = openapi  # type: ignore[method-assign]
