"""A running server of the API, as its callers see it."""

from contextlib import ExitStack
from dataclasses import dataclass

import httpx

from btg_desktop.domain.tokens import Scope
from btg_desktop.services.suite import Services

PATIENCE_SECONDS = 60.0


@dataclass
class Api:
    """A running server; `connect` gives a client of it, with a token of those scopes."""

    url: str
    services: Services
    _stack: ExitStack

    def connect(self, *scopes: Scope, name: str = "portal", **headers: str) -> httpx.Client:
        secret, _ = self.services.tokens.create(name, scopes or tuple(Scope))
        return self.connect_with(secret, **headers)

    def connect_with(self, secret: str | None, **headers: str) -> httpx.Client:
        marked = {**headers, **({"Authorization": f"Bearer {secret}"} if secret else {})}
        client = httpx.Client(base_url=self.url, headers=marked, timeout=PATIENCE_SECONDS)
        return self._stack.enter_context(client)
