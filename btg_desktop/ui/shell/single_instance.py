"""A second start on the same data raises the first window, and ends.

The windows find each other by a local socket named after the data folder. A socket that a killed
process left behind is taken over; a first window that does not answer is not waited for. What another
user puts there counts as nothing: it may be there to end our window before it shows.
"""

import hashlib
import logging
import os
import socket
import struct
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from btg_desktop.ownership import runtime_folder

logger = logging.getLogger(__name__)

_WAIT_MS: Final = 1_000
_RAISE: Final = b"raise\n"
_RAISED: Final = b"raised\n"
_CREDENTIALS: Final = struct.Struct("3i")
"""What Linux says of the process at the other end: its id, its user and its group."""
_MAC_CREDENTIALS: Final = struct.Struct("2I")
"""The beginning of what macOS says: a version and the user."""
_MAC_LOCAL_PEERCRED: Final = 1


class SingleInstance(QObject):
    """`raise_requested` says that somebody started the program again."""

    raise_requested = Signal()

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        key = hashlib.sha256(str(data_dir.absolute()).encode()).hexdigest()[:20]
        folder = None if sys.platform == "win32" else runtime_folder()
        self._name = f"btg-desktop-{key}" if folder is None else str(folder / f"btg-desktop-{key}")
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def raise_first(self) -> bool:
        """Whether another window was there and came to the front. It waits, so call it before one shows."""
        first = self._reached()
        if first is None:
            return False
        first.write(_RAISE)
        first.flush()
        answered = first.waitForReadyRead(_WAIT_MS) and bytes(first.readAll().data()) == _RAISED
        first.abort()
        if not answered:
            logger.warning("the first window does not answer")
        return answered

    def become_first(self) -> None:
        """Be the window that a later start raises, unless another one is."""
        first = self._reached()
        if first is not None:
            first.abort()
            return
        QLocalServer.removeServer(self._name)  # left by a process that was killed
        if not self._server.listen(self._name):
            logger.warning("a later start will not find this window: %s", self._server.errorString())

    def close(self) -> None:
        self._server.close()

    def _reached(self) -> QLocalSocket | None:
        """A connection to another window of this user; None without one, or where another user listens."""
        found = QLocalSocket()
        found.connectToServer(self._name)
        if not found.waitForConnected(_WAIT_MS):
            return None
        if not _is_this_user(found):
            logger.warning("another user listens at %s", self._name)
            found.abort()
            return None
        return found

    def _connected(self) -> None:
        while (peer := self._server.nextPendingConnection()) is not None:
            peer.disconnected.connect(peer.deleteLater)
            if not _is_this_user(peer):
                peer.abort()
                continue
            peer.readyRead.connect(lambda peer=peer: self._asked(peer))
            if peer.bytesAvailable():
                self._asked(peer)

    def _asked(self, peer: QLocalSocket) -> None:
        if bytes(peer.readAll().data()) == _RAISE:
            self.raise_requested.emit()
            peer.write(_RAISED)
            peer.flush()


def _is_this_user(peer: QLocalSocket) -> bool:
    """Whether the process at the other end is of this user; Windows lets no other user connect."""
    if sys.platform == "win32":
        return True
    with socket.socket(fileno=os.dup(peer.socketDescriptor())) as copy:  # Qt keeps its own
        if sys.platform == "darwin":
            credentials = copy.getsockopt(0, _MAC_LOCAL_PEERCRED, _MAC_CREDENTIALS.size)
            _version, uid = _MAC_CREDENTIALS.unpack(credentials)
        else:
            credentials = copy.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
            _pid, uid, _gid = _CREDENTIALS.unpack(credentials)
    return bool(uid == os.geteuid())
