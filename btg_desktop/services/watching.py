"""Following what other desks change, as it happens."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from threading import Event
from typing import Final, Protocol
from uuid import UUID

from btg_desktop.domain.errors import DatabaseRefused, Unavailable
from btg_desktop.domain.models import Transaction

logger = logging.getLogger(__name__)

PAUSE_SECONDS: Final = 1.0
"""Before a database that did not answer is asked again."""

UNWATCHED_SECONDS: Final = 10.0
"""How often all is read again where the database lets nobody follow its changes."""


class ChangeKind(Enum):
    MOVEMENT = auto()  # money moved: `transaction`
    CLIENT = auto()  # how a client is told was changed
    MESSAGE = auto()  # a message was written, or changed its state: `message_id`
    MISSED = auto()  # there may be changes that nobody told: read all again


@dataclass(frozen=True, slots=True)
class Change:
    """One change in the database; `client_id` is empty where it is not known."""

    kind: ChangeKind
    client_id: str = ""
    transaction: Transaction | None = None
    message_id: UUID | None = None


class ChangeFeed(Protocol):
    def next(self) -> Change | None:
        """Wait a moment for the next change; None if none came.

        Raises DatabaseUnavailable: the next call goes on where this one was, or says MISSED.
        Raises DatabaseRefused if changes cannot be followed at all.
        """

    def close(self) -> None: ...


class Watching:
    def __init__(self, feed: ChangeFeed) -> None:
        self._feed = feed
        self._is_faulty = False

    def follow(
        self, tell: Callable[[Change], None], failed: Callable[[Exception], None], stopping: Event
    ) -> None:
        """Tell every change until `stopping`, through every outage and fault. Runs on a thread of its own.

        `failed` is told of each outage, and of the first of faults in a row.
        """
        try:
            while not stopping.is_set():
                self._step(tell, failed, stopping)
        finally:
            self._feed.close()

    def _step(
        self, tell: Callable[[Change], None], failed: Callable[[Exception], None], stopping: Event
    ) -> None:
        try:
            change = self._feed.next()
        except DatabaseRefused as error:
            logger.warning("changes cannot be followed: %s", error)
            stopping.wait(UNWATCHED_SECONDS)
            tell(Change(ChangeKind.MISSED))
        except Unavailable as error:
            logger.warning("changes are not heard: %s", error)
            failed(error)
            stopping.wait(PAUSE_SECONDS)
        except Exception as error:
            logger.exception("a fault of the program while changes were heard")
            if not self._is_faulty:
                failed(error)
            self._is_faulty = True
            stopping.wait(UNWATCHED_SECONDS)
            tell(Change(ChangeKind.MISSED))
        else:
            self._is_faulty = False
            if change is not None:
                tell(change)
