"""Following changes on a real change stream: what is told, what is not, and after an interruption."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from threading import Event
from time import monotonic
from uuid import uuid4

import pytest
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document, connect
from btg_desktop.adapters.mongo.watch import MongoChangeFeed
from btg_desktop.domain.errors import DatabaseRefused, DatabaseUnavailable, Unavailable
from btg_desktop.domain.models import Client
from btg_desktop.services.clients import Clients
from btg_desktop.services.subscriptions import Subscriptions
from btg_desktop.services.watching import Change, ChangeKind, Watching

PATIENCE_SECONDS = 10


@pytest.fixture
def feed(database: Database[Document]) -> Iterator[MongoChangeFeed]:
    opened = MongoChangeFeed(database)
    yield opened
    opened.close()


def hear(feed: MongoChangeFeed, wanted: Callable[[Change], bool]) -> Change:
    deadline = monotonic() + PATIENCE_SECONDS
    while monotonic() < deadline:
        change = feed.next()
        if change is not None and wanted(change):
            return change
    pytest.fail("the change was not heard")


def of_kind(kind: ChangeKind) -> Callable[[Change], bool]:
    return lambda change: change.kind is kind


def test_a_feed_begins_by_saying_that_what_came_before_was_not_heard(feed: MongoChangeFeed) -> None:
    assert feed.next() == Change(ChangeKind.MISSED)
    assert feed.next() is None


def test_a_movement_is_told_whole_with_its_message_and_without_the_balance_change(
    feed: MongoChangeFeed, julian: Client, subscriptions: Subscriptions
) -> None:
    feed.next()
    made = subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000))
    told = [hear(feed, lambda _change: True) for _ in range(2)]
    assert {change.kind for change in told} == {ChangeKind.MOVEMENT, ChangeKind.MESSAGE}
    (movement,) = (change for change in told if change.kind is ChangeKind.MOVEMENT)
    assert movement == Change(ChangeKind.MOVEMENT, julian.id, made)
    assert feed.next() is None


def test_a_changed_contact_names_the_client(feed: MongoChangeFeed, julian: Client, clients: Clients) -> None:
    feed.next()
    clients.set_contact(julian.id, email="nuevo@example.com", phone="", channel="email")
    assert hear(feed, of_kind(ChangeKind.CLIENT)).client_id == julian.id


def test_after_an_interruption_nothing_is_missing(
    database: Database[Document], julian: Client, subscriptions: Subscriptions
) -> None:
    feed = MongoChangeFeed(database)
    feed.next()
    feed.close()
    made = subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000))
    assert hear(feed, of_kind(ChangeKind.MOVEMENT)).transaction == made
    feed.close()


def test_a_place_that_the_server_no_longer_knows_is_told_as_missed(
    feed: MongoChangeFeed, julian: Client, subscriptions: Subscriptions
) -> None:
    feed.next()
    feed.close()
    for stream in feed._streams:
        stream._token = {"_data": "00"}
    assert hear(feed, of_kind(ChangeKind.MISSED))
    subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000))
    assert hear(feed, of_kind(ChangeKind.MOVEMENT))


def test_without_a_database_it_says_so_in_bounded_time() -> None:
    nobody = connect("mongodb://127.0.0.1:1/", "btg")
    feed = MongoChangeFeed(nobody)
    begun = monotonic()
    with pytest.raises(DatabaseUnavailable):
        feed.next()
    assert monotonic() - begun < 7
    feed.close()
    nobody.client.close()


class _ScriptedFeed:
    """Ends one step after another, then stops whoever listens."""

    def __init__(self, steps: list[Change | Unavailable | None], stopping: Event) -> None:
        self._steps = steps
        self._stopping = stopping
        self.is_closed = False

    def next(self) -> Change | None:
        step = self._steps.pop(0)
        if not self._steps:
            self._stopping.set()
        if isinstance(step, Unavailable):
            raise step
        return step

    def close(self) -> None:
        self.is_closed = True


def test_following_tells_outages_and_goes_on_until_it_is_stopped() -> None:
    stopping = Event()
    outage = DatabaseUnavailable(reason="AutoReconnect")
    message = Change(ChangeKind.MESSAGE)
    feed = _ScriptedFeed([message, outage, None, message], stopping)
    told: list[Change] = []
    failed: list[Exception] = []
    Watching(feed).follow(told.append, failed.append, stopping)
    assert told == [message, message]
    assert failed == [outage]
    assert feed.is_closed


def test_where_nobody_may_follow_changes_all_is_read_again_now_and_then() -> None:
    stopping = Event()
    feed = _ScriptedFeed([DatabaseRefused(reason="Unauthorized")], stopping)
    told: list[Change] = []
    Watching(feed).follow(told.append, lambda _error: None, stopping)
    assert [change.kind for change in told] == [ChangeKind.MISSED]
