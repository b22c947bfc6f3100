"""An HTTP endpoint in the place of SES and SNS that is slow, lies and drops, and records what it accepted."""

import json
import random
import re
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any, Final
from urllib.parse import parse_qs

from faults.chance import seeded

READ_SECONDS: Final = 1.0
"""How long a desk waits for the endpoint's answer."""

_SMS_REFERENCE: Final = re.compile(r"Ref\. ([0-9a-f]{8})")
_REFUSED_ADDRESS: Final = "rechazado@"


class ChannelFault(StrEnum):
    """What may happen to a message at the service."""

    SLOW = "message accepted slowly"
    DROP_ANSWER = "message accepted, its answer dropped"
    LIE = "message accepted, answered as a server's error"
    HANG = "message accepted, its answer never came"
    DEAF = "message not accepted, the connection dropped"
    THROTTLE = "message refused: too many"


@dataclass(frozen=True)
class Reached:
    """A message that somebody got, and when (seconds)."""

    reference: str
    address: str
    at: float


@dataclass
class Endpoint:
    """Every message accepted counts, by the reference that the client would read in it."""

    fault_rate: float = 0.0
    slow_seconds: float = 0.5
    injected: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    refused: set[str] = field(default_factory=set)
    reached: list[Reached] = field(default_factory=list)
    _planned: list[ChannelFault] = field(default_factory=list)
    _always: ChannelFault | None = None
    _lock: Lock = field(default_factory=Lock)
    _released: Event = field(default_factory=Event)
    _random: random.Random = field(default_factory=lambda: seeded(0))

    def start(self) -> None:
        endpoint = self

        class Handler(_Handler):
            service = endpoint

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False  # closing waits for them
        self._thread = Thread(target=self._server.serve_forever, name="endpoint", args=(0.05,))
        self._thread.start()

    @property
    def environment(self) -> dict[str, str]:
        """boto3's settings for a desk that is to use this endpoint, and nothing of this machine's own."""
        return {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self._server.server_port}",
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": "/nonexistent",
            "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
            "NO_PROXY": "127.0.0.1",
            "no_proxy": "127.0.0.1",
        }

    def reset(self, seed: int = 0) -> None:
        """Forget all that was, and behave well."""
        with self._lock:
            self._random = seeded(seed)
            self.behave()
            self.injected, self.accepted, self.refused, self.reached = Counter(), Counter(), set(), []

    def behave(self) -> None:
        self.fault_rate, self.slow_seconds, self._always = 0.0, 0.5, None
        self._planned.clear()

    def plan(self, *faults: ChannelFault) -> None:
        """Do these to the next messages, one each."""
        self._planned.extend(faults)

    def always(self, fault: ChannelFault) -> None:
        self._always = fault

    def close(self) -> None:
        self._released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def take(self, reference: str, address: str) -> ChannelFault | str:
        """Decide on a message and record it; a text is a refusal for ever."""
        with self._lock:
            if address.startswith(_REFUSED_ADDRESS):
                self.refused.add(reference)
                return "MessageRejected"
            fault = self._next_fault()
            if fault not in (ChannelFault.DEAF, ChannelFault.THROTTLE):
                self.accepted[reference] += 1
                self.reached.append(Reached(reference, address, time.monotonic()))
            return fault or ""

    def _next_fault(self) -> ChannelFault | None:
        fault = self._always
        if self._planned:
            fault = self._planned.pop(0)
        elif fault is None and self._random.random() < self.fault_rate:
            fault = self._random.choice(list(ChannelFault))
        if fault is not None:
            self.injected[fault] += 1
        return fault

    def wait(self, seconds: float) -> None:
        self._released.wait(seconds)


class _Handler(BaseHTTPRequestHandler):
    service: Endpoint
    timeout = 10  # a paused desk holds no thread for longer

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        is_email = self.path.startswith("/v2/email")
        reference, address = _read_email(json.loads(content)) if is_email else _read_sms(content.decode())
        decision = self.service.take(reference, address)
        match decision:
            case ChannelFault.DROP_ANSWER | ChannelFault.DEAF:
                self.close_connection = True
            case ChannelFault.HANG:
                self.service.wait(READ_SECONDS * 1.5)
                self.close_connection = True
            case ChannelFault.LIE:
                self._reply(is_email, 500, "InternalFailure")
            case ChannelFault.THROTTLE:
                self._reply(is_email, 429 if is_email else 400, "TooManyRequestsException")
            case "MessageRejected":
                self._reply(is_email, 400, "MessageRejected")
            case _:
                if decision is ChannelFault.SLOW:
                    self.service.wait(self.service.slow_seconds)
                self._reply(is_email, 200, "")

    def _reply(self, is_email: bool, status: int, code: str) -> None:
        if is_email:
            text, kind = json.dumps({"MessageId": "1"} if not code else {"message": code}), "application/json"
        elif code:
            text = f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code></Error></ErrorResponse>"
            kind = "text/xml"
        else:
            text = (
                "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>"
            )
            kind = "text/xml"
        try:
            self.send_response(status)
            if code:
                self.send_header("x-amzn-ErrorType", code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the desk was killed, or waits no longer

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        """The record is in `accepted`."""


def _read_email(request: Mapping[str, Any]) -> tuple[str, str]:
    """The first digits of the reference, as a text message would quote it, and the address."""
    (tag,) = request["EmailTags"]
    return tag["Value"].replace("-", "")[:8], request["Destination"]["ToAddresses"][0]


def _read_sms(form: str) -> tuple[str, str]:
    fields = parse_qs(form)
    found = _SMS_REFERENCE.search(fields["Message"][0])
    return (found[1] if found else ""), fields["PhoneNumber"][0]
