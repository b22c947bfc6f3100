"""The figures of a campaign as the tables that docs/reliability.md shows between its markers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from faults.arena import Run
from faults.findings import Finding, Kind
from faults.history import Record
from faults.mutants import MUTANTS

DOCUMENT: Final = Path(__file__).parents[2] / "docs" / "reliability.md"
_BEGIN: Final = "<!-- campaign: begin -->"
_END: Final = "<!-- campaign: end -->"

_PROMISES: Final[Mapping[str, tuple[Kind, ...]]] = {
    "operations lost": (Kind.LOST,),
    "operations doubled, or spent twice": (Kind.DOUBLED, Kind.OVERDRAWN),
    "told that nothing moved, though it did": (Kind.REJECTED_APPLIED,),
    "contradictory answers": (Kind.CONTRADICTORY,),
    "rejections that were never true, answers out of order": (Kind.GUESSED, Kind.ORDER),
    "decided, but never told; intents forgotten too early": (Kind.UNTOLD, Kind.FORGOTTEN),
    "broken invariants of the books": (Kind.BOOKS, Kind.WEAK_COMMIT),
    "messages lost": (Kind.MESSAGE_LOST,),
    "messages sent more often than promised": (Kind.MESSAGE_DOUBLED, Kind.STALE_SETTLE),
    "messages of money that never moved": (Kind.MESSAGE_UNFOUNDED,),
    "messages to somebody else, or too many to one address": (Kind.MESSAGE_MISDIRECTED, Kind.MESSAGE_FLOOD),
    "operations without an answer that the list did not show, or showed wrongly": (
        Kind.UNLISTED,
        Kind.MISLISTED,
    ),
    "second operations that passed while the first had no answer": (Kind.BLIND,),
    "failures of the program itself": (Kind.BUG,),
}


@dataclass(frozen=True)
class Figures:
    """What a campaign did and found."""

    seconds: float
    faults: Counter[str]
    counts: dict[str, int]
    findings: Counter[Kind]

    @classmethod
    def of(
        cls, run: Run, records: list[Record], faults: Counter[str], findings: list[Finding], seconds: float
    ) -> "Figures":
        states = Counter(document["estado"] for document in run.documents("notificaciones"))
        outcomes = Counter(document["resultado"] for document in run.documents("solicitudes"))
        unknown = {r["id"] for r in records if r.event == "answer" and r["answer"] == "unknown"}
        return cls(
            seconds,
            faults,
            {
                "desk processes": len({record.desk for record in records}),
                "requests": len({record["id"] for record in records if record.event == "ask"}),
                "questions, each request as often as it was asked": sum(r.event == "ask" for r in records),
                "answers that were unknown at first": len(unknown),
                "windows": sum(r.event == "window" for r in records),
                "readings of a window's list": sum(r.event == "list" for r in records),
                "rows read in it": sum(len(r["rows"]) for r in records if r.event == "list"),
                "applied": outcomes["aplicada"],
                "rejected": outcomes["rechazada"],
                "messages sent": states["enviada"],
                "messages refused for ever by the service": states["fallida"],
                "messages in doubt, for a person": states["en_duda"],
                "messages accepted twice, the one promised resend": sum(
                    count == 2 for count in run.arena.endpoint.accepted.values()
                ),
            },
            Counter(finding.kind for finding in findings),
        )

    @property
    def injected(self) -> int:
        return sum(self.faults.values())


def write(figures: Figures, caught: Mapping[str, str], seed: int) -> str:
    """The tables, in Markdown. `caught` says of each mutant what gave it away."""
    lines = [
        f"Seed {seed}, {figures.seconds / 60:g} minutes, {figures.injected} faults.",
        "",
        *_table("what was done", figures.counts),
        *_table(
            "what must be zero",
            {text: sum(figures.findings[kind] for kind in kinds) for text, kinds in _PROMISES.items()},
        ),
        *_table("faults injected", _by_kind(figures.faults)),
    ]
    if caught:
        lines += [f"| broken program (mutants caught: {len(caught)} of {len(MUTANTS)}) | what gave it away |"]
        lines += ["|---|---|"]
        lines += [
            f"| {mutant.broken} | {caught.get(name, '**survived**')} |" for name, mutant in MUTANTS.items()
        ]
        lines += [""]
    return "\n".join(lines)


def insert(text: str) -> None:
    """Put `text` between the markers of the document."""
    document = DOCUMENT.read_text(encoding="utf-8")
    before, rest = document.split(_BEGIN)
    _, after = rest.split(_END)
    DOCUMENT.write_text(f"{before}{_BEGIN}\n\n{text}\n{_END}{after}", encoding="utf-8")


def _table(title: str, rows: Mapping[str, int]) -> list[str]:
    return [f"| {title} | |", "|---|--:|", *(f"| {name} | {count:,} |" for name, count in rows.items()), ""]


def _by_kind(faults: Counter[str]) -> dict[str, int]:
    """The kinds in order of frequency; the steps at which desks died, in theirs, below."""
    steps = {name: count for name, count in faults.items() if " | " in name}
    others = Counter({name: count for name, count in faults.items() if " | " not in name})
    others["kill -9 of a desk at a chosen step"] = sum(steps.values())
    indented = {f"· {name.split(' | ')[1]}": count for name, count in sorted(steps.items())}
    return {**dict(others.most_common()), **indented}
