"""The invariant of receipts: in each branch their numbers are 1…n, none twice and none missing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from btg_desktop.domain.audit import Broken, Figures, Flaw, Violation


@dataclass(frozen=True, slots=True)
class Numbering:
    """What a branch says of its receipts: the highest number issued, and the counter read after that."""

    branch: str
    highest: int
    counter: int


@dataclass(frozen=True, slots=True)
class Numbered:
    """One receipt, under the id of its movement."""

    id: UUID
    number: int
    has_movement: bool


def audit_numbers(numbering: Numbering, receipts: Iterable[Numbered]) -> Iterator[Violation]:
    """Go through the receipts up to the counter, by number, and name all that does not hold."""
    if numbering.highest > numbering.counter:
        behind = {"issued": numbering.highest, "counter": numbering.counter}
        yield _violation(numbering, Flaw.COUNTER_BEHIND, behind)
    last = 0
    for receipt in receipts:
        if receipt.number != last + 1:
            follows = {"number": receipt.number, "previous": last}
            yield _violation(numbering, Flaw.OUT_OF_ORDER, follows, receipt.id)
        last = receipt.number
        if not receipt.has_movement:
            number = {"number": receipt.number}
            yield _violation(numbering, Flaw.RECEIPT_OF_NOTHING, number, receipt.id, Broken.TRANSACTION)
    if last < numbering.counter:
        yield _violation(numbering, Flaw.COUNTER_AHEAD, {"counter": numbering.counter, "last": last})


def _violation(
    numbering: Numbering,
    flaw: Flaw,
    figures: Figures,
    receipt_id: UUID | None = None,
    broken: Broken = Broken.RECEIPT_NUMBER,
) -> Violation:
    return Violation(broken, "", flaw, figures, receipt_id, branch=numbering.branch)
