"""One import: every document is taken whole, found to be there already, or refused with its reasons.

Clients are written in batches, several at a time; outcomes come in the order of the source. Two documents
that claim the same never travel together, so the first one in the source always wins.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from btg_desktop.domain.models import NO_ADJUSTMENT, Adjustment
from btg_desktop.services.importing.clients import read_client
from btg_desktop.services.importing.funds import KnownFunds, differences, read_fund
from btg_desktop.services.importing.ports import (
    Clash,
    Damaged,
    ImportSource,
    ImportTarget,
    NewClient,
    Standing,
)
from btg_desktop.services.importing.values import Unusable
from btg_desktop.services.ports import Progress

WRITERS: Final = 3
_BATCH_CLIENTS: Final = 200
_BATCH_MOVEMENTS: Final = 1_500


class Fate(StrEnum):
    TAKEN = "taken"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of one document. `reasons` say why it was refused; `notes` what was left out of it."""

    collection: str
    id: str
    fate: Fate
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    adjustment: Adjustment = NO_ADJUSTMENT
    movements: int = 0


Report = Callable[[ImportOutcome], None]


@dataclass
class _Batch:
    """Documents in a row, with those already refused in their places."""

    entries: list[NewClient | ImportOutcome] = field(default_factory=list)
    keys: set[object] = field(default_factory=set)
    movements: int = 0

    def add(self, entry: NewClient | ImportOutcome) -> None:
        self.entries.append(entry)
        if isinstance(entry, NewClient):
            self.keys.update(entry.keys())
            self.movements += len(entry.transactions)

    def is_full(self) -> bool:
        return len(self.entries) >= _BATCH_CLIENTS or self.movements >= _BATCH_MOVEMENTS

    def clients(self) -> list[NewClient]:
        return [entry for entry in self.entries if isinstance(entry, NewClient)]

    def outcomes(self, standings: Mapping[str, Standing]) -> Iterator[ImportOutcome]:
        for entry in self.entries:
            if isinstance(entry, ImportOutcome):
                yield entry
            else:
                yield _client_outcome(entry, standings.get(entry.client.id))


class Import:
    """Consume `run` once."""

    def __init__(self, source: ImportSource, target: ImportTarget) -> None:
        self._source = source
        self._target = target

    def run(self, report: Report, progress: Progress) -> None:
        """Import everything. Cut off at any point, it can be run again: what was taken is then unchanged.

        Raises DatabaseUnavailable or DatabaseRefused.
        """
        funds = KnownFunds({fund.id: fund for fund in self._target.funds()})
        for fund in self._source.read_funds():
            report(self._take_fund(fund, funds))
        done, total = 0, self._source.users
        flying: deque[tuple[_Batch, Future[Mapping[str, Standing]]]] = deque()

        def land() -> None:
            nonlocal done
            batch, future = flying.popleft()
            for outcome in batch.outcomes(future.result()):
                report(outcome)
            done += len(batch.entries)
            progress(min(done, total), total)

        with ThreadPoolExecutor(WRITERS, thread_name_prefix="import") as writers:
            for batch in self._batches(funds):
                while len(flying) > WRITERS or any(batch.keys & other.keys for other, _ in flying):
                    land()
                flying.append((batch, writers.submit(self._target.take, batch.clients())))
            while flying:
                land()

    def _batches(self, funds: KnownFunds) -> Iterator[_Batch]:
        batch = _Batch()
        for document in self._source.read_users():
            entry = _read(document, funds)
            if isinstance(entry, NewClient) and not batch.keys.isdisjoint(entry.keys()):
                yield batch
                batch = _Batch()
            batch.add(entry)
            if batch.is_full():
                yield batch
                batch = _Batch()
        if batch.entries:
            yield batch

    def _take_fund(self, document: object, funds: KnownFunds) -> ImportOutcome:
        if isinstance(document, Damaged):
            return ImportOutcome("fondos", "(sin id)", Fate.REFUSED, (document.reason,))
        number, fund, reasons = read_fund(document)
        if fund is None:
            return ImportOutcome("fondos", number, Fate.REFUSED, tuple(reasons))
        known = funds.get(fund.id)
        if known is None:
            self._target.add_fund(fund)
            funds.add(fund)
            return ImportOutcome("fondos", number, Fate.TAKEN)
        try:
            notes = differences(fund, known)
        except Unusable as reason:
            funds.dispute(fund.id)
            return ImportOutcome("fondos", number, Fate.REFUSED, (str(reason),))
        return ImportOutcome("fondos", number, Fate.UNCHANGED, notes=tuple(notes))


def _read(document: object, funds: KnownFunds) -> NewClient | ImportOutcome:
    if isinstance(document, Damaged):
        return ImportOutcome("usuarios", "(sin id)", Fate.REFUSED, (document.reason,))
    number, client, reasons = read_client(document, funds)
    return client or ImportOutcome("usuarios", number, Fate.REFUSED, tuple(reasons))


def _client_outcome(entry: NewClient, standing: Standing | None) -> ImportOutcome:
    client = entry.client
    if isinstance(standing, Clash):
        return ImportOutcome("usuarios", client.id, Fate.REFUSED, (standing.reason,))
    fate = Fate.TAKEN if standing is None else Fate.UNCHANGED
    return ImportOutcome(
        "usuarios", client.id, fate, (), entry.notes, client.adjustment, len(entry.transactions)
    )
