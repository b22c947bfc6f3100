"""What a caller without a token can do to the server: little, and not for long. On real sockets."""

import resource
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import httpx
import psutil
import pytest
import trustme
from api_scene import PATIENCE_SECONDS, Api
from serving import Program, Start

from btg_desktop.api import connection
from btg_desktop.api.bodies import MAX_BODY_BYTES
from btg_desktop.services.suite import Services

SHORT = 0.4
GET = b"GET /salud HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST /usuarios/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


class Caller:
    """A connection to a server, by hand."""

    def __init__(self, url: str, stack: ExitStack, receive_bytes: int = 0) -> None:
        host, port = url.removeprefix("http://").split(":")
        opened = stack.enter_context(socket.socket())
        if receive_bytes:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        opened.settimeout(PATIENCE_SECONDS)
        opened.connect((host, int(port)))
        self.socket = opened

    def read_answer(self) -> bytes:
        """One answer of `/salud`."""
        taken = b""
        while not taken.endswith(b"}"):
            data = self.socket.recv(65536)
            assert data
            taken += data
        return taken

    def read_to_the_end(self) -> bytes:
        """All that the server says until it ends the connection; fails if it does not."""
        taken = bytearray()
        with suppress(ConnectionError):
            while data := self.socket.recv(65536):
                taken += data
        return bytes(taken)

    def drip(self, drop: bytes) -> bytes:
        """Send a little again and again until the server ends the connection; what it said."""
        self.socket.settimeout(0.02)
        taken, end = bytearray(), time.monotonic() + 10
        while time.monotonic() < end:
            try:
                self.socket.sendall(drop)
                if not (data := self.socket.recv(65536)):
                    return bytes(taken)
                taken += data
            except TimeoutError:
                continue
            except ConnectionError:
                return bytes(taken)
        pytest.fail("the server still waits")

    def pour(self, water: bytes, most: int) -> int:
        """Send until the server ends the connection, but `most` bytes at most; how many it took."""
        sent = 0
        try:
            while sent < most:
                self.socket.sendall(water)
                sent += len(water)
        except (ConnectionError, TimeoutError):
            return sent
        return sent


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's patience, scaled."""
    for name in ("HEAD_SECONDS", "BODY_SECONDS", "ANSWER_SECONDS", "LINGER_SECONDS"):
        monkeypatch.setattr(connection, name, SHORT)


Call = Callable[..., Caller]


@pytest.fixture
def call(api: Api) -> Iterator[Call]:
    """Opens connections; afterwards the server still serves."""
    with ExitStack() as stack:
        yield lambda **options: Caller(api.url, stack, **options)
        assert httpx.get(f"{api.url}/salud").status_code == 200


@pytest.mark.usefixtures("short")
def test_an_idle_connection_is_ended(call: Call) -> None:
    assert call().read_to_the_end() == b""


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize(
    ("begun", "drop", "said"),
    [
        (b"", b"\r\n", b""),
        (b"GET /salud HTTP/1.1\r\nX: ", b"x", b"HTTP/1.1 408 "),
        (b"GET /salud HTTP/1.1\r\n", b"X: x\r\n", b"HTTP/1.1 4"),
        (POST + b"Content-Length: 1000\r\n\r\n", b" ", b"HTTP/1.1 408 "),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n", b"HTTP/1.1 408 "),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n1;", b"x", b"HTTP/1.1 408 "),
        (POST + b"Content-Length: 1000\r\n\r\n", b"", b"HTTP/1.1 408 "),
    ],
    ids=["nothing", "one header", "headers", "body", "chunks", "a chunk's size", "no body at all"],
)
def test_a_dripping_request_is_ended(call: Call, begun: bytes, drop: bytes, said: bytes) -> None:
    caller = call()
    caller.socket.sendall(begun)
    assert caller.drip(drop).startswith(said)


