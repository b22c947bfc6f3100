"""The invariant of receipts: in each branch their numbers are 1…n, none twice and none missing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from btg_desktop.domain.audit import Broken, Violation


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
        yield _violation(numbering, f"{numbering.highest} was issued, the counter says {numbering.counter}")
    last = 0
    for receipt in receipts:
        if receipt.number != last + 1:
            yield _violation(numbering, f"{receipt.number} follows {last}", receipt.id)
        last = receipt.number
        if not receipt.has_movement:
            detail = f"receipt {receipt.number} is of no movement"
            yield Violation(Broken.TRANSACTION, "", detail, receipt.id, branch=numbering.branch)
    if last < numbering.counter:
        yield _violation(numbering, f"the counter says {numbering.counter}, the last is {last}")


def _violation(numbering: Numbering, detail: str, receipt_id: UUID | None = None) -> Violation:
    return Violation(Broken.RECEIPT_NUMBER, "", detail, receipt_id, branch=numbering.branch)
