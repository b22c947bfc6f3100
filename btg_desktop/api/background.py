"""What goes on beside the requests: earlier intents get their answer, messages are sent, a copy is made."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from btg_desktop.domain.errors import (
    BooksInconsistent,
    OutcomeUnknown,
    Rejection,
    RequestMismatch,
    Unavailable,
)
from btg_desktop.domain.models import Intent
from btg_desktop.log_lines import in_short
from btg_desktop.services.backups import DailyBackups
from btg_desktop.services.notifications import Notifications
from btg_desktop.services.subscriptions import Subscriptions

logger = logging.getLogger(__name__)

INTERVAL_SECONDS: Final = 2.0
MOST_SECONDS: Final = 300.0
"""How long it pauses at most after faults in a row, each pause twice the one before."""

COPY_SECONDS: Final = 3600.0
"""A new day is noticed, and a failed copy of a database of our own tried again, within an hour."""

_STOP_SECONDS: Final = 45.0
"""Longer than one message may take, with what is asked of the database before and after it."""


class Background:
    """One thread. Without a database everything waits where it is, and so does this; no fault ends it."""

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
        self._earlier: list[Intent] = []
        self._stopping = threading.Event()
        self._awake = threading.Event()
        self._thread = threading.Thread(target=self._run, name="outbox")

    def start(self) -> None:
        """Begin, before the first request: what an earlier process left is told from what this one does."""
        self._earlier = [intent for intent in self._subscriptions.abandoned() if self._may_resume(intent)]
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
        pause = INTERVAL_SECONDS
        while not self._stopping.is_set():
            self._awake.clear()
            faults = sum(not _is_sound(job) for job in self._jobs())  # what fails keeps back no other
            if not faults:
                pause = INTERVAL_SECONDS
                self._awake.wait(pause)
            else:
                pause = min(2 * pause, MOST_SECONDS)
                self._stopping.wait(pause)  # whatever is written meanwhile: a bug would fill the log

    def _jobs(self) -> Iterator[Callable[[], None]]:
        for intent in tuple(self._earlier):
            yield partial(self._answer, intent)
        yield self._send
        yield self._copy_in_time

    def _send(self) -> None:
        self._notifications.drain(self._stopping.is_set)

    def _copy_in_time(self) -> None:
        if self._daily_backups is None or time.monotonic() < self._next_copy:
            return
        self._next_copy = time.monotonic() + COPY_SECONDS
        self._daily_backups.ensure_today(self._stopping.is_set)

    @staticmethod
    def _may_resume(intent: Intent) -> bool:
        """Nobody is here to sign what this installation cannot prove to have written."""
        if not intent.is_proven:
            logger.warning("earlier request %s: not written by this installation", intent.request.id)
        return intent.is_proven

    def _answer(self, intent: Intent) -> None:
        """Submit an intent of an earlier process again; without an answer it waits for the next time."""
        request = intent.request
        try:
            self._subscriptions.resume(intent)
        except OutcomeUnknown:
            return
        except (Rejection, RequestMismatch, BooksInconsistent) as answer:
            logger.info("earlier request %s: %s", request.id, type(answer).__name__)
        else:
            logger.info("earlier request %s: applied", request.id)
        self._earlier.remove(intent)


def _is_sound(job: Callable[[], None]) -> bool:
    """Do it; say whether it went without a fault of the program. What is away now is none."""
    try:
        job()
    except Unavailable as error:
        logger.warning("what goes on beside the requests waits: %s", in_short(error))
    except Exception:
        logger.exception("a fault of the program beside the requests")
        return False
    return True
