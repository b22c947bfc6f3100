"""Watch over the private mongod while the window lives, and bring it back when it dies."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from btg_desktop.domain.errors import PrivateServerError

logger = logging.getLogger(__name__)

OnEvent = Callable[[PrivateServerError | None], None]
"""Told of an error when the server does not serve, and of None when it serves again."""

BACKOFF: Final = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, *[30.0] * 113)
"""Seconds before each restart in a row: about an hour, long enough for a person to free a disk."""

_PERIOD: Final = 0.5
_STEADY_SECONDS: Final = 60.0
"""A server that served this long was well; its next end starts a new row."""


class Supervisor:
    """A thread that looks twice a second. Setting `closing` ends it."""

    def __init__(
        self,
        closing: threading.Event,
        is_alive: Callable[[], bool],
        last_words: Callable[[], PrivateServerError],
        restart: Callable[[], object],
        on_event: OnEvent,
        backoff: Sequence[float] = BACKOFF,
    ) -> None:
        self._closing = closing
        self._is_alive = is_alive
        self._last_words = last_words
        self._restart = restart
        self._on_event = on_event
        self._backoff = backoff
        self._thread = threading.Thread(target=self._watch, name="private-mongod")

    def start(self) -> None:
        self._thread.start()

    def join(self) -> None:
        """Wait for the thread to end: it does when `closing` is set, or when it gave up."""
        self._thread.join()

    def _watch(self) -> None:
        pauses = iter(self._backoff)
        serving_since = time.monotonic()
        while self._wait(_PERIOD):
            if self._is_alive():
                continue
            if time.monotonic() - serving_since > _STEADY_SECONDS:
                pauses = iter(self._backoff)
            if not self._bring_back(pauses):
                return
            serving_since = time.monotonic()

    def _bring_back(self, pauses: Iterator[float]) -> bool:
        """Restart until it serves; False when closing, or when nothing helped."""
        error = self._last_words()
        for pause in pauses:
            logger.error("the private mongod does not serve: %s", error)
            self._on_event(error)
            if not self._wait(pause):
                return False
            try:
                self._restart()
            except PrivateServerError as failure:
                if self._closing.is_set():
                    return False
                error = failure
            else:
                self._on_event(None)
                return True
        logger.critical("the private mongod is given up after %d restarts: %s", len(self._backoff), error)
        self._on_event(error)
        return False

    def _wait(self, seconds: float) -> bool:
        """Pause; False when it is time to end, be it that the program did so without closing us."""
        return not self._closing.wait(seconds) and threading.main_thread().is_alive()
