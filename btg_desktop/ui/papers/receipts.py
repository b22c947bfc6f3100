"""Receipts: which movement is meant, its number, and the paper to print or save."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from btg_desktop.domain.errors import BtgError
from btg_desktop.domain.models import Transaction
from btg_desktop.domain.receipts import Receipt
from btg_desktop.services.history import History
from btg_desktop.services.ports import MovementPage
from btg_desktop.services.receipts import Receipts
from btg_desktop.ui.context.client_keys import ClientKeys
from btg_desktop.ui.context.connection import ConnectionController
from btg_desktop.ui.context.current_client import CurrentClient
from btg_desktop.ui.look.translation import error_text, remedy_text
from btg_desktop.ui.papers.output import Output
from btg_desktop.ui.papers.views.receipt_dialog import ReceiptDialog
from btg_desktop.ui.papers.writing import number_text, receipt_paper
from btg_desktop.ui.printing.paper import HALF_LETTER, Paper
from btg_desktop.ui.runtime.faults import describe
from btg_desktop.ui.runtime.tasks import Tasks
from btg_desktop.ui.shell.views.main_window import MainWindow

_Issued = tuple[Receipt, Paper]


class ReceiptsController(QObject):
    """The movement meant is that of the current row; without one, the client's newest."""

    def __init__(
        self,
        receipts: Receipts,
        history: History,
        tasks: Tasks,
        window: MainWindow,
        connection: ConnectionController,
        desk: CurrentClient,
        output: Output,
        keys: ClientKeys,
    ) -> None:
        super().__init__(window)
        self._receipts = receipts
        self._history = history
        self._tasks = tasks
        self._window = window
        self._card = window.movements_card
        self._connection = connection
        self._desk = desk
        self._output = output
        self._card.receipt_requested.connect(self.open)
        window.receipt_requested.connect(lambda: keys.press(self._open_meant))

    def forget_choice(self) -> None:
        """Money has just moved: what is meant from now on is that, not the row chosen before."""
        self._card.forget_choice()

    def open(self, transaction: Transaction) -> None:
        """Show the movement's receipt; it is issued now if it never was."""
        if self._window.has_dialog() or self._window.rail.is_choosing():
            return  # typed ahead: it was meant for what is not there yet
        dialog = ReceiptDialog(transaction, self._window)
        self._output.show(dialog)
        self._tasks.write(
            partial(self._issue, transaction.id),
            partial(self._issued, dialog),
            partial(self._not_issued, dialog),
        )

    def _open_meant(self) -> None:
        client, chosen = self._desk.client, self._card.chosen()
        if client is None or self._window.has_dialog():
            return
        if chosen is not None:
            self.open(chosen)
            return
        # whatever rows are here, sorted or filtered: the newest is what the database says
        self._tasks.read(
            partial(self._history.page, client.id, 1),
            partial(self._open_newest, client.id),
            self._connection.report,
        )

    def _open_newest(self, client_id: str, page: MovementPage) -> None:
        client = self._desk.client
        if client is None or client.id != client_id:
            return
        if page.transactions:
            self.open(page.transactions[0])
        else:
            self._window.banner.show_message(
                "primary",
                lambda: self.tr("El cliente no tiene movimientos todavía: no hay comprobante"),
            )

    def _issue(self, transaction_id: UUID) -> _Issued:
        receipt = self._receipts.issue(transaction_id)
        return receipt, receipt_paper(receipt)

    def _issued(self, dialog: ReceiptDialog, issued: _Issued) -> None:
        if not self._output.is_open(dialog):
            return
        receipt, paper = issued
        dialog.print_requested.connect(
            lambda: self._output.print_paper(dialog, paper.title, HALF_LETTER, lambda: paper)
        )
        dialog.pdf_requested.connect(
            lambda: self._output.save_pdf(dialog, f"comprobante-{number_text(receipt)}.pdf", lambda: paper)
        )
        dialog.show_receipt(receipt, paper)

    def _not_issued(self, dialog: ReceiptDialog, error: BaseException) -> None:
        self._connection.check()
        if not self._output.is_open(dialog):
            return
        if isinstance(error, BtgError):
            dialog.show_problem(partial(error_text, error), partial(remedy_text, error))
        else:
            dialog.show_problem(lambda: self.tr("Algo falló en la aplicación"), describe(error))
