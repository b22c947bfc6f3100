"""Subscribing to a fund in two steps: enter the amount, review it. Nothing moves before the last Enter."""

from PySide6.QtWidgets import QStackedLayout, QWidget

from btg_desktop.domain.models import Client, Desk, Fund
from btg_desktop.ui.look.discreet import amount_text
from btg_desktop.ui.money.views.amount_step import AmountStep
from btg_desktop.ui.money.views.money_dialog import MoneyDialog, Phase
from btg_desktop.ui.money.views.operation_texts import client_text
from btg_desktop.ui.widgets.note import announce


class SubscribeDialog(MoneyDialog):
    """Asks for an amount that the fund and the client's balance allow, and submits it once."""

    def __init__(self, client: Client, fund: Fund, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("subscribeDialog", client, fund, desk, parent)
        self._amount_step = AmountStep(client, fund, self.content)
        self._amount_step.field.changed.connect(self._grade_button)
        self._steps = QStackedLayout()
        self.body.addLayout(self._steps)  # before it is filled: a widget that moves is dressed again
        self._steps.addWidget(self._amount_step)
        self._show_step(self._amount_step)

    def _client_changed(self) -> None:
        self._amount_step.show_client(self._client)
        self._grade_button()

    def _forward(self) -> None:
        if self._phase is not Phase.OPEN or self._reviewing():
            self._submit()
        elif self._amount_step.error() is None:
            self._amount = self._amount_step.field.amount()
            self._show_step(self._review)
            announce(self, f"{self.windowTitle()}: {self.forward_button.accessibleName()}")
        else:
            self._amount_step.insist()

    def _back(self) -> None:
        if self._phase is Phase.OPEN and self._reviewing():
            self._show_step(self._amount_step)
        else:
            self.reject()

    def _reviewing(self) -> bool:
        return self._steps.currentWidget() is not self._amount_step

    def _show_step(self, step: QWidget) -> None:
        if self._steps.indexOf(step) < 0:
            self._steps.addWidget(step)
        self._steps.setCurrentWidget(step)
        self._retranslate()
        self._grade_button()
        self._another.ask(asks=self._reviewing())
        self._another_changed()
        self.focus_default(self.forward_button)
        if not self._reviewing():
            self._amount_step.field.editor.setFocus()
        elif self._another.stands_in_the_way():
            self._another.box.setFocus()  # where Space ticks it; Enter does nothing

    def _offer_confirmation(self) -> None:
        if self._reviewing():
            super()._offer_confirmation()
        else:
            self.forward_button.setEnabled(True)
            self.forward_button.set_confirming(False)

    def _grade_button(self) -> None:
        """Going forward stands out once there is somewhere to go."""
        self.forward_button.set_role("secondary" if self._amount_step.error() else "primary")

    def _write_open(self) -> None:
        if self._reviewing():
            self._write_operation()
            self.set_heading(self.tr("Revise antes de suscribir"), self.tr("Nada se ha movido todavía"))
            self.back_button.set_text(self.tr("Corregir"), self.tr("Esc"))
            amount = amount_text(self._amount)
            self.forward_button.set_text(
                self.tr("Suscribir {amount}").format(amount=amount), self.tr("Intro")
            )
        else:
            client = client_text(self._client)
            self.set_heading(
                self.tr("Suscribir a {fund}").format(fund=self._fund.name),
                self.tr("{category}  ·  para {client}").format(category=self._fund.category, client=client),
            )
            self.back_button.set_text(self.tr("Volver"), self.tr("Esc"))
            self.forward_button.set_text(self.tr("Revisar"), self.tr("Intro"))

    def _write_operation(self) -> None:
        lost = self._phase in (Phase.REJECTED, Phase.PROBLEM)
        after = None if lost else self._client.available_balance - self._amount
        self._review.show_operation(self.tr("Valor"), self._amount, after)
