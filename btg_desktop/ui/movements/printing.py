"""A card's movements on paper: exactly those that its filters choose, and no more than paper is good for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter

from btg_desktop.domain.formats import format_count
from btg_desktop.domain.history import Listing
from btg_desktop.services.history import History
from btg_desktop.ui.context.current_client import CurrentClient
from btg_desktop.ui.context.long_work import LongWork, Progress, Stopped
from btg_desktop.ui.look.discreet import MASK, file_text, is_discreet
from btg_desktop.ui.movements.exports import document_name
from btg_desktop.ui.movements.listing import ListingController
from btg_desktop.ui.movements.paper import (
    MAX_PRINTED,
    Heading,
    MovementList,
    pages_needed,
    print_movements,
)
from btg_desktop.ui.movements.views.movements_card import MovementsCard
from btg_desktop.ui.movements.views.too_long_dialog import TooLongDialog
from btg_desktop.ui.printing.target import PrintTarget, print_whole
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.widgets.dialogs.output_dialogs import ask_printer


@dataclass(frozen=True)
class _TooLong:
    """Nothing was printed yet: so many movements there are, and so many pages the first of them take."""

    count: int
    pages: int


@dataclass(frozen=True)
class _Printed:
    """So many movements are on paper, of so many that there are."""

    printed: int
    count: int


class PrintingController(QObject):
    """Asks before it prints only the first part of a long list, and says afterwards which part it was."""

    def __init__(self, history: History, work: LongWork, window: MainWindow, desk: CurrentClient) -> None:
        super().__init__(window)
        self._history = history
        self._work = work
        self._window = window
        self._desk = desk

    def watch(self, card: MovementsCard, listing: ListingController) -> None:
        """Answer to the card's button."""
        card.print_requested.connect(lambda: self._choose_printer(card, listing.listing()))

    def _choose_printer(self, card: MovementsCard, listing: Listing) -> None:
        heading = self._heading(card, listing)
        title = document_name(listing, self._desk.client)
        ask_printer(self._window, title, None, lambda printer: self._print(heading, listing, printer))

    def _heading(self, card: MovementsCard, listing: Listing) -> Heading:
        client = self._desk.client if listing.client_id else None
        if client is not None:
            whose = f"{client.name} · {client.document_type} {client.document}"
        else:
            whose = self.tr("Sucursal {branch}").format(branch=listing.branch).strip()
        return Heading(whose, card.filters.words(), by_client=client is None)

    def _print(
        self, heading: Heading, listing: Listing, printer: QPrinter, *, first_part: bool = False
    ) -> None:
        def work(progress: Progress, stopped: Stopped) -> _Printed | _TooLong:
            totals = self._history.totals_of(listing)
            if totals.count > MAX_PRINTED and not first_part:
                return _TooLong(totals.count, pages_needed(printer, totals.count))
            listed = MovementList(heading, totals, self._history.movements_of(listing))
            printed = print_whole(printer, lambda: print_movements(printer, listed, progress, stopped))
            return _Printed(printed, totals.count)

        def finish(result: _Printed | _TooLong) -> None:
            if isinstance(result, _TooLong):
                self._ask(result, partial(self._print, heading, listing, printer, first_part=True))
            else:
                self._tell(result, PrintTarget.of(printer))

        self._work.begin(
            lambda: self.tr("Imprimiendo los movimientos"),
            lambda: MASK if is_discreet() else heading.whose,
            work,
            finish,
            lambda: self.tr("La impresión se canceló"),
        )

    def _ask(self, long: _TooLong, print_first_part: Callable[[], None]) -> None:
        dialog = TooLongDialog(long.count, MAX_PRINTED, long.pages, self._window)
        dialog.accepted.connect(print_first_part)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # What was printed

    def _tell(self, result: _Printed, target: PrintTarget) -> None:
        if result.printed < result.count:
            self._window.banner.show_message(
                "warn", partial(self._part_text, result, target), partial(self._rest_text, result, target)
            )
        elif target.file is not None:
            path = str(target.file)
            self._window.banner.show_message(
                "good", partial(self._whole_text, result, target), lambda: file_text(path)
            )
        else:
            self._window.toast.show_message(partial(self._whole_text, result, target))

    def _whole_text(self, result: _Printed, target: PrintTarget) -> str:
        template = (
            self.tr("Movimientos enviados a la impresora {printer}: {count}")
            if target.file is None
            else self.tr("Movimientos guardados en PDF: {count}")
        )
        return template.format(printer=target.printer, count=format_count(result.printed))

    def _part_text(self, result: _Printed, target: PrintTarget) -> str:
        template = (
            self.tr("Enviados a la impresora {printer} solo {printed} de {count} movimientos")
            if target.file is None
            else self.tr("Guardados en PDF solo {printed} de {count} movimientos")
        )
        return template.format(
            printer=target.printer, printed=format_count(result.printed), count=format_count(result.count)
        )

    def _rest_text(self, result: _Printed, target: PrintTarget) -> str:
        rest = self.tr(
            "Faltan {rest}: elija menos con los filtros e imprima otra vez, o expórtelos todos a un archivo"
        ).format(rest=format_count(result.count - result.printed))
        return rest if target.file is None else f"{file_text(str(target.file))}\n{rest}"
