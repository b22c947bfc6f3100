"""One connection of a caller: how long it may take over a request, and how much of one is read.

uvicorn waits for the end of a request without a limit and keeps all of a header. These limits hold for every
caller, before a token is checked.
"""

from asyncio import AbstractEventLoop, BaseTransport, TimerHandle, Transport
from http import HTTPStatus
from typing import Any, Final, Protocol, cast

import msgspec
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

HEAD_SECONDS: Final = 10.0
"""How long the line and the headers of a request may take, and a new connection without any."""

BODY_SECONDS: Final = 20.0
"""How long its body may take after that: the longest body that is taken arrives at 4 kB a second."""

ANSWER_SECONDS: Final = 60.0
"""How long a caller may take to read an answer."""

LINGER_SECONDS: Final = 5.0
"""How long a connection that ends may take to read what was written."""

MAX_HEAD_BYTES: Final = 32 * 1024
"""All of a request but its body: its line, headers, the sizes of chunks, trailers."""

MAX_HEADERS: Final = 100
MAX_PIPELINED: Final = 8
"""How many requests may be sent before the first has its answer."""

MAX_UNREAD_BYTES: Final = 1024 * 1024
"""How much of a body is thrown away after its answer, so that the caller can read that answer."""

_PIECE_BYTES: Final = 4096
"""What is parsed before the limits are looked at again."""


class Seats(Protocol):
    """Knows which connections are at work, and which only wait."""

    def works(self, number: int) -> None: ...
    def waits(self, number: int) -> None: ...


class State(ServerState):
    """What all connections of a server share."""

    def __init__(self) -> None:
        super().__init__()
        self.seats: Seats | None = None


class Connection(HttpToolsProtocol):
    """uvicorn's protocol within limits."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._seats = cast("State", server_state).seats
        self._number = -1
        self._deadline: TimerHandle | None = None
        self._slow_reader: TimerHandle | None = None
        self._is_receiving = False
        self._head_bytes = 0
        self._unread_bytes = 0
        self._refusal = HTTPStatus.BAD_REQUEST

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(cast("Transport", transport))
        self._number = transport.get_extra_info("socket").fileno()
        self._expire_in(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_clock()
        self._stop_slow_reader()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        for start in range(0, len(data), _PIECE_BYTES):
            if self.transport.is_closing():
                return
            piece = data[start : start + _PIECE_BYTES]
            if self._deadline is None and not self._is_answering():
                self._expire_in(HEAD_SECONDS)  # empty lines too, which begin no request
            self._head_bytes += len(piece)
            super().data_received(piece)
            if self._is_receiving and self._head_bytes > MAX_HEAD_BYTES:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    # What the parser finds

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._is_receiving = True
        self._head_bytes = self._unread_bytes = 0
        if self._deadline is None:
            self._expire_in(HEAD_SECONDS)

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        if len(self.headers) > MAX_HEADERS:
            self._refusal = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            raise _TooMuch

    def on_headers_complete(self) -> None:
        if len(self.pipeline) >= MAX_PIPELINED:
            self._refusal = HTTPStatus.TOO_MANY_REQUESTS
            raise _TooMuch
        super().on_headers_complete()
        self._expire_in(BODY_SECONDS)

    def on_body(self, body: bytes) -> None:
        self._head_bytes -= len(body)
        if not self._is_answering():
            self._unread_bytes += len(body)
            if self._unread_bytes > MAX_UNREAD_BYTES:
                self.transport.abort()
                return
        super().on_body(body)

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._is_receiving = False
        self._stop_clock()
        if not self._is_answering():  # its answer was: too long
            self._expire_in(HEAD_SECONDS)
        elif self._seats is not None:
            self._seats.works(self._number)

    # What uvicorn asks of it

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._stop_slow_reader()
        if self.flow.write_paused:
            self._await_reader()
        if self._seats is not None and not self._is_answering():
            self._seats.waits(self._number)

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._slow_reader is None:
            self._await_reader()

    def resume_writing(self) -> None:
        super().resume_writing()
        if not self._is_answering():
            self._stop_slow_reader()

    def timeout_keep_alive_handler(self) -> None:
        self._hang_up()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - our own words
        self._refuse(self._refusal)

    def _unsupported_upgrade_warning(self) -> None:
        """No word in the log for each packet of a caller; the connection ends with the answer."""
        if self.cycle is not None:
            self.cycle.keep_alive = False

    # The limits

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _expire_in(self, seconds: float) -> None:
        self._stop_clock()
        self._deadline = self.loop.call_later(seconds, self._expire)

    def _stop_clock(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _await_reader(self) -> None:
        self._slow_reader = self.loop.call_later(ANSWER_SECONDS, self.transport.abort)

    def _stop_slow_reader(self) -> None:
        if self._slow_reader is not None:
            self._slow_reader.cancel()
            self._slow_reader = None

    def _expire(self) -> None:
        if self._is_receiving:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)
        else:
            self._hang_up()

    def _refuse(self, status: HTTPStatus) -> None:
        """Say why, unless an answer has begun, and end the connection."""
        if self.transport.is_closing():
            return
        if self._would_be_read_as_its_answer():
            self.transport.write(_problem(status))
        if self._is_answering():
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self._hang_up()

    def _would_be_read_as_its_answer(self) -> bool:
        """Not in the middle of an answer, nor before the answer to an earlier request, nor after its own."""
        if self._is_answering():
            return self.cycle.more_body and not self.cycle.response_started and not self.pipeline
        return self.cycle is None or not self.cycle.more_body

    def _hang_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()
            self.loop.call_later(LINGER_SECONDS, self.transport.abort)


class _TooMuch(Exception):
    """Ends the parsing of a request."""


def _problem(status: HTTPStatus) -> bytes:
    content = msgspec.json.encode({"type": "about:blank", "title": status.phrase, "status": status.value})
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\n"
        "content-type: application/problem+json\r\n"
        f"content-length: {len(content)}\r\n"
        "cache-control: no-store\r\n"
        "connection: close\r\n\r\n"
    )
    return head.encode("ascii") + content
