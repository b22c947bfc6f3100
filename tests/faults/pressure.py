"""When harm is done: to one server at a time, and to the desks at any time. Ticked by the campaign."""

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from faults.arena import Run
from faults.nemesis import Harm, kill_desk, pause_desk
from faults.nursery import Child

ServerHarm = Callable[[Run, random.Random], Harm]

_POLL_SECONDS = 0.5
_RECOVERY_SECONDS = 20.0
"""After a harm the servers may come back in peace for so long; then the next comes all the same."""

_PEACE_SECONDS = (2.0, 5.0)
"""How long whole servers are left alone, so that there is work to interrupt."""


@dataclass
class ServerPressure:
    """One harm after the other, every kind before any comes again."""

    run: Run
    kinds: list[ServerHarm]
    chance: random.Random
    injected: Counter[str]
    _harm: Harm | None = None
    _left: list[ServerHarm] = field(default_factory=list)
    _wake: float = 0.0
    _peace_by: float = 0.0

    def tick(self) -> None:
        if (now := time.monotonic()) < self._wake:
            return
        if self._harm is not None:
            self.undo()
            self._wake, self._peace_by = now + _POLL_SECONDS, now + _RECOVERY_SECONDS
        elif self._peace_by and now < self._peace_by:
            if self.run.arena.cluster.is_whole:
                self._peace_by = 0.0
                self._wake = now + self.chance.uniform(*_PEACE_SECONDS)
            else:
                self._wake = now + _POLL_SECONDS
        else:
            self._begin(now)

    def undo(self) -> None:
        if self._harm is not None:
            finish(self._harm)
            self._harm = None

    def _begin(self, now: float) -> None:
        if not self._left:
            self._left = self.chance.sample(self.kinds, len(self.kinds))
        kind = self._left.pop()
        harm = kind(self.run, self.chance)
        wait = next(harm, None)
        if wait is None:
            self._wake = now + _POLL_SECONDS  # there was no primary to harm
            return
        self.injected[str(kind.__doc__)] += 1
        self._harm, self._wake = harm, time.monotonic() + wait


@dataclass
class DeskPressure:
    """Kills and stops desks, several at once, whatever they are doing."""

    chance: random.Random
    injected: Counter[str]
    _harms: list[tuple[float, Harm]] = field(default_factory=list)
    _next: float = 0.0

    def tick(self, desks: list[Child]) -> None:
        now = time.monotonic()
        for due, harm in list(self._harms):
            if due <= now:
                finish(harm)
                self._harms.remove((due, harm))
        if now >= self._next and desks:
            self._next = now + self.chance.uniform(0.6, 2.2)
            self._begin(self.chance.choice(desks), now)

    def undo(self) -> None:
        for _, harm in self._harms:
            finish(harm)
        self._harms.clear()

    def _begin(self, desk: Child, now: float) -> None:
        kills = self.chance.random() < 0.4
        harm = kill_desk(desk) if kills else pause_desk(desk, self.chance)
        self.injected[str((kill_desk if kills else pause_desk).__doc__)] += 1
        self._harms.append((now + next(harm), harm))


def finish(harm: Harm) -> None:
    """Let a harm undo itself."""
    for _ in harm:
        raise AssertionError("a harm waits once")
