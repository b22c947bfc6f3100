"""One movement with its message, in the words that its row shows."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from btg_desktop.domain.history import Owner
from btg_desktop.domain.models import Notification, Transaction, TransactionKind
from btg_desktop.ui.look.discreet import amount_text, name_text
from btg_desktop.ui.look.texts import RESENDABLE, kind_text, moment_text, state_text


class MovementRow(NamedTuple):
    """Each method is one cell. `owner` is named where the movements of many clients stand together."""

    transaction: Transaction
    notification: Notification | None
    owner: Owner | None = None

    @property
    def resendable(self) -> Notification | None:
        """The message, if it waits for a person to send it again."""
        waits = self.notification is not None and self.notification.state in RESENDABLE
        return self.notification if waits else None

    def first(self) -> str:
        """The movement's number in its client's history; or whose it is, where that is the question."""
        return name_text(self.owner.name) if self.owner else str(self.transaction.sequence)

    def numbered(self) -> str:
        """The number where it stands without its column; none where the question is whose it is."""
        template = QCoreApplication.translate("MovementsModel", "N.º {number}")
        return "" if self.owner else template.format(number=self.transaction.sequence)

    def moment(self) -> str:
        return moment_text(self.transaction.at)

    def kind(self) -> str:
        return kind_text(self.transaction.kind)

    def kind_tone(self) -> str:
        return "good" if self.transaction.kind is TransactionKind.CANCELLATION else "text"

    def fund(self) -> str:
        return self.transaction.fund_name

    def amount(self) -> str:
        """What the movement did to the available balance, with its sign."""
        sign = "+" if self.transaction.kind is TransactionKind.CANCELLATION else "−"
        return f"{sign} {amount_text(self.transaction.amount)}"

    def balance(self) -> str:
        return amount_text(self.transaction.balance_after)

    def message(self) -> str:
        return state_text(self.notification)[0] if self.notification else ""

    def message_tone(self) -> str | None:
        return state_text(self.notification)[1] if self.notification else None

    def receipt(self) -> str:
        return QCoreApplication.translate("MovementsModel", "Comprobante")

    def action(self) -> str:
        return QCoreApplication.translate("MovementsModel", "Reenviar") if self.resendable else ""
