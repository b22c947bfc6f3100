"""One card of movements: its pages, its filters and its order, what it adds up to, where messages stand."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from btg_desktop.domain.history import Listing
from btg_desktop.domain.models import Notification
from btg_desktop.services.history import History
from btg_desktop.services.paging import MAX_PAGE_SIZE
from btg_desktop.services.ports import MovementPage
from btg_desktop.ui.context.shared import Shared
from btg_desktop.ui.movements.views.movements_card import MovementsCard
from btg_desktop.ui.movements.window import Wanted
from btg_desktop.ui.runtime.tasks import Question

_REMEMBERED = 200
"""How many changed messages are remembered while their movements may be on their way to the card."""


class ListingController(QObject):
    """Answers to what is no longer asked are dropped. `shown` tells that the first page is on screen."""

    shown = Signal()

    def __init__(self, history: History, card: MovementsCard, shared: Shared) -> None:
        super().__init__(shared)
        self._history = history
        self._card = card
        self._model = card.model
        self._tasks = shared.tasks
        self._connection = shared.connection
        self._unreadable = shared.unreadable
        self._has_begun = False  # until then nobody's movements are asked for
        self._client_id: str | None = None  # None: those of the branch
        self._first_page_asked = Question(shared.tasks, shared.connection.report)
        self._totals_asked = Question(shared.tasks, shared.connection.report)
        self._changed: deque[UUID] = deque(maxlen=_REMEMBERED)
        self._model.page_wanted.connect(self._load)
        card.listing_changed.connect(self.reload)

    def listing(self) -> Listing:
        """What the card asks for, as of now."""
        return self._history.listing(self._client_id, self._card.filters.filter(), self._card.sort)

    def show_client(self, client_id: str, page: MovementPage) -> None:
        """A client was read, with their newest movements; for a new one the filters start anew."""
        if client_id != self._client_id:
            self._client_id = client_id
            self._card.reset()
        self._has_begun = True
        listing = self.listing()
        if not listing.is_plain:
            self.refresh()
            return
        if self._model.listing() != listing:
            self._model.begin(listing)
            self._model.add_page(page.transactions, page.notifications, page.next)
        else:
            self._model.show_first_page(page.transactions, page.notifications, page.next)
        self._add_up()
        self._page_shown()

    def show_branch(self) -> None:
        """Read the branch's movements, or what is new of them."""
        self._has_begun = True
        self.refresh()

    def reload(self) -> None:
        """Read another listing from its beginning."""
        if not self._has_begun:
            return
        self._card.show_totals(None)
        self._model.begin(self.listing())
        self._load(self._model.wanted())
        self._add_up()

    def refresh(self) -> None:
        """Read the first page of the listing again; whoever looks further down stays there."""
        if not self._has_begun:
            return
        listing = self.listing()
        if self._model.listing() != listing:  # also when a filter by today met midnight
            self.reload()
            return
        self._first_page_asked.ask(
            partial(self._history.page_of, listing),
            partial(self._show_first, listing),
        )
        self._add_up()

    def update_messages(self) -> None:
        """Read again where the messages on this card stand that were not sent yet."""
        self._read_messages(self._model.unsent()[:MAX_PAGE_SIZE])

    def messages_changed(self, ids: Iterable[UUID]) -> None:
        """Read again those messages that are on this card, and the others if their movements come soon."""
        self._changed.extend(ids)
        self._read_changed()

    def _load(self, wanted: Wanted | None) -> None:
        if wanted is None:
            return
        listing = self._model.listing()
        self._tasks.read(
            partial(
                self._history.page_of, listing if wanted.down else listing.reversed(), after=wanted.after
            ),
            partial(self._show_page, wanted),
            partial(self._page_failed, wanted),
        )

    def _show_page(self, wanted: Wanted, page: MovementPage) -> None:
        if self._model.wanted() is wanted:
            self._model.add_page(page.transactions, page.notifications, page.next, page.owners)
            self._unreadable.tell(page.unreadable)
            self._page_shown()

    def _page_failed(self, wanted: Wanted, error: BaseException) -> None:
        if self._model.wanted() is wanted:
            self._model.fail_page()
        self._connection.report(error)

    def _show_first(self, listing: Listing, page: MovementPage) -> None:
        if self._model.listing() == listing:
            self._model.show_first_page(page.transactions, page.notifications, page.next, page.owners)
            self._unreadable.tell(page.unreadable)
            self._page_shown()

    def _page_shown(self) -> None:
        self._read_changed()
        self.shown.emit()

    def _read_changed(self) -> None:
        """A page that was read before its messages changed says what is no longer so."""
        here = self._model.held(self._changed)
        self._changed = deque((id_ for id_ in self._changed if id_ not in here), maxlen=_REMEMBERED)
        self._read_messages(here)

    def _read_messages(self, ids: Sequence[UUID]) -> None:
        if ids:
            self._tasks.read(
                partial(self._history.messages, ids), self._show_messages, self._connection.report
            )

    def _show_messages(self, messages: Mapping[UUID, Notification]) -> None:
        self._model.update_notifications(messages)

    def _add_up(self) -> None:
        self._totals_asked.ask(partial(self._history.totals_of, self.listing()), self._card.show_totals)
