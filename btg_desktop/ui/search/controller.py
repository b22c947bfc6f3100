"""The rail's list: whom a search finds, and the clients who were served last."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from btg_desktop.domain.models import Client
from btg_desktop.services.clients import Clients
from btg_desktop.services.ports import FoundClients
from btg_desktop.ui.context.shared import Shared
from btg_desktop.ui.search.views.search_panel import SearchPanel

_MAX_RECENTS: Final = 8


class SearchController(QObject):
    """Answers to a question that is no longer asked are dropped."""

    recents_changed = Signal(object)
    """The ids of the clients who were served last, the latest first."""

    def __init__(self, clients: Clients, panel: SearchPanel, shared: Shared) -> None:
        super().__init__(shared)
        self._clients = clients
        self._panel = panel
        self._shared = shared
        self._recents: list[Client] = []
        self._query = ""
        panel.search_requested.connect(self.search)
        shared.connection.recovered.connect(lambda: self.search(panel.query()))

    def search(self, text: str) -> None:
        """Show whom `text` finds; the recent clients when it is empty."""
        self._query = text.strip()
        if not self._query:
            self._panel.show_recents(self._recents)
            return
        self._panel.show_loading()
        self._shared.tasks.read(
            partial(self._clients.search_with_unreadable, self._query),
            partial(self._show_found, self._query),
            partial(self._failed, self._query),
        )

    def remember(self, client: Client) -> None:
        """Put a client first among the recent ones."""
        others = [recent for recent in self._recents if recent.id != client.id]
        self._show_recents([client, *others])

    def restore(self, clients: Sequence[Client]) -> None:
        """Put those of an earlier run behind whom this one has served by now."""
        served = {client.id for client in self._recents}
        self._show_recents([*self._recents, *(client for client in clients if client.id not in served)])

    def _show_recents(self, clients: Sequence[Client]) -> None:
        before = [client.id for client in self._recents]
        self._recents = list(clients)[:_MAX_RECENTS]
        self._panel.show_recents(self._recents)
        ids = [client.id for client in self._recents]
        if ids != before:
            self.recents_changed.emit(tuple(ids))

    def _show_found(self, query: str, found: FoundClients) -> None:
        if query == self._query:
            self._panel.show_results(found.clients, query)
            self._shared.unreadable.tell(found.unreadable)

    def _failed(self, query: str, error: BaseException) -> None:
        if query == self._query:
            self._panel.stop_loading()
        self._shared.connection.report(error)
