"""Moving money: one dialog, one request id, one answer; an unknown outcome is verified until it is known."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeGuard
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from btg_desktop.domain.errors import (
    BooksInconsistent,
    BtgError,
    OutcomeUnknown,
    Rejection,
    RequestMismatch,
)
from btg_desktop.domain.models import Client, Desk, Fund, Intent, Request, Transaction, TransactionKind
from btg_desktop.services.subscriptions import Subscriptions
from btg_desktop.ui.controllers.connection import ConnectionController
from btg_desktop.ui.controllers.earlier import EarlierOutcomes
from btg_desktop.ui.discreet import amount_text, name_text
from btg_desktop.ui.tasks import Tasks
from btg_desktop.ui.translation import Text, error_text, remedy_text
from btg_desktop.ui.views.banner import PAGE
from btg_desktop.ui.views.cancel_dialog import CancelDialog
from btg_desktop.ui.views.main_window import MainWindow
from btg_desktop.ui.views.subscribe_dialog import SubscribeDialog

Submit = Callable[[UUID], Transaction]
"""Submits one intent under the id it is given."""

_FIRST_RETRY_MS: Final = 500
_LAST_RETRY_MS: Final = 10_000
_TOPIC: Final = "verifying"
_REMEMBERED: Final = 1_000


@dataclass
class _Operation:
    """One intent on its way. Its dialog may be closed before its outcome is known, and another client served:
    then the outcome names `client`.

    `earlier` is the request of a process that is gone, which had no answer when it went.
    """

    dialog: SubscribeDialog | CancelDialog | None = None
    client: Client | None = None
    request_id: UUID = field(default_factory=uuid4)
    tries: int = 0
    earlier: Request | None = None


class MoneyController(QObject):
    """Opens the dialogs that move money and follows each request to its outcome."""

    moved = Signal(object)
    client_read = Signal(object)
    """To be emitted with the client on screen, read again: an open dialog shows what they have now."""

    def __init__(
        self,
        subscriptions: Subscriptions,
        tasks: Tasks,
        window: MainWindow,
        connection: ConnectionController,
        earlier: EarlierOutcomes,
        desk: Desk,
    ) -> None:
        super().__init__(window)
        self._earlier = earlier
        self._connection = connection
        self._subscriptions = subscriptions
        self._tasks = tasks
        self._window = window
        self._desk = desk
        self._unknown: set[UUID] = set()
        self._own: deque[UUID] = deque(maxlen=_REMEMBERED)

    def is_own(self, request_id: UUID) -> bool:
        """Whether this window asked for it, not long ago."""
        return request_id in self._own

    def open_subscription(self, client: Client, fund: Fund) -> None:
        """Ask for the amount, and move it once the review is confirmed."""
        dialog = SubscribeDialog(client, fund, self._desk, self._window)
        operation = self._open(dialog, client)
        dialog.submitted.connect(
            lambda amount: self._start(
                operation,
                lambda request_id: self._subscriptions.subscribe(request_id, client.id, fund.id, amount),
            )
        )

    def open_cancellation(self, client: Client, fund: Fund) -> None:
        """Ask to confirm that all that is held returns."""
        dialog = CancelDialog(client, fund, self._desk, self._window)
        operation = self._open(dialog, client)
        dialog.submitted.connect(
            lambda _held: self._start(
                operation,
                lambda request_id: self._subscriptions.cancel(request_id, client.id, fund.id),
            )
        )

    def resume_abandoned(self) -> None:
        """Submit again, under their own ids, the requests that a killed process left unanswered."""
        self._tasks.read(self._subscriptions.abandoned, self._resume, self._connection.report)

    def _resume(self, intents: list[Intent]) -> None:
        for intent in intents:
            if intent.is_proven:
                request = intent.request
                self._unknown.add(request.id)  # the process that is gone may have moved it
                operation = _Operation(request_id=request.id, earlier=request)
                self._send(operation, partial(self._resubmit, intent))

    def _resubmit(self, intent: Intent, _request_id: UUID) -> Transaction:
        return self._subscriptions.resume(intent)

    def _open(self, dialog: SubscribeDialog | CancelDialog, client: Client) -> _Operation:
        """Show the dialog; the request id is minted now, so that no second click can make another."""
        operation = _Operation(dialog, client)
        self.client_read.connect(dialog.show_client)
        dialog.finished.connect(partial(self._dialog_closed, operation))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return operation

    def _dialog_closed(self, operation: _Operation, _result: int) -> None:
        operation.dialog = None
        if operation.request_id in self._unknown:
            self._show_verifying()

    def _start(self, operation: _Operation, submit: Submit) -> None:
        if operation.dialog is not None:
            operation.dialog.show_sending()
        self._send(operation, submit)

    def _send(self, operation: _Operation, submit: Submit) -> None:
        operation.tries += 1
        if operation.tries == 1:
            self._own.append(operation.request_id)
        self._tasks.write(
            partial(submit, operation.request_id),
            partial(self._applied, operation),
            partial(self._failed, operation, submit),
        )

    def _applied(self, operation: _Operation, transaction: Transaction) -> None:
        was_unknown = self._settle(operation)
        text = partial(self._applied_text, transaction)
        receipt: Text = ""
        if operation.dialog is not None:
            receipt = self._receipt_text  # its client is on screen
            operation.dialog.accept()
        if operation.earlier is not None:
            self._earlier.tell(transaction.client_id, text)
        elif was_unknown:
            # It stays: so did the doubt.
            self._window.banner.show_message("good", partial(_named, operation.client, text), receipt)
        else:
            self._window.toast.show_message(lambda: f"{text()}\n{self._receipt_text()}", topic=PAGE)
        self.moved.emit(transaction)

    def _failed(self, operation: _Operation, submit: Submit, error: BaseException) -> None:
        if not self._is_decided(error, operation):
            self._verify(operation, submit)
            return
        self._settle(operation)
        if operation.earlier is not None:
            self._earlier.tell(operation.earlier.client_id, partial(error_text, error))
        elif operation.dialog is None:
            text = partial(_named, operation.client, partial(error_text, error))
            self._window.banner.show_message("bad", text, partial(remedy_text, error))
        elif isinstance(error, Rejection):
            operation.dialog.show_rejection(partial(error_text, error))
        else:
            operation.dialog.show_problem(partial(error_text, error), partial(remedy_text, error))

    def _is_decided(self, error: BaseException, operation: _Operation) -> TypeGuard[BtgError]:
        """Whether `error` says for certain that nothing moved. A fault of the program never does."""
        if isinstance(error, Rejection | RequestMismatch | BooksInconsistent):
            return True
        if not isinstance(error, BtgError) or isinstance(error, OutcomeUnknown):
            return False
        return operation.request_id not in self._unknown  # an earlier try may have moved it

    def _verify(self, operation: _Operation, submit: Submit) -> None:
        """Nobody knows yet. Ask again with the same id; never say that it failed."""
        self._unknown.add(operation.request_id)
        self._connection.check()
        if operation.dialog is not None:
            operation.dialog.show_verifying(self._verifying_text)
        else:
            self._show_verifying()
        pause = min(_LAST_RETRY_MS, _FIRST_RETRY_MS * 2 ** min(operation.tries, 10))
        QTimer.singleShot(pause, self, partial(self._send, operation, submit))

    def _show_verifying(self) -> None:
        """Said once, not at every try; a lost connection, which says more, is not talked over."""
        if not self._connection.is_lost and not self._window.banner.is_about(_TOPIC):
            self._window.banner.show_message("warn", self._verifying_text, topic=_TOPIC)

    def _verifying_text(self) -> str:
        return self.tr("Verificando la operación: la respuesta no llegó y se está consultando de nuevo")

    def _settle(self, operation: _Operation) -> bool:
        """Its outcome is known now; return whether it was unknown before."""
        was_unknown = operation.request_id in self._unknown
        self._unknown.discard(operation.request_id)
        if not self._unknown:
            self._window.banner.clear(_TOPIC)
        return was_unknown

    def _receipt_text(self) -> str:
        return self.tr("Comprobante: Ctrl+P")

    def _applied_text(self, transaction: Transaction) -> str:
        if transaction.kind is TransactionKind.SUBSCRIPTION:
            template = self.tr("Apertura de {amount} en {fund}\nSaldo disponible: {balance}")
        else:
            template = self.tr("Cancelación de {fund}: {amount} de vuelta\nSaldo disponible: {balance}")
        return template.format(
            amount=amount_text(transaction.amount),
            fund=transaction.fund_name,
            balance=amount_text(transaction.balance_after),
        )


def _named(client: Client | None, outcome: Callable[[], str]) -> str:
    return f"{name_text(client.name)}: {outcome()}" if client else outcome()
