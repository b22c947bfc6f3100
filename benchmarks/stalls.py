"""The longest time that the window does not answer while it works."""

from collections.abc import Iterator

from benchmarks.bank import Bank
from benchmarks.children import run_child
from benchmarks.measure import Row, compared

_SUBSCRIPTIONS = 200
_RUNS = 3


def stalls(bank: Bank) -> Iterator[Row]:
    """200 subscriptions by keyboard in the real window, against a bare window beside the bare driver."""
    ours, bare = [], []
    for _ in range(_RUNS):
        ours.append(_child("ours", bank))
        bare.append(_child("bare", bank))
    for measure, phase, key, aim in (
        ("longest stall, opening the database", "opening", "worst", ""),
        ("longest stall, 200 subscriptions", "working", "worst", "≤ 50 ms"),
        ("  without waiting for a processor", "working", "own", "≤ 50 ms"),
        ("stall at p99.9, 200 subscriptions", "working", "p999", "≤ 16 ms"),
    ):
        mine, theirs = ([run[phase][key] for run in runs] for runs in (ours, bare))
        yield compared(measure, mine, theirs, " ms", aim)


def _child(which: str, bank: Bank) -> dict[str, dict[str, float]]:
    return run_child(
        "benchmarks.stalls_child", which, str(bank.data_dir), bank.new_client(), str(_SUBSCRIPTIONS)
    )
