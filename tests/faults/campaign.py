"""The campaign: many desks work while servers, network, service and desks are broken, then all is judged.

`make faults ARGS="--seed 7 --minutes 10 --write-report"`. The seed decides what is asked and what is
broken in which order; the machine decides how the two meet.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from faults import report
from faults.arena import Arena, Run, running
from faults.chance import seeded
from faults.checker import check
from faults.findings import Finding
from faults.nemesis import SERVER_HARMS, fill_disk
from faults.nursery import Child
from faults.pressure import DeskPressure, ServerPressure
from faults.scenarios import SCENARIOS, mutants_caught
from faults.steps import STEPS

_TICK: Final = 0.05
_DISK_SIZE: Final = "700m"


@dataclass
class Desk:
    """A place at the counter: one process after another works there. `partner` shares its seed."""

    name: str
    pair: int
    data_dir: str
    skewed: bool = False
    has_window: bool = False
    child: Child | None = None
    generation: int = 0


@dataclass
class Campaign:
    """One long run under fire."""

    run: Run
    desks: list[Desk]
    seconds: float
    has_own_disk: bool = False
    injected: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._chance = seeded(self.run.seed)
        self._steps: list[str] = []

    def fight(self) -> None:
        network, endpoint = self.run.arena.cluster.network, self.run.arena.endpoint
        network.commit_fault_rate, endpoint.fault_rate = 0.06, 0.25
        kinds = [*SERVER_HARMS, *([fill_disk] if self.has_own_disk else [])]
        servers = ServerPressure(self.run, kinds, seeded(f"{self.run.seed} servers"), self.injected)
        desks = DeskPressure(seeded(f"{self.run.seed} desks"), self.injected)
        end = time.monotonic() + self.seconds
        while (now := time.monotonic()) < end:
            self._keep_staffed(end - now)
            servers.tick()
            desks.tick([desk.child for desk in self.desks if desk.child and not desk.child.ended.is_set()])
            time.sleep(_TICK)
        servers.undo()
        desks.undo()
        self.injected += network.injected
        self.injected += endpoint.injected

    def _keep_staffed(self, left: float) -> None:
        """Every desk has a process; most are to die at a step of their own choosing."""
        for desk in self.desks:
            if desk.child is not None and not desk.child.ended.is_set():
                continue
            if not self._steps:
                self._steps = self._chance.sample(STEPS, len(STEPS))
            dies = self._chance.random() < 0.85
            desk.generation += 1
            desk.child = self.run.spawn(
                desk.name,
                skewed=desk.skewed,
                data_dir=desk.data_dir,
                seed=self.run.seed * 1_000_003 + desk.pair * 1_009 + desk.generation,
                seconds=min(left, self._chance.uniform(6, 20) * (2 if desk.has_window else 1)),
                has_window=desk.has_window,
                kill_step=self._steps.pop() if dies else "",
                kill_nth=self._chance.choice([1, 1, 2, 3, 5, 8]),
            )


def staff(pairs: int, singles: int, windows: int) -> list[Desk]:
    """Pairs submit the same ids; two of the single desks share one PC's folder, one has a wrong clock.

    A window's folder is its own: who works there next must find what the last one left.
    """
    desks = [Desk(f"pair{n}{side}", n, f"pair{n}{side}") for n in range(pairs) for side in "ab"]
    desks += [Desk(f"single{n}", 100 + n, f"single{max(n, 1)}") for n in range(singles)]
    desks[-1].skewed = True
    desks += [Desk(f"window{n}", 200 + n, f"window{n}", has_window=True) for n in range(windows)]
    return desks


@dataclass(frozen=True)
class Result:
    """A run's figures and what it was found guilty of."""

    figures: report.Figures
    findings: list[Finding]


def fight(
    arena: Arena,
    folder: Path,
    *,
    seed: int,
    seconds: float,
    pairs: int = 3,
    singles: int = 6,
    windows: int = 2,
    has_own_disk: bool = False,
    mutant: str = "",
) -> Result:
    """One campaign, settled and judged."""
    with running(arena, f"campaign-{seed}", folder, clients=24, seed=seed, mutant=mutant) as run:
        campaign = Campaign(run, staff(pairs, singles, windows), seconds, has_own_disk)
        campaign.fight()
        run.settle(seconds=120)
        findings = check(run)
        records = run.histories()
        for record in records:
            if record.event == "killed":
                campaign.injected[f"kill -9 of a desk at a step | {record['step']}"] += 1
        if any(desk.skewed for desk in campaign.desks):
            campaign.injected["a desk whose clock is wrong by hours"] += 1
        return Result(report.Figures.of(run, records, campaign.injected, findings, seconds), findings)


@contextmanager
def small_disk(folder: Path, size: str = _DISK_SIZE) -> Iterator[Path | None]:
    """A disk of its own that can be filled; None where mounting is not allowed."""
    folder.mkdir(parents=True, exist_ok=True)
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if mount is None or umount is None:
        yield None
        return
    tmpfs = [mount, "-t", "tmpfs", "-o", f"size={size}", "btg-faults", str(folder)]
    if subprocess.run(tmpfs, capture_output=True, check=False).returncode:  # noqa: S603 - no shell
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run([umount, "--lazy", folder], check=True)  # noqa: S603 - no shell


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=int(time.time()) % 100_000)
    parser.add_argument("--minutes", type=float, default=3.0)
    parser.add_argument("--mutants", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--write-report", action="store_true", help="into docs/reliability.md")
    parser.add_argument("--keep", action="store_true", help="keep the histories and the servers' logs")
    options = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="btg-faults-"))
    sys.stdout.write(f"seed {options.seed}, {options.minutes:g} minutes\n")
    with ExitStack() as stack:
        if not options.keep:
            stack.callback(shutil.rmtree, folder)
        disk = stack.enter_context(small_disk(folder / "disk"))
        arena = stack.enter_context(Arena.open(folder, disk and disk / "member-0"))
        result = fight(
            arena, folder, seed=options.seed, seconds=options.minutes * 60, has_own_disk=disk is not None
        )
        caught = mutants_caught(arena, folder / "mutants") if options.mutants else {}
    text = report.write(result.figures, caught, options.seed)
    sys.stdout.write(text)
    for finding in result.findings:
        sys.stdout.write(f"FOUND: {finding.kind}: {finding.request_id}: {finding.detail}\n")
    if options.keep:
        sys.stdout.write(f"histories and logs: {folder}\n")
    if options.write_report:
        report.insert(text)
    return 1 if result.findings or len(caught) < (len(SCENARIOS) if options.mutants else 0) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
