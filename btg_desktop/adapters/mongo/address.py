"""A connection string in its parts: one reader for all who ask which database it is, or what of it is secret.

It needs nothing of the driver, so that the settings can be checked before that is loaded.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_plus

from btg_desktop.domain.errors import BadAddress

_SRV: Final = "mongodb+srv"
_DEFAULT_PORT: Final = "27017"
_PARTS: Final = re.compile(
    r"(?P<scheme>mongodb(?:\+srv)?)://"
    r"(?:(?P<user>[^/?@:]*)(?::(?P<password>[^/?@]*))?@)?"
    r"(?P<hosts>[^/?@]+)"
    r"(?:/(?P<database>[^?@]*))?"
    r"(?:\?(?P<options>[^@]*))?"
)
"""An @ has one place. Elsewhere it hides where the password ends, and so which database it is."""


@dataclass(frozen=True, slots=True)
class MongoAddress:
    """`hosts` are in one order, in small letters and with their port, however they were written."""

    scheme: str
    user: str
    password: str
    hosts: tuple[str, ...]

    @property
    def place(self) -> str:
        """Where the database is: the same for two addresses that differ only in how one gets in."""
        return f"{self.scheme}://{','.join(self.hosts)}"


def parse_address(uri: str) -> MongoAddress:
    """Raises BadAddress, which says nothing of what `uri` holds."""
    parts = _PARTS.fullmatch(uri)
    if parts is None:
        raise BadAddress(reason=_what_is_wrong(uri))
    scheme = parts["scheme"]
    hosts = [_host(host, scheme) for host in parts["hosts"].split(",")]
    return MongoAddress(
        scheme,
        unquote_plus(parts["user"] or ""),
        unquote_plus(parts["password"] or ""),
        tuple(sorted(set(hosts))),
    )


def _host(text: str, scheme: str) -> str:
    if text.endswith(".sock"):
        return unquote_plus(text)  # a file: capitals count, and it has no port
    name, colon, port = text.rpartition(":") if ":" in text.rpartition("]")[2] else (text, "", "")
    if not name:
        raise BadAddress(reason="falta el nombre de un equipo")
    if colon and not (port.isdecimal() and 1 <= int(port) <= 65_535):
        raise BadAddress(reason="el puerto debe ser un número de 1 a 65535")
    if scheme == _SRV:
        return text.lower()  # the name of an entry that says the ports itself
    return f"{name.lower()}:{port or _DEFAULT_PORT}"


def _what_is_wrong(uri: str) -> str:
    if "@" in uri:
        return "en el usuario, la clave y las opciones, los signos / ? @ se escriben %2F %3F %40"
    return "debe ser como mongodb://EQUIPO:PUERTO/"
