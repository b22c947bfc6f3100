"""The outbox: messages written with their money, claimed by one desk at a time, sent, and settled.

Times are the server's (`$$NOW`), so a wrong PC clock changes nothing. Each claim raises the fence, and
a worker whose fence is no longer the stored one can neither start to send nor write a result.
`proximo_intento` is when the next step is due: the next attempt of a pending message, the end of the
lease of a claimed or a sending one.

What is sent, and where to, is read when a message is claimed (`message_facts`) and stored when it is marked.
Each attempt that may have reached an address is noted in `envios`; `enviado` is the moment of the last one.
"""

import random
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from bson import Int64
from pymongo import ReturnDocument
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.adapters.mongo.documents import STATES, read_notification
from btg_desktop.adapters.mongo.message_facts import Withheld, read_message
from btg_desktop.domain.models import SETTLED, Notification, NotificationState
from btg_desktop.domain.reasons import HOURLY_LIMIT
from btg_desktop.services.ports import Delivery, DeliveryKind, Message

LEASE_MS: Final = 60_000
"""Longer than any channel may take (5 s to connect, 10 s to answer) and any pause but a stall."""

MAX_RESENDS: Final = 1
"""How often a message that may have been sent is sent again without a person's word."""

MAX_ATTEMPTS: Final = 60
"""After that many provably unsent attempts (half a day at the longest pause) a person must look."""

MAX_PER_HOUR: Final = 20
"""How many messages one address gets within an hour, from all desks. The next ones wait.

Twice what a client at the counter does in a busy hour; several clients may share an address.
"""

HOUR_MS: Final = 60 * 60_000

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
        """Take the message that has been due the longest. One that must not be sent is held, with why."""
        with explained():
            self._release_expired()
            while document := self._claim_next():
                try:
                    return read_message(self._transactions, document)
                except Withheld as reason:
                    self._notifications.update_one(
                        {"_id": document["_id"], "cerca": document["cerca"]},
                        {"$set": {"estado": _HELD, "motivo": str(reason)}},
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

    def mark_sending(self, notification: Notification) -> bool:
        """Note the attempt first and count then: of two desks at once, neither can overlook the other."""
        noted = {"destino": {"$literal": _key(notification.destination)}, "fecha": "$$NOW"}
        with explained():
            marked = self._notifications.update_one(
                {"_id": notification.id, "cerca": notification.fence, "estado": _CLAIMED, **_NOT_DUE},
                [
                    {
                        "$set": {
                            **_as_sent(notification),
                            "estado": _SENDING,
                            "proximo_intento": _in(self._lease_ms),
                            "enviado": "$$NOW",
                            "envios": {"$concatArrays": [_noted_this_hour(), [noted]]},
                        }
                    }
                ],
            )
            return marked.modified_count == 1 and self._is_within_limit(notification)

    def _is_within_limit(self, notification: Notification) -> bool:
        """Whether the address may get this message now; otherwise the message waits until it may."""
        one_too_many = next(self._notifications.aggregate(_newest_beyond_limit(notification)), None)
        if one_too_many is None:
            return True
        free_at = {"$add": [one_too_many["fecha"], Int64(HOUR_MS + random.randint(0, HOUR_MS // 60))]}  # noqa: S311
        self._notifications.update_one(
            {"_id": notification.id, "cerca": notification.fence, "estado": _SENDING},
            [
                {
                    "$set": {
                        "estado": _PENDING,
                        "cerca": _NEXT_FENCE,
                        "intentos": {"$subtract": ["$intentos", Int64(1)]},
                        "proximo_intento": free_at,
                        "envios": _WITHOUT_THE_LAST,
                        "motivo": HOURLY_LIMIT,
                    }
                }
            ],
        )
        return False

    def settle(self, notification: Notification, delivery: Delivery) -> NotificationState | None:
        with explained():
            document = self._notifications.find_one_and_update(
                {"_id": notification.id, "cerca": notification.fence, "estado": _SENDING},
                [
                    {
                        "$set": {
                            **_as_sent(notification),
                            **_result(notification, delivery),
                            "motivo": {"$literal": delivery.reason},
                        }
                    }
                ],
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


def _key(destination: str) -> str:
    """What an address is counted under: mail for `Ana@…`, `ana@…` and `ana+bank@…` reaches one person."""
    local, at, domain = destination.casefold().partition("@")
    return f"{local.partition('+')[0]}@{domain}" if at else local


def _as_sent(notification: Notification) -> Document:
    """What the client reads and where: stored, so that everybody sees what was really sent."""
    sent = {
        "nombre": notification.client_name,
        "canal": notification.channel.value,
        "destino": notification.destination,
        "idioma": notification.language,
    }
    return {name: {"$literal": value} for name, value in sent.items()}


_NOTED: Final = {"$ifNull": ["$envios", []]}


def _an_hour_ago() -> Document:
    return _in(-HOUR_MS)


def _noted_this_hour() -> Document:
    cond = {"$gt": ["$$this.fecha", _an_hour_ago()]}
    return {"$filter": {"input": _NOTED, "cond": cond}}


_WITHOUT_THE_LAST: Final = {"$filter": {"input": _NOTED, "cond": {"$lt": ["$$this.fecha", "$enviado"]}}}
"""The message's attempts without the one under way, which provably reached nobody."""


def _newest_beyond_limit(notification: Notification) -> list[Document]:
    """The attempt that must be an hour old before the address may get this message, if there is one.

    By the index on the address and the moment of the last attempt: it reads the last hour of one address.
    """
    key, hour_ago = _key(notification.destination), _an_hour_ago()
    return [
        {"$match": {"envios.destino": key, "$expr": {"$gt": ["$enviado", hour_ago]}}},
        {"$unwind": "$envios"},
        {"$replaceWith": "$envios"},
        {"$match": {"destino": key, "$expr": {"$gt": ["$fecha", hour_ago]}}},
        {"$sort": {"fecha": -1}},
        {"$skip": MAX_PER_HOUR},
        {"$limit": 1},
    ]


def _result(notification: Notification, delivery: Delivery) -> Document:
    """The message after the channel's answer. What provably reached nobody does not count for the limit."""
    match delivery.kind:
        case DeliveryKind.SENT:
            return {"estado": _SENT}
        case DeliveryKind.FINAL:
            return {"estado": _FAILED, "envios": _WITHOUT_THE_LAST}
        case DeliveryKind.HOLD:
            return {"estado": _HELD, "envios": _WITHOUT_THE_LAST}
        case DeliveryKind.RETRY if notification.attempts >= MAX_ATTEMPTS:
            return {"estado": _HELD, "envios": _WITHOUT_THE_LAST}
        case DeliveryKind.RETRY:
            due = _in(full_jitter_ms(notification.attempts))
            return {"estado": _PENDING, "proximo_intento": due, "envios": _WITHOUT_THE_LAST}
        case DeliveryKind.AMBIGUOUS:
            return {**_AMBIGUOUS, "proximo_intento": _in(full_jitter_ms(notification.attempts))}


def full_jitter_ms(attempts: int) -> int:
    """A pause (ms) before the next attempt: anything up to a bound that doubles with each attempt."""
    bound = min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** min(attempts, 20))
    return random.randint(0, bound)  # noqa: S311 - spreads desks out; nothing secret
