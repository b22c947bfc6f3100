"""How much each caller may ask: a moving window for each token, and one for each address that guesses.

The windows are in the memory of this process: two processes behind one address allow twice as much.
"""

import math
import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Self

DEFAULT_RATE: Final = "1200/minute"
FAILURES: Final = "20/minute"
"""How often one address may come with a token that is none."""

_RATE: Final = re.compile(r"([1-9][0-9]{0,6})/(second|minute|hour)")
_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600}
_KEYS: Final = 10_000
"""So many callers are told apart before those who have been away longest are looked for."""


@dataclass(frozen=True, slots=True)
class Rate:
    """`quota` requests within any `seconds`."""

    quota: int
    seconds: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a rate such as `600/minute`. Raises ValueError."""
        match = _RATE.fullmatch(text)
        if match is None:
            raise ValueError("a rate is a number, a slash, and second, minute or hour: 600/minute")
        return cls(int(match[1]), _SECONDS[match[2]])


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a caller stands: `remaining` requests now, one more in `wait` seconds."""

    rate: Rate
    remaining: int
    wait: int

    @property
    def headers(self) -> dict[str, str]:
        """As draft-ietf-httpapi-ratelimit-headers names them."""
        return {
            "RateLimit-Policy": f'"token";q={self.rate.quota};w={self.rate.seconds}',
            "RateLimit": f'"token";r={self.remaining};t={self.wait}',
        }


class MovingWindow:
    """Counts what each key did in the last seconds. Used from one thread."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._moments: dict[str, deque[float]] = {}

    def hit(self, key: str) -> tuple[bool, Standing]:
        """Count one more, if there is room for it; say whether there was, and how it is now."""
        moments = self._recent(key)
        admitted = len(moments) < self._rate.quota
        if admitted:
            if len(self._moments) >= _KEYS:
                self._forget_the_idle()
            moments.append(self._clock())
            self._moments[key] = moments
        return admitted, self._standing(moments)

    def standing(self, key: str) -> Standing:
        """How it is now; nothing is counted."""
        return self._standing(self._recent(key))

    def _recent(self, key: str) -> deque[float]:
        moments = self._moments.get(key, deque())
        while moments and moments[0] <= self._clock() - self._rate.seconds:
            moments.popleft()
        return moments

    def _standing(self, moments: deque[float]) -> Standing:
        wait = moments[0] + self._rate.seconds - self._clock() if moments else 0
        return Standing(self._rate, self._rate.quota - len(moments), max(0, math.ceil(wait)))

    def _forget_the_idle(self) -> None:
        for key in list(self._moments):
            if not self._recent(key):
                del self._moments[key]
