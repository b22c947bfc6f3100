"""What each desk did and was told, appended and synced line by line: it survives any kill of the desk.

Times are CLOCK_MONOTONIC, which all processes of a machine share and no wrong clock changes.
"""

import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any


@dataclass(frozen=True, slots=True)
class Record:
    """One line. `event` is ask, answer, answered (by the ledger), forget, mark, settle, killed or bug.

    Of a window also: window, looked, adopted, saved, forgotten, confirm, told, list, given up and closed.
    """

    at: float
    desk: str
    event: str
    fields: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.fields[name]


class History:
    """One desk's own file."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._lock = Lock()

    def write(self, event: str, **fields: Any) -> None:
        line = json.dumps({"at": time.monotonic(), "event": event, **fields}) + "\n"
        with self._lock:
            os.write(self._file, line.encode())
            os.fsync(self._file)


def read_histories(folder: Path) -> list[Record]:
    """Every line of every desk, in the order of time."""
    return sorted(
        (record for path in sorted(folder.glob("*.jsonl")) for record in _read(path)),
        key=lambda record: record.at,
    )


def _read(path: Path) -> Iterator[Record]:
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.endswith("\n"):  # a killed desk may leave half a line: it never came to be
            fields = json.loads(line)
            yield Record(fields.pop("at"), path.stem, fields.pop("event"), fields)
