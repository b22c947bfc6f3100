"""Reading all messages by the page, and queueing many of them again."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from pymongo import DESCENDING
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.adapters.mongo.documents import STATES, read_notification
from btg_desktop.adapters.mongo.fields import Misfit, read_all
from btg_desktop.adapters.mongo.outbox import QUEUED_AGAIN
from btg_desktop.domain.models import DatedMessage, NotificationState
from btg_desktop.services.messages import MessageCursor, MessagePage


class MongoMessageLog:
    def __init__(self, database: Database[Document]) -> None:
        self._notifications = database["notificaciones"]

    def page(
        self, states: Collection[NotificationState], limit: int, after: MessageCursor | None
    ) -> MessagePage:
        query: Document = {}
        if states:
            query["estado"] = {"$in": [STATES[state] for state in states]}
        if after is not None:
            at, last = after
            query["$or"] = [{"fecha": {"$lt": at}}, {"fecha": at, "_id": {"$lt": last}}]
        with explained():
            found = self._notifications.find(query).sort([("fecha", DESCENDING), ("_id", DESCENDING)])
            documents = list(found.limit(limit + 1))
        shown, older = documents[:limit], documents[limit:]
        messages, unreadable = read_all("notificaciones", shown, _read)
        return MessagePage(messages, _place(shown[-1]) if older else None, unreadable)

    def resend_all(self, state: NotificationState) -> int:
        change: list[dict[str, Any]] = [{"$set": QUEUED_AGAIN}]
        with explained():
            return int(self._notifications.update_many({"estado": STATES[state]}, change).modified_count)


def _place(document: Document) -> MessageCursor | None:
    """Where to go on after `document`; those without a date are the last."""
    return (document["fecha"], document["_id"]) if isinstance(document.get("fecha"), datetime) else None


def _read(document: Document) -> DatedMessage:
    at = document.get("fecha")
    if not isinstance(at, datetime):
        raise Misfit("fecha: no_es_una_fecha")
    return DatedMessage(read_notification(document), at)
