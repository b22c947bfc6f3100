"""What lets a program of somebody else's act through the API, and how far."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

DEFAULT_DAYS: Final = 90
"""How long a token lasts, unless the command that creates it says otherwise."""


class Scope(StrEnum):
    """One thing that a token allows; none implies another."""

    FUNDS_READ = "funds:read"
    CLIENTS_READ = "clients:read"  # their histories too
    CLIENTS_WRITE = "clients:write"
    OPERATIONS_WRITE = "operations:write"


@dataclass(frozen=True, slots=True)
class Token:
    """A token without its secret, which nobody keeps. Times are the server's, in UTC.

    `name` is the operator of all that is done with it, so it is never given twice.
    """

    name: str
    scopes: frozenset[Scope]
    created_at: datetime
    created_by: str
    expires_at: datetime | None = None
    revoked_at: datetime | None = None

    @property
    def reads_balances(self) -> bool:
        """Whether its holder may learn what a client has; moving money alone does not allow it."""
        return Scope.CLIENTS_READ in self.scopes
