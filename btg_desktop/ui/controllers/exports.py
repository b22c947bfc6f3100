"""Taking a card's movements along: to a file, or on paper; exactly those that its filters choose."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from btg_desktop.domain.days import today
from btg_desktop.domain.errors import BtgError, DatabaseUnavailable, ExportInterrupted
from btg_desktop.domain.history import Listing, Totals
from btg_desktop.domain.models import Channel, NotificationState, TransactionKind
from btg_desktop.services.exports import Exports
from btg_desktop.services.history import History
from btg_desktop.services.ports import ExportWords
from btg_desktop.ui.controllers.connection import ConnectionController
from btg_desktop.ui.controllers.desk import DeskController
from btg_desktop.ui.controllers.listing import ListingController
from btg_desktop.ui.discreet import MASK, file_text, is_discreet
from btg_desktop.ui.papers.movements import Heading, MovementList, print_movements
from btg_desktop.ui.tasks import Tasks
from btg_desktop.ui.texts import channel_state_text, kind_text
from btg_desktop.ui.translation import error_text, remedy_text
from btg_desktop.ui.views.main_window import MainWindow
from btg_desktop.ui.views.movements_card import MovementsCard
from btg_desktop.ui.views.progress_dialog import ProgressDialog
from btg_desktop.ui.views.save_dialog import SaveDialog

_Work = Callable[[Callable[[int, int], None], Callable[[], bool]], int]
"""Does it all, telling how far it is and asking whether to stop; returns how many movements there were."""


class ExportsController(QObject):
    """One at a time: its dialog stands before the window. Closing the window stops it and leaves no file."""

    ended = Signal()
    _progress = Signal(object, object)

    def __init__(
        self,
        history: History,
        exports: Exports,
        tasks: Tasks,
        window: MainWindow,
        connection: ConnectionController,
        desk: DeskController,
    ) -> None:
        super().__init__(window)
        self._history = history
        self._exports = exports
        self._tasks = tasks
        self._window = window
        self._connection = connection
        self._desk = desk
        self._stop = threading.Event()
        self._dialog: ProgressDialog | None = None
        self._progress.connect(self._show_progress)
        window.closing.connect(self._stop.set)

    def watch(self, card: MovementsCard, listing: ListingController) -> None:
        """Answer to the card's buttons."""
        card.export_requested.connect(lambda: self._choose_file(listing.listing()))
        card.print_requested.connect(lambda: self._choose_printer(card, listing.listing()))

    # To a file

    def _choose_file(self, listing: Listing) -> None:
        dialog = SaveDialog(self._file_name(listing), self._window)
        dialog.path_chosen.connect(partial(self._export, listing))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _file_name(self, listing: Listing) -> str:
        client = self._desk.client if listing.client_id else None
        whose = client.document if client else self.tr("sucursal")
        what = self.tr("movimientos")
        return f"{what}-{whose}-{today():%Y%m%d}"

    def _export(self, listing: Listing, path: Path) -> None:
        self._begin(
            lambda: self.tr("Exportando los movimientos"),
            lambda: file_text(path.name),
            partial(self._exports.write, listing, path, self._words()),
            lambda count: self._window.banner.show_message(
                "good",
                lambda: self.tr("Movimientos exportados: {count}").format(count=_grouped(count)),
                lambda: file_text(str(path)),
            ),
            lambda: self.tr("La exportación se canceló; no quedó ningún archivo"),
        )

    def _words(self) -> ExportWords:
        return ExportWords(
            title=self.tr("Movimientos"),
            headings=(
                self.tr("N.º"),
                self.tr("Fecha (Bogotá)"),
                self.tr("Cliente"),
                self.tr("Documento"),
                self.tr("Movimiento"),
                self.tr("Fondo"),
                self.tr("Valor"),
                self.tr("Saldo después"),
                self.tr("Notificación"),
            ),
            kinds={kind: kind_text(kind) for kind in TransactionKind},
            states={
                (channel, state): channel_state_text(channel, state)
                for channel in Channel
                for state in NotificationState
            },
        )

    # On paper

    def _choose_printer(self, card: MovementsCard, listing: Listing) -> None:
        printer = QPrinter()
        printer.setDocName(self._file_name(listing))
        dialog = QPrintDialog(printer, self._window)
        dialog.setObjectName("printDialog")
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile)
        heading = self._heading(card, listing)
        dialog.accepted.connect(lambda _chosen: self._print(heading, listing, printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # its own `open` wants a slot by name

    def _heading(self, card: MovementsCard, listing: Listing) -> Heading:
        client = self._desk.client if listing.client_id else None
        if client is not None:
            whose = f"{client.name} · {client.document_type} {client.document}"
        else:
            whose = self.tr("Sucursal {branch}").format(branch=listing.branch).strip()
        return Heading(whose, card.filters.words(), by_client=client is None)

    def _print(self, heading: Heading, listing: Listing, printer: QPrinter) -> None:
        def work(progress: Callable[[int, int], None], stopped: Callable[[], bool]) -> int:
            totals: Totals = self._history.add_up(listing)
            listed = MovementList(heading, totals, self._history.stream(listing))
            return print_movements(printer, listed, progress, stopped)

        self._begin(
            lambda: self.tr("Imprimiendo los movimientos"),
            lambda: MASK if is_discreet() else heading.whose,
            work,
            lambda count: self._window.toast.show_message(
                lambda: self.tr("Movimientos impresos: {count}").format(count=_grouped(count))
            ),
            lambda: self.tr("La impresión se canceló"),
        )

    # Both

    def _begin(
        self,
        heading: Callable[[], str],
        subtitle: Callable[[], str],
        work: _Work,
        on_success: Callable[[int], None],
        stopped: Callable[[], str],
    ) -> None:
        if self._dialog is not None:
            return
        self._stop.clear()
        self._dialog = dialog = ProgressDialog(heading, subtitle, self._window)
        dialog.stop_requested.connect(self._stop.set)
        dialog.open()
        self._tasks.read(
            partial(work, self._progress.emit, self._stop.is_set),
            partial(self._done, on_success),
            partial(self._failed, stopped),
        )

    def _show_progress(self, done: int, total: int) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(done, total)

    def _done(self, on_success: Callable[[int], None], count: int) -> None:
        self._end()
        on_success(count)
        self.ended.emit()

    def _failed(self, stopped: Callable[[], str], error: BaseException) -> None:
        self._end()
        if isinstance(error, ExportInterrupted):
            self._window.banner.show_message("primary", stopped)
        elif isinstance(error, BtgError) and not isinstance(error, DatabaseUnavailable):
            self._window.banner.show_message(
                "bad", partial(error_text, error), partial(remedy_text, error), ("copy", "dismiss")
            )
        else:
            self._connection.report(error)
        self.ended.emit()

    def _end(self) -> None:
        if self._dialog is not None:
            self._dialog.done(0)
            self._dialog.deleteLater()
            self._dialog = None


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", ".")
