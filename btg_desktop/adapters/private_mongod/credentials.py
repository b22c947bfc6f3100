"""The generated secrets of the private server. Each lives in one file that only the user can read."""

import logging
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote_plus

from btg_desktop.adapters.private_mongod.address import Address
from btg_desktop.adapters.private_mongod.folder import Folder
from btg_desktop.durable import replace_file

logger = logging.getLogger(__name__)

USER: Final = "btg-desktop"
"""The application's database user; one in each database that it was given."""

_SECRET: Final = re.compile(r"[0-9a-f]{128}")


@dataclass(frozen=True, slots=True)
class Credentials:
    key: str = field(repr=False)
    """The replica set's key: the server's own identity, used for administration alone."""
    password: str = field(repr=False)
    """The application user's password."""

    @classmethod
    def of(cls, folder: Folder) -> "Credentials":
        """Read the secrets, making those that are missing."""
        return cls(key=_secret(folder.keyfile), password=_secret(folder.password_file))


class MongoUri(str):
    """A connection string that does not show its password when printed or logged.

    Everything else, pymongo included, sees the whole text.
    """

    __slots__ = ()

    @classmethod
    def of(cls, address: Address, database: str, password: str) -> "MongoUri":
        name = quote_plus(database)
        return cls(
            f"mongodb://{USER}:{password}@{address.in_uri}/{name}"
            f"?authSource={name}&authMechanism=SCRAM-SHA-256&directConnection=true"
        )

    def __repr__(self) -> str:
        scheme, _, rest = self.partition("://")
        return f"<{scheme}://•••@{rest.rpartition('@')[2]}>"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return format(repr(self), spec)


def _secret(path: Path) -> str:
    """Read the secret in `path`; one that is absent, or damaged by a power cut, is made anew."""
    if path.exists():
        path.chmod(0o600)  # mongod refuses a key that others can read
        text = path.read_text(encoding="ascii", errors="replace")
        if _SECRET.fullmatch(text):
            return text
        logger.warning("%s is damaged and will be written anew", path)
    text = secrets.token_hex(64)
    replace_file(path, text.encode(), private=True)
    return text
