"""Short scripts that corner the program where it could break a promise; each must be clean with the
program as it is, and must give away the mutants that it is meant for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import uuid4

from faults.arena import Arena, Run, running
from faults.checker import check
from faults.cluster import wait_until
from faults.desk import Operation
from faults.endpoint import ChannelFault
from faults.findings import Finding, Kind
from faults.proxy import CommitFault


def opening(client: str, amount: int, fund: int = 3, request_id: str = "") -> Operation:
    return Operation(request_id or str(uuid4()), client, fund, str(amount))


def cancellation(client: str, fund: int = 3) -> Operation:
    return Operation(str(uuid4()), client, fund, None)


def calm_day(run: Run) -> None:
    """A client opens, adds and cancels."""
    client = run.clients[0]
    run.wait(
        run.spawn("calm", operations=[opening(client, 60_000), opening(client, 55_000), cancellation(client)])
    )


def last_money(run: Run) -> None:
    """Two desks open more than a client can pay for."""
    client = run.clients[0]
    run.wait(
        *(run.spawn(name, operations=[opening(client, 50_000) for _ in range(8)], pause=0) for name in "ab")
    )


def used_id_again(run: Run) -> None:
    """An id that was rejected is asked again when there would be enough; another one for something else."""
    client, rejected, applied = run.clients[0], str(uuid4()), str(uuid4())
    operations = [
        opening(client, 450_000, fund=4),
        opening(client, 60_000, request_id=rejected),
        cancellation(client, fund=4),
        opening(client, 60_000, request_id=rejected),
        opening(client, 50_000, request_id=applied),
        opening(client, 70_000, request_id=applied),
        opening(client, 50_000, request_id=applied),
    ]
    run.wait(run.spawn("again", operations=operations))


def primary_alone(run: Run, submit_seconds: float = 1.5, tries: int = 1) -> None:
    """The primary is cut off from its secondaries and goes on listening to the desks."""
    client = run.clients[0]
    operations = [
        operation for _ in range(200) for operation in (opening(client, 50_000), cancellation(client))
    ]
    desk = run.spawn(
        "alone", operations=operations, seconds=6, pause=0.02, tries=tries, submit_seconds=submit_seconds
    )
    run.wait_for("answer", 3)
    network = run.arena.cluster.network
    network.isolate(run.arena.cluster.wait_for_primary().index, from_desks=False)
    run.wait(desk)
    network.heal()


def asked_again_of_a_primary_alone(run: Run) -> None:
    """The same, and the desks are impatient: they meet their own commit, which may yet be rolled back."""
    primary_alone(run, submit_seconds=0.5, tries=3)


def answer_swallowed(run: Run) -> None:
    """The server commits, and its answer never arrives."""
    run.arena.cluster.network.plan(CommitFault.SWALLOW)
    run.wait(run.spawn("deaf", operations=[opening(run.clients[0], 50_000)], submit_seconds=1.0))


def commit_lost(run: Run) -> None:
    """The commit never arrives at the server."""
    run.arena.cluster.network.plan(CommitFault.LOSE)
    run.wait(run.spawn("mute", operations=[opening(run.clients[0], 50_000)], submit_seconds=1.0))


def refused_after_commit(run: Run) -> None:
    """The server commits, the answer is cut off, and the commit's repetition is refused: rights were lost."""
    run.arena.cluster.network.plan(CommitFault.CUT_AFTER, CommitFault.REFUSE)
    run.wait(run.spawn("refused", operations=[opening(run.clients[0], 50_000)]))


def killed_between_writes(run: Run) -> None:
    """A desk dies between the writes of its transaction."""
    operations = [opening(run.clients[0], 50_000)]
    run.wait(run.spawn("writes", operations=operations, kill_step="transacciones: write sent"))


def killed_before_message(run: Run) -> None:
    """A desk dies when it is about to write the message."""
    operations = [opening(run.clients[0], 50_000)]
    run.wait(run.spawn("message", operations=operations, kill_step="notificaciones: write sent"))