@pytest.mark.usefixtures("short")
def test_the_next_request_of_a_connection_may_drip_no_longer(call: Call) -> None:
    caller = call()
    caller.socket.sendall(GET)
    assert caller.read_answer().startswith(b"HTTP/1.1 200 ")
    caller.socket.sendall(b"GET /salud HTTP/1.1\r\nX: ")
    assert caller.drip(b"x").startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize(
    ("begun", "water"),
    [
        (b"GET /salud HTTP/1.1\r\nX: ", b"x" * 1024),
        (b"GET /", b"x" * 1024),
        (b"GET /salud HTTP/1.1\r\n", b"X: x\r\n" * 100),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n1;", b"x" * 1024),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n0\r\nX: ", b"x" * 1024),
    ],
    ids=["one header", "the address", "many headers", "a chunk's size", "a trailer"],
)
def test_of_a_giant_request_little_is_taken(call: Call, begun: bytes, water: bytes) -> None:
    caller = call()
    caller.socket.sendall(begun)
    assert caller.pour(water, 64_000_000) < 16_000_000  # what the system itself takes in


def test_too_many_headers_are_refused(call: Call) -> None:
    caller = call()
    caller.socket.sendall(b"GET /salud HTTP/1.1\r\n" + b"X: x\r\n" * (connection.MAX_HEADERS + 1) + b"\r\n")
    assert caller.read_to_the_end().startswith(b"HTTP/1.1 431 ")


def test_a_long_header_is_refused_and_one_within_the_limit_is_not(call: Call) -> None:
    long, allowed = call(), call()
    long.socket.sendall(b"GET /salud HTTP/1.1\r\nX: " + b"x" * (connection.MAX_HEAD_BYTES + 8192))
    assert long.read_to_the_end().startswith(b"HTTP/1.1 431 ")
    allowed.socket.sendall(
        b"GET /salud HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 20_000 + b"\r\nConnection: close\r\n\r\n"
    )
    assert allowed.read_to_the_end().startswith(b"HTTP/1.1 200 ")


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize(
    ("header", "water"),
    [
        (b"Content-Length: 1000000000\r\n\r\n", b" " * 65536),
        (b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b" " * 65536 + b"\r\n"),
    ],
    ids=["its length said", "in chunks"],
)
def test_a_giant_body_is_refused_and_the_rest_not_taken(call: Call, header: bytes, water: bytes) -> None:
    caller = call()
    caller.socket.sendall(POST + header + water * 2)
    assert caller.socket.recv(65536).startswith(b"HTTP/1.1 413 ")
    assert caller.pour(water, 64_000_000) < 16_000_000


@pytest.mark.usefixtures("short")
def test_after_a_body_that_was_too_long_the_connection_is_not_kept_for_ever(call: Call) -> None:
    caller = call()
    body = b" " * (MAX_BODY_BYTES + 70_000)
    caller.socket.sendall(POST + b"Content-Length: %d\r\n\r\n" % len(body) + body)
    assert caller.read_to_the_end().startswith(b"HTTP/1.1 413 ")


def test_a_thousand_requests_at_once_are_not_queued(call: Call) -> None:
    caller = call()
    with suppress(ConnectionError):
        caller.socket.sendall(GET * 1000)
    assert caller.read_to_the_end().count(b"HTTP/1.1 ") <= connection.MAX_PIPELINED + 2


