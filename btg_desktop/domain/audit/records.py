"""Facts that stand in one place and in the record of how they came to be there.

Each write of such a fact adds an event under the next number: what stands must be what the last event
says. Facts are compared whole, by the names they are stored under; what they mean does not count here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from btg_desktop.domain.audit.violations import Broken, Figures, Flaw, Violation, differing, in_list


@dataclass(frozen=True, slots=True)
class Event:
    """The facts as they were written under `number`, and as they stood `before`, unless it is the first.

    `found`: as they stood when events began to be kept.
    """

    number: int
    facts: Mapping[str, object]
    at: datetime
    found: bool = False
    before: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """Which event the stored document says was its last, and when (server's time)."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """The facts that stand now, and all events about them by number.

    `revision` is None for what is written once. The `fixed` fields never change after the first event.
    """

    document: str
    facts: Mapping[str, object]
    revision: Revision | None
    events: Sequence[Event]
    fixed: frozenset[str] = frozenset()


def audit_record(record: Record, client_id: str = "") -> Iterator[Violation]:
    """Name all in which `record` and what stands differ; `client_id` is the client's, if it is one."""
    for flaw, figures in _flaws(record):
        document = None if client_id else record.document
        yield Violation(Broken.RECORD, client_id, flaw, figures, document=document)


def _flaws(record: Record) -> Iterator[tuple[Flaw, Figures]]:
    if not record.events:
        yield Flaw.NOT_RECORDED, {}
        return
    number = 0
    for event in record.events:
        if event.number != number + 1:
            yield Flaw.OUT_OF_ORDER, {"number": event.number, "previous": number}
        number = event.number
    for previous, event in pairwise(record.events):
        if changed := differing(previous.facts, event.before or {}):
            yield Flaw.CHANGED_BETWEEN, {"number": event.number, "fields": in_list(changed)}
    yield from _fixed_flaws(record)
    last = record.events[-1]
    changed = differing(record.facts, last.facts)
    if record.revision is not None and record.revision != Revision(last.number, last.at):
        changed.append("revision")
    if changed:
        yield Flaw.NOT_AS_RECORDED, {"fields": in_list(changed)}


def _fixed_flaws(record: Record) -> Iterator[tuple[Flaw, Figures]]:
    first = record.events[0]
    for event in record.events[1:]:
        changed = [name for name in differing(first.facts, event.facts) if name in record.fixed]
        if changed:
            yield Flaw.FIXED_CHANGED, {"number": event.number, "fields": in_list(changed)}
