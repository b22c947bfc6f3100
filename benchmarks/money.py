"""A subscription, a cancellation, and 16 desks at once, each against the same writes by the bare driver."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from uuid import uuid4

from benchmarks.bank import Bank
from benchmarks.bare import AMOUNT, FUND, BareBank
from benchmarks.measure import Row, alternate, compared

_ROUNDS = 7
_REPEATS = 30
_DESKS = 16
_THROUGHPUT_ROUNDS = 5
_THROUGHPUT_SECONDS = 4.0


def operations(bank: Bank) -> Iterator[Row]:
    """Subscribing and cancelling in turn, each timed by itself."""
    ours, theirs = bank.new_client(), bank.new_client()
    with closing(BareBank(bank.uri)) as bare, bank.subscriptions() as subscriptions:
        jobs = (
            lambda: subscriptions.subscribe(uuid4(), ours, FUND, Decimal(AMOUNT)),
            lambda: bare.subscribe(theirs),
            lambda: subscriptions.cancel(uuid4(), ours, FUND),
            lambda: bare.cancel(theirs),
        )
        times = alternate(jobs, _ROUNDS, _REPEATS)
    yield compared("subscription", times[0], times[1], " ms", "≤ 1.25×")
    yield compared("cancellation", times[2], times[3], " ms", "≤ 1.25×")


def throughput(bank: Bank) -> Iterator[Row]:
    """Subscriptions per second by 16 workers, each with a client of their own."""
    mine = [bank.new_client() for _ in range(_DESKS)]
    theirs = [bank.new_client() for _ in range(_DESKS)]
    ours: list[float] = []
    bares: list[float] = []
    with closing(BareBank(bank.uri)) as bare, bank.subscriptions() as subscriptions:

        def subscribe(client_id: str) -> object:
            return subscriptions.subscribe(uuid4(), client_id, FUND, Decimal(AMOUNT))

        for _ in range(_THROUGHPUT_ROUNDS):
            ours.append(per_second(subscribe, mine))
            bares.append(per_second(bare.subscribe, theirs))
    yield compared("subscriptions by 16 workers", ours, bares, "/s", "≥ 0.85×")


def per_second(subscribe: Callable[[str], object], clients: list[str]) -> float:
    """Run one thread for each client for a while; return how many operations ended in each second."""
    counts = [0] * len(clients)
    failures: list[BaseException] = []
    began = time.perf_counter()
    end = began + _THROUGHPUT_SECONDS

    def work(place: int) -> None:
        try:
            while time.perf_counter() < end:
                subscribe(clients[place])
                counts[place] += 1
        except Exception as error:  # noqa: BLE001 - raised below, on the thread that asked
            failures.append(error)

    threads = [threading.Thread(target=work, args=(place,)) for place in range(len(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return sum(counts) / (time.perf_counter() - began)
