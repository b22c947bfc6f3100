"""Times and ratios. A measure takes turns with what it is compared to, so that both meet the same noise."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Job = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some rounds, with the lowest and the highest."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        return cls(statistics.median(values), min(values), max(values))

    def text(self, unit: str = "") -> str:
        digits = 2 if self.median < 10 else 1 if self.median < 100 else 0
        middle, low, high = (f"{value:.{digits}f}" for value in (self.median, self.low, self.high))
        return f"{middle}{unit} ({low}–{high})"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. What has no counterpart has no `bare` and no `ratio`."""

    measure: str
    ours: str
    bare: str = ""
    ratio: str = ""
    aim: str = ""


def compared(measure: str, ours: Sequence[float], bare: Sequence[float], unit: str, aim: str) -> Row:
    """A row of two measures; the ratio is taken round by round, since a slow round slows both."""
    ratios = [mine / theirs for mine, theirs in zip(ours, bare, strict=True)]
    return Row(measure, Spread.of(ours).text(unit), Spread.of(bare).text(unit), Spread.of(ratios).text(), aim)


def milliseconds(job: Job) -> float:
    began = time.perf_counter()
    job()
    return (time.perf_counter() - began) * 1000


def alternate(jobs: Sequence[Job], rounds: int, repeats: int, warm_up: int = 20) -> list[list[float]]:
    """Run the jobs A B A B …; return for each job the median time (ms) of every round."""
    for _ in range(warm_up):
        for job in jobs:
            job()
    medians: list[list[float]] = [[] for _ in jobs]
    for _ in range(rounds):
        times: list[list[float]] = [[] for _ in jobs]
        for _ in range(repeats):
            for place, job in enumerate(jobs):
                times[place].append(milliseconds(job))
        for place, taken in enumerate(times):
            medians[place].append(statistics.median(taken))
    return medians
