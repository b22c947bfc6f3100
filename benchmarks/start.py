"""From the start of the process to the first paint, and until the database can be used."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bank import Bank
from benchmarks.children import run_child
from benchmarks.measure import Row, Spread, compared

_RUNS = 9
_COLD_RUNS = 3


def start(bank: Bank) -> Iterator[Row]:
    """Whole processes, ours and a bare Qt window in turn, with the files of both in memory."""
    started("bare", bank.data_dir)
    started("ours", bank.data_dir)
    ours: list[dict[str, float]] = []
    bare: list[dict[str, float]] = []
    for _ in range(_RUNS):
        ours.append(started("ours", bank.data_dir))
        bare.append(started("bare", bank.data_dir))
    for measure, step in (("window shown", "shown"), ("window shown, processor time", "processor")):
        mine, theirs = ([run[step] for run in runs] for runs in (ours, bare))
        yield compared(measure, mine, theirs, " ms", "≤ 1.5×")
    ready = [run["ready"] for run in ours]
    yield Row("ready, server running", Spread.of(ready).text(" ms"))
    with tempfile.TemporaryDirectory(prefix="btg-bench-") as folder:
        first = started("ours", Path(folder))["ready"]
        cold = [started("ours", Path(folder))["ready"] for _ in range(_COLD_RUNS)]
    yield Row("ready, server started too", Spread.of(cold).text(" ms"))
    yield Row("ready, first start of all", f"{first:.0f} ms")


def started(which: str, data_dir: Path) -> dict[str, float]:
    """Run a window until it is usable; return how long (ms) each step took from the process's start.

    `processor` is what the GUI thread used until the first paint, whatever else the machine was doing.
    """
    began = time.monotonic()
    moments = run_child("benchmarks.start_child", which, str(data_dir))
    processor = moments.pop("processor")
    return {
        "processor": processor * 1000,
        **{step: (moment - began) * 1000 for step, moment in moments.items()},
    }
