"""`verify` over many clients, each with an event, a movement, its request and its message.

BTG_BENCH_CLIENTS says how many (default 20,000). What is measured: the time of the whole, and how far this
process grows meanwhile.
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice
from uuid import UUID

import psutil
from bson import Decimal128, Int64
from pymongo.database import Database
from pymongo.write_concern import WriteConcern

from benchmarks.bank import DESK, Bank
from benchmarks.measure import Row
from btg_desktop.adapters.mongo.audit import MongoAuditReader
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.documents import (
    write_client,
    write_notification,
    write_request,
    write_transaction,
)
from btg_desktop.adapters.mongo.schema import FUNDS
from btg_desktop.adapters.mongo.trail import event
from btg_desktop.domain.models import (
    INITIAL_BALANCE,
    Channel,
    Client,
    DocumentType,
    Request,
    Transaction,
    TransactionKind,
)
from btg_desktop.services.verification import Verification

_BATCH = 2_000
_SAMPLE_SECONDS = 0.2
_NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)
_AMOUNT = Decimal(75_000)
_REGISTERED = {"numero": Int64(1), "fecha": _NOW}


def books(bank: Bank) -> Iterator[Row]:
    """Fill the bank, then verify all of it."""
    count = int(os.environ.get("BTG_BENCH_CLIENTS", "20000"))
    fill(bank.database, count)
    verification = Verification(MongoAuditReader(bank.database))
    process = psutil.Process()
    before = process.memory_info().rss
    with _sampled(process) as sizes:
        began = time.perf_counter()
        differences = sum(1 for _ in verification.violations())
        seconds = time.perf_counter() - began
    each = seconds / verification.clients * 1e6
    yield Row(
        f"verify {verification.clients} clients",
        f"{seconds:.1f} s, {each:.0f} µs a client, {differences} found",
    )
    yield Row("verify, memory beyond the start", f"{(max(sizes) - before) / 2**20:.0f} MB")


@contextmanager
def _sampled(process: psutil.Process) -> Iterator[list[int]]:
    """The process's memory (bytes), looked at again and again until the end."""
    sizes = [process.memory_info().rss]
    done = threading.Event()

    def sample() -> None:
        while not done.wait(_SAMPLE_SECONDS):
            sizes.append(process.memory_info().rss)

    sampler = threading.Thread(target=sample)
    sampler.start()
    try:
        yield sizes
    finally:
        done.set()
        sampler.join()


def fill(database: Database[Document], count: int) -> None:
    """Write the books of `count` clients, past the program, since that would take hours."""
    quick = {name: database[name].with_options(write_concern=WriteConcern(1)) for name in _WRITTEN}
    numbers = iter(range(count))
    while batch := list(islice(numbers, _BATCH)):
        rows = [_client(number) for number in batch]
        for place, name in enumerate(_WRITTEN):
            quick[name].insert_many([row[place] for row in rows], ordered=False)


_WRITTEN = ("usuarios", "auditoria", "solicitudes", "transacciones", "notificaciones")


def _client(number: int) -> tuple[Document, ...]:
    client = Client(
        id=f"v{number:031d}",
        name=f"Ana Gómez {number}",
        document_type=DocumentType.CC,
        document=str(1_000_000_000 + number),
        email=f"ana{number}@example.com",
        phone="+573102223344",
        channel=Channel.EMAIL,
        available_balance=INITIAL_BALANCE - _AMOUNT,
        holdings={1: _AMOUNT},
        initial_balance=INITIAL_BALANCE,
        sequence=1,
    )
    identifier = UUID(int=number + 2**100)
    request = Request(identifier, TransactionKind.SUBSCRIPTION, client.id, 1, _AMOUNT, DESK)
    transaction = Transaction(
        identifier,
        client.id,
        1,
        request.kind,
        1,
        FUNDS[0].name,
        _AMOUNT,
        client.available_balance,
        _NOW,
        DESK,
    )
    stored = {**write_client(client), "revision": _REGISTERED}
    return (
        {**stored, "ultimo_movimiento": _NOW},
        event("usuarios", stored, 1, _NOW, DESK),
        {**write_request(request), "valor": Decimal128(_AMOUNT)},
        write_transaction(transaction),
        write_notification(client, transaction),
    )
