"""One data folder's mongod: reuse the running one, or start it; stop it."""

import logging
import secrets
from pathlib import Path
from typing import Final

import psutil
from pymongo.errors import PyMongoError

from btg_desktop.adapters.private_mongod import process as processes
from btg_desktop.adapters.private_mongod.binary import check_version, find_mongod
from btg_desktop.adapters.private_mongod.configuration import stored_port, write_configuration
from btg_desktop.adapters.private_mongod.credentials import Credentials, MongoUri
from btg_desktop.adapters.private_mongod.deadline import Deadline
from btg_desktop.adapters.private_mongod.failures import explain_exit
from btg_desktop.adapters.private_mongod.folder import Folder
from btg_desktop.adapters.private_mongod.replica_set import Administrator, can_sign_in
from btg_desktop.domain.errors import PortRefused, PrivateServerError

logger = logging.getLogger(__name__)

_PORTS: Final = range(27018, 28018)
"""Where a free port is looked for: near MongoDB's own, below those that systems hand out by themselves."""
_PORT_ATTEMPTS: Final = 20
_LAUNCHES: Final = 4
"""How often mongod is started, each time on another port, while somebody else takes the port first."""
_LAST_GASP_SECONDS: Final = 2.0
_CLEAN_STOP_SECONDS: Final = 15.0


class Engine:
    """All methods but `is_alive` and `last_words` must be called under the control lock."""

    def __init__(self, folder: Folder, database: str, binary: Path | None) -> None:
        self._folder = folder
        self._database = database
        self._binary = binary
        self._process: psutil.Process | None = None
        self._port = 0

    def ensure(self, deadline: Deadline, *, keep_port: bool) -> MongoUri:
        """Return the address of a serving mongod, started if need be.

        `keep_port`: other windows are connected to the stored port, so no other one will do.
        """
        credentials = Credentials.of(self._folder)
        running = processes.find(self._folder)
        if running is not None and not self._adopt(running, credentials, deadline):
            logger.warning("ending a mongod (pid %d) that cannot be used on our database", running.pid)
            processes.end(running)
            running = None
        if running is None:
            self._start(credentials, deadline, keep_port=keep_port)
        return MongoUri.of(self._port, self._database, credentials.password)

    def is_alive(self) -> bool:
        return self._process is not None and processes.is_alive(self._process)

    def last_words(self) -> PrivateServerError:
        """Why the mongod that was alive is not."""
        if self._process is not None:
            processes.has_ended(self._process, within=0)
        return explain_exit(self._folder, self._port)

    def stop(self) -> None:
        """End the mongod of the folder, cleanly where it lets us."""
        running = processes.find(self._folder)
        port = stored_port(self._folder)
        if running is not None:
            if port is not None and processes.is_ours(running, self._folder):
                self._ask_to_shut_down(running, port)
            processes.end(running)
            logger.info("the private mongod (pid %d) has stopped", running.pid)
        self._process = None

    def _adopt(self, running: psutil.Process, credentials: Credentials, deadline: Deadline) -> bool:
        """Use a mongod that another window started, or a crashed one left behind, if it is truly ours."""
        port = stored_port(self._folder)
        if port is None or not processes.is_ours(running, self._folder):
            return False
        if not self._await_listening(running, port, deadline):
            return False
        try:
            with Administrator(port, credentials.key) as administrator:
                administrator.greet()
        except PyMongoError as error:
            logger.warning("the mongod on port %d does not know our key: %s", port, error)
            return False
        self._settle(running, port, credentials, deadline, is_new=False)
        logger.info("using the private mongod (pid %d) on port %d", running.pid, port)
        return True

    def _start(self, credentials: Credentials, deadline: Deadline, *, keep_port: bool) -> None:
        binary = find_mongod(self._binary)
        version = check_version(binary)
        self._folder.require_space()
        stored = stored_port(self._folder)
        if stored is not None and keep_port and not processes.is_free(stored):
            raise PortRefused(port=stored)
        port = stored if stored is not None and processes.is_free(stored) else _free_port()
        for attempt in range(1, _LAUNCHES + 1):
            try:
                self._launch(binary, port, credentials, deadline)
                break
            except PortRefused:  # taken since we looked
                if keep_port or attempt == _LAUNCHES:
                    raise
                port = _free_port()
        logger.info("the private mongod %s serves on port %d", version, self._port)

    def _launch(self, binary: Path, port: int, credentials: Credentials, deadline: Deadline) -> None:
        write_configuration(self._folder, port)
        child = processes.spawn(binary, self._folder)
        try:
            if not self._await_listening(child, port, deadline):
                raise explain_exit(self._folder, port)
            self._settle(child, port, credentials, deadline, is_new=True)
        except PyMongoError as error:
            if processes.has_ended(child, within=_LAST_GASP_SECONDS):
                raise explain_exit(self._folder, port) from error
            raise
        finally:
            if self._process != child:
                processes.end(child)

    def _settle(
        self,
        process: psutil.Process,
        port: int,
        credentials: Credentials,
        deadline: Deadline,
        *,
        is_new: bool,
    ) -> None:
        """Bring a listening mongod to where the application can use it, from wherever it was left."""
        uri = MongoUri.of(port, self._database, credentials.password)
        with Administrator(port, credentials.key) as administrator:
            administrator.become_primary(deadline)
            if is_new or not can_sign_in(uri):  # a newer program may ask for another role
                administrator.ensure_user(self._database, credentials.password)
        self._process, self._port = process, port

    def _await_listening(self, process: psutil.Process, port: int, deadline: Deadline) -> bool:
        """Wait until `process` takes connections on `port`; False if it ended instead."""
        while processes.is_alive(process):
            if processes.is_listening(port):
                return True
            deadline.pause("la base de datos local no respondió a tiempo")
        return False

    def _ask_to_shut_down(self, running: psutil.Process, port: int) -> None:
        try:
            with Administrator(port, Credentials.of(self._folder).key) as administrator:
                administrator.shut_down()
            processes.has_ended(running, within=_CLEAN_STOP_SECONDS)
        except PyMongoError as error:
            logger.warning("the private mongod refused to shut down and will be ended: %s", error)


def _free_port() -> int:
    for _ in range(_PORT_ATTEMPTS):
        port = secrets.choice(_PORTS)
        if processes.is_free(port):
            return port
    raise PortRefused(port=f"{_PORTS.start}–{_PORTS.stop - 1}")
