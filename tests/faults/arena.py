"""Where a run takes place: a replica set, an endpoint and the nurseries, used by one run after another.

Each run has a database, a folder and clients of its own, so that it is judged by itself.
"""

import json
import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from pymongo.database import Database

from btg_desktop.adapters.mongo.audit import MongoAuditReader
from btg_desktop.adapters.mongo.connection import connect
from btg_desktop.adapters.mongo.schema import ensure_schema
from btg_desktop.adapters.mongo.stores import MongoClients
from btg_desktop.domain.audit import Violation
from btg_desktop.services.clients import Clients
from btg_desktop.services.verification import Verification
from faults.cluster import ReplicaSet, wait_until
from faults.desk import FIRST_DOCUMENT, DeskPlan
from faults.endpoint import Endpoint
from faults.history import Record, read_histories
from faults.nursery import Child, Nursery, clock_is_fakeable

SKEW_SECONDS: Final = 7 * 3600.0
_OPEN_STATES: Final = ["pendiente", "reservada", "enviando"]


@dataclass
class Arena:
    """What outlives a run."""

    cluster: ReplicaSet
    endpoint: Endpoint
    nursery: Nursery
    skewed: Nursery | None

    @classmethod
    @contextmanager
    def open(cls, folder: Path, first_folder: Path | None = None) -> Iterator["Arena"]:
        endpoint = Endpoint()
        endpoint.start()
        nurseries: list[Nursery] = []
        cluster: ReplicaSet | None = None
        try:
            nurseries.append(Nursery(endpoint.environment, folder / "desks.log"))
            if clock_is_fakeable():
                nurseries.append(Nursery(endpoint.environment, folder / "skewed.log", SKEW_SECONDS))
            cluster = ReplicaSet.start(folder, first_folder)
            yield cls(cluster, endpoint, nurseries[0], nurseries[1] if len(nurseries) > 1 else None)
        finally:
            for nursery in nurseries:
                nursery.close()
            if cluster is not None:
                cluster.close()
            endpoint.close()


@dataclass
class Run:
    """One run: its desks, their histories, and what is in the database at the end."""

    arena: Arena
    name: str
    folder: Path
    seed: int = 0
    mutant: str = ""
    is_calm: bool = False
    """Nothing was done to the messages: none may be sent twice."""
    per_hour: int = 1_000_000
    hour_ms: int = 60 * 60_000
    """How many messages one address gets in an hour, and how long that is; a campaign is over in less."""
    clients: list[str] = field(default_factory=list)
    killed: Counter[str] = field(default_factory=Counter)
    _living: list[Child] = field(default_factory=list)
    _data_dirs: set[str] = field(default_factory=set)
    _born: int = 0

    def open(self, clients: int) -> None:
        """Lay out the database and register `clients`: half by e-mail, half by SMS, one not reachable."""
        (self.folder / "histories").mkdir(parents=True)
        self.arena.endpoint.reset(self.seed)
        self.arena.cluster.network.reset(self.seed)
        self.database: Database[dict[str, Any]] = connect(self.arena.cluster.uri, self.name)
        ensure_schema(self.database)
        service = Clients(MongoClients(self.database))
        for number in range(clients):
            address = "rechazado" if number == 2 else f"cliente{number}"
            client = service.register(
                name=f"Cliente {number}",
                document_type="CC",
                document=str(FIRST_DOCUMENT + number),
                email=f"{address}@example.com",
                phone=f"30054400{number:02d}",
                channel="sms" if number % 2 else "email",
            )
            self.clients.append(client.id)

    def spawn(self, desk: str, *, skewed: bool = False, **plan: Any) -> Child:
        """Start the next process of the desk called `desk`; it finds what the last one left."""
        self._born += 1
        data_dir = plan.pop("data_dir", desk)
        self._data_dirs.add(data_dir)
        whole = DeskPlan(
            name=f"{desk}-{self._born}",
            uri=self.arena.cluster.uri,
            database=self.name,
            data_dir=str(self.folder / data_dir),
            history=str(self.folder / "histories" / f"{self._born:05d}-{desk}.jsonl"),
            clients=plan.pop("clients", self.clients),
            mutant=plan.pop("mutant", self.mutant),
            per_hour=self.per_hour,
            hour_ms=self.hour_ms,
        )
        nursery = self.arena.nursery
        if skewed and self.arena.skewed is not None:
            nursery = self.arena.skewed
        elif skewed:
            plan["clock_offset"] = SKEW_SECONDS  # only what Python asks; better than nothing
        child = nursery.spawn(replace(whole, **plan).to_json())
        self._living.append(child)
        return child

    def wait_for(self, event: str, count: int = 1, seconds: float = 20) -> None:
        """Until the desks have written `count` records of `event`."""
        wait_until(
            lambda: sum(record.event == event for record in self.histories()) >= count,
            seconds,
            f"no {count} × {event}",
        )

    def wait(self, *children: Child, seconds: float = 40) -> None:
        end = time.monotonic() + seconds
        for child in children:
            child.wait(max(0.1, end - time.monotonic()))

    def settle(self, seconds: float = 60) -> None:
        """Everything runs again; every abandoned intent is resumed, and the outbox drained dry."""
        self.arena.cluster.restore()
        self.arena.cluster.network.commit_fault_rate = 0
        self.arena.endpoint.behave()
        for child in self._living:
            child.resume()
        end = time.monotonic() + seconds
        for child in self._living:
            try:
                child.wait(max(0.1, end - time.monotonic()))
            except TimeoutError:
                child.kill()
                child.wait(5)
        for data_dir in sorted(self._data_dirs):
            self._resume(data_dir, end)
        self._drain(end)

    def intents(self) -> list[str]:
        """What is still without an answer on the desks' disks."""
        return _unanswered(self.folder.glob("*/intents/*/*.json"))

    def histories(self) -> list[Record]:
        return read_histories(self.folder / "histories")

    def violations(self) -> list[Violation]:
        """What `btg-desktop verify` would say."""
        return list(Verification(MongoAuditReader(self.database)).violations())

    def documents(self, collection: str) -> list[dict[str, Any]]:
        return list(self.database[collection].find())

    def close(self) -> None:
        for child in self._living:
            child.kill()
            child.wait(10)
        self.database.client.close()

    def _resume(self, data_dir: str, end: float) -> None:
        while _unanswered((self.folder / data_dir).glob("intents/*/*.json")) and time.monotonic() < end:
            child = self.spawn(
                f"resume-{Path(data_dir).name}", data_dir=data_dir, tries=10, seconds=0, drains=False
            )
            self.wait(child, seconds=max(1, end - time.monotonic()))

    def _drain(self, end: float) -> None:
        notifications = self.database["notificaciones"]
        children = [self.spawn(f"drain-{n}", submits=False, seconds=120, pause=0) for n in range(2)]
        try:
            while notifications.count_documents({"estado": {"$in": _OPEN_STATES}}):
                if time.monotonic() > end:
                    return  # the check names what is left
                time.sleep(0.1)
        finally:
            for child in children:
                child.kill()
                child.wait(10)


def _unanswered(intents: Iterable[Path]) -> list[str]:
    """The ids of the requests that wait in these files."""
    return sorted(json.loads(text)["id"] for path in intents if (text := path.read_text()).strip())


@contextmanager
def running(
    arena: Arena, name: str, folder: Path, *, clients: int = 6, seed: int = 0, mutant: str = ""
) -> Iterator[Run]:
    run = Run(arena, f"{name}-{os.getpid()}", folder / name, seed, mutant)
    run.open(clients)
    try:
        yield run
    finally:
        run.close()
