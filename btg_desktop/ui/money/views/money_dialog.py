"""What both money dialogs share: one submission, and every way it can end, in words.

Once submitted, the amount never changes: its request has one id and one answer for ever. A retry
asks for the same again; anything else is a new dialog.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from btg_desktop.domain.models import Client, Desk, Fund
from btg_desktop.ui.look.theme import px
from btg_desktop.ui.look.translation import Text, say
from btg_desktop.ui.money.model import Pending
from btg_desktop.ui.money.views.another_operation import AnotherOperation
from btg_desktop.ui.money.views.review_step import ReviewStep
from btg_desktop.ui.widgets.dialogs.action_dialog import ActionDialog
from btg_desktop.ui.widgets.note import announce


class Phase(Enum):
    """Where the submission stands."""

    OPEN = auto()  # not submitted: nothing has moved
    SENDING = auto()
    VERIFYING = auto()  # no answer yet: it may or may not have been applied
    REJECTED = auto()  # the bank's final no
    PROBLEM = auto()  # something does not work; the same may be asked again


class MoneyDialog(ActionDialog):
    """Emits `submitted` with the amount (Decimal, COP); `accept()` it once the money has moved."""

    submitted = Signal(object)

    def __init__(self, name: str, client: Client, fund: Fund, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(name, parent)
        self._client = client
        self._fund = fund
        self._amount = Decimal(0)
        self._phase = Phase.OPEN
        self._message: tuple[Text, Text] = ("", "")  # what happened, and what to do about it
        self._desk = desk
        self._another = AnotherOperation(self.content)
        self._another.changed.connect(self._another_changed)
        self.body.addWidget(self._another)
        self._progress = _progress_line(self)
        self._progress.hide()
        self.outcome.insertWidget(0, self._progress)

    @cached_property
    def _review(self) -> ReviewStep:
        """Built when it is first shown: what is shown when the dialog opens must come at once."""
        return ReviewStep(self._client, self._fund, self._desk, self.content)

    def show_client(self, client: Client) -> None:
        """Another desk may change what the client has meanwhile: nothing old is confirmed."""
        if self._phase is Phase.OPEN and client.id == self._client.id and client != self._client:
            self._client = client
            self._review.show_client(client)
            self._client_changed()
            self._retranslate()

    def _client_changed(self) -> None:
        """For what else of a dialog depends on the client's figures."""

    def show_pending(self, operations: Sequence[Pending]) -> None:
        """Say which operations of this client wait for an answer; adding another takes a deliberate act."""
        if self._phase is Phase.OPEN:
            self._another.show_operations(operations)

    def _another_changed(self) -> None:
        """What is confirmed now must be read, and the act that it takes must have been made."""
        if self._phase is Phase.OPEN:
            self._offer_confirmation()

    def _offer_confirmation(self) -> None:
        """Let the button confirm, once it is armed, unless another operation stands in the way."""
        blocked = self._another.stands_in_the_way()
        self.forward_button.setEnabled(not blocked)
        self.forward_button.set_confirming(True)

    def show_sending(self) -> None:
        """The request is on its way; the dialog cannot be closed until there is something to say."""
        if self._phase is not Phase.SENDING:
            self._enter(Phase.SENDING)

    def show_verifying(self, text: Text) -> None:
        """No answer came. Closing is allowed, and the dialog says that the verification goes on."""
        self._enter(Phase.VERIFYING, text)

    def show_rejection(self, text: Text) -> None:
        """The answer is no, and final: only closing is left."""
        self._enter(Phase.REJECTED, text)

    def show_problem(self, text: Text, remedy: Text) -> None:
        """It was not completed; `remedy` says what to do before asking for the same again."""
        self._enter(Phase.PROBLEM, text, remedy)

    def reject(self) -> None:
        """Close, unless the request is on its way."""
        if self._phase is not Phase.SENDING:
            super().reject()

    def _submit(self) -> None:
        """Send the amount, once: the dialog is locked before anyone hears of it."""
        if self._phase is Phase.OPEN and self._another.stands_in_the_way():
            return
        if self._phase in (Phase.OPEN, Phase.PROBLEM):
            self.show_sending()
            self.submitted.emit(self._amount)

    def _enter(self, phase: Phase, text: Text = "", remedy: Text = "") -> None:
        is_news = phase is not self._phase
        self._phase = phase
        self._message = (text, remedy)
        self._another.hide()
        self._retranslate()
        self._progress.setVisible(phase in (Phase.SENDING, Phase.VERIFYING))
        self.back_button.setEnabled(phase is not Phase.SENDING)
        self.forward_button.setEnabled(phase is Phase.PROBLEM)
        self.forward_button.setVisible(phase in (Phase.SENDING, Phase.PROBLEM))
        self.forward_button.set_role("primary")
        default = self.forward_button if phase is Phase.PROBLEM else self.back_button
        if is_news:  # what is told is read before Enter answers it
            default.set_confirming(True)
        self.focus_default(default)
        announce(self, " ".join(part for part in (self.windowTitle(), say(text), say(remedy)) if part))

    def _retranslate(self) -> None:
        if self._phase is Phase.OPEN:
            self._another.write()
            self._write_open()
        else:
            self._write_outcome()

    def _write_open(self) -> None:
        """The texts before anything was submitted: subclasses say what they offer."""
        raise NotImplementedError

    def _write_operation(self) -> None:
        """Show in the review what was, or would be, done."""
        raise NotImplementedError

    def _write_outcome(self) -> None:
        """The texts once it was submitted."""
        self._write_operation()
        self.set_heading(*self._outcome_heading())
        self._progress.setAccessibleName(self.windowTitle())
        text, remedy = map(say, self._message)
        if self._phase is Phase.VERIFYING:
            remedy = self.tr(
                "Puede cerrar esta ventana: la verificación continúa y el resultado aparecerá en los"
                " movimientos. No repita la operación."
            )
        self.back_button.set_text(self.tr("Cerrar"), self.tr("Esc"))
        if self._phase is Phase.SENDING:
            self.note.hide()
            self.forward_button.set_text(self.tr("Enviando…"))
        else:
            self.note.show_text("warn" if self._phase is Phase.VERIFYING else "bad", text, remedy)
            self.forward_button.set_text(self.tr("Reintentar"), self.tr("Intro"))

    def _outcome_heading(self) -> tuple[str, str]:
        match self._phase:
            case Phase.SENDING:
                return self.tr("Enviando la operación"), self.tr("Espere la respuesta")
            case Phase.VERIFYING:
                return self.tr("Verificando la operación"), self.tr("Todavía no se sabe si se aplicó")
            case Phase.REJECTED:
                return self.tr("Operación rechazada"), self.tr("No se movió dinero")
            case _:
                return (
                    self.tr("No se pudo completar la operación"),
                    self.tr("Reintentar pide lo mismo: nunca se aplica dos veces"),
                )


def _progress_line(parent: QWidget) -> QProgressBar:
    """A thin line that moves while nobody knows how long it will take."""
    line = QProgressBar(parent)
    line.setProperty("role", "line")
    line.setRange(0, 0)
    line.setTextVisible(False)
    line.setFixedHeight(px(4))
    return line
