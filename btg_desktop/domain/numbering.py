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
    if last < numbering.counter:
        yield _violation(numbering, Flaw.COUNTER_AHEAD, {"counter": numbering.counter, "last": last})


def receipt_of_nothing(branch: str, receipt: Numbered) -> Violation:
    """What is said of a receipt whose movement is not there."""
    number = {"number": receipt.number}
    return Violation(Broken.TRANSACTION, "", Flaw.RECEIPT_OF_NOTHING, number, receipt.id, branch=branch)


def _violation(
    numbering: Numbering, flaw: Flaw, figures: Figures, receipt_id: UUID | None = None
) -> Violation:
    return Violation(Broken.RECEIPT_NUMBER, "", flaw, figures, receipt_id, branch=numbering.branch)
