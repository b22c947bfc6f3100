"""Requests without a known answer, on local disk, so that a killed process forgets no intent.

Each process has a folder of its own and holds a lock beside it while it lives. A folder whose lock
can be taken belongs to a process that is gone: its requests are adopted by whoever finds them.

A file holds one request after another: what is written over a file's own room on the disk is durable soonest.
What a file holds counts, not its name; a blank one waits for nothing.
"""

import json
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from threading import Lock
from typing import Any, Final
from uuid import UUID, uuid4

from filelock import FileLock, Timeout

from btg_desktop.domain.errors import DiskFull, FolderNotWritable, RequestMismatch
from btg_desktop.domain.models import Channel, Desk, Request, TransactionKind
from btg_desktop.durable import NO_SPACE, sync_data, sync_folder

logger = logging.getLogger(__name__)

_LOCKS: Final = 64
_FILE_BYTES: Final = 4096
"""One block of a disk: more than any intent needs."""


class IntentJournal:
    """The intents of this process, in `folder`. Safe from any thread."""

    def __init__(self, folder: Path) -> None:
        self._root = folder
        self._own = folder / uuid4().hex
        self._waiting: dict[UUID, tuple[Request, Path]] = {}
        self._blank: list[Path] = []
        self._turns = [Lock() for _ in range(_LOCKS)]
        self._lock = _lock_of(self._own)
        with self._explained():
            _make_folder(folder)
            self._lock.acquire(timeout=0)  # before there is anything that another process might adopt
            _make_folder(self._own)

    def save(self, request: Request) -> bool:
        """Write `request` durably; False if it was there already.

        Raises DiskFull or FolderNotWritable; RequestMismatch if the id waits for another request's answer.
        """
        with self._turn_of(request.id), self._explained():
            if request.id in self._waiting:
                _check_same(request, self._waiting[request.id][0])
                return False
            self._waiting[request.id] = request, self._write(json.dumps(_to_json(request)).encode())
        return True

    def forget(self, request_id: UUID) -> None:
        """Remove a request whose answer is known. If that fails, it is only asked again later."""
        with self._turn_of(request_id):
            if request_id not in self._waiting:
                return
            _request, path = self._waiting[request_id]
            try:
                _write_over(path, b"")  # not synced: what a power cut brings back has the same answer
            except OSError as error:
                logger.warning("intent %s cannot be removed: %s", request_id, error)
                return
            del self._waiting[request_id]
            self._blank.append(path)

    def abandoned(self) -> list[Request]:
        """Adopt what processes that no longer run left behind; return all that waits for an answer."""
        for folder in sorted(self._root.iterdir()):
            if folder.is_dir() and folder != self._own:
                self._adopt(folder)
        return [request for request, _path in list(self._waiting.values())]

    def close(self) -> None:
        """Let go: what is still without an answer can be adopted by the next process."""
        for path in self._blank:
            path.unlink()
        if not any(self._own.iterdir()):
            self._own.rmdir()
        self._lock.release()
        if not self._own.exists():
            Path(self._lock.lock_file).unlink(missing_ok=True)

    def _write(self, intent: bytes) -> Path:
        """The file in which `intent` is on disk now: a blank one, or one more."""
        try:
            path, is_new = self._blank.pop(), False
        except IndexError:
            path, is_new = self._own / f"{uuid4()}.json", True
            path.touch()
        try:
            _write_over(path, intent, sync=True)
            if is_new:
                sync_folder(self._own)
        except OSError:
            path.unlink(missing_ok=True)  # it will not be sent
            raise
        return path

    def _adopt(self, folder: Path) -> None:
        lock = _lock_of(folder)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return  # its process is alive
        try:
            if folder.exists():  # else another process was faster
                for path in list(folder.iterdir()):
                    self._take(path)
                sync_folder(self._own)
                folder.rmdir()
        finally:
            lock.release()
        Path(lock.lock_file).unlink(missing_ok=True)

    def _take(self, path: Path) -> None:
        if not _holds_request(path):
            path.unlink()  # answered, or cut short by a power cut while it was saved, and so never sent
            return
        own = path.replace(self._own / path.name)
        request = _read(own)
        if request is None:
            return
        if request.id in self._waiting:
            own.unlink()  # two desks asked for the same, and both are gone
        else:
            self._waiting[request.id] = request, own

    def _turn_of(self, request_id: UUID) -> Lock:
        """An id is worked on by one thread at a time; different ids do not wait for each other's disk."""
        return self._turns[request_id.int % _LOCKS]

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno in NO_SPACE:
                raise DiskFull(folder=str(self._root)) from error
            raise FolderNotWritable(folder=str(self._root)) from error


def waiting_in(root: Path) -> Counter[Path]:
    """How many requests wait for an answer in each journal's folder below `root`. Only looks."""
    return Counter(path.parents[1] for path in root.glob("*/*/*.json") if _may_wait(path))


def _may_wait(path: Path) -> bool:
    try:
        return _holds_request(path)
    except FileNotFoundError:
        return False  # answered, or adopted by another process, just now
    except OSError:
        return True  # whoever cannot look must not say that nothing waits


def _holds_request(path: Path) -> bool:
    return path.read_bytes().rstrip().endswith(b"}")


def _lock_of(folder: Path) -> FileLock:
    # The journal is used from several threads of one process: the lock belongs to the process.
    return FileLock(folder.with_suffix(".lock"), thread_local=False)


def _write_over(path: Path, intent: bytes, *, sync: bool = False) -> None:
    """Let the file hold `intent` and nothing of an earlier one; it stays as long as it was."""
    with path.open("r+b") as file:
        file.write(intent.ljust(_FILE_BYTES))
        if sync:
            file.flush()
            sync_data(file.fileno())


def _make_folder(folder: Path) -> None:
    """Make `folder` and those above it, so that no power cut takes one of them away again."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)  # a script's own mask may let others read
        sync_folder(folder.parent)


def _check_same(request: Request, waiting: Request) -> None:
    """One id, one request: the one that waits must not be forgotten with another's answer."""
    if _asked(waiting) != _asked(request):
        raise RequestMismatch(request=str(request.id))


def _asked(request: Request) -> tuple[str, Channel | None]:
    return request.fingerprint, request.channel


def _to_json(request: Request) -> dict[str, str | int | None]:
    return {
        "id": str(request.id),
        "kind": request.kind.value,
        "client_id": request.client_id,
        "fund_id": request.fund_id,
        "amount": None if request.amount is None else str(request.amount),
        "channel": request.channel,
        "operator": request.desk.operator,
        "branch": request.desk.branch,
        "host": request.desk.host,
    }


def _read(path: Path) -> Request | None:
    """The intent in a file; one that cannot be read is logged and left for a person to look at."""
    try:
        return _from_json(json.loads(path.read_bytes()))
    except (ValueError, KeyError, TypeError, ArithmeticError):
        logger.exception("intent %s cannot be read; it stays where it is", path.name)
        return None


def _from_json(stored: dict[str, Any]) -> Request:
    channel = stored.get("channel")  # intents of an earlier version have none
    return Request(
        id=UUID(stored["id"]),
        kind=TransactionKind(stored["kind"]),
        client_id=stored["client_id"],
        fund_id=stored["fund_id"],
        amount=None if stored["amount"] is None else Decimal(stored["amount"]),
        desk=Desk(stored["operator"], stored["branch"], stored["host"]),
        channel=None if channel is None else Channel(channel),
    )
