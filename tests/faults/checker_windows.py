"""The judgement on the windows: what their lists showed against what their journals held.

No time limit judges a window, but the order of things: a reading is an event of the window's own loop, so
what was due before one reading is on the screen at the next. What another thread hands over has one more.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from btg_desktop.domain.formats import format_amount
from btg_desktop.ui.money.following import LATE_MS
from faults.arena import Run
from faults.findings import Finding, Kind
from faults.history import Record

_NEVER: Final = float("inf")
_TOLD: Final = re.compile(r"((?:Apertura|Cancelación) de [^\n]+\nSaldo disponible: \$ [\d.]+)")

_Row = tuple[str, str, str, str]
"""Client, kind, fund and amount, as a row says them."""


@dataclass
class _Wait:
    """One request in the journal of one folder."""

    asked: Record
    saved: dict[str, float] = field(default_factory=dict)
    """By window: when it held the request, so that it has to be listed once it is late."""
    found: dict[str, float] = field(default_factory=dict)
    """By window: when it found the request that an earlier process had left."""
    gone: dict[str, float] = field(default_factory=dict)
    """By window: when it took over what was left, and this was no longer there."""
    forget: float = _NEVER
    """When it began to be forgotten: its answer was known."""
    forgotten: float = _NEVER


def check_windows(
    run: Run, records: list[Record], transactions: dict[str, dict[str, Any]]
) -> Iterator[Finding]:
    """Every row that was missing, wrong or too many, every untrue word, and every blind confirmation."""
    folders = {record.desk: record["folder"] for record in records if record.event == "window"}
    by_folder: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.desk in folders:
            by_folder[folders[record.desk]].append(record)
    words = _Words(run)
    truths = {words.outcome(document) for document in transactions.values()}
    for own in by_folder.values():
        waits = _waits(own)
        for desk in {record.desk for record in own}:
            of_window = [record for record in own if record.desk == desk]
            yield from _check_readings(desk, of_window, waits, words)
            yield from _check_told(of_window, transactions, truths)
            yield from _check_ended(of_window, transactions, words)
            yield from _check_confirmed(of_window, waits)


def _waits(records: list[Record]) -> dict[str, _Wait]:
    """What the journal of one folder held, by the id of the request; its processes came one after another."""
    waits: dict[str, _Wait] = {}
    for record in records:
        match record.event:
            case "ask":
                waits.setdefault(record["id"], _Wait(record))
            case "saved":
                waits[record["id"]].saved.setdefault(record.desk, record.at)
            case "forget":
                waits[record["id"]].forget = min(waits[record["id"]].forget, record.at)
            case "forgotten":
                waits[record["id"]].forgotten = min(waits[record["id"]].forgotten, record.at)
            case "looked" | "adopted":
                for request_id, wait in waits.items():
                    is_left = bool(wait.saved) and wait.forget == _NEVER and record.desk not in wait.saved
                    if is_left or request_id in record["ids"]:
                        wait.found.setdefault(record.desk, record.at)
                    elif record.event == "adopted" and record.desk not in wait.saved:
                        wait.gone[record.desk] = record.at
    return waits


class _Words:
    """How the screen calls what the books know by numbers."""

    def __init__(self, run: Run) -> None:
        self._clients = {client: f"Cliente {number}" for number, client in enumerate(run.clients)}
        self._funds = {document["_id"]: document["nombre"] for document in run.documents("fondos")}

    def row(self, asked: Record) -> _Row:
        is_opening = asked["amount"] is not None
        return (
            self._clients[asked["client"]],
            "Apertura" if is_opening else "Cancelación",
            self._funds[asked["fund"]],
            format_amount(Decimal(asked["amount"])) if is_opening else "Todo lo vinculado",
        )

    def outcome(self, transaction: dict[str, Any]) -> str:
        fund, amount = transaction["nombre_fondo"], format_amount(transaction["valor"].to_decimal())
        is_opening = transaction["tipo_transaccion"] == "apertura"
        did = (
            f"Apertura de {amount} en {fund}" if is_opening else f"Cancelación de {fund}: {amount} de vuelta"
        )
        return f"{did}\nSaldo disponible: {format_amount(transaction['saldo_despues'].to_decimal())}"


def _check_readings(
    desk: str, records: list[Record], waits: dict[str, _Wait], words: _Words
) -> Iterator[Finding]:
    readings = [record for record in records if record.event == "list"]
    for earlier, before, now in zip(readings, readings[1:], readings[2:], strict=False):
        shown = Counter(tuple(row[:4]) for row in now["rows"])
        must = [wait for wait in waits.values() if _must_show(wait, desk, earlier.at, before.at, now.at)]
        may = Counter(words.row(wait.asked) for wait in waits.values() if _may_show(wait, desk, earlier, now))
        owed = Counter(words.row(wait.asked) for wait in must)
        for row in owed - shown:
            request_id = next(wait.asked["id"] for wait in must if words.row(wait.asked) == row)
            yield Finding(Kind.UNLISTED, request_id, f"{desk}: {row} waits, and is no row")
        for row in shown - may:
            yield Finding(Kind.MISLISTED, "", f"{desk}: {row} is a row, and does not wait")
        if now["count"] != len(now["rows"]):
            yield Finding(Kind.MISLISTED, "", f"{desk}: {now['count']} counted of {len(now['rows'])} rows")
    for before, now in pairwise(readings):
        of_client = [row for row in now["rows"] if row[0] == now["client"]]
        if before["client"] == now["client"] and len(now["band"]) != len(of_client):
            yield Finding(Kind.MISLISTED, "", f"{desk}: the band says {now['band']}, the list {of_client}")


def _must_show(wait: _Wait, desk: str, earlier: float, before: float, now: float) -> bool:
    """Whether it waited, late, at the last reading, and waits still."""
    is_late = wait.saved.get(desk, _NEVER) + LATE_MS / 1_000 <= before
    is_taken_over = wait.found.get(desk, _NEVER) <= earlier
    return (is_late or is_taken_over) and now < wait.forget


def _may_show(wait: _Wait, desk: str, earlier: Record, now: Record) -> bool:
    """Whether it was asked for, and its answer was not known two readings ago."""
    is_gone = wait.gone.get(desk, _NEVER) <= earlier.at
    return wait.asked.at <= now.at and earlier.at < wait.forgotten and not is_gone


def _check_told(
    records: list[Record], transactions: dict[str, dict[str, Any]], truths: set[str]
) -> Iterator[Finding]:
    for record in records:
        if record.event == "told":
            for request_id in record["ids"]:
                if record["told"] == "applied" and request_id not in transactions:
                    yield Finding(Kind.LOST, request_id, "on the screen as applied, not in the books")
                if record["told"] in ("rejected", "problem") and request_id in transactions:
                    yield Finding(Kind.REJECTED_APPLIED, request_id, "on the screen as refused, but it moved")
        text = {"told": "text", "list": "banner"}.get(record.event)
        for said in _TOLD.findall(record[text]) if text else ():
            if said not in truths:
                yield Finding(Kind.MISLISTED, "", f"{record.desk}: told {said!r}, which the books do not say")


def _check_ended(
    records: list[Record], transactions: dict[str, dict[str, Any]], words: _Words
) -> Iterator[Finding]:
    """Where an answer was missing, and came in the end as applied, the banner says so until it is dismissed.

    A banner about something else may be in its place for a while.
    """
    readings = [record for record in records if record.event == "list"]
    unknown: set[str] = set()
    for record in records:
        if record.event == "adopted":
            unknown.update(record["ids"])
        elif record.event != "answer":
            continue
        elif record["answer"] == "unknown":
            unknown.add(record["id"])
        elif record["answer"] == "applied" and record["id"] in unknown & transactions.keys():
            after = [reading["banner"] for reading in readings if reading.at > record.at][2:]
            own = [banner for banner in after if not banner or _TOLD.search(banner)]
            outcome = words.outcome(transactions[record["id"]])
            if own and not any(outcome in banner for banner in own):
                yield Finding(Kind.MISLISTED, record["id"], f"{record.desk}: its outcome is not told")


def _check_confirmed(records: list[Record], waits: dict[str, _Wait]) -> Iterator[Finding]:
    """A confirmation asks once, and not while the screen shows another without the box ticked."""
    confirmed: Record | None = None
    seen: set[str] = set()
    for record in records:
        if record.event == "confirm":
            confirmed = record
        elif record.event == "ask" and record["id"] not in seen:
            seen.add(record["id"])
            if waits[record["id"]].asked is not record:
                continue  # an earlier process asked for it: it is only asked again
            if confirmed is None:
                yield Finding(Kind.BLIND, record["id"], "asked for, and nobody confirmed it")
            elif not confirmed["is_ticked"] and _waits_still(waits, confirmed, record):
                yield Finding(Kind.BLIND, record["id"], f"while the screen said {confirmed['band']}")
            confirmed = None


def _waits_still(waits: dict[str, _Wait], confirmed: Record, asked: Record) -> bool:
    """Whether the page said that one of the client waits, and one that was asked before has no answer yet."""
    return bool(confirmed["band"]) and any(
        wait.asked["client"] == asked["client"]
        and wait.asked.at < confirmed.at
        and min([*wait.saved.values(), *wait.found.values(), _NEVER]) < confirmed.at
        and asked.at < wait.forget
        for wait in waits.values()
    )
