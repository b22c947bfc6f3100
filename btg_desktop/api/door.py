"""The door of the server: how many connections are inside at once, and who leaves when there is no room.

A process that reaches its limit of open files can neither accept a connection nor write to its disk. So there
are fewer connections than that, and a connection that only waits makes room for the next one.
"""

import errno
import socket
from collections import OrderedDict
from typing import Any, Final

MOST: Final = 1000
"""How many connections are ever inside at once: more than the threads behind them can serve."""


def most_connections() -> int:
    """Half of the files that this process may open: the rest is for the database, intents and the log."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return MOST
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST if limit == resource.RLIM_INFINITY else min(MOST, limit // 2)


class Door(socket.socket):
    """A listening socket that has at most `most` of its connections open. Used from one thread.

    A connection waits until it is said to be at work. When it is full, the one that has waited longest is
    ended for a new one; where all are at work, the new one is. Windows accepts connections without asking.
    """

    def __init__(self, most: int, listening: socket.socket) -> None:
        super().__init__(fileno=listening.detach())
        self._most = most
        self._inside: dict[int, _Visitor] = {}
        self._waiting: OrderedDict[int, None] = OrderedDict()

    def accept(self) -> tuple[socket.socket, Any]:
        """Raises BlockingIOError, as for nobody, where there is no room yet."""
        if len(self._inside) >= self._most and self._end_longest_waiting():
            raise BlockingIOError(errno.EAGAIN, "full: a place is free at the loop's next turn")
        accepted, address = super().accept()
        if len(self._inside) >= self._most:
            accepted.close()
            raise BlockingIOError(errno.EAGAIN, "full: all are at work")
        visitor = _Visitor(self, accepted)
        self._inside[visitor.number] = visitor
        self._waiting[visitor.number] = None
        return visitor, address

    def works(self, number: int) -> None:
        """The connection with this descriptor has sent a whole request: it stays until it has its answer."""
        self._waiting.pop(number, None)

    def waits(self, number: int) -> None:
        """The connection with this descriptor has its answer."""
        if number in self._inside:
            self._waiting[number] = None

    def leave(self, number: int) -> None:
        self._inside.pop(number, None)
        self._waiting.pop(number, None)

    def _end_longest_waiting(self) -> bool:
        if not self._waiting:
            return False
        number, _ = self._waiting.popitem(last=False)
        self._inside[number].end()
        return True


class _Visitor(socket.socket):
    """An accepted connection, which says when it is closed."""

    def __init__(self, door: Door, accepted: socket.socket) -> None:
        family, kind, protocol = accepted.family, accepted.type, accepted.proto
        super().__init__(family, kind, protocol, fileno=accepted.detach())
        self.number = self.fileno()
        self._door: Door | None = door

    def end(self) -> None:
        """Let the event loop see its end; the loop closes it, in a TLS handshake too."""
        try:
            self.shutdown(socket.SHUT_RDWR)
        except OSError as error:
            if error.errno != errno.ENOTCONN:  # the caller was faster
                raise

    def close(self) -> None:
        door, self._door = self._door, None
        if door is not None:
            door.leave(self.number)
        super().close()
