"""Another user of the same PC. Only root can become one, so these tests need root."""

import os
import pickle
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

ANOTHER = 65_534
"""`nobody`, who exists on every POSIX system."""

needs_root = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can become another user"
)

Result = TypeVar("Result")


def as_another_user(work: Callable[[], Result]) -> Result | OSError:
    """What `work` returns, or the OSError that it raises, where another user does it.

    It runs in a copy of this process: the other user may not be able to read our interpreter.
    """
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _become_another()
            try:
                outcome: object = work()
            except OSError as error:
                outcome = error
            os.write(write_end, pickle.dumps(outcome))
        finally:
            os.kill(os.getpid(), signal.SIGKILL)  # nothing of pytest may run here
    os.close(write_end)
    with os.fdopen(read_end, "rb") as answers:
        answer = answers.read()
    os.waitpid(child, 0)
    result: Result | OSError = pickle.loads(answer)  # noqa: S301 - our own
    return result


@contextmanager
def program_of_another_user(command: Sequence[str]) -> Iterator["subprocess.Popen[bytes]"]:
    """A process of another user, which must end when its standard input does."""
    with subprocess.Popen(  # noqa: S603 - our own
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        user=ANOTHER,
        group=ANOTHER,
        extra_groups=[],
        cwd="/",
    ) as process:
        yield process


@contextmanager
def running_as_another_user(work: Callable[[Callable[[], None]], None]) -> Iterator[None]:
    """Have another user do `work`, from when it calls what it is given until the end of the block."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _become_another()
            work(lambda: os.close(write_end) if os.write(write_end, b".") else None)
        finally:
            os.kill(os.getpid(), signal.SIGKILL)  # nothing of pytest may run here
    os.close(write_end)
    with os.fdopen(read_end, "rb") as ready:
        assert ready.read(1) == b"."
    try:
        yield
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


@contextmanager
def folder_that_all_can_enter() -> Iterator[Path]:
    """pytest's own folders are closed to other users, who would be kept out by those alone."""
    with tempfile.TemporaryDirectory(prefix="btg-public-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder).resolve()


def _become_another() -> None:
    os.setgroups([])
    os.setgid(ANOTHER)
    os.setuid(ANOTHER)
