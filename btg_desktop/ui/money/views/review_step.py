"""What is about to happen, to be read before it does: who, which fund, how much, what is left."""

from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from btg_desktop.domain.models import Client, Desk, Fund
from btg_desktop.ui.look.discreet import amount_text
from btg_desktop.ui.look.theme import px
from btg_desktop.ui.money.views.operation_texts import (
    client_text,
    fund_text,
    notice_text,
    record_text,
    words_text,
)
from btg_desktop.ui.widgets.facts import Facts
from btg_desktop.ui.widgets.note import Note


class ReviewStep(QWidget):
    """Shows one operation, and who is recorded for it."""

    def __init__(self, client: Client, fund: Fund, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._fund = fund
        self._desk = desk
        self._facts = Facts(self)
        for key in ("client", "fund", "amount", "words", "balanceAfter", "notice"):
            self._facts.add(key, strong=key in ("amount", "balanceAfter"))
        self._record = Note("record", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(14))
        layout.addWidget(self._facts)
        layout.addWidget(self._record)
        layout.addStretch()

    def show_client(self, client: Client) -> None:
        """The client was read again; `show_operation` says what follows."""
        self._client = client

    def show_operation(self, amount_name: str, amount: Decimal, balance_after: Decimal | None) -> None:
        """Show `amount` under its name; no balance after is shown (None) once nothing will come of it."""
        after = "—" if balance_after is None else amount_text(balance_after)
        self._facts.set("client", self.tr("Cliente"), client_text(self._client))
        self._facts.set("fund", self.tr("Fondo"), fund_text(self._fund))
        self._facts.set("amount", amount_name, amount_text(amount))
        self._facts.set("words", self.tr("En letras"), words_text(amount))
        self._facts.set("balanceAfter", self.tr("Saldo después"), after)
        self._facts.set("notice", self.tr("Avisar por"), notice_text(self._client))
        self._record.show_text("primary", record_text(self._desk))
        self._record.setVisible(balance_after is not None)