def test_a_few_requests_at_once_are_all_answered(call: Call) -> None:
    caller = call()
    caller.socket.sendall(GET * 4 + GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
    assert caller.read_to_the_end().count(b"HTTP/1.1 200 ") == 5


@pytest.mark.usefixtures("short")
def test_who_does_not_read_the_answer_is_not_waited_for(call: Call, api: Api) -> None:
    caller = call(receive_bytes=4096)
    asked = b"GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n"
    caller.socket.sendall(asked * connection.MAX_PIPELINED)
    assert caller.socket.recv(1) == b"H"
    end = time.monotonic() + PATIENCE_SECONDS
    local = caller.socket.getsockname()[1]
    assert _is_connected(api.url, local)
    while _is_connected(api.url, local):
        assert time.monotonic() < end, "the server still waits"


def _is_connected(url: str, port: int) -> bool:
    """Whether the server, which is in this process, has its end of the connection open."""
    served = int(url.rpartition(":")[2])
    return any(
        each.laddr.port == served and each.raddr and each.raddr.port == port
        for each in psutil.Process().net_connections("tcp")
    )


@pytest.mark.usefixtures("short")
def test_an_upgrade_to_what_we_do_not_speak_fills_no_log(
    call: Call, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    caller = call()
    caller.socket.sendall(GET.replace(b"\r\n\r\n", b"\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"))
    assert caller.read_answer().startswith(b"HTTP/1.1 200 ")
    caller.drip(b"x")
    assert len([record for record in caplog.records if record.name.startswith("uvicorn")]) < 5


# Files and memory, of a process of its own

LIMITED = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, ({files}, {files}))"
NO_DOOR = "import btg_desktop.api.server as server; server.most_connections = lambda: 10_000"


@pytest.fixture
def crowd() -> Iterator[Callable[[str, int], list[Caller]]]:
    """Opens many connections that say nothing, and keeps them."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (before[1], before[1]))
    with ExitStack() as stack:
        yield lambda url, number: [Caller(url, stack) for _ in range(number)]
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def memory_of(program: Program) -> int:
    return psutil.Process(program.process.pid).memory_info().rss


@pytest.mark.usefixtures("services")
def test_a_crowd_of_idle_connections_keeps_nobody_out(
    start: Start, crowd: Callable[[str, int], list[Caller]]
) -> None:
    program = start("serve", "--port", "0", more=LIMITED.format(files=256))
    url = program.first_line()
    assert httpx.get(f"{url}/salud").status_code == 200
    before = memory_of(program)
    callers = crowd(url, 600)
    for _ in range(5):
        assert httpx.get(f"{url}/salud", timeout=PATIENCE_SECONDS).status_code == 200
    assert memory_of(program) - before < 60_000_000
    assert psutil.Process(program.process.pid).num_fds() < 256
    for caller in callers[:300]:  # those that waited longest had to leave
        assert caller.read_to_the_end() == b""
    assert sum(map(len, program.errors)) < 20_000


@pytest.mark.usefixtures("services")
def test_a_crowd_that_never_begins_tls_keeps_nobody_out(
    start: Start, crowd: Callable[[str, int], list[Caller]], tmp_path: Path
) -> None:
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    issued.cert_chain_pems[0].write_to_path(tmp_path / "cert.pem")
    issued.private_key_pem.write_to_path(tmp_path / "key.pem")
    certified = ("--tls-cert", str(tmp_path / "cert.pem"), "--tls-key", str(tmp_path / "key.pem"))
    program = start("serve", "--port", "0", *certified, more=LIMITED.format(files=256))
    url = program.first_line()
    context = ssl.create_default_context()
    authority.configure_trust(context)
    crowd(url.replace("https", "http"), 600)
    for _ in range(3):
        assert httpx.get(f"{url}/salud", verify=context, timeout=PATIENCE_SECONDS).status_code == 200
    assert psutil.Process(program.process.pid).num_fds() < 256
    assert sum(map(len, program.errors)) < 20_000


@pytest.mark.usefixtures("services")
def test_at_the_limit_of_open_files_the_log_stays_short_and_the_service_comes_back(
    start: Start, crowd: Callable[[str, int], list[Caller]]
) -> None:
    program = start("serve", "--port", "0", more=f"{LIMITED.format(files=128)}\n{NO_DOOR}")
    url = program.first_line()
    assert httpx.get(f"{url}/salud").status_code == 200
    callers = crowd(url, 400)
    while not any("EMFILE" in line for line in program.errors):
        assert program.process.poll() is None
    for caller in callers:
        caller.socket.close()
    assert httpx.get(f"{url}/salud", timeout=PATIENCE_SECONDS).status_code == 200
    assert sum(map(len, program.errors)) < 20_000


@pytest.mark.usefixtures("services")
def test_a_header_of_many_megabytes_takes_no_memory(
    start: Start, services: Services, crowd: Callable[[str, int], list[Caller]]
) -> None:
    program = start("serve", "--port", "0")
    url = program.first_line()
    assert httpx.get(f"{url}/salud").status_code == 200
    before = memory_of(program)
    for caller in crowd(url, 4):
        caller.socket.sendall(b"GET /salud HTTP/1.1\r\nX: ")
        caller.pour(b"x" * 65536, 60_000_000)
    assert httpx.get(f"{url}/salud").status_code == 200
    assert memory_of(program) - before < 20_000_000
