"""What a run can be found guilty of."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    LOST = "applied for the desk, missing in the books"
    DOUBLED = "money moved that nobody asked for"
    OVERDRAWN = "more spent than there was"
    BOOKS = "an invariant of the books is broken"
    CONTRADICTORY = "one request, contradictory answers"
    REJECTED_APPLIED = "told that nothing moved, but it did"
    GUESSED = "rejected for a reason that was never true"
    ORDER = "the order of the books contradicts what was seen"
    UNTOLD = "decided, but the desk was never told"
    FORGOTTEN = "an intent forgotten before its answer"
    WEAK_COMMIT = "committed without majority and journal"
    MESSAGE_LOST = "a message lost, or left without an end"
    MESSAGE_DOUBLED = "a message sent more often than promised"
    MESSAGE_UNFOUNDED = "a message of money that never moved"
    MESSAGE_MISDIRECTED = "a message to somebody who is not its client"
    MESSAGE_FLOOD = "more messages to one address than an hour allows"
    STALE_SETTLE = "a desk that had lost its claim wrote a result"
    UNLISTED = "an operation without an answer that the window did not list"
    MISLISTED = "a row or an outcome on the screen that is not true"
    BLIND = "a second operation confirmed while the first had no answer"
    BUG = "the program failed by itself"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold, and the request it is about, where there is one."""

    kind: Kind
    request_id: str
    detail: str
