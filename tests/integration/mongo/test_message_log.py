"""All messages by the page, by state, and the held ones queued again; on a real mongod."""

from decimal import Decimal
from uuid import uuid4

import pytest
from bson import Int64
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.message_log import MongoMessageLog
from btg_desktop.adapters.mongo.schema import ensure_schema
from btg_desktop.domain.models import Client, NotificationState
from btg_desktop.services.messages import Messages
from btg_desktop.services.subscriptions import Subscriptions

State = NotificationState


@pytest.fixture
def messages(database: Database[Document], julian: Client, subscriptions: Subscriptions) -> Messages:
    """Five messages, the oldest held, the next one failed."""
    for _ in range(5):
        subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000))
    oldest_first = [one["_id"] for one in database["transacciones"].find().sort("secuencia")]
    for message_id, state in zip(oldest_first, ("retenida", "fallida"), strict=False):
        database["notificaciones"].update_one({"_id": message_id}, {"$set": {"estado": state}})
    return Messages(MongoMessageLog(database))


def test_pages_go_from_the_newest_to_the_oldest_without_a_gap(
    messages: Messages, database: Database[Document]
) -> None:
    seen, after = [], None
    while True:
        page = messages.page(limit=2, after=after)
        seen += [(one.notification.id, one.at) for one in page.messages]
        after = page.next
        if after is None:
            break
    newest_first = database["transacciones"].find().sort("secuencia", -1)
    assert seen == [(one["_id"], one["fecha"]) for one in newest_first]


def test_only_the_asked_states_come(messages: Messages) -> None:
    page = messages.page({State.HELD, State.FAILED})
    assert [one.notification.state for one in page.messages] == [State.FAILED, State.HELD]
    assert page.next is None


def test_the_pages_come_from_an_index(messages: Messages, database: Database[Document]) -> None:
    order = [("fecha", -1), ("_id", -1)]
    for query in ({}, {"estado": "enviada"}, {"estado": {"$in": ["pendiente", "enviando"]}}):
        plan = str(
            database["notificaciones"].find(query).sort(order).explain()["queryPlanner"]["winningPlan"]
        )
        assert "IXSCAN" in plan
        assert "'SORT'" not in plan


def test_all_held_messages_are_queued_again_and_no_other(
    messages: Messages, database: Database[Document]
) -> None:
    assert messages.resend_held() == 1
    assert messages.resend_held() == 0
    assert database["notificaciones"].count_documents({"estado": "retenida"}) == 0
    assert database["notificaciones"].count_documents({"estado": "fallida"}) == 1


def test_messages_of_an_older_schema_get_the_date_of_their_movement(
    messages: Messages, database: Database[Document]
) -> None:
    database["notificaciones"].update_many({}, {"$unset": {"fecha": ""}})
    database["esquema"].update_one({"_id": "version"}, {"$set": {"version": Int64(1)}})
    ensure_schema(database)
    moments = {one["_id"]: one["fecha"] for one in database["transacciones"].find()}
    assert {one.notification.id: one.at for one in messages.page().messages} == moments
