"""One desk as a process of its own: the program's services, put together as bootstrap does, and a script.

It works as the window does: intents that a killed process left are resubmitted first, an unknown outcome
is asked again under the same id, and the outbox is drained on a thread beside.
"""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from pymongo import monitoring
from pymongo.database import Database

from btg_desktop.adapters.channels.router import ChannelRouter
from btg_desktop.adapters.channels.ses import SesChannel
from btg_desktop.adapters.channels.sns import SnsChannel
from btg_desktop.adapters.channels.templates import MessageTemplates
from btg_desktop.adapters.intents import IntentJournal
from btg_desktop.adapters.mongo import ledger, outbox
from btg_desktop.adapters.mongo.connection import Document, connect
from btg_desktop.adapters.mongo.ledger import MongoLedger
from btg_desktop.adapters.mongo.outbox import MongoOutbox
from btg_desktop.domain.errors import BtgError, DatabaseUnavailable
from btg_desktop.domain.models import Desk, Request, Transaction, TransactionKind
from btg_desktop.services import notifications
from btg_desktop.services.notifications import Notifications
from btg_desktop.services.subscriptions import Subscriptions
from faults.answers import applied, asked, not_applied
from faults.chance import seeded
from faults.endpoint import READ_SECONDS
from faults.history import History
from faults.mutants import MUTANTS
from faults.mutation import swap
from faults.steps import Steps, WatchedChannel, WatchedIntents, WatchedLedger, WatchedOutbox

FIRST_DOCUMENT: Final = 10_000_000
"""The document of a run's first client; the others follow it."""

MINIMUMS: Final = {1: 75_000, 2: 125_000, 3: 50_000, 4: 250_000, 5: 100_000}
_DRAIN_PAUSE: Final = 0.15


@dataclass(frozen=True)
class Operation:
    """What an operator asks for; `amount` is None for a cancellation. One id is one intent."""

    id: str
    client: str
    fund: int
    amount: str | None

    def request(self, desk: Desk) -> Request:
        kind = TransactionKind.CANCELLATION if self.amount is None else TransactionKind.SUBSCRIPTION
        amount = None if self.amount is None else Decimal(self.amount)
        return Request(UUID(self.id), kind, self.client, self.fund, amount, desk)


