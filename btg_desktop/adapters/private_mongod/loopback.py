"""A port of the loopback, for Windows, where MongoDB has no Unix sockets. mongod.conf keeps it."""

import logging
import secrets
import socket
import sys
from dataclasses import dataclass
from typing import Any, Final

from btg_desktop.adapters.private_mongod.address import Address
from btg_desktop.domain.errors import PortRefused

logger = logging.getLogger(__name__)

_HOST: Final = "127.0.0.1"
_PORTS: Final = range(27018, 28018)
"""Where a free port is looked for: near MongoDB's own, below those that systems hand out by themselves."""
_ATTEMPTS: Final = 20


@dataclass(frozen=True, slots=True)
class LoopbackAddress:
    port: int

    @property
    def member(self) -> str:
        return f"{_HOST}:{self.port}"

    @property
    def in_uri(self) -> str:
        return self.member

    @property
    def net(self) -> dict[str, Any]:
        net: dict[str, Any] = {"bindIp": _HOST, "port": self.port}
        if sys.platform != "win32":
            net["unixDomainSocket"] = {"enabled": False}
        return net

    def claim(self) -> None:
        if not is_free(self.port):
            raise PortRefused(port=self.port)

    def is_listening(self) -> bool:
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex((_HOST, self.port)) == 0

    def release(self) -> None:
        """Nothing is left of a port."""


class LoopbackPorts:
    def stored(self, net: dict[str, Any]) -> LoopbackAddress | None:
        port = net.get("port")
        return LoopbackAddress(port) if net.get("bindIp") == _HOST and isinstance(port, int) else None

    def choose(self, preferred: Address | None) -> LoopbackAddress:
        if isinstance(preferred, LoopbackAddress) and is_free(preferred.port):
            return preferred
        for _ in range(_ATTEMPTS):
            port = secrets.choice(_PORTS)
            if is_free(port):
                return LoopbackAddress(port)
        raise PortRefused(port=f"{_PORTS.start}–{_PORTS.stop - 1}")


def is_free(port: int) -> bool:
    """Whether a server could listen on the loopback `port` now."""
    with socket.socket() as probe:
        if sys.platform == "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:  # as mongod does: a port of connections that just closed is free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError as error:
            logger.info("port %d is not free: %s", port, error)
            return False
    return True
