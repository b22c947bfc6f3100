"""A Unix socket in a folder that only its user can enter: there is no port, and no other user gets in."""

import hashlib
import os
import socket
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from btg_desktop.adapters.private_mongod.address import Address
from btg_desktop.adapters.private_mongod.folder import Folder
from btg_desktop.domain.errors import FolderOpenToOthers
from btg_desktop.ownership import is_private, own_folder, runtime_folder

_NAME: Final = "m.sock"
_LONGEST: Final = 103 if sys.platform == "darwin" else 107
"""Bytes of a socket's path: the system's limit, without the zero at its end."""

_SEPARATORS: Final = frozenset(",:")
"""mongod reads a comma as the end of an address, and a colon as the beginning of a port."""


@dataclass(frozen=True, slots=True)
class SocketAddress:
    path: Path
    is_elsewhere: bool
    """Whether the socket has a folder of its own outside the data folder, which goes with the server."""

    @property
    def member(self) -> str:
        return str(self.path)

    @property
    def in_uri(self) -> str:
        return quote(self.member, safe="")

    @property
    def net(self) -> dict[str, Any]:
        """`unixDomainSocket.enabled` is about one more socket, in /tmp and named after the port."""
        return {"bindIp": self.member, "unixDomainSocket": {"enabled": False, "filePermissions": 0o600}}

    def claim(self) -> None:
        if not self.path.parent.exists():
            self.path.parent.mkdir(mode=0o700)
        own_folder(self.path.parent)
        if not is_private(self.path.parent):
            raise FolderOpenToOthers(folder=str(self.path.parent))

    def is_listening(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(1)
            return probe.connect_ex(self.member) == 0

    def release(self) -> None:
        if self.is_elsewhere:
            self.path.unlink(missing_ok=True)
            with suppress(FileNotFoundError):
                self.path.parent.rmdir()


class UnixSockets:
    """The socket is in the data folder. Where that path is too long, it is in a short folder elsewhere.

    The short folder has a random name: no other user can be there first. mongod.conf keeps it. The name
    begins with a hash of the data folder: a copy of that folder must not take the socket of the original.
    """

    def __init__(self, folder: Folder) -> None:
        self._root = folder.root
        self._prefix = f"btg-{hashlib.sha256(os.fsencode(folder.root)).hexdigest()[:12]}-"

    def stored(self, net: dict[str, Any]) -> SocketAddress | None:
        path = net.get("bindIp")
        return self._at(Path(path)) if isinstance(path, str) and path.startswith("/") else None

    def choose(self, preferred: Address | None) -> SocketAddress:
        beside = self._root / _NAME
        if _is_usable(beside):
            return self._at(beside)
        kept = Path(preferred.member) if preferred is not None else None
        if kept is not None and kept.parent.name.startswith(self._prefix) and is_private(kept.parent):
            return self._at(kept)
        return self._at(Path(tempfile.mkdtemp(prefix=self._prefix, dir=self._short_folder())) / _NAME)

    def _at(self, path: Path) -> SocketAddress:
        return SocketAddress(path, is_elsewhere=path.parent.name.startswith(self._prefix))

    def _short_folder(self) -> Path:
        runtime = runtime_folder()
        if runtime is not None and _is_usable(runtime / f"{self._prefix}12345678" / _NAME):
            return runtime
        return Path("/tmp")  # noqa: S108 - the new folder in it has mode 0700


def _is_usable(path: Path) -> bool:
    return len(os.fsencode(path)) <= _LONGEST and not _SEPARATORS & set(str(path))
