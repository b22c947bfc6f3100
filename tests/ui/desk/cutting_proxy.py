"""A network that can be cut, between the window and the database: real sockets, no pretence."""

import contextlib
import socket
import threading
from enum import Enum, auto
from typing import Final

_CHUNK: Final = 65536
_COMMIT: Final = b"commitTransaction\x00"
_START: Final = b"startTransaction\x00"


class Mode(Enum):
    OPEN = auto()
    CUT = auto()  # every connection breaks, new ones are refused a word
    CUT_AT_START = auto()  # the next transaction does not reach the server, and then all is cut
    CUT_AT_ANSWER = (
        auto()
    )  # the next commit reaches the server, its answer does not come back; then all is cut


class CuttingProxy:
    """Listens on a port of its own and carries bytes to and from the Unix socket at `target`."""

    def __init__(self, target: str) -> None:
        self._target = target
        self._mode = Mode.OPEN
        self._lock = threading.Lock()
        self._sockets: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self.has_cut = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._spawn(self._accept)

    def turn(self, mode: Mode) -> None:
        self.has_cut.clear()
        with self._lock:
            self._mode = mode
        if mode is Mode.CUT:
            self._cut()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._cut()
        for thread in self._threads:
            thread.join(timeout=5)

    def _spawn(self, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, name="proxy")  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return  # closed
            with self._lock:
                if self._mode is Mode.CUT:
                    client.close()
                    continue
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._target)
                self._sockets |= {client, server}
            answer_is_lost = threading.Event()
            self._spawn(self._carry_requests, client, server, answer_is_lost)
            self._spawn(self._carry_answers, server, client, answer_is_lost)

    def _carry_requests(
        self, client: socket.socket, server: socket.socket, answer_is_lost: threading.Event
    ) -> None:
        with contextlib.suppress(OSError):
            while data := client.recv(_CHUNK):
                if self._mode is Mode.CUT_AT_START and _START in data:
                    self._cut()
                    return
                if self._mode is Mode.CUT_AT_ANSWER and _COMMIT in data:
                    answer_is_lost.set()
                server.sendall(data)
        self._drop(client, server)

    def _carry_answers(
        self, server: socket.socket, client: socket.socket, answer_is_lost: threading.Event
    ) -> None:
        with contextlib.suppress(OSError):
            while data := server.recv(_CHUNK):
                if answer_is_lost.is_set():
                    self._cut()
                    return
                client.sendall(data)
        self._drop(client, server)

    def _cut(self) -> None:
        with self._lock:
            self._mode = Mode.CUT
            broken, self._sockets = self._sockets, set()
        self._close(broken)
        self.has_cut.set()

    def _drop(self, *ends: socket.socket) -> None:
        with self._lock:
            self._sockets -= set(ends)
        self._close(set(ends))

    @staticmethod
    def _close(sockets: set[socket.socket]) -> None:
        for each in sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
