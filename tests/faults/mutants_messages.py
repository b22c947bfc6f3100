"""Deliberately broken programs: those that send messages wrongly."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from bson import Int64
from pymongo.collection import Collection

from btg_desktop.adapters.mongo import outbox
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.documents import read_notification, read_transaction
from btg_desktop.adapters.mongo.outbox import MongoOutbox
from btg_desktop.domain.models import Notification, NotificationState
from btg_desktop.services.notifications import Notifications
from btg_desktop.services.ports import Delivery, Message
from faults.mutation import Mutants, swap

MESSAGE_MUTANTS: Final = Mutants()
mutant = MESSAGE_MUTANTS.that


@mutant("sends before it marks the message as being sent")
def sends_before_marking() -> None:
    def drain(self: Notifications, stopped: Callable[[], bool] = lambda: False) -> dict[Any, int]:
        while not stopped() and (message := self._outbox.claim()) is not None:
            delivery = self._channel.send(message)
            if self._outbox.mark_sending(message.notification):
                self._outbox.settle(message.notification, delivery)
        return {}

    swap(Notifications, "drain", drain)


@mutant("stores a result without looking at the fence")
def no_fence() -> None:
    settle = MongoOutbox.settle

    def overwrite(
        self: MongoOutbox, notification: Notification, delivery: Delivery
    ) -> NotificationState | None:
        stored = self._notifications.find_one({"_id": notification.id}) or {}
        return settle(self, replace(notification, fence=stored.get("cerca", notification.fence)), delivery)

    swap(MongoOutbox, "settle", overwrite)


@mutant("measures leases by the PC's clock")
def clock_of_the_pc() -> None:
    claim, mark = MongoOutbox.claim, MongoOutbox.mark_sending

    @contextmanager
    def own_clock() -> Iterator[None]:
        now = datetime.fromtimestamp(time.time(), UTC)
        expression, not_due, due = outbox._in, outbox._NOT_DUE, outbox._DUE
        swap(outbox, "_in", lambda ms: now + timedelta(milliseconds=ms))
        swap(outbox, "_DUE", {"$expr": {"$lte": ["$proximo_intento", now]}})
        swap(outbox, "_NOT_DUE", {"$expr": {"$gt": ["$proximo_intento", now]}})
        try:
            yield
        finally:
            swap(outbox, "_in", expression)
            swap(outbox, "_DUE", due)
            swap(outbox, "_NOT_DUE", not_due)

    def claim_by_own_clock(self: MongoOutbox) -> Any:
        with own_clock():
            return claim(self)

    def mark_by_own_clock(self: MongoOutbox, notification: Notification) -> bool:
        with own_clock():
            return mark(self, notification)

    swap(MongoOutbox, "claim", claim_by_own_clock)
    swap(MongoOutbox, "mark_sending", mark_by_own_clock)


@mutant("resends a doubtful message for as long as it is doubtful")
def endless_resend() -> None:
    endless = {"estado": outbox._PENDING, "reenvios": {"$add": ["$reenvios", Int64(0)]}}
    swap(outbox, "_AMBIGUOUS", endless)


@mutant("takes a claimed message that was never settled for sent")
def assumes_sent() -> None:
    swap(outbox, "_AMBIGUOUS", {"estado": outbox._SENT})


@mutant("believes the address and the name that are stored in a message")
def believes_the_message() -> None:
    def as_stored(transactions: Collection[Document], document: Document) -> Message:
        movement = transactions.find_one({"_id": document["_id"]})
        assert movement is not None
        return Message(read_notification(document), read_transaction(movement))

    swap(outbox, "read_message", as_stored)


@mutant("sends as many messages to one address as there are")
def no_hourly_limit() -> None:
    swap(MongoOutbox, "_is_within_limit", lambda _self, _notification: True)
