"""A subscription of a client with a long history, beside a design that embeds the history in the client."""

from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from functools import partial
from typing import Any, Final
from uuid import uuid4

import bson
from pymongo import MongoClient
from pymongo.write_concern import WriteConcern

from benchmarks.bank import DATABASE, FORTUNE, Bank
from benchmarks.bare import AMOUNT, FUND, FUND_NAME
from benchmarks.crowd import AT, client_with
from benchmarks.measure import Row, Spread, alternate, compared

_LENGTHS: Final = (0, 10_000, 1_000_000)
_EMBEDDED_LENGTHS: Final = (0, 10_000)
_LARGEST_DOCUMENT: Final = 16 * 1024 * 1024 - 64 * 1024  # room for what a benchmark adds
_ROUNDS: Final = 5
_REPEATS: Final = 30
_EMBEDDED_REPEATS: Final = 4


def history(bank: Bank) -> Iterator[Row]:
    """Ours must be flat; the embedding design is capped at what fits a document."""
    clients = [client_with(bank, length) for length in _LENGTHS]
    with bank.subscriptions() as subscriptions:

        def subscribe(client_id: str) -> Callable[[], object]:
            return lambda: subscriptions.subscribe(uuid4(), client_id, FUND, Decimal(AMOUNT))

        ours = alternate([subscribe(client_id) for client_id in clients], _ROUNDS, _REPEATS)
    yield Row("subscription, empty history", Spread.of(ours[0]).text(" ms"))
    for length, times in zip(_LENGTHS[1:], ours[1:], strict=True):
        yield compared(f"  {length:,} transactions, against empty", times, ours[0], " ms", "≤ 1.1×")
    yield from _embedded(bank)


def _embedded(bank: Bank) -> Iterator[Row]:
    with closing(_EmbeddedBank(bank.uri)) as design:
        entry = len(bson.encode({"0000000": design.entry()})) - 5
        lengths = (*_EMBEDDED_LENGTHS, _LARGEST_DOCUMENT // entry)
        clients = [design.client_with(length) for length in lengths]
        # One length after another: what a long one leaves to write to the disk would slow the short ones.
        times = [
            alternate([partial(design.subscribe, client_id)], _ROUNDS, _EMBEDDED_REPEATS, warm_up=1)[0]
            for client_id in clients
        ]
    yield Row("embedding design, empty history", Spread.of(times[0]).text(" ms"))
    for length, taken in zip(lengths[1:], times[1:], strict=True):
        yield compared(f"  {length:,} transactions, against empty", taken, times[0], " ms", "")


class _EmbeddedBank:
    """The design that we do not have: one document for a client, read and written whole each time."""

    def __init__(self, uri: str) -> None:
        self._client: MongoClient[dict[str, Any]] = MongoClient(uri, uuidRepresentation="standard")
        self._clients = self._client[DATABASE].get_collection(
            "embedded", write_concern=WriteConcern("majority", j=True)
        )

    def close(self) -> None:
        self._client.close()

    @staticmethod
    def entry() -> dict[str, Any]:
        return {
            "_id": str(uuid4()),
            "id_fondo": FUND,
            "nombre_fondo": FUND_NAME,
            "valor": AMOUNT,
            "tipo_transaccion": "apertura",
            "fecha": AT,
        }

    def client_with(self, length: int) -> str:
        client_id = uuid4().hex
        self._clients.insert_one(
            {
                "_id": client_id,
                "nombre": "Julián Montoya",
                "saldo_disponible": int(FORTUNE),
                "saldo_fondos": [],
                "transacciones": [self.entry() for _ in range(length)],
            }
        )
        return client_id

    def subscribe(self, client_id: str) -> None:
        client = self._clients.find_one({"_id": client_id})
        if client is None:
            raise LookupError(client_id)
        client["saldo_disponible"] -= AMOUNT
        client["transacciones"].append(self.entry())
        self._clients.replace_one({"_id": client_id}, client)
