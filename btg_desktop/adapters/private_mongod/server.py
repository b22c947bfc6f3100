"""The private database of one PC, as the rest of the program sees it: start, and close."""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from btg_desktop.adapters.private_mongod.address import Addresses, addresses_here
from btg_desktop.adapters.private_mongod.credentials import MongoUri
from btg_desktop.adapters.private_mongod.deadline import Deadline
from btg_desktop.adapters.private_mongod.engine import Engine
from btg_desktop.adapters.private_mongod.failures import explained
from btg_desktop.adapters.private_mongod.folder import Folder
from btg_desktop.adapters.private_mongod.leases import Lease, control
from btg_desktop.adapters.private_mongod.server_log import ServerLog
from btg_desktop.adapters.private_mongod.supervisor import OnEvent, Supervisor
from btg_desktop.domain.errors import DatabaseInUse, PrivateServerError

logger = logging.getLogger(__name__)

START_SECONDS: Final = 60.0
_CLOSE_SECONDS: Final = 20.0


def _ignore(event: PrivateServerError | None) -> None:
    """For a caller who does not ask to be told."""


class PrivateMongod:
    """A one-member replica set in `data_dir`, shared by all windows on it and stopped with the last.

    `start` and `close` block: call them off the GUI thread. `on_event` runs on a thread of its own.
    """

    def __init__(
        self,
        data_dir: Path,
        database: str,
        binary: Path | None = None,
        on_event: OnEvent = _ignore,
        addresses: Callable[[Folder], Addresses] = addresses_here,
    ) -> None:
        self._folder = Folder.within(data_dir)
        self._engine = Engine(self._folder, database, binary, addresses(self._folder))
        self._lease = Lease(self._folder)
        self._log = ServerLog(self._folder.log)
        self._on_event = on_event
        self._closing = threading.Event()
        self._start_or_close = threading.Lock()
        self._supervisor: Supervisor | None = None

    def start(self) -> MongoUri:
        """Serve within 60 s, and return the application user's connection string.

        Raises PrivateServerError, as the subclass that names the remedy.
        """
        with self._start_or_close, explained(self._folder):
            self._folder.prepare()
            deadline = Deadline(START_SECONDS, self._closing)
            with control(self._folder, deadline):
                self._lease.take()
                try:
                    uri = self._engine.ensure(deadline, keep_address=self._lease.others_alive())
                except BaseException:
                    self._lease.release()
                    raise
            self._supervisor = Supervisor(
                self._closing, self._look_after, self._engine.last_words, self._restart, self._on_event
            )
            self._supervisor.start()
            return uri

    def close(self) -> None:
        """Let go of the server; the last window stops it. Calls off a start under way. Safe to repeat.

        Raises PrivateServerError where the server could not be stopped. Not to be called by `on_event`.
        """
        self._closing.set()
        with self._start_or_close, explained(self._folder):
            if self._supervisor is None:
                return
            self._supervisor.join()
            self._supervisor = None
            self._leave()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other windows from opening the database meanwhile. Raises DatabaseInUse if one has it."""
        with control(self._folder, Deadline(_CLOSE_SECONDS, self._closing)):
            if self._lease.others_alive():
                raise DatabaseInUse
            yield

    def _leave(self) -> None:
        try:
            with control(self._folder, Deadline(_CLOSE_SECONDS, threading.Event())):
                self._lease.release()
                if self._lease.others_alive():
                    logger.info("another window keeps the private mongod running")
                else:
                    self._engine.stop()
                    self._log.forget_commands()
        finally:
            self._lease.release()  # whatever happened, this window no longer counts

    def _look_after(self) -> bool:
        """Whether the server lives; its log is tidied meanwhile."""
        self._log.forget_commands()
        return self._engine.is_alive()

    def _restart(self) -> None:
        deadline = Deadline(START_SECONDS, self._closing)
        with explained(self._folder), control(self._folder, deadline):
            self._engine.ensure(deadline, keep_address=True)
