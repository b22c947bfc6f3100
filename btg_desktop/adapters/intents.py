"""Requests without a known answer, on local disk, so that a killed process forgets no intent.

Each process has a folder of its own and holds a lock beside it while it lives. A folder whose lock
can be taken belongs to a process that is gone: its requests are adopted by whoever finds them.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from threading import Lock
from typing import Final
from uuid import UUID, uuid4

from filelock import FileLock, Timeout

from btg_desktop.adapters.durable import NO_SPACE, sync_file, sync_folder
from btg_desktop.domain.errors import DiskFull, FolderNotWritable, RequestMismatch
from btg_desktop.domain.models import Channel, Desk, Request, TransactionKind

logger = logging.getLogger(__name__)

_LOCKS: Final = 64


class IntentJournal:
    """The intents of this process, in `folder`. Safe from any thread."""

    def __init__(self, folder: Path) -> None:
        self._root = folder
        self._own = folder / uuid4().hex
        # An id is saved by one thread at a time; different ids do not wait for each other's disk.
        self._saving = [Lock() for _ in range(_LOCKS)]
        self._lock = _lock_of(self._own)
        with self._explained():
            _make_folder(folder)
            self._lock.acquire(timeout=0)  # before there is anything that another process might adopt
            _make_folder(self._own)

    def save(self, request: Request) -> bool:
        """Write `request` durably; False if it was there already.

        Raises DiskFull or FolderNotWritable; RequestMismatch if the id waits for another request's answer.
        """
        path = self._path(request.id)
        with self._saving[request.id.int % _LOCKS], self._explained():
            if path.exists():
                _check_same(request, _read(path))
                return False
            try:
                self._write(path, json.dumps(_to_json(request)))
            except OSError:
                path.unlink(missing_ok=True)  # it will not be sent
                raise
        return True

    def _write(self, path: Path, text: str) -> None:
        """Give the file its name first: then the disk has to be waited for once, for both."""
        unfinished = path.with_suffix(".tmp")
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(path)
        sync_file(path)
        sync_folder(self._own)

    def forget(self, request_id: UUID) -> None:
        """Remove a request whose answer is known. If that fails, it is only asked again later."""
        try:
            self._path(request_id).unlink(missing_ok=True)
        except OSError as error:
            logger.warning("intent %s cannot be removed: %s", request_id, error)

    def abandoned(self) -> list[Request]:
        """Adopt and return what processes that no longer run left behind."""
        for folder in sorted(self._root.iterdir()):
            if folder.is_dir() and folder != self._own:
                self._adopt(folder)
        return [request for path in sorted(self._own.glob("*.json")) if (request := _read(path))]

    def close(self) -> None:
        """Let go: what is still without an answer can be adopted by the next process."""
        if not any(self._own.iterdir()):
            self._own.rmdir()
        self._lock.release()
        if not self._own.exists():
            Path(self._lock.lock_file).unlink(missing_ok=True)

    def _adopt(self, folder: Path) -> None:
        lock = _lock_of(folder)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return  # its process is alive
        try:
            if folder.exists():  # else another process was faster
                for path in list(folder.iterdir()):
                    if path.suffix == ".json" and _is_whole(path):
                        path.replace(self._own / path.name)
                    else:
                        path.unlink()  # never finished, so never sent
                sync_folder(self._own)
                folder.rmdir()
        finally:
            lock.release()
        Path(lock.lock_file).unlink(missing_ok=True)

    def _path(self, request_id: UUID) -> Path:
        return self._own / f"{request_id}.json"

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno in NO_SPACE:
                raise DiskFull(folder=str(self._root)) from error
            raise FolderNotWritable(folder=str(self._root)) from error


def _lock_of(folder: Path) -> FileLock:
    # The journal is used from several threads of one process: the lock belongs to the process.
    return FileLock(folder.with_suffix(".lock"), thread_local=False)


def _is_whole(path: Path) -> bool:
    """Whether all of an intent reached the disk: a power cut while it is saved may leave a name with less."""
    return path.read_bytes().rstrip().endswith(b"}")


def _make_folder(folder: Path) -> None:
    """Make `folder` and those above it, so that no power cut takes one of them away again."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def _check_same(request: Request, waiting: Request | None) -> None:
    """One id, one request: the one that waits must not be forgotten with another's answer."""
    if waiting is not None and _asked(waiting) != _asked(request):
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
    """Read an intent; one that cannot be read is logged and left for a person to look at."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
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
    except (ValueError, KeyError, TypeError, ArithmeticError):
        logger.exception("intent %s cannot be read; it stays where it is", path.name)
        return None
