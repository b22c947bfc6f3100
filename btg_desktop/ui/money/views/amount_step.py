"""The first step of a subscription: the amount, and below it in words what it means or why it cannot be."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from btg_desktop.domain.errors import (
    BelowMinimum,
    BtgError,
    EmptyAmount,
    InsufficientBalance,
    InvalidAmount,
    Rejection,
)
from btg_desktop.domain.models import Client, Fund
from btg_desktop.domain.rules import check_subscription
from btg_desktop.ui.look.discreet import amount_text
from btg_desktop.ui.look.theme import px, restyle
from btg_desktop.ui.look.translation import error_text
from btg_desktop.ui.look.wording import wording
from btg_desktop.ui.money.views.operation_texts import notice_text, words_text
from btg_desktop.ui.widgets.facts import Facts
from btg_desktop.ui.widgets.fields.money_field import MoneyField
from btg_desktop.ui.widgets.note import announce
from btg_desktop.ui.widgets.parts import label
from btg_desktop.ui.widgets.prompt_button import PromptButton
from btg_desktop.ui.widgets.sentence import Sentence


class AmountStep(QWidget):
    """Judges every edit at once.

    What more digits may still mend (nothing typed yet, below the minimum) is said calmly until the
    person insists: leaves the field or presses Enter.
    """

    def __init__(self, client: Client, fund: Fund, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wording().changed.connect(self._retranslate)
        self._client = client
        self._fund = fund
        self._insisted = False
        self.field = MoneyField(self)
        self._label = label("body")
        self._label.setBuddy(self.field.editor)
        self._limits = _line("limits")
        self._reason = _line("reason")
        self._missing = _line("missing")
        self._minimum = _choice("minimumButton", self)
        self._all = _choice("allButton", self)
        self._facts = Facts(self)
        self._facts.add("expectedBalance", strong=True)
        self._facts.add("channel")
        self._minimum.clicked.connect(self._choose_minimum)
        self._all.clicked.connect(self._choose_all)
        self._all.setEnabled(client.available_balance > 0)
        self.field.changed.connect(self._edited)
        self.field.left.connect(self._left)
        self._lay_out()
        self._retranslate()

    def show_client(self, client: Client) -> None:
        """The client was read again: judge by what they have now."""
        self._client = client
        self._all.setEnabled(client.available_balance > 0)
        self._retranslate()

    def error(self) -> BtgError | None:
        """Why the amount cannot be subscribed, or None."""
        try:
            check_subscription(self._fund, self.field.amount(), self._client.available_balance)
        except (InvalidAmount, Rejection) as error:
            return error
        return None

    def insist(self) -> None:
        """Say what is wrong, loudly, and go back to the field."""
        self._insisted = True
        self._judge()
        self.field.editor.setFocus()
        self.field.editor.selectAll()
        announce(self.field.editor, self._reason.text())

    def _retranslate(self) -> None:
        minimum = amount_text(self._fund.minimum_amount)
        balance = amount_text(self._client.available_balance)
        self._label.setText(self.tr("&Valor"))
        self.field.editor.setAccessibleName(self.tr("Valor en pesos"))
        self._limits.setText(
            self.tr("mínimo {minimum}  ·  disponible {balance}").format(minimum=minimum, balance=balance)
        )
        self._minimum.setText(self.tr("&Mínimo  {amount}").format(amount=minimum))
        self._minimum.setAccessibleName(self.tr("Usar el mínimo, {amount}").format(amount=minimum))
        self._minimum.setAccessibleDescription(self.tr("Lo escribe; Intro lo revisa"))
        self._all.setText(self.tr("&Todo  {amount}").format(amount=balance))
        self._all.setAccessibleName(self.tr("Usar todo el saldo, {amount}").format(amount=balance))
        self._all.setAccessibleDescription(self.tr("Lo escribe; Intro lo revisa"))
        self._facts.set("channel", self.tr("Avisar por"), notice_text(self._client))
        self._judge()

    def _judge(self) -> None:
        """Show what the amount as it stands now would mean."""
        error = self.error()
        mendable = isinstance(error, EmptyAmount | BelowMinimum) and not self._insisted
        wrong = error is not None and not mendable
        self.field.set_invalid(wrong)
        self._reason.setText(self._reason_text(error))
        if self._reason.property("role") != (role := "error" if wrong else "muted"):
            self._reason.setProperty("role", role)
            restyle(self._reason)
        self._missing.setText(self._missing_text(error))
        said = (self._limits.text(), self._reason.text(), self._missing.text())
        self.field.editor.setAccessibleDescription(". ".join(part.rstrip(".") for part in said if part))
        after = "—" if error else amount_text(self._client.available_balance - self.field.amount())
        self._facts.set("expectedBalance", self.tr("Saldo después"), after)

    def _reason_text(self, error: BtgError | None) -> str:
        if error is None:
            return words_text(self.field.amount())
        if isinstance(error, EmptyAmount) and not self._insisted:
            return self.tr("Escriba el valor y pulse Intro para revisarlo")
        return error_text(error)

    def _missing_text(self, error: BtgError | None) -> str:
        if isinstance(error, BelowMinimum):
            missing = self._fund.minimum_amount - self.field.amount()
        elif isinstance(error, InsufficientBalance):
            missing = self.field.amount() - self._client.available_balance
        else:
            return ""
        return self.tr("Faltan {amount}.").format(amount=amount_text(missing))

    def _edited(self) -> None:
        self._insisted = False
        self._judge()

    def _left(self) -> None:
        self._insisted = bool(self.field.editor.text())
        self._judge()

    def _choose_minimum(self) -> None:
        self._choose(self._fund.minimum_amount)

    def _choose_all(self) -> None:
        self._choose(self._client.available_balance)

    def _choose(self, amount: Decimal) -> None:
        """Write `amount` and go to the field, so that Enter goes on from there."""
        self.field.set_amount(amount)
        self.field.editor.setFocus()
        self.field.editor.selectAll()

    def _lay_out(self) -> None:
        top, choices = QHBoxLayout(), QHBoxLayout()
        self._limits.setAlignment(Qt.AlignmentFlag.AlignRight)
        top.addWidget(self._label)
        top.addWidget(self._limits, stretch=1)
        choices.setSpacing(px(10))
        choices.addWidget(self._minimum)
        choices.addWidget(self._all)
        choices.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(top)
        layout.addWidget(self.field)
        layout.addWidget(self._reason)
        layout.addWidget(self._missing)
        layout.addLayout(choices)
        layout.addSpacing(px(4))
        layout.addWidget(self._facts)
        layout.addStretch()


def _line(name: str) -> Sentence:
    """A line of text that keeps its place while it is empty."""
    line = Sentence("muted", name)
    line.setMinimumHeight(px(18))
    return line


def _choice(name: str, parent: QWidget) -> QPushButton:
    button = PromptButton(parent)
    button.setObjectName(name)
    button.setProperty("role", "secondary")
    return button
