"""A bound on waiting, that closing the window calls off."""

import threading
import time
from typing import Final

from btg_desktop.domain.errors import ServerStopped

_STEP: Final = 0.02


class Deadline:
    def __init__(self, seconds: float, cancelled: threading.Event) -> None:
        self._end = time.monotonic() + seconds
        self._cancelled = cancelled

    def check(self, waiting_for: str) -> None:
        """Raise ServerStopped(reason=waiting_for) when time is up, or on cancellation."""
        if self._cancelled.is_set():
            raise ServerStopped(reason="la aplicación se está cerrando")
        if time.monotonic() > self._end:
            raise ServerStopped(reason=waiting_for)

    def pause(self, waiting_for: str) -> None:
        """Wait a moment, then check."""
        self._cancelled.wait(_STEP)
        self.check(waiting_for)
