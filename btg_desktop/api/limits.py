"""How much each caller may ask: a moving window for each token, and one for each address that guesses.

The windows are in the memory of this process: two processes behind one address allow twice as much.
"""

import ipaddress
import math
import re
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Self

DEFAULT_RATE: Final = "1200/minute"
FAILURES: Final = "20/minute"
"""How often one address may come with a token that is none."""

_RATE: Final = re.compile(r"([1-9][0-9]{0,6})/(second|minute|hour)")
_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600}
_WITH_PORT: Final = re.compile(r"\[([^\]]*)\](?::[0-9]+)?|([0-9.]+):[0-9]+")
_HOST_BITS: Final = 64

KEYS: Final = 10_000
"""So many callers are told apart; one more, and whoever was counted longest ago is forgotten."""

_FORGOTTEN_AT_ONCE: Final = 4
"""More than come in with one hit, so that the idle go, and so few that it takes no time."""


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
    """Counts what each key did in the last seconds. Used from one thread.

    Keys stand in the order of their last hit, so those that are idle, or are one too many, stand first:
    a hit takes as long with ten thousand keys as with one.
    """

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._moments: OrderedDict[str, deque[float]] = OrderedDict()

    def __len__(self) -> int:
        """How many keys are remembered."""
        return len(self._moments)

    def hit(self, key: str) -> tuple[bool, Standing]:
        """Count one more, if there is room for it; say whether there was, and how it is now."""
        moments = self._recent(key)
        admitted = len(moments) < self._rate.quota
        if admitted:
            moments.append(self._clock())
            self._moments[key] = moments
            self._moments.move_to_end(key)
            self._forget()
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

    def _forget(self) -> None:
        """The idle, a few at a time, and whoever is one too many."""
        for _ in range(_FORGOTTEN_AT_ONCE):
            first = next(iter(self._moments))
            if len(self._moments) <= KEYS and self._recent(first):
                return
            del self._moments[first]


def caller_at(address: str) -> str:
    """Whom an address stands for: of IPv6 the /64 that one subscriber has for themselves.

    A port that a proxy noted beside it is left out; what is no address stands for itself.
    """
    match = _WITH_PORT.fullmatch(address)
    try:
        found = ipaddress.ip_address(match[1] or match[2] if match else address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.IPv6Address(int(found) >> _HOST_BITS << _HOST_BITS))
