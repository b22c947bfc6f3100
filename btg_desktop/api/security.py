"""Who calls, by a bearer token (RFC 6750), and whether they may."""

import time
from collections.abc import Awaitable, Callable
from typing import Annotated, Final

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from btg_desktop.api.envelope import notes_of
from btg_desktop.api.limits import FAILURES, MovingWindow, Rate, caller_at
from btg_desktop.api.problems import Kind, Refusal
from btg_desktop.api.texts import Words
from btg_desktop.domain.tokens import Scope, Token
from btg_desktop.services.tokens import Tokens, fingerprint_of

REMEMBERED_SECONDS: Final = 2.0
"""How long a token is taken as it was last looked up: the longest that a revoked one still works."""

GUESSES_AT_ONCE: Final = 2
"""How many tokens are looked up at once for addresses that have guessed too often.

Others share such an address, behind a router or on one machine: who comes from there with a valid token is
let in, and all that a guess costs is one query by an index.
"""

_REMEMBERED: Final = 1024
_SCHEME: Final = HTTPBearer(
    auto_error=False, description="Una credencial de `btg-desktop tokens create`", scheme_name="token"
)
_CHALLENGE: Final = 'Bearer realm="btg-desktop"'

_NO_TOKEN: Final = Kind(401, "sin-credencial", Words("Falta la credencial", "Token missing"))
_BAD_TOKEN: Final = Kind(401, "credencial-invalida", Words("Credencial inválida", "Invalid token"))
_NO_SCOPE: Final = Kind(403, "sin-permiso", Words("Sin permiso", "Not allowed"))
_TOO_MANY: Final = Kind(429, "demasiadas-peticiones", Words("Demasiadas peticiones", "Too many requests"))

Admit = Callable[..., Awaitable[Token]]


class Gate:
    """Knows tokens and counts requests. `behind_proxy`: one proxy stands before us and names the caller."""

    def __init__(self, tokens: Tokens, rate: Rate, *, behind_proxy: bool = False) -> None:
        self._tokens = tokens
        self._requests = MovingWindow(rate)
        self._failures = MovingWindow(Rate.parse(FAILURES))
        self._guessers = CapacityLimiter(GUESSES_AT_ONCE)
        self._behind_proxy = behind_proxy
        self._remembered: dict[str, tuple[Token, float]] = {}

    def requires(self, scope: Scope) -> Admit:
        """What a route depends on: admits who has `scope`. Raises Refusal."""

        async def admit(
            request: Request, bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_SCHEME)]
        ) -> Token:
            token = await self._known(request, bearer)
            notes = notes_of(request)
            notes.token, notes.reads_balances = token.name, token.reads_balances
            admitted, standing = self._requests.hit(token.name)
            notes.headers.update(standing.headers)
            if not admitted:
                raise _too_many(standing.wait)
            if scope not in token.scopes:
                challenge = f'{_CHALLENGE}, error="insufficient_scope", scope="{scope}"'
                missing = Words(f"La credencial no permite {scope}", f"The token does not allow {scope}")
                raise Refusal(_NO_SCOPE, missing, {"WWW-Authenticate": challenge})
            return token

        return admit

    async def _known(self, request: Request, bearer: HTTPAuthorizationCredentials | None) -> Token:
        if bearer is None:
            how = Words(
                "Envíe el encabezado Authorization: Bearer …", "Send the header Authorization: Bearer …"
            )
            raise Refusal(_NO_TOKEN, how, {"WWW-Authenticate": _CHALLENGE})
        fingerprint = fingerprint_of(bearer.credentials)
        token, until = self._remembered.get(fingerprint, (None, 0.0))
        if token is not None and time.monotonic() < until:
            return token
        address = self._address(request)
        room = None if self._failures.standing(address).remaining else self._guessers
        found = await to_thread.run_sync(self._tokens.find, bearer.credentials, limiter=room)
        if found is None:
            self._remembered.pop(fingerprint, None)
            admitted, standing = self._failures.hit(address)
            if not admitted:
                raise _too_many(standing.wait)
            why = Words("No existe, venció o fue revocada", "It does not exist, has expired or was revoked")
            challenge = f'{_CHALLENGE}, error="invalid_token"'
            raise Refusal(_BAD_TOKEN, why, {"WWW-Authenticate": challenge})
        if len(self._remembered) >= _REMEMBERED:
            self._remembered.clear()
        self._remembered[fingerprint] = found, time.monotonic() + REMEMBERED_SECONDS
        return found

    def _address(self, request: Request) -> str:
        """Whom to count failures against. Of X-Forwarded-For only the last entry is the proxy's own word."""
        if self._behind_proxy and (forwarded := request.headers.getlist("x-forwarded-for")):
            return caller_at(forwarded[-1].rpartition(",")[2].strip())
        return caller_at(request.client.host) if request.client else ""


def _too_many(seconds: int) -> Refusal:
    wait = Words(f"Espere {seconds} s", f"Wait {seconds} s")
    return Refusal(_TOO_MANY, wait, {"Retry-After": str(seconds)})
