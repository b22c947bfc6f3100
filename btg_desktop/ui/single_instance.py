"""A second start on the same data raises the first window, and ends.

The windows find each other by a local socket named after the data folder. A socket that a killed
process left behind is taken over; a first window that does not answer is not waited for.
"""

import hashlib
import logging
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

logger = logging.getLogger(__name__)

_WAIT_MS: Final = 1_000
_RAISE: Final = b"raise\n"
_RAISED: Final = b"raised\n"


class SingleInstance(QObject):
    """`raise_requested` says that somebody started the program again."""

    raise_requested = Signal()

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        key = hashlib.sha256(str(data_dir.absolute()).encode()).hexdigest()[:20]
        self._name = f"btg-desktop-{key}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def raise_first(self) -> bool:
        """Whether another window was there and came to the front. It waits, so call it before one shows."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(_RAISE)
        socket.flush()
        answered = socket.waitForReadyRead(_WAIT_MS) and bytes(socket.readAll().data()) == _RAISED
        socket.abort()
        if not answered:
            logger.warning("the first window does not answer")
        return answered

    def become_first(self) -> None:
        """Be the window that a later start raises, unless another one is."""
        if self._is_answered():
            return
        QLocalServer.removeServer(self._name)  # left by a process that was killed
        if not self._server.listen(self._name):
            logger.warning("a later start will not find this window: %s", self._server.errorString())

    def close(self) -> None:
        self._server.close()

    def _is_answered(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        alive = socket.waitForConnected(_WAIT_MS)
        socket.abort()
        return alive

    def _connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._asked(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._asked(socket)

    def _asked(self, socket: QLocalSocket) -> None:
        if bytes(socket.readAll().data()) == _RAISE:
            self.raise_requested.emit()
            socket.write(_RAISED)
            socket.flush()
