"""A database that goes away right after a message was sent: the answer is kept, not the message repeated."""

from collections import Counter
from decimal import Decimal
from uuid import uuid4

import pytest
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.outbox import MongoOutbox
from btg_desktop.domain.errors import DatabaseRefused, DatabaseUnavailable, Unavailable
from btg_desktop.domain.models import Client, Notification, NotificationState
from btg_desktop.services.notifications import Notifications
from btg_desktop.services.ports import Delivery, DeliveryKind, Message
from btg_desktop.services.subscriptions import Subscriptions


class AwayAtSettling(MongoOutbox):
    """Fails to store the first result."""

    def __init__(self, database: Database[Document], failure: Unavailable, lease_ms: int) -> None:
        super().__init__(database, lease_ms)
        self._failure: Unavailable | None = failure

    def settle(self, notification: Notification, delivery: Delivery) -> NotificationState | None:
        if self._failure is not None:
            failure, self._failure = self._failure, None
            raise failure
        return super().settle(notification, delivery)


class Accepting:
    def __init__(self) -> None:
        self.accepted: Counter[str] = Counter()

    def send(self, message: Message) -> Delivery:
        self.accepted[message.reference] += 1
        return Delivery(DeliveryKind.SENT)


@pytest.fixture
def two_messages(julian: Client, subscriptions: Subscriptions) -> None:
    for _ in range(2):
        subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000))


@pytest.mark.usefixtures("two_messages")
def test_the_next_drain_stores_the_answer_first_and_nobody_is_told_twice(
    database: Database[Document],
) -> None:
    channel = Accepting()
    outbox = AwayAtSettling(database, DatabaseUnavailable(reason="NetworkTimeout"), lease_ms=60_000)
    notifications = Notifications(outbox, channel)
    with pytest.raises(DatabaseUnavailable):
        notifications.drain()
    assert notifications.drain() == {NotificationState.SENT: 2}
    assert set(channel.accepted.values()) == {1}
    assert notifications.unsettled() == {}


@pytest.mark.usefixtures("two_messages")
def test_an_answer_that_the_database_refuses_does_not_hold_up_the_others(
    database: Database[Document],
) -> None:
    outbox = AwayAtSettling(database, DatabaseRefused(reason="Unauthorized"), lease_ms=60_000)
    notifications = Notifications(outbox, Accepting())
    with pytest.raises(DatabaseRefused):
        notifications.drain()
    assert notifications.drain() == {NotificationState.SENT: 1}
    assert notifications.unsettled() == {NotificationState.SENDING: 1}


@pytest.mark.usefixtures("two_messages")
def test_an_answer_kept_until_another_desk_took_over_changes_nothing(database: Database[Document]) -> None:
    channel = Accepting()
    failure = DatabaseUnavailable(reason="NetworkTimeout")
    late = Notifications(AwayAtSettling(database, failure, lease_ms=60_000), channel)
    with pytest.raises(DatabaseUnavailable):
        late.drain()
    database["notificaciones"].update_many({}, [{"$set": {"proximo_intento": "$$NOW"}}])  # the lease is over
    other = Notifications(MongoOutbox(database), channel)
    assert other.drain() == {NotificationState.SENT: 2}
    assert late.drain() == {}
    assert sorted(channel.accepted.values()) == [1, 2]
    assert other.unsettled() == {}
