"""Requests without a known answer, on local disk, so that a killed process forgets no intent.

Each process has a folder of its own and holds a lock beside it while it lives. A folder whose lock
can be taken belongs to a process that is gone: its requests are adopted by whoever finds them.

A file holds one intent after another: what is written over a file's own room on the disk is durable soonest.
What a file holds counts, not its name; a blank one waits for nothing. The key that signs intents lies beside
the journals of this PC.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from threading import Lock
from typing import Final
from uuid import UUID, uuid4

from filelock import FileLock, Timeout

from btg_desktop.adapters.intent_file import holds_intent, is_regular, read_intent, to_bytes, write_over
from btg_desktop.adapters.intent_seal import Seal
from btg_desktop.domain.errors import DiskFull, FolderNotWritable, RequestMismatch
from btg_desktop.domain.models import NO_NAMES, Channel, Intent, Names, Request
from btg_desktop.durable import NO_SPACE, sync_folder

logger = logging.getLogger(__name__)

_LOCKS: Final = 64


class IntentJournal:
    """The intents of this process, in `folder`. Safe from any thread."""

    def __init__(self, folder: Path) -> None:
        self._root = folder
        self._own = folder / uuid4().hex
        self._waiting: dict[UUID, tuple[Intent, Path]] = {}
        self._blank: list[Path] = []
        self._turns = [Lock() for _ in range(_LOCKS)]
        self._lock = _lock_of(self._own)
        with self._explained():
            _make_folder(folder)
            self._seal = Seal.of(_key_file(folder))
            self._lock.acquire(timeout=0)  # before there is anything that another process might adopt
            _make_folder(self._own)

    def save(self, request: Request, names: Names = NO_NAMES) -> bool:
        """Write `request` durably; False if it was there already.

        One that was there and is not proven is written as it is asked now. Raises DiskFull or
        FolderNotWritable; RequestMismatch if the id waits for another request's answer.
        """
        with self._turn_of(request.id), self._explained():
            known = self._waiting.get(request.id)
            if known is None:
                intent = Intent(request, datetime.now(UTC), names)
                self._waiting[request.id] = intent, self._write(to_bytes(intent, self._seal))
                return True
            intent, path = known
            _check_same(request, intent.request)
            if not intent.is_proven:
                signed = Intent(request, intent.since, names)
                self._waiting[request.id] = signed, self._write(to_bytes(signed, self._seal))
                path.unlink()
            return False

    def forget(self, request_id: UUID) -> None:
        """Remove a request whose answer is known. If that fails, it is only asked again later."""
        with self._turn_of(request_id):
            if request_id not in self._waiting:
                return
            _intent, path = self._waiting[request_id]
            try:
                write_over(path, b"")  # not synced: what a power cut brings back has the same answer
            except OSError as error:
                logger.warning("intent %s cannot be removed: %s", request_id, error)
                return
            del self._waiting[request_id]
            self._blank.append(path)

    def waiting(self) -> list[Intent]:
        """All that this process waits for, oldest first."""
        intents = [intent for intent, _path in list(self._waiting.values())]
        return sorted(intents, key=attrgetter("since"))

    def abandoned(self) -> list[Intent]:
        """Adopt what processes that no longer run left behind; return all that waits for an answer."""
        for folder in sorted(self._root.iterdir()):
            if folder.is_dir() and not folder.is_symlink() and folder != self._own:
                self._adopt(folder)
        return self.waiting()

    def set_aside(self, request_id: UUID) -> None:
        """Stop to wait for an intent that is not proven; its file is kept beside the journals."""
        with self._turn_of(request_id), self._explained():
            intent, path = self._waiting[request_id]
            if intent.is_proven:
                raise ValueError(f"intent {request_id} is ours and waits for its answer")
            self._put_aside(path)
            del self._waiting[request_id]

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
            write_over(path, intent, sync=True)
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
                self._take_all(folder)
        finally:
            lock.release()
        if not folder.exists():
            Path(lock.lock_file).unlink(missing_ok=True)

    def _take_all(self, folder: Path) -> None:
        for path in list(folder.iterdir()):
            if is_regular(path):
                self._take(path)
            else:
                logger.warning("%s is no intent: it stays where it is", path.name)
        sync_folder(self._own)
        if not any(folder.iterdir()):
            folder.rmdir()

    def _take(self, path: Path) -> None:
        if not holds_intent(path):
            path.unlink()  # answered, or cut short by a power cut while it was saved, and so never sent
            return
        own = path.replace(self._own / f"{uuid4()}.json")  # a name of ours: another could be taken already
        intent = read_intent(own, self._seal)
        if intent is None:
            return
        known = self._waiting.get(intent.request.id)
        if known is None:
            self._waiting[intent.request.id] = intent, own
        elif known[0].is_proven and intent.is_proven:
            own.unlink()  # two desks asked for the same, and both are gone
        elif intent.is_proven:
            self._waiting[intent.request.id] = intent, own
            self._put_aside(known[1])
        else:
            self._put_aside(own)  # the one that is proven, or came first, is asked for

    def _put_aside(self, path: Path) -> None:
        aside = self._root.with_name(f"{self._root.name}.aside")
        _make_folder(aside)
        path.replace(aside / path.name)
        logger.warning("intent %s, not written by this installation, is set aside", path.name)

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


def look(folder: Path) -> list[Intent]:
    """What waits in the journals of `folder`, of living processes too, oldest first. Only looks.

    Raises OSError.
    """
    if not folder.is_dir():
        return []
    seal = Seal.of(_key_file(folder))
    found: dict[UUID, Intent] = {}
    for path in folder.glob("*/*.json"):
        if is_regular(path) and _may_wait(path):
            intent = read_intent(path, seal)
            if intent is not None and (intent.is_proven or intent.request.id not in found):
                found[intent.request.id] = intent
    return sorted(found.values(), key=attrgetter("since"))


def _key_file(folder: Path) -> Path:
    return folder.with_name("seal.key")


def _may_wait(path: Path) -> bool:
    try:
        return holds_intent(path)
    except FileNotFoundError:
        return False  # answered, or adopted by another process, just now
    except OSError:
        return True  # whoever cannot look must not say that nothing waits


def _lock_of(folder: Path) -> FileLock:
    # The journal is used from several threads of one process: the lock belongs to the process.
    return FileLock(folder.with_suffix(".lock"), thread_local=False)


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
