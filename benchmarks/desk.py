"""The window of a bank's size: a million clients, a client with a million movements, files of 100,000."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from decimal import Decimal
from typing import Any, Final

from bson import Decimal128, Int64
from pymongo import MongoClient

from benchmarks.bank import DATABASE, Bank
from benchmarks.children import run_child
from benchmarks.crowd import client_with, fill
from benchmarks.measure import Row, alternate, compared
from benchmarks.start import started
from btg_desktop.adapters.mongo.history import MongoHistory
from btg_desktop.adapters.mongo.stores import MongoClients
from btg_desktop.domain.history import MovementCursor, Sort, SortKey
from btg_desktop.services.clients import Clients
from btg_desktop.services.history import History

_CLIENTS: Final = 1_000_000
_LONG: Final = 1_000_000
_EXPORTED: Final = 100_000
_SUBSCRIPTIONS: Final = 200
_PAGE: Final = 200
_LIMIT: Final = 20
_ROUNDS: Final = 5
_REPEATS: Final = 20
_STARTS: Final = 7
_MEGABYTE: Final = 1_000_000

_SEARCHES: Final = {
    "a document": ("1000500000", ["1000500000"]),
    "half a document": ("10005", ["10005"]),
    "a surname, no accents": ("nanez", ["nanez"]),
    "a name and a surname": ("zoraida yepes", ["zoraida", "yepes"]),
    "a mobile": ("300 0050 123", ["3000050123"]),
    "one letter": ("m", ["m"]),
}
"""What is typed, and the words that the bare query asks for."""


def desk(bank: Bank) -> Iterator[Row]:
    """Latencies beside the bare indexed queries, then stalls of the real window, then its start."""
    fill(bank, _CLIENTS)
    long, exported = client_with(bank, _LONG), client_with(bank, _EXPORTED)
    client: MongoClient[dict[str, Any]] = MongoClient(bank.uri, uuidRepresentation="standard")
    with closing(client):
        yield from _searches(bank, client)
        yield from _pages(bank, client, long)
    yield from _window(bank, long, exported)
    yield from _start(bank)


def _searches(bank: Bank, client: MongoClient[dict[str, Any]]) -> Iterator[Row]:
    clients = Clients(MongoClients(bank.database))
    stored = client[DATABASE]["usuarios"]

    def ours(text: str) -> Callable[[], object]:
        return lambda: clients.search_with_unreadable(text, _LIMIT)

    def bare(words: Sequence[str]) -> Callable[[], object]:
        query = {"$and": [{"busqueda": {"$regex": f"^{word}"}} for word in words]}
        return lambda: list(stored.find(query).limit(_LIMIT))

    for name, (text, words) in _SEARCHES.items():
        mine, theirs = alternate([ours(text), bare(words)], _ROUNDS, _REPEATS)
        yield compared(f"search in {_CLIENTS:,} clients: {name}", mine, theirs, " ms", "≤ 2×")


def _pages(bank: Bank, client: MongoClient[dict[str, Any]], long: str) -> Iterator[Row]:
    """The bare driver reads the movements, their messages and the client's name, as a page shows them."""
    history = History(MongoHistory(bank.database))
    database = client[DATABASE]

    def ours(after: MovementCursor | None, sort: Sort) -> Callable[[], object]:
        return lambda: history.page(long, _PAGE, after, sort=sort)

    def bare(query: dict[str, Any], order: list[tuple[str, int]]) -> Callable[[], object]:
        def read() -> None:
            found = list(database["transacciones"].find(query).sort(order).limit(_PAGE + 1))
            ids = [each["_id"] for each in found]
            list(database["notificaciones"].find({"_id": {"$in": ids}}))
            list(database["usuarios"].find({"_id": {"$in": [long]}}, {"nombre": 1, "documento": 1}))

        return read

    newest, oldest = Sort(), Sort(descending=False)
    by_amount = Sort(SortKey.AMOUNT)
    middle = _LONG // 2
    whose = {"usuario": long}
    amount = Decimal128(Decimal(50000))
    for name, after, sort, query, order in (
        ("the newest", None, newest, whose, [("secuencia", -1)]),
        (
            "in the middle",
            middle,
            newest,
            {**whose, "secuencia": {"$lt": Int64(middle)}},
            [("secuencia", -1)],
        ),
        ("the oldest", None, oldest, whose, [("secuencia", 1)]),
        (
            "in the middle, by amount",
            (amount.to_decimal(), middle),
            by_amount,
            {**whose, "valor": amount, "secuencia": {"$lt": Int64(middle)}},
            [("valor", -1), ("secuencia", -1)],
        ),
    ):
        mine, theirs = alternate([ours(after, sort), bare(query, order)], _ROUNDS, _REPEATS)
        yield compared(f"page of {_PAGE} of {_LONG:,} movements: {name}", mine, theirs, " ms", "≤ 2×")


def _window(bank: Bank, long: str, exported: str) -> Iterator[Row]:
    arguments = (str(bank.data_dir), long, exported, str(_SUBSCRIPTIONS))
    found = run_child("benchmarks.desk_child", *arguments, seconds=1_800)
    for name, phase in (
        (f"typing searches in {_CLIENTS:,} clients", "typing"),
        (f"scrolling {_LONG:,} movements", "scrolling"),
        ("from one end of them to the other", "jumping"),
        (f"exporting {_EXPORTED:,} rows, CSV", "csv"),
        (f"exporting {_EXPORTED:,} rows, Excel", "xlsx"),
        (f"{_SUBSCRIPTIONS} subscriptions", "subscribing"),
    ):
        stalls = found["phases"][phase]
        yield Row(f"stall at p99.9: {name}", f"{stalls['p999']:.1f} ms", aim="≤ 16 ms")
        yield Row("  the longest", f"{stalls['worst']:.1f} ms", aim="≤ 50 ms")
        yield Row("  the longest, without waiting for a processor", f"{stalls['own']:.1f} ms", aim="≤ 50 ms")
        yield Row("  it took", f"{found['seconds'][phase]:.1f} s")
    memory = {name: value / _MEGABYTE for name, value in found["memory"].items()}
    yield Row("memory when opened", f"{memory['opened']:.0f} MB")
    yield Row(f"memory after scrolling {_LONG:,} movements", f"{memory['scrolled']:.0f} MB", aim="bounded")
    yield Row("memory at the end", f"{memory['ended']:.0f} MB", aim="bounded")


def _start(bank: Bank) -> Iterator[Row]:
    """Until a search is answered, beside a bare Qt window whose bare driver answers the same search."""
    runs: dict[str, list[dict[str, float]]] = {"ours-search": [], "bare-search": []}
    for _ in range(_STARTS + 1):
        for which, taken in runs.items():
            taken.append(started(which, bank.data_dir))
    for measure, step in (
        ("window shown, bank-size database", "shown"),
        ("window interactive: first search answered", "answered"),
    ):
        # the first run of each only brings its files into memory
        mine, theirs = ([run[step] for run in taken[1:]] for taken in runs.values())
        yield compared(measure, mine, theirs, " ms", "≤ 1.3×")
