"""Gives birth to desks quickly: everything is imported once, each desk is a fork of that.

As a program (`python -m faults.nursery`) it reads plans on stdin, one JSON line each, answers with pids,
reports ends, and takes its desks with it when stdin closes. `Nursery` is the other side.
"""

import json
import os
import select
import selectors
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from queue import Queue
from threading import Event, Thread
from typing import Final

_TESTS: Final = Path(__file__).parents[1]
_CLOCKS: Final = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))


class Child:
    """A desk's process."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.ended = Event()
        self.status: int | None = None

    def kill(self) -> None:
        self._signal(signal.SIGKILL)

    def pause(self) -> None:
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if not self.ended.is_set():
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                return  # it ended by itself a moment ago

    def wait(self, seconds: float) -> int:
        """Its wait status. Raises TimeoutError."""
        if not self.ended.wait(seconds):
            raise TimeoutError(f"desk {self.pid} did not end")
        assert self.status is not None
        return self.status


def clock_is_fakeable() -> bool:
    """Whether libfaketime is here (on Debian and Ubuntu: the package `faketime`)."""
    return bool(_CLOCKS)


class Nursery:
    """Starts desks with `environment`; `clock_offset` (seconds) skews the clock they see, truly."""

    def __init__(self, environment: Mapping[str, str], log: Path, clock_offset: float = 0.0) -> None:
        path = ":".join(map(str, (_TESTS, _TESTS.parent, _TESTS / "ui", _TESTS / "ui" / "desk")))
        skew = {}
        if clock_offset:
            skew = {
                "LD_PRELOAD": str(_CLOCKS[0]),
                "FAKETIME": f"{clock_offset:+.0f}s",
                "DONT_FAKE_MONOTONIC": "1",
            }
        self._log = log.open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "faults.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env={**os.environ, **environment, **skew, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen"},
            text=True,
        )
        self._born: Queue[Child] = Queue()
        self._children: dict[int, Child] = {}
        self._reader = Thread(target=self._read, name="nursery")
        self._reader.start()

    def spawn(self, plan: object) -> Child:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(plan) + "\n")
        self._process.stdin.flush()
        return self._born.get(timeout=30)

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._reader.join()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._log.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            told = json.loads(line)
            if "born" in told:
                child = self._children[told["born"]] = Child(told["born"])
                self._born.put(child)
            else:
                child = self._children.pop(told["ended"])
                child.status = told["status"]
                child.ended.set()


def _warm_up() -> None:
    """Read botocore's data before the forks: they share what was read."""
    if "FAKETIME" in os.environ:
        # The library that skews the clock breaks absolute waits, which time.sleep uses.
        time.sleep = lambda seconds: select.select([], [], [], float(seconds)) and None
    import botocore.session

    # Imported here so that every desk has it.
    import btg_desktop.ui.shell.wiring  # noqa: F401
    import faults.window  # noqa: F401

    botocore.session.create_loader = lru_cache(botocore.session.create_loader)
    session = botocore.session.get_session()
    for name in ("sesv2", "sns"):
        session.create_client(name)


def _give_birth(line: str) -> int:
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        from faults.desk import DeskPlan, work
        from faults.window import work_at_window

        os.close(0)
        os.dup2(2, 1)
        plan = DeskPlan.from_json(json.loads(line))
        (work_at_window if plan.has_window else work)(plan)
        status = 0
    except BaseException:  # noqa: BLE001 - a fork must never return to its parent's loop
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _say(told: Mapping[str, int]) -> None:
    os.write(1, (json.dumps(told) + "\n").encode())


def main() -> None:
    _warm_up()
    living: set[int] = set()
    selector = selectors.DefaultSelector()
    selector.register(0, selectors.EVENT_READ)
    rest = b""
    while True:
        for _ in selector.select(timeout=0.02):
            if not (chunk := os.read(0, 65_536)):
                for pid in living:
                    os.kill(pid, signal.SIGKILL)
                for pid in living:
                    os.waitpid(pid, 0)
                return
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                pid = _give_birth(line.decode())
                living.add(pid)
                _say({"born": pid})
        for pid in list(living):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                living.discard(pid)
                _say({"ended": pid, "status": status})


if __name__ == "__main__":
    main()
