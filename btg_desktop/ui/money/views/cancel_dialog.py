"""Leaving a fund: all that is held in it comes back. One step, whose safe answer is the default."""

from functools import partial

from PySide6.QtWidgets import QWidget

from btg_desktop.domain.errors import NotSubscribed
from btg_desktop.domain.models import Client, Desk, Fund
from btg_desktop.domain.rules import check_cancellation, may_owe_withholding
from btg_desktop.ui.look.discreet import amount_text
from btg_desktop.ui.look.translation import error_text
from btg_desktop.ui.money.views.money_dialog import MoneyDialog, Phase
from btg_desktop.ui.widgets.note import Note


class CancelDialog(MoneyDialog):
    """Shows what comes back and what may be owed. Raises NotSubscribed if the client holds nothing."""

    def __init__(self, client: Client, fund: Fund, desk: Desk, parent: QWidget | None = None) -> None:
        held = check_cancellation(fund, client)  # before there is a window to leave half built
        super().__init__("cancelDialog", client, fund, desk, parent)
        self._amount = held
        self._withholding = Note("withholding", self.content)
        # first: large text on a small screen leaves the last for later
        self.body.addWidget(self._withholding)
        self.body.addWidget(self._review)
        self._retranslate()
        self.forward_button.set_role("danger")
        self.forward_button.set_confirming(True)
        self.focus_default(self.back_button)
        self._another.ask(asks=True)

    def _client_changed(self) -> None:
        try:
            self._amount = check_cancellation(self._fund, self._client)
        except NotSubscribed as error:
            self.show_rejection(partial(error_text, error))

    def _forward(self) -> None:
        self._submit()

    def _write_open(self) -> None:
        self._write_operation()
        self.set_heading(self.tr("Cancelar la vinculación"), self.tr("Nada se ha movido todavía"))
        self.back_button.set_text(self.tr("Volver"), self.tr("Esc"))
        amount = amount_text(self._amount)
        self.forward_button.set_text(
            self.tr("Cancelar vinculación {amount}").format(amount=amount),
            what=self.tr("Todo vuelve al saldo disponible"),
        )

    def _write_operation(self) -> None:
        lost = self._phase in (Phase.REJECTED, Phase.PROBLEM)
        after = None if lost else self._client.available_balance + self._amount
        self._review.show_operation(self.tr("Vuelve al saldo"), self._amount, after)
        if may_owe_withholding(self._fund):
            self._withholding.show_text(
                "warn",
                self.tr("Puede haber retención contingente"),
                self.tr(
                    "Es un fondo de pensiones voluntarias (FPV): quien se retira antes de tiempo puede"
                    " deber retención contingente."
                ),
            )
