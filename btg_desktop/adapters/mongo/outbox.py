"""The outbox: messages written with their money, claimed by one desk at a time, sent, and settled.

Times are the server's (`$$NOW`), so a wrong PC clock changes nothing. Each claim raises the fence, and
a worker whose fence is no longer the stored one can neither start to send nor write a result.
`proximo_intento` is when the next step is due: the next attempt of a pending message, the end of the
lease of a claimed or a sending one.
"""

import random
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from bson import Int64
from pymongo import ReturnDocument
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.adapters.mongo.documents import STATES, read_notification, read_transaction
from btg_desktop.adapters.mongo.fields import Misfit
from btg_desktop.domain.models import SETTLED, Notification, NotificationState
from btg_desktop.domain.reasons import UNREADABLE
from btg_desktop.services.ports import Delivery, DeliveryKind, Message

LEASE_MS: Final = 60_000
"""Longer than any channel may take (5 s to connect, 10 s to answer) and any pause but a stall."""

MAX_RESENDS: Final = 1
"""How often a message that may have been sent is sent again without a person's word."""

MAX_ATTEMPTS: Final = 60
"""After that many provably unsent attempts (half a day at the longest pause) a person must look."""

BACKOFF_BASE_MS: Final = 2_000
BACKOFF_CAP_MS: Final = 15 * 60_000

_PENDING = STATES[NotificationState.PENDING]
_CLAIMED = STATES[NotificationState.CLAIMED]
_SENDING = STATES[NotificationState.SENDING]
_SENT = STATES[NotificationState.SENT]
_FAILED = STATES[NotificationState.FAILED]
_HELD = STATES[NotificationState.HELD]
_IN_DOUBT = STATES[NotificationState.IN_DOUBT]

_DUE: Final = {"$expr": {"$lte": ["$proximo_intento", "$$NOW"]}}
_NOT_DUE: Final = {"$expr": {"$gt": ["$proximo_intento", "$$NOW"]}}
_NEXT_FENCE: Final = {"$add": ["$cerca", Int64(1)]}


def _in(milliseconds: int) -> Document:
    return {"$add": ["$$NOW", Int64(milliseconds)]}


_AMBIGUOUS: Final[Mapping[str, Any]] = {
    "estado": {"$cond": [{"$lt": ["$reenvios", MAX_RESENDS]}, _PENDING, _IN_DOUBT]},
    "reenvios": {"$min": [{"$add": ["$reenvios", Int64(1)]}, Int64(MAX_RESENDS)]},
}
"""May have been sent: once more by itself, then a person decides."""


QUEUED_AGAIN: Final[Mapping[str, Any]] = {
    "estado": _PENDING,
    "cerca": _NEXT_FENCE,
    "intentos": Int64(0),
    "proximo_intento": "$$NOW",
}
"""What becomes of a message that a person sends again."""


class MongoOutbox:
    def __init__(self, database: Database[Document], lease_ms: int = LEASE_MS) -> None:
        self._notifications = database["notificaciones"]
        self._transactions = database["transacciones"]
        self._lease_ms = lease_ms

    def claim(self) -> Message | None:
        """Take the message that has been due the longest. One that does not fit the model is held."""
        with explained():
            self._release_expired()
            while document := self._claim_next():
                try:
                    return self._message(document)
                except Misfit as misfit:
                    self._notifications.update_one(
                        {"_id": document["_id"], "cerca": document["cerca"]},
                        {"$set": {"estado": _HELD, "motivo": f"{UNREADABLE}: {misfit}"}},
                    )
        return None

    def _release_expired(self) -> None:
        """A claimed message was not sent; a sending one may have been."""
        for state, change in ((_CLAIMED, {"estado": _PENDING}), (_SENDING, _AMBIGUOUS)):
            self._notifications.update_many(
                {"estado": state, **_DUE},
                [{"$set": {**change, "cerca": _NEXT_FENCE, "proximo_intento": "$$NOW"}}],
            )

    def _claim_next(self) -> Document | None:
        return self._notifications.find_one_and_update(
            {"estado": _PENDING, **_DUE},
            [
                {
                    "$set": {
                        "estado": _CLAIMED,
                        "cerca": _NEXT_FENCE,
                        "intentos": {"$add": ["$intentos", Int64(1)]},
                        "proximo_intento": _in(self._lease_ms),
                    }
                }
            ],
            sort=[("proximo_intento", 1)],
            return_document=ReturnDocument.AFTER,
        )

    def _message(self, document: Document) -> Message:
        transaction = self._transactions.find_one({"_id": document["_id"]})
        if transaction is None:
            raise Misfit("transaccion: falta")
        return Message(read_notification(document), read_transaction(transaction))

    def mark_sending(self, notification: Notification) -> bool:
        with explained():
            marked = self._notifications.update_one(
                {"_id": notification.id, "cerca": notification.fence, "estado": _CLAIMED, **_NOT_DUE},
                [{"$set": {"estado": _SENDING, "proximo_intento": _in(self._lease_ms)}}],
            )
        return marked.modified_count == 1

    def settle(self, notification: Notification, delivery: Delivery) -> NotificationState | None:
        with explained():
            document = self._notifications.find_one_and_update(
                {"_id": notification.id, "cerca": notification.fence, "estado": _SENDING},
                [{"$set": {**_result(notification, delivery), "motivo": {"$literal": delivery.reason}}}],
                return_document=ReturnDocument.AFTER,
            )
        return None if document is None else read_notification(document).state

    def resend(self, notification_id: UUID) -> bool:
        waiting = [_FAILED, _HELD, _IN_DOUBT]
        with explained():
            queued = self._notifications.update_one(
                {"_id": notification_id, "estado": {"$in": waiting}},
                [{"$set": QUEUED_AGAIN}],
            )
        return queued.modified_count == 1

    def unsettled(self) -> dict[NotificationState, int]:
        states = {stored: state for state, stored in STATES.items() if state not in SETTLED}
        counted: list[Document] = [
            {"$match": {"estado": {"$in": list(states)}}},
            {"$group": {"_id": "$estado", "cuantas": {"$sum": 1}}},
        ]
        with explained():
            return {states[each["_id"]]: each["cuantas"] for each in self._notifications.aggregate(counted)}


def _result(notification: Notification, delivery: Delivery) -> Document:
    match delivery.kind:
        case DeliveryKind.SENT:
            return {"estado": _SENT}
        case DeliveryKind.FINAL:
            return {"estado": _FAILED}
        case DeliveryKind.HOLD:
            return {"estado": _HELD}
        case DeliveryKind.RETRY if notification.attempts >= MAX_ATTEMPTS:
            return {"estado": _HELD}
        case DeliveryKind.RETRY:
            return {"estado": _PENDING, "proximo_intento": _in(full_jitter_ms(notification.attempts))}
        case DeliveryKind.AMBIGUOUS:
            return {**_AMBIGUOUS, "proximo_intento": _in(full_jitter_ms(notification.attempts))}


def full_jitter_ms(attempts: int) -> int:
    """A pause (ms) before the next attempt: anything up to a bound that doubles with each attempt."""
    bound = min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** min(attempts, 20))
    return random.randint(0, bound)  # noqa: S311 - spreads desks out; nothing secret
