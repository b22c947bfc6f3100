"""The outbox: nothing lost, provably unsent is retried, a doubtful message is resent once, then waits."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.documents import read_notification
from btg_desktop.adapters.mongo.outbox import MAX_ATTEMPTS, MongoOutbox, full_jitter_ms
from btg_desktop.domain.models import Client, Notification, NotificationState
from btg_desktop.services.notifications import Notifications
from btg_desktop.services.ports import Delivery, DeliveryKind, Message
from btg_desktop.services.subscriptions import Subscriptions

State = NotificationState
AMBIGUOUS = Delivery(DeliveryKind.AMBIGUOUS, "ReadTimeoutError")
SENT = Delivery(DeliveryKind.SENT)


class ScriptedChannel:
    """Answers what it is told to, and keeps what it was given."""

    def __init__(self, answers: Iterable[Delivery]) -> None:
        self._answers: Iterator[Delivery] = iter(answers)
        self.references: list[str] = []

    def send(self, message: Message) -> Delivery:
        self.references.append(message.reference)
        return next(self._answers)


@pytest.fixture
def pending(julian: Client, subscriptions: Subscriptions) -> UUID:
    """One message that waits to be sent."""
    return subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000)).id


def stored(database: Database[Document], notification_id: UUID) -> Document:
    document = database["notificaciones"].find_one({"_id": notification_id})
    assert document is not None
    return document


def make_due(database: Database[Document]) -> None:
    """Let every pause and every lease be over."""
    database["notificaciones"].update_many(
        {}, [{"$set": {"proximo_intento": {"$subtract": ["$$NOW", 1000]}}}]
    )


def test_a_sent_message_is_sent_once(database: Database[Document], pending: UUID) -> None:
    channel = ScriptedChannel([SENT])
    notifications = Notifications(MongoOutbox(database), channel)
    assert notifications.drain() == {State.SENT: 1}
    make_due(database)
    assert notifications.drain() == {}
    assert channel.references == [str(pending)]
    assert notifications.unsettled() == {}


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (DeliveryKind.FINAL, State.FAILED),
        (DeliveryKind.HOLD, State.HELD),
        (DeliveryKind.RETRY, State.PENDING),
        (DeliveryKind.AMBIGUOUS, State.PENDING),
    ],
)
def test_each_answer_leads_to_its_state(
    database: Database[Document], pending: UUID, kind: DeliveryKind, state: State
) -> None:
    notifications = Notifications(MongoOutbox(database), ScriptedChannel([Delivery(kind, "$why"), SENT]))
    ended = notifications.drain()
    assert ended.get(state) == 1
    assert stored(database, pending)["motivo"] in ("$why", "")


def test_an_unsent_message_is_retried_until_it_is_sent(database: Database[Document], pending: UUID) -> None:
    channel = ScriptedChannel([Delivery(DeliveryKind.RETRY, "Throttled")] * 20 + [SENT])
    notifications = Notifications(MongoOutbox(database), channel)
    for _ in range(21):
        notifications.drain()
        make_due(database)
    assert stored(database, pending)["estado"] == "enviada"
    assert len(channel.references) == 21


def test_retries_end_with_a_person(database: Database[Document], pending: UUID) -> None:
    channel = ScriptedChannel([Delivery(DeliveryKind.RETRY, "EndpointConnectionError")] * (MAX_ATTEMPTS + 5))
    notifications = Notifications(MongoOutbox(database), channel)
    for _ in range(MAX_ATTEMPTS + 2):
        notifications.drain()
        make_due(database)
    assert stored(database, pending)["estado"] == "retenida"
    assert len(channel.references) == MAX_ATTEMPTS


def test_a_doubtful_message_is_resent_once_with_its_reference_and_then_waits(
    database: Database[Document], pending: UUID
) -> None:
    channel = ScriptedChannel([AMBIGUOUS] * 9)
    notifications = Notifications(MongoOutbox(database), channel)
    for _ in range(4):
        notifications.drain()
        make_due(database)
    assert channel.references == [str(pending)] * 2
    assert notifications.unsettled() == {State.IN_DOUBT: 1}


def test_a_person_may_send_a_doubtful_message_again_but_then_it_is_not_resent_by_itself(
    database: Database[Document], pending: UUID
) -> None:
    channel = ScriptedChannel([AMBIGUOUS] * 9)
    notifications = Notifications(MongoOutbox(database), channel)
    for _ in range(3):
        notifications.drain()
        make_due(database)
    assert notifications.resend(pending)
    notifications.drain()
    make_due(database)
    notifications.drain()
    assert len(channel.references) == 3
    assert notifications.unsettled() == {State.IN_DOUBT: 1}


def test_a_sent_message_is_not_resent(database: Database[Document], pending: UUID) -> None:
    notifications = Notifications(MongoOutbox(database), ScriptedChannel([SENT]))
    notifications.drain()
    assert not notifications.resend(pending)


def test_a_desk_that_died_before_sending_leaves_it_to_another(
    database: Database[Document], pending: UUID
) -> None:
    dead = MongoOutbox(database)
    claimed = dead.claim()
    assert claimed is not None
    channel = ScriptedChannel([SENT])
    other = Notifications(MongoOutbox(database), channel)
    assert other.drain() == {}
    make_due(database)
    assert other.drain() == {State.SENT: 1}
    assert stored(database, pending)["reenvios"] == 0


def test_a_desk_that_died_while_sending_leaves_one_resend(
    database: Database[Document], pending: UUID
) -> None:
    for _ in range(2):
        dying = MongoOutbox(database)
        claimed = dying.claim()
        assert claimed is not None
        assert dying.mark_sending(claimed.notification)
        make_due(database)
    assert MongoOutbox(database).claim() is None
    assert stored(database, pending)["estado"] == "en_duda"


def test_a_stalled_worker_can_neither_send_nor_settle(database: Database[Document], pending: UUID) -> None:
    stalled = MongoOutbox(database)
    claimed = stalled.claim()
    assert claimed is not None
    make_due(database)
    assert Notifications(MongoOutbox(database), ScriptedChannel([SENT])).drain() == {State.SENT: 1}
    assert not stalled.mark_sending(claimed.notification)
    assert stalled.settle(claimed.notification, Delivery(DeliveryKind.FINAL, "late")) is None
    assert stored(database, pending)["estado"] == "enviada"


def test_a_claim_whose_lease_is_over_may_not_be_sent_even_if_nobody_took_it(
    database: Database[Document], pending: UUID
) -> None:
    outbox = MongoOutbox(database)
    claimed = outbox.claim()
    assert claimed is not None
    make_due(database)
    assert not outbox.mark_sending(claimed.notification)


def test_a_message_that_does_not_fit_is_held_and_the_rest_goes_out(
    database: Database[Document], julian: Client, subscriptions: Subscriptions, pending: UUID
) -> None:
    other = subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000)).id
    database["transacciones"].delete_one({"_id": pending})
    channel = ScriptedChannel([SENT])
    Notifications(MongoOutbox(database), channel).drain()
    assert channel.references == [str(other)]
    held = stored(database, pending)
    assert (held["estado"], held["motivo"]) == ("retenida", "sin_movimiento")


def test_what_was_read_of_a_message_later_is_known_to_be_later(
    database: Database[Document], pending: UUID
) -> None:
    outbox = MongoOutbox(database)
    read: list[Notification] = []

    def look() -> None:
        read.append(read_notification(stored(database, pending)))

    def claim() -> Message:
        make_due(database)
        message = outbox.claim()
        look()
        assert message is not None
        return message

    def send(delivery: Delivery) -> None:
        message = claim()
        assert outbox.mark_sending(message.notification)
        look()
        outbox.settle(message.notification, delivery)
        look()

    look()
    claim()  # and leaves it
    send(Delivery(DeliveryKind.RETRY, "Throttled"))
    for _ in range(2):
        send(AMBIGUOUS)
    for delivery in (Delivery(DeliveryKind.FINAL), Delivery(DeliveryKind.HOLD), AMBIGUOUS, SENT):
        outbox.resend(pending)
        look()
        send(delivery)
    assert {each.state for each in read} == set(State) - {State.IMPORTED}
    for earlier, later in pairwise(read):
        assert later.is_later_than(earlier)
        assert not earlier.is_later_than(later)


def test_pauses_grow_up_to_a_bound_and_are_spread() -> None:
    pauses = {full_jitter_ms(attempts) for attempts in range(200)}
    assert max(pauses) <= timedelta(minutes=15).total_seconds() * 1000
    assert len(pauses) > 50
