"""Where the private mongod listens: on a Unix socket or, on Windows, on a port of the loopback."""

import sys
from typing import Any, Protocol

from btg_desktop.adapters.private_mongod.folder import Folder


class Address(Protocol):
    """One place to listen."""

    @property
    def member(self) -> str:
        """The server's name in its replica set."""

    @property
    def in_uri(self) -> str:
        """The same, as it stands in a connection string."""

    @property
    def net(self) -> dict[str, Any]:
        """What mongod's configuration says of it, in its section `net`."""

    def claim(self) -> None:
        """Prepare to listen here. Raises PrivateServerError, or OSError, where that is not possible."""

    def is_listening(self) -> bool:
        """Whether a server takes connections here now."""

    def release(self) -> None:
        """Remove what `claim` made, after the server has ended."""


class Addresses(Protocol):
    """The kind of address that this system offers to the server of one data folder."""

    def stored(self, net: dict[str, Any]) -> Address | None:
        """The address in a configuration's section `net`; None where that is of another kind."""

    def choose(self, preferred: Address | None) -> Address:
        """A place to listen, `preferred` where that still serves. Raises PrivateServerError."""


def addresses_here(folder: Folder) -> Addresses:
    """What this system offers; each kind is loaded only where it is used."""
    if sys.platform == "win32":
        from btg_desktop.adapters.private_mongod.loopback import LoopbackPorts

        return LoopbackPorts()
    from btg_desktop.adapters.private_mongod.unix_socket import UnixSockets

    return UnixSockets(folder)
