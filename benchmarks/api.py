"""The REST API as a process of its own, beside the use cases without HTTP and the bare driver's writes.

The server sends the messages of what it moves meanwhile, as it does in earnest; the others send none.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from decimal import Decimal
from functools import partial
from http.client import HTTPConnection
from uuid import uuid4

from benchmarks.bank import DATABASE, Bank
from benchmarks.bare import AMOUNT, FUND, BareBank
from benchmarks.measure import Row, Spread, alternate, compared
from benchmarks.money import per_second
from btg_desktop.adapters.mongo.tokens import MongoTokens
from btg_desktop.domain.tokens import Scope
from btg_desktop.services.tokens import Tokens

_CLIENTS = 16
_ROUNDS = 5
_REPEATS = 30
_RATE = "1000000/minute"


class Caller:
    """One connection that stays open, by the standard library: it must not be what is measured."""

    def __init__(self, port: int, secret: str) -> None:
        self._connection = HTTPConnection("127.0.0.1", port)
        self._headers = {"Authorization": f"Bearer {secret}"}

    def close(self) -> None:
        self._connection.close()

    def subscribe(self, client_id: str) -> None:
        self._ask("POST", f"/usuarios/{client_id}/suscribir/{FUND}/vinculacion/{AMOUNT}", 201)

    def read(self, client_id: str) -> None:
        self._ask("GET", f"/usuarios/{client_id}", 200)

    def funds(self, _client_id: str) -> None:
        self._ask("GET", "/fondos/", 200)

    def _ask(self, method: str, path: str, expected: int) -> None:
        self._connection.request(method, path, headers={**self._headers, "Idempotency-Key": str(uuid4())})
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != expected:
            raise AssertionError(f"{method} {path}: {answer.status} {body!r}")


def api(bank: Bank) -> Iterator[Row]:
    """One caller in turn with the others, then sixteen at once, each with a client of their own."""
    with ExitStack() as stack:
        port, secret = stack.enter_context(_server(bank))
        bare = stack.enter_context(closing(BareBank(bank.uri)))
        subscriptions = stack.enter_context(bank.subscriptions())
        callers = [stack.enter_context(closing(Caller(port, secret))) for _ in range(_CLIENTS)]
        over_http, direct, theirs = ([bank.new_client() for _ in range(_CLIENTS)] for _ in range(3))
        by_client = dict(zip(over_http, callers, strict=True))

        def use_case(client_id: str) -> object:
            return subscriptions.subscribe(uuid4(), client_id, FUND, Decimal(AMOUNT))

        jobs = (
            partial(callers[0].subscribe, over_http[0]),
            partial(use_case, direct[0]),
            partial(bare.subscribe, theirs[0]),
        )
        times = alternate(jobs, _ROUNDS, _REPEATS)
        yield compared("subscription over HTTP, beside the driver", times[0], times[2], " ms", "≤ 2.5×")
        yield compared("subscription over HTTP, beside the use case", times[0], times[1], " ms", "")
        rates: list[list[float]] = [[], [], []]
        for _ in range(_ROUNDS):
            rates[0].append(per_second(lambda one: by_client[one].subscribe(one), over_http))
            rates[1].append(per_second(use_case, direct))
            rates[2].append(per_second(bare.subscribe, theirs))
        yield compared("subscriptions by 16 over HTTP, beside the driver", rates[0], rates[2], "/s", "≥ 0.4×")
        yield compared("subscriptions by 16 over HTTP, beside the use case", rates[0], rates[1], "/s", "")
        for what, ask in (("a client", Caller.read), ("the funds", Caller.funds)):
            alone = [per_second(partial(ask, callers[0]), over_http[:1]) for _ in range(_ROUNDS)]
            yield Row(f"reads of {what} by 1 over HTTP", Spread.of(alone).text("/s"))
            together = [
                per_second(lambda one, ask=ask: ask(by_client[one], one), over_http) for _ in range(_ROUNDS)
            ]
            yield Row(f"reads of {what} by 16 over HTTP", Spread.of(together).text("/s"))


@contextmanager
def _server(bank: Bank) -> Iterator[tuple[int, str]]:
    """`btg-desktop serve` on the benchmark's database: its port, and a token that may do everything."""
    secret, _ = Tokens(MongoTokens(bank.database), "benchmarks").create(uuid4().hex, tuple(Scope))
    environment = {
        **os.environ,
        "BTG_MONGODB_URI": "".join(bank.uri),
        "BTG_MONGODB_DATABASE": DATABASE,
        "BTG_DATA_DIR": str(bank.data_dir / "api"),
    }
    command = [sys.executable, "-m", "btg_desktop", "serve", "--port", "0", "--rate", _RATE]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None  # noqa: S101 - it was asked for
            yield int(process.stdout.readline().rpartition(":")[2]), secret
        finally:
            process.terminate()