def killed_after_commit(run: Run) -> None:
    """A desk dies with the answer in its hands, before anybody saw it."""
    operations = [opening(run.clients[0], 50_000)]
    run.wait(run.spawn("commit", operations=operations, kill_step="commit: answered"))


def killed_after_sending(run: Run) -> None:
    """Desks die right after the service accepted a message."""
    run.wait(run.spawn("opens", operations=[opening(run.clients[0], 50_000)], drains=False))
    for name in ("one", "two", "three"):
        sender = run.spawn(name, submits=False, seconds=4, kill_step="channel: sent", lease_ms=1_000)
        run.wait(sender)


def stalled_sender(run: Run) -> None:
    """A desk stalls while it sends, loses its claim, and wakes up while another sends."""
    run.arena.endpoint.slow_seconds = 0.8
    run.arena.endpoint.plan(ChannelFault.SLOW, ChannelFault.HANG)
    run.wait(run.spawn("opens", operations=[opening(run.clients[0], 50_000)], drains=False))
    stalled = run.spawn("stalled", submits=False, seconds=8, lease_ms=1_200)
    wait_until(lambda: run.arena.endpoint.accepted, 10, "nothing was sent")
    stalled.pause()
    run.spawn("other", submits=False, seconds=5, lease_ms=3_000)
    run.wait_for("mark", 2)
    stalled.resume()
    run.wait_for("settling", 2)


def wrong_clock(run: Run) -> None:
    """A desk stands still while it sends, well within its claim; the clock of another is hours ahead."""
    run.is_calm = True
    run.arena.endpoint.slow_seconds = 0.8
    run.arena.endpoint.always(ChannelFault.SLOW)
    run.wait(run.spawn("opens", operations=[opening(run.clients[0], 50_000)], drains=False))
    right = run.spawn("right", submits=False, seconds=3, lease_ms=60_000)
    wait_until(lambda: run.arena.endpoint.accepted, 10, "nothing was sent")
    right.pause()
    run.wait(run.spawn("ahead", submits=False, seconds=3, clock_offset=7 * 3600.0))
    right.resume()
    run.wait(right)


def liar(run: Run) -> None:
    """The service accepts every message and drops every answer."""
    run.arena.endpoint.always(ChannelFault.DROP_ANSWER)
    run.wait(run.spawn("liar", operations=[opening(run.clients[0], 50_000)], seconds=5, pause=3))


def deaf_service(run: Run) -> None:
    """The service drops every connection without accepting anything."""
    run.arena.endpoint.always(ChannelFault.DEAF)
    run.wait(run.spawn("deaf", operations=[opening(run.clients[0], 50_000)], seconds=5, pause=2))


def forged_message(run: Run) -> None:
    """Somebody writes another address and another name into a message that waits to be sent."""
    run.wait(run.spawn("opens", operations=[opening(run.clients[0], 50_000)], drains=False))
    forged = {"nombre": "www.otro.co", "destino": "otro@example.com", "canal": "email"}
    run.database["notificaciones"].update_many({}, {"$set": forged})


def flood(run: Run) -> None:
    """One client gets more messages than an hour allows, sent by two desks."""
    run.per_hour, run.hour_ms = 3, 3_000
    client = run.clients[0]
    operations = [opening(client, 50_000) for _ in range(8)]
    run.wait(run.spawn("opens", operations=operations, drains=False, seconds=20, pause=0))


def left_without_an_answer(run: Run) -> None:
    """A window's commit never arrives; its clerk closes *Verificando* and presses Enter for the same."""
    client = run.clients[0]
    run.arena.cluster.network.plan(CommitFault.LOSE, CommitFault.LOSE)
    operations = [opening(client, 50_000), opening(client, 50_000)]
    run.wait(
        run.spawn("window", has_window=True, haste=1.0, operations=operations, seconds=15, submit_seconds=1.0)
    )


