"""The part of a history that is in memory: consecutive movements, of which only so many are kept.

A history may have a million movements. Those far from what is looked at are let go, and read again when
they are wanted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from btg_desktop.domain.history import Listing, MovementCursor, Owner
from btg_desktop.domain.models import SETTLED, Notification, Transaction

MAX_ROWS: Final = 2_000
"""The most movements in memory: ten pages, some 4 MB with their messages."""


@dataclass(frozen=True, eq=False)
class Wanted:
    """A page that is asked for: down the list after a place, or up from one (None: from that end)."""

    down: bool = True
    after: MovementCursor | None = None


class MovementsWindow:
    """Rows with what leads on at both ends (None: that is the end). `above` and `below` are cursors."""

    def __init__(self) -> None:
        self.listing = Listing()
        self.rows: list[Transaction] = []
        self.notifications: dict[UUID, Notification] = {}
        self.owners: dict[str, Owner] = {}
        self.above: MovementCursor | None = None
        self.below: MovementCursor | None = None

    def learn(self, notifications: Mapping[UUID, Notification], owners: Mapping[str, Owner]) -> None:
        self.notifications.update(self.news(notifications))
        self.owners.update(owners)

    def news(self, notifications: Mapping[UUID, Notification]) -> dict[UUID, Notification]:
        """Those that say something new. Answers may come in another order than they were read in."""
        return {id_: each for id_, each in notifications.items() if self._is_news(each)}

    def _is_news(self, told: Notification) -> bool:
        known = self.notifications.get(told.id)
        return known is None or (told != known and not known.is_later_than(told))

    def replace(self, rows: Sequence[Transaction]) -> None:
        """Hold these rows and nothing else."""
        self.rows = list(rows)
        self._keep_what_is_used()

    def unknown(self, transactions: Sequence[Transaction]) -> list[Transaction]:
        """Those of `transactions` that are not here."""
        known = {row.id for row in self.rows}
        return [each for each in transactions if each.id not in known]

    def newer_than_all(self, first_page: Sequence[Transaction]) -> list[Transaction] | None:
        """What a list's first page has above the rows; None where it does not join them without a gap."""
        fresh = self.unknown(first_page)
        rest = list(first_page[len(fresh) :])
        joins = list(first_page[: len(fresh)]) == fresh and rest and rest == self.rows[: len(rest)]
        return fresh if joins else None

    def excess(self) -> int:
        return max(0, len(self.rows) - MAX_ROWS)

    def drop_above(self, count: int) -> None:
        """Let go of the first rows; they can be read again, up from what is left."""
        self._drop(slice(0, count))
        self.above = self.listing.place(self.rows[0])

    def drop_below(self, count: int) -> None:
        """Let go of the last rows."""
        self._drop(slice(len(self.rows) - count, None))
        self.below = self.listing.place(self.rows[-1])

    def unsent(self) -> list[UUID]:
        """The movements here whose message was not sent yet, in their order."""
        return [
            row.id
            for row in self.rows
            if (told := self.notifications.get(row.id)) and told.state not in SETTLED
        ]

    def rows_of(self, ids: set[UUID]) -> list[int]:
        """The rows of `ids`, in order. The newest come first, so the search seldom goes far."""
        rows: list[int] = []
        for row, transaction in enumerate(self.rows):
            if len(rows) == len(ids):
                break
            if transaction.id in ids:
                rows.append(row)
        return rows

    def _drop(self, part: slice) -> None:
        del self.rows[part]
        self._keep_what_is_used()

    def _keep_what_is_used(self) -> None:
        ids, clients = {row.id for row in self.rows}, {row.client_id for row in self.rows}
        self.notifications = {id_: each for id_, each in self.notifications.items() if id_ in ids}
        self.owners = {id_: each for id_, each in self.owners.items() if id_ in clients}
