"""Moving money: one dialog, one request id, one answer."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from btg_desktop.domain.errors import BtgError, Rejection
from btg_desktop.domain.models import Client, Desk, Fund, Names, Transaction, TransactionKind
from btg_desktop.services.subscriptions import Subscriptions
from btg_desktop.ui.context.shared import Shared
from btg_desktop.ui.look.discreet import amount_text
from btg_desktop.ui.look.failure import told
from btg_desktop.ui.money.following import Following, Operation, Submit
from btg_desktop.ui.money.outcomes import Outcome, Outcomes
from btg_desktop.ui.money.pending import PendingController
from btg_desktop.ui.money.views.cancel_dialog import CancelDialog
from btg_desktop.ui.money.views.subscribe_dialog import SubscribeDialog
from btg_desktop.ui.widgets.banner import ABOUT_PAGE

Dialog = SubscribeDialog | CancelDialog


class MoneyController(QObject):
    """Opens the dialogs that move money and shows how each operation ended."""

    moved = Signal(object)
    client_read = Signal(object)
    """To be emitted with the client on screen, read again: an open dialog shows what they have now."""

    def __init__(
        self,
        subscriptions: Subscriptions,
        following: Following,
        pending: PendingController,
        outcomes: Outcomes,
        desk: Desk,
        shared: Shared,
    ) -> None:
        super().__init__(shared)
        self._subscriptions = subscriptions
        self._before = shared.dialogs
        self._toast = shared.notices.toast
        self._following = following
        self._pending = pending
        self._outcomes = outcomes
        self._desk = desk
        self._dialogs: dict[UUID, Dialog] = {}
        following.applied.connect(self._applied)
        following.refused.connect(self._refused)
        following.unanswered.connect(self._unanswered)

    def open_subscription(self, client: Client, fund: Fund) -> None:
        """Ask for the amount, and move it once the review is confirmed."""

        def submit(request_id: UUID, amount: Decimal) -> Submit:
            names = Names(client.name, fund.name)
            subscribe = self._subscriptions.subscribe
            return partial(subscribe, request_id, client.id, fund.id, amount, names=names)

        self._open(SubscribeDialog(client, fund, self._desk, self._before.window), client, submit)

    def open_cancellation(self, client: Client, fund: Fund) -> None:
        """Ask to confirm that all that is held returns."""

        def submit(request_id: UUID, _held: Decimal) -> Submit:
            names = Names(client.name, fund.name)
            return partial(self._subscriptions.cancel, request_id, client.id, fund.id, names=names)

        self._open(CancelDialog(client, fund, self._desk, self._before.window), client, submit)

    def _open(self, dialog: Dialog, client: Client, submit: Callable[[UUID, Decimal], Submit]) -> None:
        """Show the dialog; the request id is minted now, so that no second click can make another."""
        operation = Operation(client.id, client.name)
        self._dialogs[operation.id] = dialog

        def show_pending() -> None:
            dialog.show_pending(self._pending.of(client.id))

        def start(amount: Decimal) -> None:
            dialog.show_sending()
            self._following.follow(operation, submit(operation.id, amount))

        def closed() -> None:
            del self._dialogs[operation.id]
            self._pending.changed.disconnect(show_pending)

        show_pending()
        self._pending.changed.connect(show_pending)
        self.client_read.connect(dialog.show_client)
        dialog.submitted.connect(start)
        dialog.finished.connect(closed)
        self._before.open(dialog)

    def _applied(self, operation: Operation, transaction: Transaction) -> None:
        text = partial(self._applied_text, transaction)
        dialog = self._dialogs.get(operation.id)
        if dialog is not None:
            dialog.accept()
        if dialog is None or operation.is_unknown:
            # It stays, so did the doubt; and it names no key, which would mean the next client's receipt.
            outcome = Outcome("good", text)
            self._outcomes.tell(operation.client_id, operation.client_name, outcome)
        else:
            self._toast.show_message(lambda: f"{text()}\n{self._receipt_text()}", topic=ABOUT_PAGE)
        self.moved.emit(transaction)

    def _refused(self, operation: Operation, error: BtgError) -> None:
        text, remedy = told(error)
        dialog = self._dialogs.get(operation.id)
        if dialog is None:
            outcome = Outcome("bad", text, remedy)
            self._outcomes.tell(operation.client_id, operation.client_name, outcome)
        elif isinstance(error, Rejection):
            dialog.show_rejection(text)
        else:
            dialog.show_problem(text, remedy)

    def _unanswered(self, operation: Operation) -> None:
        dialog = self._dialogs.get(operation.id)
        if dialog is not None:
            dialog.show_verifying(self._verifying_text)

    def _verifying_text(self) -> str:
        return self.tr("Verificando la operación: la respuesta no llegó y se está consultando de nuevo")

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
