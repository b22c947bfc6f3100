"""The movements on screen or near it, a page at a time. The model asks for pages; it fetches none."""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from btg_desktop.domain.history import Listing, MovementCursor, Owner
from btg_desktop.domain.models import Notification, Transaction
from btg_desktop.ui.movements.cells import (
    ACTION,
    COLUMNS,
    NOTIFICATION,
    RECEIPT,
    alignment,
    cell,
)
from btg_desktop.ui.movements.row import MovementRow
from btg_desktop.ui.movements.window import MovementsWindow, Wanted

Index = QModelIndex | QPersistentModelIndex


class Loading(Enum):
    """What the model waits for."""

    NOTHING = auto()
    PAGE = auto()
    RETRY = auto()  # the last page did not come; `fetchMore` or `retry` asks for it again


class MovementsModel(QAbstractTableModel):
    """Rows of movements. While a page is in flight no other is asked for.

    `by_client` names each row's client, for a history of many.
    """

    page_wanted = Signal(object)  # a Wanted
    loading_changed = Signal()
    jumped = Signal(bool)  # the rows are those of one end now; True: of the last movements

    def __init__(self, parent: QObject | None = None, *, by_client: bool = False) -> None:
        super().__init__(parent)
        self._by_client = by_client
        self._window = MovementsWindow()
        self._loading = Loading.NOTHING
        self._wanted: Wanted | None = None

    # What the controller tells

    def clear(self) -> None:
        """Forget everything: nobody's movements are shown."""
        self._reset(self._window.listing)
        self._wanted = None
        self._set_loading(Loading.NOTHING)

    def begin(self, listing: Listing | None = None) -> None:
        """The first page of a listing is on its way."""
        self._reset(listing or Listing(client_id=""))
        self._wanted = Wanted()
        self._set_loading(Loading.PAGE)

    def add_page(
        self,
        transactions: Sequence[Transaction],
        notifications: Mapping[UUID, Notification],
        beyond: MovementCursor | None,
        owners: Mapping[str, Owner] | None = None,
    ) -> None:
        """Add the page that was wanted, as it was read: down from its place, or up; `beyond` leads on.

        A page that was not wanted, or no longer is, would leave a gap: it is dropped.
        """
        wanted, window = self._wanted, self._window
        if self._loading is not Loading.PAGE or wanted is None:
            return
        window.learn(notifications, owners or {})
        rows = transactions if wanted.down else transactions[::-1]
        is_jump = wanted.after is None and (bool(window.rows) or not wanted.down)
        if wanted.after is None:
            window.above = window.below = None
            self._replace(rows)
        else:
            self._insert(len(window.rows) if wanted.down else 0, window.unknown(rows))
        if wanted.down:
            window.below = beyond
            self._trim_above()
        else:
            window.above = beyond
            self._trim_below()
        self._page_came()
        if is_jump:
            self.jumped.emit(not wanted.down)

    def show_first_page(
        self,
        transactions: Sequence[Transaction],
        notifications: Mapping[UUID, Notification],
        after: MovementCursor | None,
        owners: Mapping[str, Owner] | None = None,
    ) -> None:
        """Show the first page again, after an operation. The rows below stay if this one reaches them.

        Somebody who looks further down is left alone: what came waits above.
        """
        window = self._window
        if window.above is not None:
            self.update_notifications(notifications)
            return
        fresh = window.newer_than_all(transactions)
        if fresh is None:
            self._window.learn(notifications, owners or {})
            self._replace(list(transactions))
            window.below = after
            self._wanted = None
            self._set_loading(Loading.NOTHING)
            return
        window.owners.update(owners or {})
        self._insert(0, fresh)
        self.update_notifications(notifications)
        if self._wanted is None:  # else the page that was asked for would not join the rows any more
            self._trim_below()
        if not window.listing.sort.descending and window.rows and window.below is None:
            window.below = window.listing.place(window.rows[-1])  # what came may stand below the last row

    def update_notifications(self, notifications: Mapping[UUID, Notification]) -> None:
        """Show where messages stand now; only rows whose message changed are painted and measured again."""
        news = self._window.news(notifications)
        rows = self._window.rows_of(set(news))
        for row in rows:
            id_ = self._window.rows[row].id
            self._window.notifications[id_] = news[id_]
        if rows:
            self.dataChanged.emit(self.index(rows[0], NOTIFICATION), self.index(rows[-1], ACTION))

    def fail_page(self) -> None:
        """The page in flight did not come; it may be asked for again."""
        if self._loading is Loading.PAGE:
            self._set_loading(Loading.RETRY)

    # What the views ask

    def retry(self) -> None:
        """Ask again for the page that did not come."""
        if self._loading is Loading.RETRY and self._wanted is not None:
            self._want(self._wanted)

    def jump(self, *, to_end: bool) -> None:
        """Go to the first or the last movement, wherever it is, without what lies between."""
        if self._loading is not Loading.PAGE and (self.has_more() if to_end else self.has_more_above()):
            self._want(Wanted(down=not to_end))

    def fetch_above(self) -> None:
        """Ask for the page above the rows, if there is one."""
        if self._loading is not Loading.PAGE and self._window.above is not None:
            self._want(Wanted(down=False, after=self._window.above))

    def loading(self) -> Loading:
        return self._loading

    def wanted(self) -> Wanted | None:
        """The page in flight, or the one that did not come."""
        return self._wanted

    def listing(self) -> Listing:
        """What the rows are part of."""
        return self._window.listing

    def is_reading_up(self) -> bool:
        """Whether the page in flight goes above the rows."""
        return self._wanted is not None and not self._wanted.down and self._wanted.after is not None

    def has_more(self) -> bool:
        """Whether there are movements below those here."""
        return self._window.below is not None

    def has_more_above(self) -> bool:
        return self._window.above is not None

    def unsent(self) -> list[UUID]:
        """The movements here whose message was not sent yet."""
        return self._window.unsent()

    def held(self, ids: Iterable[UUID]) -> list[UUID]:
        """Those of `ids` that are movements here."""
        return [self._window.rows[row].id for row in self._window.rows_of(set(ids))]

    def transaction_at(self, row: int) -> Transaction:
        return self._window.rows[row]

    def resendable_at(self, row: int) -> Notification | None:
        """The row's message, if it waits for a person to send it again."""
        return self._row(row).resendable

    def retranslate(self) -> None:
        """Say all texts again, after the language changed."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, COLUMNS - 1)
        if self._window.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._window.rows) - 1, COLUMNS - 1))

    # QAbstractTableModel

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._window.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else COLUMNS

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802
        return not parent.isValid() and self.has_more() and self._loading is not Loading.PAGE

    def fetchMore(self, parent: Index) -> None:  # noqa: N802
        if self.canFetchMore(parent):
            self._want(Wanted(after=self._window.below))

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(section)
        if role == Qt.ItemDataRole.AccessibleTextRole and section in (ACTION, RECEIPT):
            return self.tr("Reenviar") if section == ACTION else self.tr("Comprobante")
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Cliente") if self._by_client else self.tr("N.º"),
            self.tr("Fecha"),
            self.tr("Movimiento"),
            self.tr("Fondo"),
            self.tr("Valor"),
            self.tr("Saldo después"),
            self.tr("Notificación"),
            "",
            "",
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return cell(self._row(index.row()), index.column(), role) if index.isValid() else None

    def _row(self, row: int) -> MovementRow:
        window = self._window
        transaction = window.rows[row]
        owner = window.owners.get(transaction.client_id) if self._by_client else None
        return MovementRow(transaction, window.notifications.get(transaction.id), owner)

    def _reset(self, listing: Listing) -> None:
        self.beginResetModel()
        self._window = MovementsWindow()
        self._window.listing = listing
        self.endResetModel()

    def _replace(self, rows: Sequence[Transaction]) -> None:
        self.beginResetModel()
        self._window.replace(rows)
        self.endResetModel()

    def _insert(self, at: int, rows: Sequence[Transaction]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
            self._window.rows[at:at] = rows
            self.endInsertRows()

    def _trim_above(self) -> None:
        if excess := self._window.excess():
            self.beginRemoveRows(QModelIndex(), 0, excess - 1)
            self._window.drop_above(excess)
            self.endRemoveRows()

    def _trim_below(self) -> None:
        if excess := self._window.excess():
            rows = len(self._window.rows)
            self.beginRemoveRows(QModelIndex(), rows - excess, rows - 1)
            self._window.drop_below(excess)
            self.endRemoveRows()

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._set_loading(Loading.PAGE)
        self.page_wanted.emit(wanted)

    def _page_came(self) -> None:
        self._wanted = None
        self._set_loading(Loading.NOTHING)

    def _set_loading(self, loading: Loading) -> None:
        if loading is not self._loading:
            self._loading = loading
            self.loading_changed.emit()
