"""What the window remembers from one run to the next: where it stood, its columns, whom it served."""

import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject

from btg_desktop.domain.errors import SettingsError, UnknownClient
from btg_desktop.domain.models import Client
from btg_desktop.log_lines import in_short
from btg_desktop.services.memory import Memory, Remembered
from btg_desktop.ui.runtime.tasks import Tasks
from btg_desktop.ui.shell.views.main_window import MainWindow

if TYPE_CHECKING:  # this module loads before the window shows, those after it
    from btg_desktop.services.clients import Clients
    from btg_desktop.ui.search.controller import SearchController

logger = logging.getLogger(__name__)


class WindowMemory(QObject):
    """Reads and writes off the GUI thread. A memory that fails costs comfort only: it is logged."""

    def __init__(self, memory: Memory, tasks: Tasks, window: MainWindow) -> None:
        super().__init__(window)
        self._memory = memory
        self._tasks = tasks
        self._window = window
        self._remembered = Remembered()

    def load(self) -> Remembered:
        """Off the GUI thread: what an earlier run left."""
        return self._memory.load()

    def restore(self, remembered: Remembered) -> None:
        """Put the window where it stood; a screen that is gone is Qt's affair."""
        self._remembered = remembered
        if remembered.geometry:
            self._window.restoreGeometry(QByteArray.fromBase64(remembered.geometry.encode()))
        self._window.widths.restore(remembered.widths)

    def follow_recents(self, search: "SearchController", clients: "Clients") -> None:
        """List whom an earlier run served last, and remember whom this one serves."""
        ids = self._remembered.recents
        search.recents_changed.connect(self._save_recents)
        if ids:
            self._tasks.read(partial(_existing, clients, ids), search.restore, self._failed)

    def snapshot(self) -> Remembered:
        """How the window stands now."""
        geometry = bytes(self._window.saveGeometry().toBase64().data()).decode()
        self._remembered = replace(self._remembered, geometry=geometry, widths=self._window.widths.all())
        return self._remembered

    def save(self, remembered: Remembered) -> None:
        """Off the GUI thread: keep it for the next run."""
        try:
            self._memory.save(remembered)
        except SettingsError as error:
            self._failed(error)

    def _save_recents(self, ids: tuple[str, ...]) -> None:
        self._remembered = replace(self._remembered, recents=ids)
        self._tasks.write(partial(self._memory.save, self._remembered), lambda _saved: None, self._failed)

    def _failed(self, error: BaseException) -> None:
        logger.warning("the window's memory: %s", in_short(error))


def _existing(clients: "Clients", ids: tuple[str, ...]) -> list[Client]:
    """Those of `ids` who are in this database."""
    found = []
    for client_id in ids:
        try:
            found.append(clients.get(client_id))
        except UnknownClient:
            logger.info("a recent client is not in this database any more")
    return found
