"""What goes on beside the requests: earlier intents get their answer, messages are sent, a copy is made."""

import logging
import threading
import time
from typing import Final

from btg_desktop.domain.errors import OutcomeUnknown, Rejection, RequestMismatch, Unavailable
from btg_desktop.domain.models import Request
from btg_desktop.services.backups import DailyBackups
from btg_desktop.services.notifications import Notifications
from btg_desktop.services.subscriptions import Subscriptions

logger = logging.getLogger(__name__)

INTERVAL_SECONDS: Final = 2.0
COPY_SECONDS: Final = 3600.0
"""A new day is noticed, and a failed copy of a database of our own tried again, within an hour."""

_STOP_SECONDS: Final = 45.0
"""Longer than one message may take, with what is asked of the database before and after it."""


class Background:
    """One thread. Without a database everything waits where it is, and so does this."""

    def __init__(
        self,
        notifications: Notifications,
        subscriptions: Subscriptions,
        daily_backups: DailyBackups | None = None,
    ) -> None:
        self._notifications = notifications
        self._subscriptions = subscriptions
        self._daily_backups = daily_backups
        self._next_copy = 0.0
        self._earlier: list[Request] = []
        self._stopping = threading.Event()
        self._awake = threading.Event()
        self._thread = threading.Thread(target=self._run, name="outbox")

    def start(self) -> None:
        """Begin, before the first request: what an earlier process left is told from what this one does."""
        self._earlier = self._subscriptions.abandoned()
        self._thread.start()

    def wake(self) -> None:
        """Something was just written: do not wait for the interval."""
        self._awake.set()

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def stop(self) -> None:
        """Finish the message under way, and end."""
        self._stopping.set()
        self._awake.set()
        self._thread.join(_STOP_SECONDS)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._awake.clear()
            try:
                self._earlier = [request for request in self._earlier if not self._answered(request)]
                self._notifications.drain(self._stopping.is_set)
            except Unavailable as error:
                logger.warning("the outbox waits: %s", error)
            self._copy_in_time()
            self._awake.wait(INTERVAL_SECONDS)

    def _copy_in_time(self) -> None:
        if self._daily_backups is None or time.monotonic() < self._next_copy:
            return
        self._next_copy = time.monotonic() + COPY_SECONDS
        try:
            self._daily_backups.ensure_today(self._stopping.is_set)
        except Unavailable as error:
            logger.warning("no copy today yet: %s", error)

    def _answered(self, request: Request) -> bool:
        """Submit an intent of an earlier process again: whether its answer is known now."""
        try:
            self._subscriptions.resume(request)
        except OutcomeUnknown:
            return False
        except (Rejection, RequestMismatch) as answer:
            logger.info("earlier request %s: %s", request.id, type(answer).__name__)
        else:
            logger.info("earlier request %s: applied", request.id)
        return True
