"""The receipt of a movement, as it will be printed."""

from PySide6.QtWidgets import QWidget

from btg_desktop.domain.models import Transaction
from btg_desktop.domain.receipts import Receipt
from btg_desktop.ui.look.texts import kind_text, moment_text
from btg_desktop.ui.look.translation import Text
from btg_desktop.ui.papers.views.paper_dialog import PaperDialog
from btg_desktop.ui.papers.views.paper_view import PaperView
from btg_desktop.ui.papers.writing import number_text
from btg_desktop.ui.printing.paper import Paper

_WIDTH = 800


class ReceiptDialog(PaperDialog):
    """Opens at once; the receipt is shown as soon as it has its number."""

    def __init__(self, transaction: Transaction, parent: QWidget | None = None) -> None:
        super().__init__("receiptDialog", _WIDTH, parent)
        self._transaction = transaction
        self._number = ""
        self._view = PaperView("receiptPaper", self)
        self.body.addWidget(self._view)
        self._retranslate()
        self.focus_default(self.back_button)

    def show_receipt(self, receipt: Receipt, paper: Paper) -> None:
        """Show it, ready to be printed and saved."""
        self._number = number_text(receipt)
        self._view.show_sheet(paper.sheets[0])
        self.clear_outcome()
        self.set_ready(ready=True)
        self._retranslate()
        self.focus_default(self.forward_button)

    def show_problem(self, text: Text, remedy: Text) -> None:
        """It could not be issued; whoever asks again gets the same number."""
        self.show_outcome("bad", text, remedy)
        self._retranslate()

    def _retranslate(self) -> None:
        moved = self._transaction
        if self._number:
            heading = self.tr("Comprobante N.º {number}").format(number=self._number)
        elif self._outcome is not None:
            heading = self.tr("Comprobante sin emitir")
        else:
            heading = self.tr("Preparando el comprobante…")
        subtitle = self.tr("{kind} N.º {number} · {fund} · {moment}").format(
            kind=kind_text(moved.kind),
            number=moved.sequence,
            fund=moved.fund_name,
            moment=moment_text(moved.at),
        )
        self.set_heading(heading, subtitle)
        self._view.setAccessibleName(heading)
        self._view.setAccessibleDescription(self.tr("Como se imprime; solo para leer y copiar"))
        self._write_buttons()
