"""What is done to the servers, the network and the desks: each a generator that does harm, waits, undoes it.

What a generator yields is how long to let the harm work (seconds); the campaign goes on meanwhile.
"""

import errno
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from faults.arena import Run
from faults.nursery import Child

Harm = Iterator[float]


def kill_primary(run: Run, chance: random.Random) -> Harm:
    """kill -9 of the primary"""
    if (primary := run.arena.cluster.primary()) is not None:
        primary.kill()
        yield chance.uniform(1.0, 3.5)
        primary.start()


def kill_secondary(run: Run, chance: random.Random) -> Harm:
    """kill -9 of a secondary"""
    primary = run.arena.cluster.primary()
    secondary = chance.choice([member for member in run.arena.cluster.members if member is not primary])
    secondary.kill()
    yield chance.uniform(1.0, 3.0)
    secondary.start()


def kill_secondaries_then_primary(run: Run, chance: random.Random) -> Harm:
    """kill -9 of both secondaries, then of the primary, and all start again"""
    cluster = run.arena.cluster
    primary = cluster.primary()
    for member in cluster.members:
        if member is not primary:
            member.kill()
    yield chance.uniform(0.3, 1.5)
    for member in cluster.members:
        member.kill()
        member.start()


def kill_all(run: Run, _chance: random.Random) -> Harm:
    """kill -9 of all servers at once"""
    for member in run.arena.cluster.members:
        member.kill()
    yield 0.2
    for member in run.arena.cluster.members:
        member.start()


def step_down(run: Run, _chance: random.Random) -> Harm:
    """the primary steps down"""
    run.arena.cluster.step_down()
    yield 1.0


def pause_primary(run: Run, chance: random.Random) -> Harm:
    """SIGSTOP of the primary, then SIGCONT"""
    if (primary := run.arena.cluster.primary()) is not None:
        primary.pause()
        yield chance.uniform(0.5, 5.0)
        primary.resume()


def isolate_from_members(run: Run, chance: random.Random) -> Harm:
    """the primary cut off from the secondaries, not from the desks"""
    if (primary := run.arena.cluster.primary()) is not None:
        run.arena.cluster.network.isolate(primary.index, from_desks=False)
        yield chance.uniform(2.0, 5.0)
        run.arena.cluster.network.heal()


def isolate_from_all(run: Run, chance: random.Random) -> Harm:
    """the primary cut off from everybody"""
    if (primary := run.arena.cluster.primary()) is not None:
        run.arena.cluster.network.isolate(primary.index, from_desks=True)
        yield chance.uniform(2.0, 5.0)
        run.arena.cluster.network.heal()


def cut_desks(run: Run, _chance: random.Random) -> Harm:
    """all connections of the desks cut at once"""
    run.arena.cluster.network.cut_desks()
    yield 0.1


def fill_disk(run: Run, _chance: random.Random) -> Harm:
    """the disk of a server full"""
    member = run.arena.cluster.members[0]
    ballast = member.folder.parent / "ballast"
    fill(ballast)
    yield 4.0
    ballast.unlink()
    member.kill()
    member.start()


def fill(ballast: Path) -> None:
    """Write until the disk has no room left."""
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise


SERVER_HARMS: tuple[Callable[[Run, random.Random], Harm], ...] = (
    kill_primary,
    kill_secondary,
    kill_secondaries_then_primary,
    kill_all,
    step_down,
    pause_primary,
    isolate_from_members,
    isolate_from_all,
    cut_desks,
)


def kill_desk(desk: Child) -> Harm:
    """kill -9 of a desk at any moment"""
    desk.kill()
    yield 0.0


def pause_desk(desk: Child, chance: random.Random) -> Harm:
    """SIGSTOP of a desk, then SIGCONT"""
    desk.pause()
    yield chance.uniform(0.5, 4.5)
    desk.resume()
