"""The card of movements: a client's history or the branch's, filtered, added up, and taken along."""

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from btg_desktop.domain.formats import format_count
from btg_desktop.domain.history import NEWEST_FIRST, Sort, Totals
from btg_desktop.domain.models import Transaction
from btg_desktop.ui.look.discreet import amount_text
from btg_desktop.ui.look.texts import key_text, state_text
from btg_desktop.ui.look.theme import icon, px
from btg_desktop.ui.movements.model import Loading, MovementsModel
from btg_desktop.ui.movements.views.history_filters import HistoryFilters
from btg_desktop.ui.movements.views.movements_table import ROW_HEIGHT, MovementsTable
from btg_desktop.ui.widgets.flow_layout import FlowLayout
from btg_desktop.ui.widgets.parts import (
    SKELETON_DELAY_MS,
    EmptyState,
    Skeleton,
    TranslatedFrame,
    button,
    label,
)
from btg_desktop.ui.widgets.sentence import Line
from btg_desktop.ui.widgets.tables.column_widths import RememberedWidths

_WIDTHS: Final = (0.05, 0.14, 0.14, 0.27, 0.14, 0.14, 0.12)


class MovementsCard(TranslatedFrame):
    """Shows the movements model, and asks: other movements, another order, a file, a message again.

    `by_client` is for a history of many clients: each row names its own, and opens it.
    """

    resend_requested = Signal(object)
    receipt_requested = Signal(object)
    client_requested = Signal(str)
    listing_changed = Signal()  # the filter or the order is another
    export_requested = Signal()
    print_requested = Signal()
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None, *, by_client: bool = False) -> None:
        self._prefix = "branchMovements" if by_client else "movements"
        super().__init__(f"{self._prefix}Card", "card", parent)
        self._by_client = by_client
        self._totals: Totals | None = None
        self.sort = NEWEST_FIRST
        self.model = MovementsModel(self, by_client=by_client)
        self._build_parts()
        self._build_layout()
        self._skeleton_delay = QTimer(self, singleShot=True, interval=SKELETON_DELAY_MS)
        self._skeleton_delay.timeout.connect(lambda: self._pages.setCurrentWidget(self._skeleton))
        self._connect()
        self._retranslate()

    def _build_parts(self) -> None:
        prefix = self._prefix
        self._title = label("cardTitle", f"{prefix}Title")
        self._count = label("muted", f"{prefix}Count")
        self._progress = Line("muted", f"{prefix}Progress")
        self._retry = button("secondary", "retryBranchMovements" if self._by_client else "retryMovements")
        self._resend = button("secondary", "branchResendButton" if self._by_client else "resendButton")
        self._resend.setIcon(icon("send", "primary"))
        self.filters = HistoryFilters(prefix, self)
        self._export = button("quiet", f"{prefix}ExportButton")
        self._print = button("quiet", f"{prefix}PrintButton")
        self._close = button("quiet", f"{prefix}CloseButton")
        self._close.setVisible(self._by_client)
        self._newest = button("quiet", f"{prefix}FirstButton")
        self._oldest = button("quiet", f"{prefix}LastButton")
        self._sums = Line("muted", f"{prefix}Totals")
        self._pages = QStackedWidget(self)
        self._table = MovementsTable(self.model, f"{prefix}Table", self._pages, by_client=self._by_client)
        self._title.setBuddy(self._table)
        self._empty = EmptyState("noBranchMovements" if self._by_client else "noMovements", "movements")
        self._skeleton = Skeleton(row_height=ROW_HEIGHT, widths=_WIDTHS)
        self._blank = QWidget()
        for page in (self._table, self._empty, self._skeleton, self._blank):
            self._pages.addWidget(page)

    def _build_layout(self) -> None:
        head, foot = FlowLayout(), FlowLayout()
        for line in (head, foot):
            line.setSpacing(px(8))
        head.add_widgets(self._title, self._count)
        head.add_spring()
        head.add_widgets(self.filters, self._export, self._print, self._close)
        foot.add_widgets(self._newest, self._oldest, self._progress, self._retry, self._resend)
        foot.add_spring()
        foot.add_widgets(self._sums)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(14), px(10), px(14), px(6))
        layout.setSpacing(px(4))
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)
        layout.addLayout(foot)
        order = (*self.filters.buttons(), self._export, self._print, self._close, self._table)
        order += (self._newest, self._oldest, self._retry, self._resend)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self._sums.setMinimumHeight(px(28))  # the buttons come and go; the table stays as high as it is
        self.setMinimumHeight(px(232))

    def _connect(self) -> None:
        self.model.rowsInserted.connect(self._refresh)
        self.model.rowsRemoved.connect(self._refresh)
        self.model.modelReset.connect(self._refresh)
        self.model.dataChanged.connect(self._refresh_resend)
        self.model.loading_changed.connect(self._refresh)
        self.model.jumped.connect(lambda to_end: self._table.go_to_edge(end=to_end))
        self._table.selectionModel().currentChanged.connect(self._refresh_resend)
        self._table.action_wanted.connect(self._resend_row)
        self._table.receipt_wanted.connect(
            lambda row: self.receipt_requested.emit(self.model.transaction_at(row))
        )
        self._table.client_wanted.connect(self._ask_for_client)
        self._table.sort_wanted.connect(self._choose_sort)
        self._resend.clicked.connect(lambda: self._resend_row(self._table.currentIndex().row()))
        self._retry.clicked.connect(self.model.retry)
        self._newest.clicked.connect(lambda: self.model.jump(to_end=False))
        self._oldest.clicked.connect(lambda: self.model.jump(to_end=True))
        self._export.clicked.connect(self.export_requested)
        self._print.clicked.connect(self.print_requested)
        self._close.clicked.connect(self.close_requested)
        if self._by_client:
            # wherever the focus is; no key reaches a card that is not on screen
            QShortcut(QKeySequence("Esc"), self).activated.connect(self.close_requested)
        self.filters.changed.connect(self.listing_changed)

    # What is shown

    def reset(self) -> None:
        """Everything again, newest first, as for somebody new; nothing is asked for."""
        self.filters.reset()
        self._show_sort(NEWEST_FIRST)
        self.show_totals(None)

    def show_totals(self, totals: Totals | None) -> None:
        """What exactly the filtered movements add up to; None while it is not known."""
        self._totals = totals
        self._refresh()

    def remember_widths(self, widths: RememberedWidths) -> None:
        """Let the columns be dragged, and keep how wide they are made."""
        widths.follow(self._table)

    def focus_table(self) -> None:
        self._table.setFocus()
        if not self._table.currentIndex().isValid() and self.model.rowCount():
            self._table.go_to_edge(end=False)

    def _refresh(self) -> None:
        loading, rows = self.model.loading(), self.model.rowCount()
        if loading is Loading.PAGE and not rows:
            if not self._skeleton_delay.isActive() and self._pages.currentWidget() is not self._skeleton:
                self._pages.setCurrentWidget(self._blank)
                self._skeleton_delay.start()
        else:
            self._skeleton_delay.stop()
            failed = loading is Loading.RETRY and not rows
            self._pages.setCurrentWidget(self._table if rows else self._blank if failed else self._empty)
        self._refresh_count(rows)
        self._retry.setVisible(loading is Loading.RETRY)
        self._progress.setVisible(loading is Loading.RETRY or (loading is Loading.PAGE and rows > 0))
        self._progress.setText(
            self.tr("No se pudieron leer los movimientos")
            if loading is Loading.RETRY
            else self.tr("Leyendo más movimientos…")
        )
        self._newest.setVisible(self.model.has_more_above())
        self._oldest.setVisible(self.model.has_more())
        self._refresh_empty()
        self._refresh_resend()

    def _refresh_count(self, rows: int) -> None:
        if self._totals is not None:
            text = format_count(self._totals.count)
        else:
            more = self.model.has_more() or self.model.has_more_above()
            text = f"{rows}+" if more else str(rows)
        self._count.setText(text)
        self._count.setVisible(rows > 0)
        for each in (self._export, self._print):
            each.setEnabled(rows > 0)
        totals = self._totals
        self._sums.setText(
            self.tr("Aperturas {opened}  ·  Cancelaciones {cancelled}  ·  Neto {net}").format(
                opened=amount_text(totals.subscribed),
                cancelled=amount_text(totals.cancelled),
                net=amount_text(totals.net),
            )
            if totals and rows
            else ""
        )

    def _refresh_resend(self) -> None:
        row = self._table.currentIndex().row()
        notification = self.model.resendable_at(row) if 0 <= row < self.model.rowCount() else None
        self._resend.setVisible(notification is not None)
        if notification:
            number = self.model.transaction_at(row).sequence
            text = self.tr("Reenviar el aviso del N.º {number}").format(number=number)
            self._resend.setText(text)
            self._resend.setAccessibleName(f"{text} ({state_text(notification)[0]})")

    def _refresh_empty(self) -> None:
        if not self.model.listing().is_plain:
            self._empty.show_words(
                self.tr("Ningún movimiento cumple los filtros"),
                self.tr("Elija otras fechas, otro fondo u otro tipo."),
            )
        elif self._by_client:
            self._empty.show_words(self.tr("Sin movimientos en esta sucursal todavía"), "")
        else:
            self._empty.show_words(
                self.tr("Sin movimientos todavía"),
                self.tr("Suscriba al cliente a un fondo y aquí verá cada apertura y cancelación."),
            )

    # What the clerk does

    def chosen(self) -> Transaction | None:
        """The movement of the current row, if there is one."""
        row = self._table.currentIndex().row()
        return self.model.transaction_at(row) if 0 <= row < self.model.rowCount() else None

    def forget_choice(self) -> None:
        """No row is the current one any more: something newer is on its way."""
        self._table.selectionModel().clear()

    def _choose_sort(self, sort: Sort) -> None:
        self._show_sort(sort)
        self.listing_changed.emit()

    def _show_sort(self, sort: Sort) -> None:
        self.sort = sort
        self._table.show_sort(sort)

    def _ask_for_client(self, row: int) -> None:
        self.client_requested.emit(self.model.transaction_at(row).client_id)

    def _resend_row(self, row: int) -> None:
        notification = self.model.resendable_at(row)
        if notification:
            self.resend_requested.emit(notification.id)

    def _retranslate(self) -> None:
        title = self.tr("Movimientos de la sucursal") if self._by_client else self.tr("Movimientos")
        self._title.setText(title)
        self._table.setAccessibleName(title)
        self._table.setAccessibleDescription(
            self.tr("Control con flecha arriba o abajo ordena por la columna; Fin va al último movimiento")
        )
        excel, paper = self.tr("A Excel o CSV"), self.tr("En papel")
        again, told = self.tr("La página que no llegó"), self.tr("El cliente recibe el mismo aviso")
        esc, home, end = map(key_text, (self.tr("Esc"), self.tr("Inicio"), self.tr("Fin")))
        for each, text, name, what in (
            (self._retry, self.tr("Reintentar"), self.tr("Leer otra vez los movimientos"), again),
            (self._resend, self.tr("Reenviar"), self.tr("Reenviar"), told),
            (self._export, self.tr("&Exportar"), self.tr("Exportar los movimientos filtrados"), excel),
            (self._print, self.tr("Im&primir"), self.tr("Imprimir los movimientos filtrados"), paper),
            (self._close, self.tr("Cerrar   Esc"), self.tr("Cerrar los movimientos de la sucursal"), esc),
            (self._newest, self.tr("Ir al principio   Inicio"), self.tr("Ir al principio"), home),
            (self._oldest, self.tr("Ir al final   Fin"), self.tr("Ir al final"), end),
        ):
            each.setText(text)
            each.setAccessibleName(name)
            each.setAccessibleDescription(what)
        self.model.retranslate()
        self._refresh()
