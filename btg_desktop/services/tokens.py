"""Tokens of the API: made by IT, shown once, known afterwards by their hash alone."""

import hashlib
import logging
import re
import secrets
from collections.abc import Iterable
from typing import Final, Protocol

from btg_desktop.domain.tokens import DEFAULT_DAYS, Scope, Token

logger = logging.getLogger(__name__)

PREFIX: Final = "btg_"
"""So that a scanner finds a token that leaked."""

_RANDOM_BYTES: Final = 32
_SECRET: Final = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{43}}")


class TokenStore(Protocol):
    """All decisions about time use the server's clock."""

    def add(
        self, name: str, fingerprint: str, scopes: frozenset[Scope], created_by: str, days: int | None
    ) -> Token:
        """Store a token that ends after `days` (None: never). Raises TokenNameTaken."""

    def all(self) -> list[Token]:
        """By name, those that ended or were revoked too."""

    def valid(self, fingerprint: str) -> Token | None:
        """The token with this hash, if it neither ended nor was revoked."""

    def revoke(self, name: str) -> Token:
        """End it now; one that was revoked stays as it was. Raises UnknownToken."""


class Tokens:
    """`operator` is who works here: written beside every token that is made."""

    def __init__(self, store: TokenStore, operator: str) -> None:
        self._store = store
        self._operator = operator

    def create(
        self, name: str, scopes: Iterable[Scope], days: int | None = DEFAULT_DAYS
    ) -> tuple[str, Token]:
        """Make a token and return its secret, which is nowhere else, and what is known of it.

        It ends after `days`; None: never. Raises TokenNameTaken, also for a name whose token was revoked.
        """
        secret = PREFIX + secrets.token_urlsafe(_RANDOM_BYTES)
        token = self._store.add(name, fingerprint_of(secret), frozenset(scopes), self._operator, days)
        logger.info("token %s was created by %s: %s", name, self._operator, " ".join(sorted(token.scopes)))
        return secret, token

    def all(self) -> list[Token]:
        """Every token that was ever made, by name."""
        return self._store.all()

    def revoke(self, name: str) -> Token:
        """End a token for ever. Raises UnknownToken."""
        token = self._store.revoke(name)
        logger.info("token %s was revoked by %s", name, self._operator)
        return token

    def find(self, secret: str) -> Token | None:
        """The token with this secret, if it is valid now.

        What is looked up is a hash of 256 random bits: how long it takes tells nothing of any secret.
        """
        return self._store.valid(fingerprint_of(secret)) if _SECRET.fullmatch(secret) else None


def fingerprint_of(secret: str) -> str:
    """What is stored of a secret. It is random, so a plain hash is as good as a slow one."""
    return hashlib.sha256(secret.encode()).hexdigest()
