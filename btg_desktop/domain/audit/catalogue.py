"""Branches, what they offer, and the visits there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from btg_desktop.domain.audit.records import Record, audit_record
from btg_desktop.domain.audit.violations import Broken, Flaw, Violation, in_list
from btg_desktop.domain.branches import branch_key
from btg_desktop.domain.days import BOGOTA


@dataclass(frozen=True, slots=True)
class StoredBranch:
    """A branch; `key` is what is stored of its name for searching."""

    name: str
    key: str
    record: Record


@dataclass(frozen=True, slots=True)
class StoredVisit:
    """That a client was attended on a `day` (ISO, Bogotá's), first at `first`."""

    client_id: str
    branch_id: str
    day: str
    first: datetime
    record: Record
    client_exists: bool
    branch_exists: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A row that says that a branch offers a fund."""

    branch_id: str
    fund_id: int
    branch_exists: bool
    fund_exists: bool


def audit_branch(branch: StoredBranch) -> Iterator[Violation]:
    yield from audit_record(branch.record)
    if branch.key != branch_key(branch.name):
        figures = {"place": "sucursales", "fields": "clave"}
        yield Violation(Broken.BRANCH, "", Flaw.OTHER_FACTS, figures, document=branch.record.document)


def audit_offer(offer: Offer) -> Iterator[Violation]:
    document = f"disponibilidad {offer.branch_id}/{offer.fund_id}"
    if not offer.branch_exists:
        yield Violation(Broken.BRANCH, "", Flaw.NO_BRANCH, {"branch": offer.branch_id}, document=document)
    if not offer.fund_exists:
        yield Violation(Broken.FUND, "", Flaw.NO_FUND, {"fund": offer.fund_id}, document=document)


def audit_visit(visit: StoredVisit) -> Iterator[Violation]:
    yield from audit_record(visit.record)
    document = visit.record.document
    if not visit.client_exists:
        yield Violation(Broken.VISIT, visit.client_id, Flaw.NO_CLIENT, document=document)
    if not visit.branch_exists:
        yield Violation(Broken.VISIT, "", Flaw.NO_BRANCH, {"branch": visit.branch_id}, document=document)
    if visit.first.astimezone(BOGOTA).date().isoformat() != visit.day:
        figures = {"place": "visitan", "fields": in_list(["fecha"])}
        yield Violation(Broken.VISIT, "", Flaw.OTHER_FACTS, figures, document=document)
