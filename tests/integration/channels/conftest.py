"""A clean AWS environment, messages to send, and an endpoint that answers as a test tells it to."""

import json
import socket
import ssl
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any
from uuid import UUID

import pytest

from btg_desktop.adapters.channels.templates import MessageTemplates
from btg_desktop.domain.models import (
    Channel,
    Desk,
    Notification,
    NotificationState,
    Transaction,
    TransactionKind,
)
from btg_desktop.services.ports import Message

OPERATION = UUID("8f14e45f-ceea-467f-a8a5-1b2c3d4e5f60")


def make(channel: Channel, destination: str) -> Message:
    return Message(
        Notification(
            OPERATION,
            "c1",
            "Julián Montoya",
            channel,
            destination,
            "es",
            NotificationState.SENDING,
            1,
            1,
            0,
            "",
        ),
        Transaction(
            OPERATION,
            "c1",
            1,
            TransactionKind.SUBSCRIPTION,
            3,
            "DEUDAPRIVADA",
            Decimal(50000),
            Decimal(450000),
            datetime(2026, 11, 24, 15, 42, tzinfo=UTC),
            Desk("laura", "Medellín Centro", "pc1"),
        ),
    )


@pytest.fixture
def email_message() -> Message:
    return make(Channel.EMAIL, "julian@gmail.com")


@pytest.fixture
def sms_message() -> Message:
    return make(Channel.SMS, "+573005444343")


@pytest.fixture(scope="session")
def templates() -> MessageTemplates:
    return MessageTemplates()


@pytest.fixture
def aws_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """boto3's settings, and nothing of this machine's own; a test may change them further."""
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_CA_BUNDLE", "HTTPS_PROXY", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
    return monkeypatch


Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Endpoint:
    """What stands where AWS would be. `bodies` are the requests that reached it, whole."""

    url: str
    answer: Answer = field(init=False)
    bodies: list[bytes] = field(default_factory=list)
    released: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.reply(404, "")

    def reply(self, status: int, body: str, **headers: str) -> None:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            content = body.encode()
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(content)))
            handler.end_headers()
            handler.wfile.write(content)

        self.answer = answer

    def refuse_as_ses(self, status: int, code: str, text: str = "no") -> None:
        self.reply(
            status,
            json.dumps({"message": text}),
            Content_Type="application/json",
            x_amzn_errortype=f"{code}:http://internal.amazon.com/coral/com.amazonaws.services.email/",
        )

    def refuse_as_sns(self, status: int, code: str, text: str = "no") -> None:
        self.reply(
            status,
            '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type>'
            f"<Code>{code}</Code><Message>{text}</Message></Error><RequestId>1</RequestId></ErrorResponse>",
            Content_Type="text/xml",
        )

    def accept_as_ses(self) -> None:
        self.reply(200, '{"MessageId": "0100"}', Content_Type="application/json")

    def accept_as_sns(self) -> None:
        self.reply(
            200,
            '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult>'
            "<MessageId>0100</MessageId></PublishResult><ResponseMetadata><RequestId>1</RequestId>"
            "</ResponseMetadata></PublishResponse>",
            Content_Type="text/xml",
        )

    def close_without_a_word(self) -> None:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.connection.shutdown(socket.SHUT_RDWR)
            handler.close_connection = True

        self.answer = answer

    def reset_the_connection(self) -> None:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            handler.connection.close()
            handler.close_connection = True

        self.answer = answer

    def stall(self) -> None:
        """Take the request and say nothing until the test is over."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            self.released.wait(60)
            handler.close_connection = True

        self.answer = answer


class _Server(ThreadingHTTPServer):
    """Ends the connections that clients keep open, so that no request's thread outlives it."""

    daemon_threads = False

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        for request in tuple(self._open):
            with suppress(OSError):  # it ended by itself meanwhile
                request.shutdown(socket.SHUT_RDWR)
        super().server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away, or that refused our certificate, is what the test asked for."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def _serve(tls: ssl.SSLContext | None = None) -> Iterator[Endpoint]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            served.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            served.answer(self)

        def do_GET(self) -> None:
            served.answer(self)

        def do_CONNECT(self) -> None:
            served.answer(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
            """Quiet."""

    server = _Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        # The handshake is left to the request's own thread.
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    scheme = "https" if tls else "http"
    served = Endpoint(f"{scheme}://localhost:{server.server_port}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield served
    served.released.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def endpoint(aws_settings: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    for running in _serve():
        aws_settings.setenv("AWS_ENDPOINT_URL", running.url)
        yield running


@pytest.fixture
def serve_tls(aws_settings: pytest.MonkeyPatch) -> Iterator[Callable[[ssl.SSLContext], Endpoint]]:
    running: list[Iterator[Endpoint]] = []

    def start(context: ssl.SSLContext) -> Endpoint:
        server = _serve(context)
        running.append(server)
        endpoint = next(server)
        aws_settings.setenv("AWS_ENDPOINT_URL", endpoint.url)
        return endpoint

    yield start
    for server in running:
        next(server, None)
