"""`python -m benchmarks [NAME …]`: measure, and print one table. The exit code judges nothing."""

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import psutil

from benchmarks import api, books, desk, history, money, stalls, start
from benchmarks.bank import Bank, open_bank
from benchmarks.measure import Row
from btg_desktop.commands.window import has_display

BENCHMARKS: Final[dict[str, Callable[[Bank], Iterator[Row]]]] = {
    "start": start.start,
    "money": money.operations,
    "stalls": stalls.stalls,
    "throughput": money.throughput,
    "history": history.history,
    "api": api.api,
    "desk": desk.desk,
    "verify": books.books,
}
_HEADER: Final = Row("measure", "ours", "bare", "ratio", "aim")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the named benchmarks, or all of them."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of: {', '.join(BENCHMARKS)}")
    names = parser.parse_args(arguments).names or list(BENCHMARKS)
    if unknown := set(names) - set(BENCHMARKS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    rows: list[Row] = []
    with open_bank() as bank:
        server = bank.server_version()
        for name in names:
            sys.stderr.write(f"{name} …\n")
            rows += BENCHMARKS[name](bank)
    sys.stdout.write(
        f"Python {platform.python_version()}, MongoDB {server}, {os.cpu_count()} processors,"
        f" load {psutil.getloadavg()[0]:.1f}. Medians, with the lowest and highest round.\n\n{_table(rows)}\n"
    )
    return 0


def _table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table whose columns align."""
    cells = [[row.measure, row.ours, row.bare, row.ratio, row.aim] for row in (_HEADER, *rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
