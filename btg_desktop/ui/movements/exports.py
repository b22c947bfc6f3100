"""Taking a card's movements along in a file: exactly those that its filters choose."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from btg_desktop.domain.days import today
from btg_desktop.domain.formats import format_count
from btg_desktop.domain.history import Listing
from btg_desktop.domain.models import Channel, Client, NotificationState, TransactionKind
from btg_desktop.services.exports import Exports
from btg_desktop.services.ports import ExportWords
from btg_desktop.ui.context.current_client import CurrentClient
from btg_desktop.ui.context.long_work import LongWork
from btg_desktop.ui.look.discreet import file_text
from btg_desktop.ui.look.texts import channel_state_text, kind_text
from btg_desktop.ui.movements.listing import ListingController
from btg_desktop.ui.movements.views.movements_card import MovementsCard
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.widgets.dialogs.save_dialog import SaveDialog


class ExportsController(QObject):
    """An export that is stopped, or whose window is closed, leaves no file."""

    def __init__(self, exports: Exports, work: LongWork, window: MainWindow, desk: CurrentClient) -> None:
        super().__init__(window)
        self._exports = exports
        self._work = work
        self._window = window
        self._desk = desk

    def watch(self, card: MovementsCard, listing: ListingController) -> None:
        """Answer to the card's button."""
        card.export_requested.connect(lambda: self._choose_file(listing.listing()))

    def _choose_file(self, listing: Listing) -> None:
        dialog = SaveDialog(document_name(listing, self._desk.client), self._window)
        dialog.path_chosen.connect(partial(self._export, listing))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _export(self, listing: Listing, path: Path) -> None:
        self._work.begin(
            lambda: self.tr("Exportando los movimientos"),
            lambda: file_text(path.name),
            partial(self._exports.write, listing, path, self._words()),
            lambda count: self._window.banner.show_message(
                "good",
                lambda: self.tr("Movimientos exportados: {count}").format(count=format_count(count)),
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


def document_name(listing: Listing, client: Client | None) -> str:
    """What a file of these movements, or their paper, is called: whose they are, and today's date."""
    whose = client.document if client and listing.client_id else None
    return "-".join(
        (
            QCoreApplication.translate("ExportsController", "movimientos"),
            whose or QCoreApplication.translate("ExportsController", "sucursal"),
            f"{today():%Y%m%d}",
        )
    )
