"""The movements of a client, or of this branch: a page at a time, added up, or all of them in a stream."""

from collections.abc import Iterator, Mapping, Sequence
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
from btg_desktop.services.paging import MAX_PAGE_SIZE, page_size


class History:
    """`branch` is this desk's: whose movements are meant where no client is named."""

    def __init__(self, movements: ports.MovementStore, branch: str = "") -> None:
        self._movements = movements
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
        return self.page_of(self.listing(client_id, where, sort), limit, after)

    def page_of(
        self, listing: Listing, limit: int = 200, after: MovementCursor | None = None
    ) -> ports.MovementPage:
        """`page`, of a listing."""
        return self._movements.page(listing, page_size(limit), after)

    def totals(self, client_id: str | None, where: Filter = EVERYTHING) -> Totals:
        """What exactly the filtered movements add up to."""
        return self.totals_of(self.listing(client_id, where))

    def totals_of(self, listing: Listing) -> Totals:
        """`totals`, of a listing."""
        return self._movements.totals(listing)

    def movements_of(self, listing: Listing) -> Iterator[Movement]:
        """Every movement of a listing, in flat memory. Movements that cannot be read are left out.

        Each page is one bounded query, so a change of primary does not end the iteration.
        """
        after: MovementCursor | None = None
        while True:
            page = self._movements.page(listing, MAX_PAGE_SIZE, after)
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
        return self._movements.messages(ids[:MAX_PAGE_SIZE])
