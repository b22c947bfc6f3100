"""One data folder's mongod: reuse the running one, or start it; stop it."""

import logging
from pathlib import Path
from typing import Final

import psutil
from pymongo.errors import PyMongoError

from btg_desktop.adapters.private_mongod import process as processes
from btg_desktop.adapters.private_mongod.address import Address, Addresses
from btg_desktop.adapters.private_mongod.binary import check_version, find_mongod
from btg_desktop.adapters.private_mongod.configuration import stored_net, write_configuration
from btg_desktop.adapters.private_mongod.credentials import Credentials, MongoUri
from btg_desktop.adapters.private_mongod.deadline import Deadline
from btg_desktop.adapters.private_mongod.failures import explain_exit
from btg_desktop.adapters.private_mongod.folder import Folder
from btg_desktop.adapters.private_mongod.replica_set import Administrator, can_sign_in
from btg_desktop.domain.errors import OlderProgramOpen, PortRefused, PrivateServerError

logger = logging.getLogger(__name__)

_LAUNCHES: Final = 4
"""How often mongod is started, each time on another port, while somebody else takes the port first."""
_LAST_GASP_SECONDS: Final = 2.0
_CLEAN_STOP_SECONDS: Final = 15.0


class Engine:
    """All methods but `is_alive` and `last_words` must be called under the control lock."""

    def __init__(self, folder: Folder, database: str, binary: Path | None, addresses: Addresses) -> None:
        self._folder = folder
        self._database = database
        self._binary = binary
        self._addresses = addresses
        self._process: psutil.Process | None = None
        self._address: Address | None = None

    def ensure(self, deadline: Deadline, *, keep_address: bool) -> MongoUri:
        """Return the address of a serving mongod, started if need be.

        `keep_address`: other windows are connected to the stored one, so no other one will do. Raises
        OlderProgramOpen where theirs is of a kind that this program does not use.
        """
        credentials = Credentials.of(self._folder)
        stored = self._stored_address()
        if keep_address and stored is None and stored_net(self._folder) is not None:
            raise OlderProgramOpen
        running = processes.find(self._folder)
        address = None
        if running is not None:
            address = self._adopt(running, stored, credentials, deadline)
            if address is None:
                logger.warning("ending a mongod (pid %d) that cannot be used on our database", running.pid)
                processes.end(running)
        if address is None:
            address = self._start(stored, credentials, deadline, keep_address=keep_address)
        self._address = address
        return MongoUri.of(address, self._database, credentials.password)

    def is_alive(self) -> bool:
        return self._process is not None and processes.is_alive(self._process)

    def last_words(self) -> PrivateServerError:
        """Why the mongod that was alive is not."""
        if self._process is not None:
            processes.has_ended(self._process, within=0)
        return explain_exit(self._folder, self._address)

    def stop(self) -> None:
        """End the mongod of the folder, cleanly where it lets us."""
        running = processes.find(self._folder)
        address = self._stored_address()
        if running is not None:
            if address is not None and processes.is_ours(running, self._folder):
                self._ask_to_shut_down(running, address)
            processes.end(running)
            logger.info("the private mongod (pid %d) has stopped", running.pid)
        if address is not None:
            address.release()
        self._process = None

    def _stored_address(self) -> Address | None:
        net = stored_net(self._folder)
        return None if net is None else self._addresses.stored(net)

    def _adopt(
        self,
        running: psutil.Process,
        address: Address | None,
        credentials: Credentials,
        deadline: Deadline,
    ) -> Address | None:
        """Use a mongod that another window started, or a crashed one left behind, if it is truly ours."""
        if address is None or not processes.is_ours(running, self._folder):
            return None
        if not self._await_listening(running, address, deadline):
            return None
        try:
            with Administrator(address, credentials.key) as administrator:
                administrator.greet()
        except PyMongoError as error:
            logger.warning("the mongod at %s does not know our key: %s", address.member, error)
            return None
        self._settle(running, address, credentials, deadline, is_new=False)
        logger.info("using the private mongod (pid %d) at %s", running.pid, address.member)
        return address

    def _start(
        self, stored: Address | None, credentials: Credentials, deadline: Deadline, *, keep_address: bool
    ) -> Address:
        binary = find_mongod(self._binary)
        version = check_version(binary)
        self._folder.require_space()
        address = stored if stored is not None and keep_address else self._addresses.choose(stored)
        for attempt in range(1, _LAUNCHES + 1):
            try:
                address.claim()
                self._launch(binary, address, credentials, deadline)
                break
            except PortRefused:  # taken since we looked
                if keep_address or attempt == _LAUNCHES:
                    raise
                address = self._addresses.choose(None)
        logger.info("the private mongod %s serves at %s", version, address.member)
        return address

    def _launch(self, binary: Path, address: Address, credentials: Credentials, deadline: Deadline) -> None:
        write_configuration(self._folder, address)
        child = processes.spawn(binary, self._folder)
        try:
            if not self._await_listening(child, address, deadline):
                raise explain_exit(self._folder, address)
            self._settle(child, address, credentials, deadline, is_new=True)
        except PyMongoError as error:
            if processes.has_ended(child, within=_LAST_GASP_SECONDS):
                raise explain_exit(self._folder, address) from error
            raise
        finally:
            if self._process != child:
                processes.end(child)

    def _settle(
        self,
        process: psutil.Process,
        address: Address,
        credentials: Credentials,
        deadline: Deadline,
        *,
        is_new: bool,
    ) -> None:
        """Bring a listening mongod to where the application can use it, from wherever it was left."""
        uri = MongoUri.of(address, self._database, credentials.password)
        with Administrator(address, credentials.key) as administrator:
            administrator.require_no_leak()
            administrator.become_primary(deadline)
            if is_new or not can_sign_in(uri):  # a newer program may ask for another role
                administrator.ensure_user(self._database, credentials.password)
        self._process = process

    def _await_listening(self, process: psutil.Process, address: Address, deadline: Deadline) -> bool:
        """Wait until `process` takes connections at `address`; False if it ended instead."""
        while processes.is_alive(process):
            if address.is_listening():
                return True
            deadline.pause("la base de datos local no respondió a tiempo")
        return False

    def _ask_to_shut_down(self, running: psutil.Process, address: Address) -> None:
        try:
            with Administrator(address, Credentials.of(self._folder).key) as administrator:
                administrator.shut_down()
            processes.has_ended(running, within=_CLEAN_STOP_SECONDS)
        except PyMongoError as error:
            logger.warning("the private mongod refused to shut down and will be ended: %s", error)
