"""The client at the top of the page: who they are, how they are told, and their money."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from btg_desktop.domain.models import Channel, Client
from btg_desktop.ui.look.discreet import amount_text, document_text, email_text, name_text, phone_text
from btg_desktop.ui.look.theme import px
from btg_desktop.ui.widgets.flow_layout import FlowLayout
from btg_desktop.ui.widgets.parts import ElidedLabel, TranslatedFrame, button, label
from btg_desktop.ui.widgets.sentence import Line

WIDE: Final = 700


class ClientCard(TranslatedFrame):
    """Shows a client; the channel's pill opens the preferences."""

    preferences_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("clientCard", "card", parent)
        self._client: Client | None = None
        self._badge = label("badge", "clientBadge")
        self._name = ElidedLabel("clientName", "clientName")
        self._contact = Line("muted", "clientContact")
        self._channel = button("chip", "channelButton")
        self._channel.setProperty("tone", "primary")
        self._channel.clicked.connect(self.preferences_requested)
        self._captions = [
            label("caption", name) for name in ("investedTitle", "totalTitle", "availableTitle")
        ]
        self._amounts = [
            label("bigFigure", "invested", selectable=True),
            label("bigFigure", "total", selectable=True),
            label("balance", "availableBalance", selectable=True),
        ]
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build_layout()
        self._retranslate()

    def _build_layout(self) -> None:
        contact = FlowLayout()
        contact.setSpacing(px(8))
        contact.add_widgets(self._contact, self._channel)
        who = QVBoxLayout()
        who.setSpacing(px(4))
        who.addStretch()
        who.addWidget(self._name)
        who.addLayout(contact)
        who.addStretch()
        person = QHBoxLayout()
        person.setSpacing(px(14))
        person.addWidget(self._badge)
        person.addLayout(who, 1)
        money = FlowLayout(right=True)
        money.setSpacing(px(24))
        for caption, amount in zip(self._captions, self._amounts, strict=True):
            money.addWidget(self._figure(caption, amount))
        self._layout.setContentsMargins(px(18), px(12), px(20), px(12))
        self._layout.setSpacing(px(24))
        self._layout.addLayout(person, 1)
        self._layout.addLayout(money)
        self.setLayout(self._layout)

    def _figure(self, caption: QLabel, amount: QLabel) -> QWidget:
        caption.setBuddy(amount)
        right = Qt.AlignmentFlag.AlignRight
        figure = QWidget(self)
        column = QVBoxLayout(figure)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        column.addStretch()
        column.addWidget(caption, alignment=right)
        column.addWidget(amount, alignment=right | Qt.AlignmentFlag.AlignVCenter)
        column.addStretch()
        return figure

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Where the card is narrow, as with large text, the money goes below the person."""
        super().resizeEvent(event)
        wide = event.size().width() >= px(WIDE)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(direction)

    def show_client(self, client: Client) -> None:
        self._client = client
        self._retranslate()

    def _say_client(self, client: Client) -> None:
        self._badge.setText(initials(client.name))
        self._name.setText(name_text(client.name))
        parts = [f"{client.document_type} {document_text(client.document)}"]
        if client.phone:
            parts.append(phone_text(client.phone))
        if client.email:
            parts.append(email_text(client.email))
        self._contact.setText("  ·  ".join(parts))
        amounts = (client.invested, client.invested + client.available_balance, client.available_balance)
        for shown, amount in zip(self._amounts, amounts, strict=True):
            shown.setText(amount_text(amount))

    def _retranslate(self) -> None:
        if self._client is not None:
            self._say_client(self._client)
        for caption, text in zip(
            self._captions, (self.tr("En fondos"), self.tr("Total"), self.tr("Saldo disponible")), strict=True
        ):
            caption.setText(text)
        by_sms = self._client is not None and self._client.channel is Channel.SMS
        text = self.tr("Notificar por SMS") if by_sms else self.tr("Notificar por correo")
        self._channel.setText(text)
        self._channel.setAccessibleName(self.tr("{channel}: cambiar").format(channel=text))
        self._channel.setToolTip(self.tr("Cambiar cómo se avisa al cliente"))
        for caption, amount in zip(self._captions, self._amounts, strict=True):
            amount.setAccessibleName(f"{caption.text()}: {amount.text()}")


def initials(name: str) -> str:
    """The first letters of the first two words that begin with one: `Julián Montoya` gives `JM`."""
    letters = [word[0] for word in name.split() if word[0].isalpha()]
    return "".join(letters[:2]).upper()
