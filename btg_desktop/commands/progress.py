"""How far a long command is, on a terminal."""

import sys


class ProgressLine:
    """One line that is written over; where nobody watches, nothing is written."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._percent = -1

    def __call__(self, done: int, total: int) -> None:
        percent = 100 * done // total if total else 100
        if percent == self._percent or sys.stderr is None or not sys.stderr.isatty():
            return
        self._percent = percent
        sys.stderr.write(f"\r{self._label} {percent} %" + ("\n" if percent == 100 else ""))
        sys.stderr.flush()
