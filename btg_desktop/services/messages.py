"""The centre of notifications: every message of the database, newest first, and sending again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from btg_desktop.domain.models import DatedMessage, NotificationState, Unreadable
from btg_desktop.services.paging import page_size

MessageCursor = tuple[datetime, UUID]
"""Where a page ended: the moment and the id of its last message."""


@dataclass(frozen=True, slots=True)
class MessagePage:
    """Part of all messages, newest first. `next` is the cursor of the older page, or None."""

    messages: tuple[DatedMessage, ...]
    next: MessageCursor | None
    unreadable: tuple[Unreadable, ...] = ()


class MessageLog(Protocol):
    def page(
        self, states: Collection[NotificationState], limit: int, after: MessageCursor | None
    ) -> MessagePage:
        """Up to `limit` messages in one of `states` (none: in any), older than `after`."""

    def resend_all(self, state: NotificationState) -> int:
        """Queue every message in `state` again, because a person asked; return how many."""


class Messages:
    def __init__(self, stored: MessageLog) -> None:
        self._stored = stored

    def page(
        self, states: Collection[NotificationState] = (), limit: int = 200, after: MessageCursor | None = None
    ) -> MessagePage:
        """Up to `limit` messages in one of `states` (none: in any), older than `after` (a page's `next`)."""
        return self._stored.page(states, page_size(limit), after)

    def resend_held(self) -> int:
        """The channel was mended: queue all held messages again; return how many there were.

        One in doubt may have reached its client, and one that failed was refused for ever: those are
        looked at one by one.
        """
        return self._stored.resend_all(NotificationState.HELD)
