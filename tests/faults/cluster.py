"""A replica set of three real mongods behind proxies: started, killed, paused, stepped down, restarted."""

import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import psutil
from pymongo import MongoClient
from pymongo.errors import AutoReconnect, OperationFailure, PyMongoError

from btg_desktop.adapters.private_mongod.binary import find_mongod
from faults.proxy import Network, Route

T = TypeVar("T")

TRANSACTION_SECONDS: Final = 3
"""How long a dead desk's open transaction may hold a client (a server's default is 60 s)."""

_NAME: Final = "faults"
_SETPRIV: Final = shutil.which("setpriv")
_DIES_WITH_US: Final = () if _SETPRIV is None else (_SETPRIV, "--pdeathsig", "KILL")
_MEMBERS: Final = 3
_START_SECONDS: Final = 60.0


class Member:
    """One mongod. A kill is SIGKILL: nothing is flushed, nobody is told."""

    def __init__(self, index: int, folder: Path, port: int, binary: Path) -> None:
        self.index = index
        self.port = port
        self.folder = folder
        self._binary = binary
        self._process: subprocess.Popen[bytes] | None = None
        self.admin: MongoClient[dict[str, Any]] = MongoClient(
            "127.0.0.1",
            port,
            directConnection=True,
            serverSelectionTimeoutMS=300,
            socketTimeoutMS=5_000,
            connect=False,
        )

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        settings = {
            "port": self.port,
            "dbpath": self.folder,
            "logpath": self.folder / "mongod.log",
            "replSet": _NAME,
            "bind_ip": "127.0.0.1",
            "wiredTigerCacheSizeGB": "0.25",
            "oplogSize": 64,
        }
        parameters = {
            "transactionLifetimeLimitSeconds": TRANSACTION_SECONDS,
            "diagnosticDataCollectionEnabled": "false",
        }
        self._process = subprocess.Popen(  # noqa: S603 - a path of ours, no shell
            [
                *_DIES_WITH_US,
                str(self._binary),
                *("--nounixsocket", "--quiet", "--logappend"),
                *(str(word) for name, value in settings.items() for word in (f"--{name}", value)),
                *(
                    word
                    for name, value in parameters.items()
                    for word in ("--setParameter", f"{name}={value}")
                ),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # all is in its log, but for the last words of a crash
        )

    @property
    def pid(self) -> int | None:
        return None if self._process is None else self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait(timeout=30)

    def pause(self) -> None:
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def hello(self) -> dict[str, Any] | None:
        """What the member says of itself; None if it does not answer."""
        try:
            return self.admin.admin.command("hello")
        except PyMongoError:
            return None

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)


@dataclass
class ReplicaSet:
    """Three members and the network before them."""

    members: list[Member]
    network: Network

    @classmethod
    def start(cls, folder: Path, first_folder: Path | None = None) -> "ReplicaSet":
        """Start everything and wait for a primary. `first_folder` may lie on a disk of its own."""
        binary = find_mongod()
        ports = free_ports(2 * _MEMBERS)
        members = [
            Member(index, folder / f"member-{index}", ports[index], binary) for index in range(_MEMBERS)
        ]
        if first_folder is not None:
            members[0].folder = first_folder
        routes = [Route(proxy, member.port) for proxy, member in zip(ports[_MEMBERS:], members, strict=True)]
        replica_set = cls(members, Network(routes, lambda: _members_by_port(members)))
        replica_set.network.start()
        try:
            for member in members:
                member.start()
            replica_set._initiate()
        except BaseException:
            replica_set.close()
            raise
        return replica_set

    @property
    def uri(self) -> str:
        hosts = ",".join(f"127.0.0.1:{route.proxy}" for route in self.network.routes)
        return f"mongodb://{hosts}/?replicaSet={_NAME}"

    def primary(self) -> Member | None:
        """The member that takes writes, as far as they can say; after a partition the newest counts."""
        claims = [
            (hello.get("electionId"), member)
            for member in self.members
            if member.is_running and (hello := member.hello()) and hello["isWritablePrimary"]
        ]
        return max(claims, key=lambda claim: str(claim[0]))[1] if claims else None

    def wait_for_primary(self, seconds: float = _START_SECONDS) -> Member:
        return wait_until(self.primary, seconds, "no primary")

    @property
    def is_whole(self) -> bool:
        """Whether there is a primary and every other member follows it."""
        hellos = [member.hello() for member in self.members]
        states = [hello["isWritablePrimary"] or hello["secondary"] for hello in hellos if hello]
        return len(states) == len(self.members) and all(states) and self.primary() is not None

    def step_down(self) -> None:
        """Ask the primary to make room; a refusal (no secondary has caught up) is fine."""
        primary = self.primary()
        if primary is None:
            return
        try:
            primary.admin.admin.command("replSetStepDown", 5, secondaryCatchUpPeriodSecs=1)
        except (OperationFailure, AutoReconnect):
            return

    def restore(self) -> None:
        """Whatever was done to it: all members run, reach each other, and one is the primary."""
        self.network.heal()
        for member in self.members:
            member.resume()
            if not member.is_running:
                member.start()
        self.wait_for_primary()

    def close(self) -> None:
        for member in self.members:
            member.resume()
            member.kill()
            member.admin.close()
        self.network.close()

    def _initiate(self) -> None:
        first = self.members[0]
        wait_until(first.hello, _START_SECONDS, "the first member does not answer")
        for member in self.members[1:]:
            wait_until(member.hello, _START_SECONDS, "a member does not answer")
        hosts = [
            {"_id": index, "host": f"127.0.0.1:{route.proxy}"}
            for index, route in enumerate(self.network.routes)
        ]
        first.admin.admin.command(
            "replSetInitiate",
            {
                "_id": _NAME,
                "members": hosts,
                "settings": {"electionTimeoutMillis": 1_500, "heartbeatIntervalMillis": 400},
            },
        )
        self.wait_for_primary()


def wait_until(ask: Callable[[], T | None], seconds: float, complaint: str) -> T:
    """The first truthy answer of `ask`; asked ten times a second. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while not (answer := ask()):
        if time.monotonic() > end:
            raise TimeoutError(complaint)
        time.sleep(0.1)
    return answer


def free_ports(count: int) -> list[int]:
    """Ports of the loopback that nobody listens on now."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def _members_by_port(members: list[Member]) -> dict[int, int]:
    """The local ports that members connect from, with their index."""
    ports = {}
    for member in members:
        if member.pid is None or not member.is_running:
            continue
        try:
            connections = psutil.Process(member.pid).net_connections("tcp4")
        except psutil.NoSuchProcess:
            continue  # killed a moment ago: it connects no more
        ports.update({one.laddr.port: member.index for one in connections if one.laddr})
    return ports
