"""Around every request: what each answer carries, and one line in the log.

The line names the route and the token, never an id, a body or a query.
"""

import logging
import time
from dataclasses import dataclass, field
from typing import Any, Final, cast

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger(__name__)

_KEY: Final = "btg_desktop"
_ALWAYS: Final = {
    "Cache-Control": "no-store",  # answers hold personal data
    "X-Content-Type-Options": "nosniff",
}


@dataclass
class Notes:
    """What is learnt of a request on its way: the token's name, whether it may learn a client's balance,
    and headers for whatever the answer is.
    """

    token: str = "-"  # noqa: S105 - a name
    reads_balances: bool = False
    headers: dict[str, str] = field(default_factory=dict)


def notes_of(connection: HTTPConnection) -> Notes:
    return cast("Notes", connection.scope[_KEY])


class Envelope:
    """Goes around the whole application, so that it sees the answers to bugs as well."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        notes = scope[_KEY] = Notes()
        status = 0
        began = time.perf_counter()

        async def send_marked(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in {**_ALWAYS, **notes.headers}.items():
                    headers[name] = value
            await send(message)

        try:
            await self._app(scope, receive, send_marked)
        finally:
            taken = (time.perf_counter() - began) * 1000
            logger.info("%s %s %d %.0f ms %s", scope["method"], _route(scope), status, taken, notes.token)


def _route(scope: Any) -> str:
    return getattr(scope.get("route"), "path", "-")