@dataclass(frozen=True)
class DeskPlan:
    """All that a desk's process is told. With no `operations` it makes them up, by `seed`."""

    name: str
    uri: str
    database: str
    data_dir: str
    history: str
    seed: int = 0
    clients: list[str] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)
    seconds: float = 10.0
    pause: float = 0.05
    submits: bool = True
    drains: bool = True
    tries: int = 3
    submit_seconds: float = 4.0
    lease_ms: int = 2_500
    per_hour: int = 1_000_000
    hour_ms: int = 60 * 60_000
    kill_step: str = ""
    kill_nth: int = 1
    clock_offset: float = 0.0
    mutant: str = ""
    has_window: bool = False
    """The desk is a window with a clerk at it; `operations` get their ids from the window."""
    haste: float = 0.5
    """How often the clerk presses Enter without reading, from 0 to 1."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "DeskPlan":
        operations = [Operation(**operation) for operation in stored.pop("operations")]
        return cls(operations=operations, **stored)


@dataclass(frozen=True)
class Outfit:
    """What every desk works with, watched."""

    history: History
    steps: Steps
    database: Database[Document]
    journal: IntentJournal
    ledger: WatchedLedger
    channel: WatchedChannel
    sender: Notifications


def outfit(plan: DeskPlan) -> Outfit:
    """Open what a desk works with, as bootstrap does."""
    _shorten_waits(plan)
    if plan.mutant:
        MUTANTS[plan.mutant].apply()
    history = History(Path(plan.history))
    steps = Steps(history, plan.kill_step, plan.kill_nth)
    monitoring.register(steps)
    database = connect(plan.uri, plan.database)
    channel = WatchedChannel(_channel(), steps)
    watched = WatchedOutbox(MongoOutbox(database, plan.lease_ms), history)
    return Outfit(
        history,
        steps,
        database,
        IntentJournal(Path(plan.data_dir) / "intents"),
        WatchedLedger(MongoLedger(database), history),
        channel,
        Notifications(watched, channel),
    )


def work(plan: DeskPlan) -> None:
    """Be the desk until its time is over, its script is done, or it is killed."""
    ours = outfit(plan)
    history = ours.history
    intents = WatchedIntents(ours.journal, ours.steps, history)
    subscriptions = Subscriptions(ours.ledger, intents, Desk(plan.name, "Centro", "pc"))
    stop = threading.Event()
    drainer = threading.Thread(target=_drain, args=(ours.sender, history, stop), name="outbox")
    if plan.drains:
        drainer.start()
    if plan.submits:
        _Counter(plan, subscriptions, history).serve(time.monotonic() + plan.seconds)
    else:
        stop.wait(plan.seconds)
    stop.set()
    if plan.drains:
        drainer.join()
    ours.journal.close()


def _shorten_waits(plan: DeskPlan) -> None:
    """A campaign has minutes, a branch has all day: the same waits, scaled."""
    swap(ledger, "SUBMIT_SECONDS", plan.submit_seconds)
    swap(outbox, "BACKOFF_BASE_MS", 50)
    swap(outbox, "BACKOFF_CAP_MS", 500)
    swap(outbox, "MAX_PER_HOUR", plan.per_hour)
    swap(outbox, "HOUR_MS", plan.hour_ms)
    swap(notifications, "MAX_PER_DRAIN", 5)
    if plan.clock_offset:
        real = time.time
        time.time = lambda: real() + plan.clock_offset


def _channel() -> ChannelRouter:
    templates = MessageTemplates()
    return ChannelRouter(
        email=SesChannel(templates, "btg@btg.example", connect_timeout=1, read_timeout=READ_SECONDS),
        sms=SnsChannel(templates, connect_timeout=1, read_timeout=READ_SECONDS),
    )


def _drain(sender: Notifications, history: History, stop: threading.Event) -> None:
    while not stop.wait(_DRAIN_PAUSE):
        try:
            sender.drain(stop.is_set)
        except DatabaseUnavailable:
            continue  # as the window's outbox does: the messages wait where they are
        except Exception as error:
            history.write("bug", where="outbox", error=repr(error))
            raise


class _Counter:
    """The operator at the counter: asks, waits for the answer, asks again where none came."""

    def __init__(self, plan: DeskPlan, subscriptions: Subscriptions, history: History) -> None:
        self._plan = plan
        self._subscriptions = subscriptions
        self._history = history
        self._desk = Desk(plan.name, "Centro", "pc")
        self._end = 0.0

    def serve(self, end: float) -> None:
        self._end = end
        for intent in self._subscriptions.abandoned():
            self._ask_until_answered(
                intent.request, lambda _request, left=intent: self._subscriptions.resume(left)
            )
        answered: list[Operation] = []
        for operation in self._plan.operations or invent(self._plan, answered):
            if time.monotonic() >= end:
                return
            request = operation.request(self._desk)
            answer = self._ask_until_answered(request, self._submit)
            if answer in ("applied", "rejected"):
                answered.append(operation)
            time.sleep(self._plan.pause)

    def _submit(self, request: Request) -> Transaction:
        if request.amount is None:
            return self._subscriptions.cancel(request.id, request.client_id, request.fund_id)
        return self._subscriptions.subscribe(request.id, request.client_id, request.fund_id, request.amount)

    def _ask_until_answered(self, request: Request, submit: Callable[[Request], Transaction]) -> str:
        answer = {"answer": "unknown"}
        for attempt in range(self._plan.tries):
            self._history.write("ask", **asked(request))
            answer = self._answer(request, submit)
            self._history.write("answer", fingerprint=request.fingerprint, **answer)
            if answer["answer"] != "unknown" or time.monotonic() >= self._end:
                break
            time.sleep(0.1 * 2**attempt)
        return str(answer["answer"])

    def _answer(self, request: Request, submit: Callable[[Request], Transaction]) -> dict[str, Any]:
        try:
            return applied(submit(request))
        except BtgError as error:
            return not_applied(request, error)
        except Exception as error:
            self._history.write("bug", where="money", error=repr(error))
            raise


def invent(plan: DeskPlan, answered: list[Operation]) -> Iterator[Operation]:
    """Endless operations: openings of all sizes, cancellations, answered ids again, and such misused.

    Two desks with one seed invent the same new operations under the same ids: a pair.
    """
    new, echo = seeded(plan.seed), seeded(plan.name)
    while True:
        roll = echo.random()
        if answered and roll < 0.08:
            yield echo.choice(answered)
        elif answered and roll < 0.11:
            old = echo.choice(answered)
            yield Operation(old.id, old.client, old.fund, "999000" if old.amount is None else None)
        else:
            fund = new.choice(list(MINIMUMS))
            amount = None if new.random() < 0.45 else str(MINIMUMS[fund] + new.choice([0, 0, 7_000, -1]))
            identity = UUID(int=new.getrandbits(128), version=4)
            yield Operation(str(identity), new.choice(plan.clients), fund, amount)
