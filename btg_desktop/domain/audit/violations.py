"""What can be wrong with the books, by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final
from uuid import UUID

CLOCKS: Final = timedelta(minutes=1)
"""How far the clocks of a replica set's servers may be apart: after a change of primary, a later date may
be earlier by that much. Within it, two places must still hold the same date."""


class Broken(StrEnum):
    """Which invariant does not hold."""

    TOTAL = "balance_plus_holdings"
    BALANCE = "balance"
    HOLDING = "holding"
    SEQUENCE = "sequence"
    BALANCE_AFTER = "balance_after"
    REQUEST = "request"
    NOTIFICATION = "notification"
    TRANSACTION = "transaction"
    CLIENT = "client"
    DOCUMENT = "document"
    RECEIPT_NUMBER = "receipt_number"
    RECEIPT = "receipt"
    ORIGIN = "origin"
    DATE = "date"
    FUND = "fund"
    BRANCH = "branch"
    VISIT = "visit"
    RECORD = "record"
    SCHEMA = "schema"


class Flaw(StrEnum):
    """In what way it does not hold; the names after it are those of a violation's `figures`."""

    OTHER_TOTAL = "other_total"  # total, start: COP
    NOT_AS_REPLAYED = "not_as_replayed"  # stored, replayed: COP
    HOLDING_NOT_AS_REPLAYED = "holding_not_as_replayed"  # fund, stored, replayed: COP
    OVERDRAWN = "overdrawn"  # balance: COP
    OUT_OF_ORDER = "out_of_order"  # number, previous
    OTHER_LAST = "other_last"  # stored, last
    NO_REQUEST = "no_request"
    OTHER_REQUEST = "other_request"
    OTHER_FINGERPRINT = "other_fingerprint"
    OTHER_ANSWER = "other_answer"
    IMPOSSIBLE_REASON = "impossible_reason"  # reason
    NO_NOTIFICATION = "no_notification"
    IMPOSSIBLE_STATE = "impossible_state"  # state
    NO_TRANSACTION = "no_transaction"
    NO_CLIENT = "no_client"
    UNREADABLE = "unreadable"  # collection, id, reason
    COUNTER_BEHIND = "counter_behind"  # issued, counter
    COUNTER_AHEAD = "counter_ahead"  # counter, last
    RECEIPT_OF_NOTHING = "receipt_of_nothing"  # number
    OTHER_FACTS = "other_facts"  # place, fields
    BEFORE_PREDECESSOR = "before_predecessor"
    BEFORE_ITS_CAUSE = "before_its_cause"
    NO_ORIGIN = "no_origin"  # initial, given: COP
    OTHER_ORIGIN = "other_origin"
    NO_FUND = "no_fund"  # fund
    OTHER_FUND_NAME = "other_fund_name"  # fund, stored, name
    NO_BRANCH = "no_branch"  # branch
    NOT_RECORDED = "not_recorded"
    NOT_AS_RECORDED = "not_as_recorded"  # fields
    CHANGED_BETWEEN = "changed_between"  # number, fields
    FIXED_CHANGED = "fixed_changed"  # number, fields
    RECORD_OF_NOTHING = "record_of_nothing"
    NO_COLLECTION = "no_collection"
    OTHER_VALIDATOR = "other_validator"
    NO_INDEX = "no_index"  # index
    OTHER_INDEX = "other_index"  # index
    STRANGE_INDEX = "strange_index"  # index
    EXPIRING_INDEX = "expiring_index"  # index, seconds


Figures = Mapping[str, Decimal | int | str]


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where the books do not add up.

    It is of a client, or of a `branch`, or of another `document` ("fondos 3"), where these are named.
    `difference` is stored minus expected (COP).
    """

    broken: Broken
    client_id: str
    flaw: Flaw
    figures: Figures = field(default_factory=dict)
    transaction_id: UUID | None = None
    difference: Decimal | None = None
    branch: str | None = None
    document: str | None = None


def in_list(fields: Iterable[str]) -> str:
    """Names of stored fields as a violation's figure."""
    return ", ".join(fields)


def differing(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    """The fields that are not the same in both, also for their type: True is not 1."""
    names = sorted(one.keys() | other.keys())
    return [name for name in names if not _same(one.get(name, _ABSENT), other.get(name, _ABSENT))]


_ABSENT: Final = object()


def _same(one: object, other: object) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and one == other
