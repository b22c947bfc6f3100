"""The HTTP server around the application: where it listens, and how it ends."""

import asyncio
import errno
import logging
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, Final

import uvicorn
from starlette.types import ASGIApp

from btg_desktop.api.connection import Connection, State
from btg_desktop.api.door import Door, most_connections
from btg_desktop.domain.errors import AddressRefused

logger = logging.getLogger(__name__)

_GRACE_SECONDS: Final = 20
"""How long a request under way may still take when the server is to end: longer than moving money may."""

_KEEP_ALIVE_SECONDS: Final = 75
"""Longer than a load balancer keeps a connection (60 s), so that it is never us who hang up on a request."""

_BACKLOG: Final = 2048
"""How many connections wait in the system's queue to be accepted."""

_NOTHING_LEFT: Final = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
_ACCEPTED_AT_ONCE: Final = 64
"""asyncio goes on with so many after an accept that failed for want of a file, and reports each one."""

_REPORTED_SECONDS: Final = 60.0
"""How often it is said that there are no files left: a log must not fill the disk besides."""


@contextmanager
def listening(host: str, port: int) -> Iterator[Door]:
    """A socket that listens there (port 0: any that is free). Raises AddressRefused."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        opened = socket.create_server((host, port), family=family, backlog=_BACKLOG)
        # asyncio asks for it only where a socket says that it is TCP, which this kind does not: every
        # answer of two packets would wait 40 ms for the caller's delayed acknowledgement.
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except (OSError, OverflowError) as error:
        raise AddressRefused(address=f"{host}:{port}", reason=str(error)) from error
    with Door(most_connections(), opened) as door:
        yield door


def server_for(app: ASGIApp, certificate: Path | None = None, key: Path | None = None) -> uvicorn.Server:
    """A server of `app`, by TLS with a `certificate`; the log is ours and names no address.

    Raises OSError (ssl.SSLError is one) for a certificate or key that cannot be used.
    """
    config = uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        backlog=_ACCEPTED_AT_ONCE,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        log_config=None,
        access_log=False,
        proxy_headers=False,  # whom to believe is decided in `security`
        server_header=False,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    config.load()
    return _Server(config)


class _Server(uvicorn.Server):
    """uvicorn's server, whose connections know the door that they came in by."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.server_state: State = State()
        self._reported_at = -_REPORTED_SECONDS

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        asyncio.get_running_loop().set_exception_handler(self._report)
        self.server_state.seats = next((each for each in sockets or () if isinstance(each, Door)), None)
        await super().startup(sockets)
        for each in sockets or ():
            each.listen(_BACKLOG)  # asyncio made the queue as short as its turns

    def _report(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if not isinstance(error, OSError) or error.errno not in _NOTHING_LEFT:
            loop.default_exception_handler(context)
        elif time.monotonic() - self._reported_at >= _REPORTED_SECONDS:
            self._reported_at = time.monotonic()
            logger.error("no connection is accepted: %s", errno.errorcode[error.errno])


def serve(server: uvicorn.Server, opened: socket.socket) -> None:
    """Serve until SIGTERM or SIGINT, then finish what is under way.

    uvicorn raises the signal again when it has ended, for whoever came before it: without a handler of
    ours that would be the end of the process before the database is closed.
    """

    def end(number: int, _frame: FrameType | None) -> None:
        logger.info("ended by %s", signal.Signals(number).name)

    earlier = {each: signal.signal(each, end) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        server.run([opened])
    finally:
        for each, handler in earlier.items():
            signal.signal(each, handler)