def killed_window(run: Run) -> None:
    """A window dies with its transaction open; the next one on the same folder lists it until its answer."""
    window = {"has_window": True, "data_dir": "window", "seconds": 15, "submit_seconds": 0.6}
    operations = [opening(run.clients[0], 50_000)]
    run.wait(run.spawn("dies", **window, operations=operations, kill_step="commit: about to be sent"))
    run.wait(run.spawn("next", **window, submits=False))


@dataclass(frozen=True)
class Scenario:
    """What to play, and what gives the mutant away."""

    play: Callable[[Run], None]
    gives_away: Kind


SCENARIOS: Final[Mapping[str, Scenario]] = {
    "one_server": Scenario(primary_alone, Kind.LOST),
    "no_journal": Scenario(calm_day, Kind.WEAK_COMMIT),
    "no_guard": Scenario(last_money, Kind.OVERDRAWN),
    "rejection_not_stored": Scenario(used_id_again, Kind.CONTRADICTORY),
    "new_id_on_retry": Scenario(answer_swallowed, Kind.DOUBLED),
    "duplicate_is_success": Scenario(used_id_again, Kind.CONTRADICTORY),
    "no_transaction": Scenario(killed_between_writes, Kind.BOOKS),
    "message_after_commit": Scenario(killed_before_message, Kind.MESSAGE_LOST),
    "forgets_early": Scenario(killed_after_commit, Kind.UNTOLD),
    "unknown_is_failure": Scenario(answer_swallowed, Kind.REJECTED_APPLIED),
    "unknown_is_rejection": Scenario(answer_swallowed, Kind.REJECTED_APPLIED),
    "optimist": Scenario(commit_lost, Kind.LOST),
    "refusal_after_commit": Scenario(refused_after_commit, Kind.REJECTED_APPLIED),
    "sends_before_marking": Scenario(killed_after_sending, Kind.MESSAGE_DOUBLED),
    "no_fence": Scenario(stalled_sender, Kind.STALE_SETTLE),
    "clock_of_the_pc": Scenario(wrong_clock, Kind.MESSAGE_DOUBLED),
    "endless_resend": Scenario(liar, Kind.MESSAGE_DOUBLED),
    "assumes_sent": Scenario(deaf_service, Kind.MESSAGE_LOST),
    "believes_the_message": Scenario(forged_message, Kind.MESSAGE_MISDIRECTED),
    "no_hourly_limit": Scenario(flood, Kind.MESSAGE_FLOOD),
    "cancels_the_minimum": Scenario(calm_day, Kind.BOOKS),
    "forgets_a_row": Scenario(left_without_an_answer, Kind.UNLISTED),
    "blind_second": Scenario(left_without_an_answer, Kind.BLIND),
}
"""By the name of the mutant that each is meant for."""

ALL: Final = tuple(
    dict.fromkeys(
        [
            *(scenario.play for scenario in SCENARIOS.values()),
            asked_again_of_a_primary_alone,
            killed_window,
        ]
    )
)
"""Every corner that the program itself must come out of clean."""


def play(arena: Arena, folder: Path, scenario: Callable[[Run], None], mutant: str = "") -> list[Finding]:
    """Play `scenario`, settle, and judge."""
    name = f"{mutant or 'as-is'}-{scenario.__name__}"[:36]
    with running(arena, name, folder, mutant=mutant) as run:
        scenario(run)
        run.settle(seconds=6 if mutant else 30)  # a broken program may never come to rest
        return check(run)


def mutants_caught(arena: Arena, folder: Path) -> dict[str, str]:
    """Each mutant that its scenario gave away, and by what."""
    caught = {}
    for mutant, scenario in SCENARIOS.items():
        kinds = {finding.kind for finding in play(arena, folder, scenario.play, mutant)}
        if scenario.gives_away in kinds:
            caught[mutant] = scenario.gives_away.value
    return caught
