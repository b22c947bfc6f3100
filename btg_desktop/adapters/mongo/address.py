"""A connection string in its parts: one reader for all who ask which database it is, or what of it is secret.

It needs nothing of the driver, so that the settings can be checked before that is loaded.
"""

import hashlib
import ipaddress
import re
from dataclasses import dataclass, field
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

_SECRET_OPTIONS: Final = (
    re.compile(r"((?:^|[&;])[^=&;]*pass[^=&;]*=)([^&;]+)", re.IGNORECASE),  # of a certificate's key
    re.compile(r"(AWS_SESSION_TOKEN(?::|%3A))([^&;,]+)", re.IGNORECASE),
)
_ENCRYPTING: Final = frozenset({"tls", "ssl"})
_UNCHECKING: Final = frozenset({"tlsinsecure", "tlsallowinvalidcertificates", "tlsallowinvalidhostnames"})
_MASK: Final = "•••"
_READABLE: Final = 60
"""How much of a folder's name is for people; paths may not grow long on Windows."""


@dataclass(frozen=True, slots=True)
class MongoAddress:
    """`hosts` are in one order, in small letters and with their port, however they were written."""

    scheme: str
    user: str
    password: str = field(repr=False)
    hosts: tuple[str, ...]
    mechanism: str
    """How one proves who one is, in capitals; empty where the address does not say."""
    secrets: tuple[str, ...] = field(repr=False)
    """As they were written: the password, and the options that are one."""
    shown: str
    """All of it, with a mask over the secrets."""
    weakness: str
    """Why somebody on the way could read or change what is sent; empty where nobody can."""

    def folder_of(self, database: str) -> str:
        """A name for what this PC keeps of one database there, the same however one gets in.

        People see it, so it begins with the names of the computers.
        """
        place = f"{self.scheme}://{','.join(self.hosts)}/{database}"
        name = re.sub(r"[^a-z0-9.]+", "-", place.partition("://")[2].lower())[:_READABLE]
        return f"{name}-{hashlib.sha256(place.encode()).hexdigest()[:16]}"


def parse_address(uri: str) -> MongoAddress:
    """Raises BadAddress, which says nothing of what `uri` holds."""
    parts = _PARTS.fullmatch(uri)
    if parts is None:
        raise BadAddress(reason=_what_is_wrong(uri))
    scheme, password, options = parts["scheme"], parts["password"] or "", parts["options"] or ""
    mechanism = re.search(r"(?:^|[&;])authMechanism=([^&;]*)", options, re.IGNORECASE)
    hosts = tuple(sorted({_host(host, scheme) for host in parts["hosts"].split(",")}))
    return MongoAddress(
        scheme=scheme,
        user=unquote_plus(parts["user"] or ""),
        hosts=hosts,
        mechanism=mechanism[1].upper() if mechanism else "",
        password=unquote_plus(password),
        secrets=tuple(filter(None, (password, *_secret_options(options)))),
        shown=_masked(uri, parts),
        weakness="" if scheme != _SRV and all(map(_is_here, hosts)) else _weakness(scheme, options),
    )


def require_protected(uri: str, *, allow_insecure: bool) -> None:
    """Raise BadAddress where somebody on the way could read or change what is sent, unless IT allows it."""
    weakness = parse_address(uri).weakness
    if weakness and not allow_insecure:
        remedy = "use tls=true y un certificado válido, o permítalo con"
        raise BadAddress(reason=f"{weakness}; {remedy} allow_insecure_mongodb en el archivo del equipo")


def shown_address(uri: str) -> str:
    """`uri` with a mask over its secrets; of what is no address nothing, for nobody can say what it holds."""
    try:
        return parse_address(uri).shown if uri else ""
    except BadAddress:
        return _MASK


def has_secret(uri: str) -> bool:
    """Whether `uri` holds a password, or another secret; of what is no address nobody can say."""
    try:
        return bool(parse_address(uri).secrets)
    except BadAddress:
        return False


def _weakness(scheme: str, options: str) -> str:
    """What the options of an address of another computer leave open; the driver ignores capitals in names."""
    stated = [option.partition("=") for option in re.split("[&;]", options) if option]
    values = [(name.lower(), unquote_plus(value).lower()) for name, _, value in stated]
    encrypted = [value == "true" for name, value in values if name in _ENCRYPTING]
    if not all(encrypted) or not (encrypted or scheme == _SRV):
        return "va sin TLS a otro equipo"
    unchecked = [name for name, value in values if name in _UNCHECKING and value != "false"]
    return f"no comprueba con quién habla ({', '.join(unchecked)})" if unchecked else ""


def _is_here(host: str) -> bool:
    """Whether `host`, as `_host` writes it, is this computer: its loopback, or a Unix socket."""
    if host.endswith(".sock"):
        return True
    name = host.rpartition(":")[0].strip("[]")
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def _secret_options(options: str) -> list[str]:
    return [found[2] for secret in _SECRET_OPTIONS for found in secret.finditer(options)]


def _masked(uri: str, parts: re.Match[str]) -> str:
    end = parts.start("options") if parts["options"] else len(uri)
    way, options = uri[:end], uri[end:]
    if parts["password"]:
        way = way[: parts.start("password")] + _MASK + way[parts.end("password") :]
    for secret in _SECRET_OPTIONS:
        options = secret.sub(rf"\1{_MASK}", options)
    return way + options


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
    if re.search("//.*[/?@].*@", uri):
        return "en el usuario, la clave y las opciones, los signos / ? @ se escriben %2F %3F %40"
    return "debe ser como mongodb://EQUIPO:PUERTO/"
