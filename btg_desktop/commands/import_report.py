"""What an import tells: each document as it is decided, so that a long report needs no memory."""

import json
import sys
import time
from collections import Counter
from typing import Any, Final, Self, TextIO

from btg_desktop.commands.verify import adjustment_as_dict
from btg_desktop.domain.models import NO_ADJUSTMENT
from btg_desktop.services.importing.importer import Fate, ImportOutcome
from btg_desktop.services.importing.opening import in_words

_QUIET_SECONDS: Final = 10.0
"""Where progress goes to a file, it says something this often."""

_FATES: Final = {Fate.TAKEN: "tomado", Fate.UNCHANGED: "sin cambios", Fate.REFUSED: "rechazado"}
_COUNTED: Final = {Fate.TAKEN: "tomados", Fate.UNCHANGED: "sin cambios", Fate.REFUSED: "rechazados"}
_PEOPLE: Final = {"fondos": "Fondos", "usuarios": "Clientes"}


class TextReport:
    """For people: what needs a look, then the sums."""

    def __init__(self, out: TextIO, *, rehearsed: bool) -> None:
        self._out = out
        self._rehearsed = rehearsed
        self._counts: Counter[tuple[str, Fate]] = Counter()
        self._movements = 0
        self._adjusted = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._out.flush()

    @property
    def refused(self) -> int:
        return sum(count for (_, fate), count in self._counts.items() if fate is Fate.REFUSED)

    def summary(self) -> str:
        """The sums for the log: no names, no numbers of people."""
        clients = ", ".join(f"{self._counts['usuarios', fate]} {fate}" for fate in Fate)
        return f"{clients}{' (rehearsed)' if self._rehearsed else ''}"

    def add(self, outcome: ImportOutcome) -> None:
        self._count(outcome)
        remarks = [*outcome.reasons, *outcome.notes]
        if outcome.adjustment != NO_ADJUSTMENT and outcome.fate is Fate.TAKEN:
            remarks.insert(0, f"ajuste de apertura: {in_words(outcome.adjustment)}")
        if remarks and outcome.fate is not Fate.UNCHANGED:
            self._out.write(f"{outcome.collection} {outcome.id}: {_FATES[outcome.fate]}\n")
            self._out.writelines(f"    {remark}\n" for remark in remarks)

    def _count(self, outcome: ImportOutcome) -> None:
        self._counts[outcome.collection, outcome.fate] += 1
        if outcome.fate is Fate.TAKEN:
            self._movements += outcome.movements
            self._adjusted += outcome.adjustment != NO_ADJUSTMENT

    def finish(self, seconds: float) -> None:
        """Say the sums, once all is done."""
        for collection, name in _PEOPLE.items():
            parts = (f"{self._counts[collection, fate]} {word}" for fate, word in _COUNTED.items())
            self._out.write(f"{name}: {', '.join(parts)}\n")
        self._out.write(
            f"{self._movements} movimientos; {self._adjusted} ajustes de apertura; {seconds:.1f} s\n"
            + ("Fue un ensayo: no se escribió nada\n" if self._rehearsed else "")
        )

    def _sums(self, collection: str) -> dict[str, int]:
        return {fate.value: self._counts[collection, fate] for fate in Fate}


class JsonReport(TextReport):
    """For machines: one JSON object, written as it grows; `complete` is false where it was cut off."""

    def __enter__(self) -> Self:
        self._complete = False
        self._separator = "\n"
        self._seconds = 0.0
        self._out.write('{"documents": [')
        return self

    def add(self, outcome: ImportOutcome) -> None:
        self._count(outcome)
        self._out.write(self._separator + json.dumps(_as_dict(outcome), ensure_ascii=False))
        self._separator = ",\n"

    def finish(self, seconds: float) -> None:
        self._complete = True
        self._seconds = seconds

    def __exit__(self, *_error: object) -> None:
        sums = {
            "fondos": self._sums("fondos"),
            "usuarios": self._sums("usuarios"),
            "movements": self._movements,
            "adjusted": self._adjusted,
            "dry_run": self._rehearsed,
            "seconds": round(self._seconds, 1),
            "complete": self._complete,
        }
        self._out.write("\n], " + json.dumps(sums)[1:] + "\n")
        self._out.flush()


def _as_dict(outcome: ImportOutcome) -> dict[str, Any]:
    adjustment = outcome.adjustment
    return {
        "collection": outcome.collection,
        "id": outcome.id,
        "outcome": outcome.fate.value,
        "reasons": list(outcome.reasons),
        "notes": list(outcome.notes),
        "adjustment": None if adjustment == NO_ADJUSTMENT else adjustment_as_dict(adjustment),
        "movements": outcome.movements,
    }


class ImportProgress:
    """On stderr: one line that is written over, or a line now and then where nobody watches."""

    def __init__(self) -> None:
        self._started = self._told = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        if sys.stderr is None:
            return
        now = time.monotonic()
        watched = sys.stderr.isatty()
        if not watched and now - self._told < _QUIET_SECONDS:
            return
        self._told = now
        percent = 100 * done // total if total else 100
        rate = done / max(now - self._started, 0.001)
        line = f"Importando: {done} de {total} clientes ({percent} %), {rate:.0f} por segundo"
        ending = "\n" if not watched or done >= total else ""
        sys.stderr.write(f"\r{line}{ending}" if watched else line + ending)
        sys.stderr.flush()
