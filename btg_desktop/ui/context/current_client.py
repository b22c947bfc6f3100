"""The client on screen: who they are, read anew when something changed. The features show them."""

from typing import Final

from PySide6.QtCore import QObject, Signal

from btg_desktop.domain.models import Client, Fund
from btg_desktop.services.ports import FundList, MovementPage
from btg_desktop.services.suite import Services
from btg_desktop.ui.context.connection import Connection
from btg_desktop.ui.context.unreadable import UnreadableDocuments
from btg_desktop.ui.runtime.tasks import Question, Tasks

_Answer = tuple[Client, MovementPage]
NOBODY: Final = ""


class CurrentClient(QObject):
    """Knows who is on screen. Answers that came late, about somebody else or about before, are dropped."""

    changing = Signal()
    """Another client is on the way: what the page says of the one before no longer holds."""
    read = Signal(object, object)
    """The client, with the page of their newest movements: to be put on screen now."""
    shown = Signal(object)
    """The client, once all of them is on screen."""
    missed = Signal()
    """Nobody is on screen, and whoever was chosen did not come."""
    funds_read = Signal(object)

    def __init__(
        self, services: Services, tasks: Tasks, connection: Connection, unreadable: UnreadableDocuments
    ) -> None:
        super().__init__(connection)
        self._services = services
        self._unreadable = unreadable
        self._shown: _Answer | None = None
        self._client_id = NOBODY
        self._client_asked = Question(tasks, connection.report)
        self._funds_asked = Question(tasks, connection.report)
        self._funds: dict[int, Fund] = {}
        connection.recovered.connect(self.refresh)

    @property
    def client(self) -> Client | None:
        """Who is on screen; nobody while another one is on the way, so that no key reaches the wrong one."""
        client = self._shown[0] if self._shown else None
        return client if client and client.id == self._client_id else None

    @property
    def awaited(self) -> str:
        """The id of whoever is on the way to the screen; "" for nobody."""
        return NOBODY if self.client else self._client_id

    def serves(self, client_id: str) -> bool:
        """Whether that client is on screen, or on the way to it."""
        return bool(client_id) and client_id == self._client_id

    def fund(self, fund_id: int | None) -> Fund | None:
        return None if fund_id is None else self._funds.get(fund_id)

    def choose(self, client_id: str) -> None:
        """Put a client on screen."""
        if client_id != self._client_id:
            self.changing.emit()
        self._client_id = client_id
        self._load()

    def refresh(self) -> None:
        """Read again all that is on screen."""
        self._funds_asked.ask(self._services.catalogue.funds_with_unreadable, self._funds_came)
        if self._client_id:
            self._load()

    def refresh_by_hand(self) -> None:
        """The clerk asks to read all again: what cannot be read is named again, too."""
        self._unreadable.tell_again()
        self.refresh()

    def _load(self) -> None:
        client_id = self._client_id
        self._client_asked.ask(
            lambda: (self._services.clients.get(client_id), self._services.history.page(client_id)),
            self._show,
            self._not_loaded,
        )

    def _not_loaded(self, _error: BaseException) -> None:
        if self.client is None:
            self._stay()

    def _stay(self) -> None:
        """Whoever was chosen did not come: keep who was here, who was not listened for meanwhile."""
        self._client_id = self._shown[0].id if self._shown else NOBODY
        if self._shown:
            self._show(self._shown)
            self._load()
        else:
            self.missed.emit()

    def _show(self, answer: _Answer) -> None:
        client, page = self._shown = answer
        self.read.emit(client, page)
        self._unreadable.tell(page.unreadable)
        self.shown.emit(client)

    def _funds_came(self, listing: FundList) -> None:
        self._funds = {fund.id: fund for fund in listing.funds}
        self.funds_read.emit(listing.funds)
        self._unreadable.tell(listing.unreadable)
