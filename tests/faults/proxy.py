"""A TCP proxy before each member of the replica set: cuts, partitions, and faults at the commit itself.

Members know each other by their proxies too, so that a primary can be cut off from its secondaries
while the desks still reach it. All of it runs on one thread with an event loop of its own.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Thread
from typing import Any, Final

from faults.chance import seeded
from faults.wire import answer_to, body, command_name, read_message, replace_body

_STRONG: Final = {"w": "majority", "j": True}
_UNAUTHORIZED: Final = {"ok": 0.0, "code": 13, "codeName": "Unauthorized", "errmsg": "not authorized"}


class CommitFault(StrEnum):
    """What may happen to a commit on its way."""

    LOSE = "commit never reached the server, and nobody said so"
    CUT_BEFORE = "commit cut before the server had it"
    CUT_DURING = "commit cut half way to the server"
    CUT_AFTER = "commit done, its answer cut off"
    CUT_ANSWER = "commit done, its answer cut half way"
    SWALLOW = "commit done, its answer never came"
    REFUSE = "commit refused by a forged answer"


RANDOM_FAULTS: Final = tuple(fault for fault in CommitFault if fault is not CommitFault.REFUSE)
"""What the long campaign draws from; a forged refusal would be a lie that no network tells."""


@dataclass(eq=False)
class _Link:
    """One connection through a proxy to the member `target`, from a desk or from a member's `port`."""

    is_desk: bool
    port: int
    target: int
    near: asyncio.StreamWriter
    far: asyncio.StreamWriter
    answer_fault: CommitFault | None = None

    def cut(self) -> None:
        self.near.transport.abort()
        self.far.transport.abort()


@dataclass(frozen=True)
class Route:
    """A proxy's port and the member's own."""

    proxy: int
    member: int


@dataclass
class Network:
    """The proxies of one replica set. `members_by_port` says from which ports members connect now."""

    routes: list[Route]
    members_by_port: Callable[[], dict[int, int]]
    commit_fault_rate: float = 0.0
    injected: Counter[str] = field(default_factory=Counter)
    weak_commits: int = 0
    commits: int = 0
    _random: random.Random = field(default_factory=lambda: seeded(0))
    _planned: list[CommitFault] = field(default_factory=list)
    greets_as_starting: bool = False
    """Whether members answer a desk's first greeting as one does that has just started."""
    _isolated: int | None = None
    _isolated_from_desks: bool = False
    _sources: dict[int, int] = field(default_factory=dict)
    _links: set[_Link] = field(default_factory=set)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def start(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="network")
        self._thread.start()
        self._run(self._listen())

    def close(self) -> None:
        self._run(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def reset(self, seed: int) -> None:
        """Forget what was injected and what was planned, and behave well."""
        self._random = seeded(seed)
        self.commit_fault_rate = 0.0
        self.injected = Counter()
        self.commits = self.weak_commits = 0
        self._planned.clear()
        self.greets_as_starting = False

    def plan(self, *faults: CommitFault) -> None:
        """Do these to the next commits, one each."""
        self._planned.extend(faults)

    def isolate(self, member: int, *, from_desks: bool) -> None:
        """Nothing passes between `member` and the others, and, if so wished, the desks."""

        async def isolate() -> None:
            self._isolated, self._isolated_from_desks = member, from_desks
            self._sources = self.members_by_port()
            self._healed.clear()

        self._run(isolate())

    def heal(self) -> None:
        async def heal() -> None:
            self._isolated = None
            self._healed.set()

        self._run(heal())

    def cut_desks(self) -> None:
        """Break every connection between a desk and a server."""

        async def cut() -> None:
            for link in list(self._links):
                if link.is_desk:
                    link.cut()

        self._run(cut())

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)

    async def _listen(self) -> None:
        self._healed = asyncio.Event()
        self._healed.set()
        self._servers = [
            await asyncio.start_server(self._acceptor(index), "127.0.0.1", route.proxy)
            for index, route in enumerate(self.routes)
        ]

    async def _stop(self) -> None:
        for server in self._servers:
            server.close()
        for link in self._links:
            link.cut()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _acceptor(self, target: int) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], None]:
        def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = self._loop.create_task(self._serve(target, reader, writer))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        return accept

    async def _serve(self, target: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        port = writer.get_extra_info("peername")[1]
        try:
            far_reader, far = await asyncio.open_connection("127.0.0.1", self.routes[target].member)
            first = await read_message(reader)
        except (OSError, asyncio.IncompleteReadError):  # the member is down: so is its address
            writer.transport.abort()
            return
        link = _Link(_is_from_a_desk(first), port, target, writer, far)
        if not link.is_desk and self._isolated is not None:
            self._sources |= self.members_by_port()
        self._links.add(link)
        pumps = [
            asyncio.ensure_future(self._ask(link, reader, first)),
            asyncio.ensure_future(self._answer(link, far_reader)),
        ]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            link.cut()
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)
            self._links.discard(link)

    async def _passable(self, link: _Link) -> None:
        while self._is_blocked(link):
            await self._healed.wait()

    def _is_blocked(self, link: _Link) -> bool:
        if self._isolated is None:
            return False
        if link.is_desk:
            return self._isolated_from_desks and link.target == self._isolated
        source = self._sources.get(link.port)
        return source != link.target and self._isolated in (source, link.target)

    async def _ask(self, link: _Link, reader: asyncio.StreamReader, message: bytes) -> None:
        while True:
            await self._passable(link)
            if link.is_desk and command_name(message) == "commitTransaction":
                await self._commit(link, message)
            else:
                link.far.write(message)
                await link.far.drain()
            message = await read_message(reader)

    async def _commit(self, link: _Link, message: bytes) -> None:
        self.commits += 1
        concern = body(message).get("writeConcern", {})
        if {name: concern.get(name) for name in _STRONG} != _STRONG:
            self.weak_commits += 1
        fault = self._next_fault()
        if fault is not None:
            self.injected[fault] += 1
        match fault:
            case CommitFault.LOSE:
                pass
            case CommitFault.CUT_BEFORE:
                link.cut()
            case CommitFault.CUT_DURING:
                link.far.write(message[: len(message) // 2])
                await link.far.drain()
                link.cut()
            case CommitFault.REFUSE:
                link.near.write(answer_to(message, _UNAUTHORIZED))
                await link.near.drain()
            case _:
                link.answer_fault = fault
                link.far.write(message)
                await link.far.drain()

    def _next_fault(self) -> CommitFault | None:
        if self._planned:
            return self._planned.pop(0)
        if self._random.random() < self.commit_fault_rate:
            return self._random.choice(RANDOM_FAULTS)
        return None

    async def _answer(self, link: _Link, reader: asyncio.StreamReader) -> None:
        if self.greets_as_starting and link.is_desk:
            link.near.write(_as_starting(await read_message(reader)))
        while True:
            message = await read_message(reader)
            await self._passable(link)
            match link.answer_fault:
                case CommitFault.CUT_AFTER:
                    link.cut()
                case CommitFault.CUT_ANSWER:
                    link.near.write(message[: len(message) // 2])
                    await link.near.drain()
                    link.cut()
                case CommitFault.SWALLOW:
                    pass
                case _:
                    link.near.write(message)
                    await link.near.drain()


def _is_from_a_desk(first: bytes) -> bool:
    """Members greet each other without our driver's name."""
    return b"PyMongo" in first


def _as_starting(greeting: bytes) -> bytes:
    """The greeting of a member that is neither primary nor secondary yet."""
    told = {"isWritablePrimary": False, "ismaster": False, "secondary": False}
    return replace_body(greeting, body(greeting) | told)
