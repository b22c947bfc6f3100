"""Which windows use the private server: one locked file for each, held while its process lives.

The system drops the locks of a process that dies, so a crashed window never counts.
"""

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from btg_desktop.adapters.private_mongod.deadline import Deadline
from btg_desktop.adapters.private_mongod.folder import Folder


@contextlib.contextmanager
def control(folder: Folder, deadline: Deadline) -> Iterator[None]:
    """Be the only one, over all windows, who starts or stops the server."""
    lock = FileLock(folder.control_lock)
    busy = "otra ventana está iniciando o cerrando la base de datos local"
    while not _take(lock):
        deadline.pause(busy)
    try:
        deadline.check(busy)
        yield
    finally:
        lock.release()


class Lease:
    """This window's claim on the server. Take, release and ask only under the control lock."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder.leases
        self._path = self._folder / f"{os.getpid()}-{secrets.token_hex(4)}.lock"
        self._lock = FileLock(self._path, thread_local=False)  # taken and released by different threads

    def take(self) -> None:
        self._lock.acquire(timeout=0)

    def release(self) -> None:
        self._lock.release()
        self._path.unlink(missing_ok=True)

    def others_alive(self) -> bool:
        """Whether another window uses the server. What crashed windows left behind is removed."""
        others = [path for path in self._folder.glob("*.lock") if path != self._path]
        alive = [path for path in others if _is_held(path)]  # asks all of them: asking removes the dead
        return bool(alive)


def _is_held(path: Path) -> bool:
    lock = FileLock(path)
    if not _take(lock):
        return True
    lock.release()
    path.unlink(missing_ok=True)
    return False


def _take(lock: FileLock) -> bool:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    return True
