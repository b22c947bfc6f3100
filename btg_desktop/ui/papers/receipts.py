"""Receipts: which movement is meant, its number, and the paper to print or save."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from btg_desktop.domain.models import Transaction
from btg_desktop.domain.receipts import Receipt
from btg_desktop.services.history import History
from btg_desktop.services.ports import MovementPage
from btg_desktop.services.receipts import Receipts
from btg_desktop.ui.context.client_keys import ClientKeys
from btg_desktop.ui.context.shared import Shared
from btg_desktop.ui.look.failure import told
from btg_desktop.ui.papers.output import Output
from btg_desktop.ui.papers.views.receipt_dialog import ReceiptDialog
from btg_desktop.ui.papers.writing import number_text, receipt_paper
from btg_desktop.ui.printing.paper import HALF_LETTER, Paper

_Issued = tuple[Receipt, Paper]
Chosen = Callable[[], Transaction | None]
"""The movement of the current row, or None."""


class ReceiptsController(QObject):
    """The movement meant is that of the current row; without one, the client's newest."""

    def __init__(
        self,
        receipts: Receipts,
        history: History,
        chosen: Chosen,
        output: Output,
        keys: ClientKeys,
        shared: Shared,
    ) -> None:
        super().__init__(shared)
        self._receipts = receipts
        self._history = history
        self._chosen = chosen
        self._output = output
        self._keys = keys
        self._shared = shared
        self._current = shared.current

    def open_meant(self) -> None:
        """A key asks for the receipt of the movement that is meant."""
        self._keys.press(self._open_meant)

    def open(self, transaction: Transaction) -> None:
        """Show the movement's receipt; it is issued now if it never was."""
        if self._keys.comes_too_early():
            return
        dialog = ReceiptDialog(transaction, self._shared.dialogs.window)
        self._output.show(dialog)
        self._shared.tasks.write(
            partial(self._issue, transaction.id),
            partial(self._issued, dialog),
            partial(self._not_issued, dialog),
        )

    def _open_meant(self) -> None:
        client, chosen = self._current.client, self._chosen()
        if client is None or self._shared.dialogs.is_one_open():
            return
        if chosen is not None:
            self.open(chosen)
            return
        # whatever rows are here, sorted or filtered: the newest is what the database says
        self._shared.tasks.read(
            partial(self._history.page, client.id, limit=1),
            partial(self._open_newest, client.id),
            self._shared.connection.report,
        )

    def _open_newest(self, client_id: str, page: MovementPage) -> None:
        client = self._current.client
        if client is None or client.id != client_id:
            return
        if page.transactions:
            self.open(page.transactions[0])
        else:
            self._shared.notices.banner.show_message(
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
        self._shared.connection.check()
        if self._output.is_open(dialog):
            dialog.show_problem(*told(error))
