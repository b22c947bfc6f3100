"""The movements of a client, or of this branch: a page at a time, added up, or all of them in a stream."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from btg_desktop.domain.history import (
    EVERYTHING,
    NEWEST_FIRST,
    Filter,
    Listing,
    Movement,
    MovementCursor,
    Sort,
    Totals,
)
from btg_desktop.domain.models import Notification
from btg_desktop.services import ports

MAX_PAGE: Final = 500


class History:
    """`branch` is this desk's: whose movements are meant where no client is named."""

    def __init__(self, history: ports.MovementStore, branch: str = "") -> None:
        self._history = history
        self._branch = branch

    def listing(
        self,
        client_id: str | None,
        where: Filter = EVERYTHING,
        sort: Sort = NEWEST_FIRST,
    ) -> Listing:
        """What to read: a client's movements, or (None) this branch's."""
        return Listing(client_id, "" if client_id else self._branch, where, sort)

    def page(
        self,
        client_id: str | None,
        limit: int = 200,
        after: MovementCursor | None = None,
        *,
        where: Filter = EVERYTHING,
        sort: Sort = NEWEST_FIRST,
    ) -> ports.MovementPage:
        """Up to `limit` movements that follow `after` (a page's `next`; None: from the beginning)."""
        return self.read(self.listing(client_id, where, sort), limit, after)

    def totals(self, client_id: str | None, where: Filter = EVERYTHING) -> Totals:
        """What exactly the filtered movements add up to."""
        return self.add_up(self.listing(client_id, where))

    def rows(
        self,
        client_id: str | None,
        where: Filter = EVERYTHING,
        sort: Sort = NEWEST_FIRST,
    ) -> Iterator[Movement]:
        """Every filtered movement, in flat memory. What does not fit the model is left out."""
        return self.stream(self.listing(client_id, where, sort))

    def read(
        self, listing: Listing, limit: int = 200, after: MovementCursor | None = None
    ) -> ports.MovementPage:
        """`page`, of a listing."""
        return self._history.page(listing, max(1, min(limit, MAX_PAGE)), after)

    def add_up(self, listing: Listing) -> Totals:
        """`totals`, of a listing."""
        return self._history.totals(listing)

    def stream(self, listing: Listing) -> Iterator[Movement]:
        """`rows`, of a listing. Each page is one bounded query, so a change of primary does not end it."""
        after: MovementCursor | None = None
        while True:
            page = self._history.page(listing, MAX_PAGE, after)
            for transaction in page.transactions:
                yield Movement(
                    transaction,
                    page.notifications.get(transaction.id),
                    page.owners.get(transaction.client_id),
                )
            after = page.next
            if after is None:
                return

    def messages(self, ids: Sequence[UUID]) -> Mapping[UUID, Notification]:
        """Where the messages of these movements stand now."""
        return self._history.messages(ids[:MAX_PAGE])
