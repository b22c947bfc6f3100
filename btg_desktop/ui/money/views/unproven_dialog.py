"""An operation that this installation did not write: a person reads its facts and decides."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from btg_desktop.domain.models import Client, Desk, Fund
from btg_desktop.ui.look.texts import kind_text, moment_text
from btg_desktop.ui.look.translation import Text, say
from btg_desktop.ui.money.model import Pending, amount_cell, fund_text
from btg_desktop.ui.money.model import client_text as pending_client_text
from btg_desktop.ui.money.views.operation_texts import client_text, record_text
from btg_desktop.ui.money.views.operation_texts import fund_text as known_fund_text
from btg_desktop.ui.widgets.action_button import ActionButton
from btg_desktop.ui.widgets.dialogs.action_dialog import ActionDialog
from btg_desktop.ui.widgets.facts import Facts
from btg_desktop.ui.widgets.note import Note

_FACTS = ("client", "operation", "fund", "amount", "since", "writtenBy")


class UnprovenDialog(ActionDialog):
    """Emits `resume_chosen` or `aside_chosen`. It names client and fund as the bank does.

    In place of the client there may be the reason why they could not be read. Without a client or a fund
    the operation cannot be sent, only set aside.
    """

    resume_chosen = Signal()
    aside_chosen = Signal()

    def __init__(
        self,
        pending: Pending,
        client: Client | Text,
        fund: Fund | None,
        desk: Desk,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("unprovenDialog", parent)
        self._pending, self._client, self._fund, self._desk = pending, client, fund, desk
        self._why = Note("unprovenReason", self.content)
        self._facts = Facts(self.content)
        for key in _FACTS:
            self._facts.add(key, strong=key == "amount")
        self._record = Note("record", self.content)
        self._aside_button = ActionButton("asideButton", self)
        self._aside_button.acted.connect(self._set_aside)
        self.buttons.insert_widget(1, self._aside_button)  # the way forward stays last
        for widget in (self._why, self._facts, self._record):
            self.body.addWidget(widget)
        self._retranslate()
        self.forward_button.setEnabled(isinstance(client, Client) and fund is not None)
        self.forward_button.set_role("primary")
        self._aside_button.set_role("danger")
        for button in (self.forward_button, self._aside_button):
            button.set_confirming(True)
        self.focus_default(self.back_button)

    def _forward(self) -> None:
        self.accept()
        self.resume_chosen.emit()

    def _set_aside(self) -> None:
        self.accept()
        self.aside_chosen.emit()

    def _retranslate(self) -> None:
        request = self._pending.intent.request
        self.set_heading(
            self.tr("Operación no comprobada"), self.tr("No se envía nada hasta que usted decida")
        )
        self._why.show_text(
            "warn",
            self.tr("Este equipo no escribió esta operación"),
            self.tr(
                "Puede venir de otro equipo, de una copia o de una versión anterior, o haberla puesto otra"
                " persona. Si la envía, mueve el dinero, salvo que ya se hubiera aplicado. Si usted no la"
                " conoce, apártela: su archivo se conserva y no se mueve dinero."
            ),
        )
        self._facts.set("client", self.tr("Cliente"), self._client_text())
        self._facts.set("operation", self.tr("Operación"), kind_text(request.kind))
        fund = known_fund_text(self._fund) if self._fund else fund_text(self._pending)
        self._facts.set("fund", self.tr("Fondo"), fund)
        self._facts.set("amount", self.tr("Valor"), amount_cell(self._pending))
        self._facts.set("since", self.tr("Según el archivo, desde"), moment_text(self._pending.intent.since))
        wrote = " · ".join(part for part in (request.desk.operator, request.desk.branch) if part)
        self._facts.set("writtenBy", self.tr("Según el archivo, la pidió"), wrote or "—")
        self._say_record()
        self.back_button.set_text(self.tr("Volver"), self.tr("Esc"))
        self.forward_button.set_text(
            self.tr("Enviar a mi nombre"), what=self.tr("Mueve el dinero, salvo que ya se hubiera aplicado")
        )
        self._aside_button.set_text(
            self.tr("Apartar"), what=self.tr("Sale de la lista; su archivo se conserva")
        )

    def _client_text(self) -> str:
        if isinstance(self._client, Client):
            return client_text(self._client)
        return pending_client_text(self._pending)

    def _say_record(self) -> None:
        """Whose name it would bear, or why it cannot be sent."""
        if not isinstance(self._client, Client):
            self._record.show_text("bad", self.tr("No se puede enviar ahora"), say(self._client))
        elif self._fund is None:
            self._record.show_text("bad", self.tr("No se puede enviar: no se encuentra el fondo"))
        else:
            self._record.show_text("primary", record_text(self._desk))
