"""How a client is to be told: e-mail, mobile, and which of the two."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from btg_desktop.domain.contacts import check_email, check_phone, is_mobile
from btg_desktop.domain.errors import LandlineForSms, MissingContact
from btg_desktop.domain.formats import format_phone
from btg_desktop.domain.models import Channel, Client
from btg_desktop.ui.look.texts import channel_in_sentence, channel_text
from btg_desktop.ui.look.theme import px
from btg_desktop.ui.look.wording import wording
from btg_desktop.ui.people.drafts import ContactDraft
from btg_desktop.ui.people.views.consent_field import ConsentField
from btg_desktop.ui.widgets.fields.text_field import TextField
from btg_desktop.ui.widgets.parts import label


class EmailField(TextField):
    """An e-mail address, or nothing where it is not required."""

    _required = False

    def set_required(self, required: bool) -> None:
        self._required = required
        self.judge()

    def check(self, text: str) -> str:
        if text.strip():
            return check_email(text)
        if self._required:
            raise MissingContact
        return ""

    def what_is_missing(self) -> str:
        return self.tr("Escriba el correo")


class PhoneField(TextField):
    """A telephone, or nothing; a mobile where text messages are to reach it."""

    _required = False

    def set_required(self, required: bool) -> None:
        self._required = required
        self.judge()

    def check(self, text: str) -> str:
        phone = check_phone(text) if text.strip() else ""
        if self._required and not phone:
            raise MissingContact
        if self._required and not is_mobile(phone):
            raise LandlineForSms
        return phone

    def what_is_missing(self) -> str:
        return self.tr("Escriba el celular")


class ContactFields(QWidget):
    """Each reason stands beside the field it is about; the chosen channel decides what is needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wording().changed.connect(self._retranslate)
        self.email = EmailField("email", self)
        self.phone = PhoneField("phone", self)
        self._label = label("body")
        self._channels = {channel: QRadioButton(self) for channel in Channel}
        self.consent = ConsentField(self)  # after the channels, as Tab goes
        group = QButtonGroup(self)
        for channel, button in self._channels.items():
            button.setObjectName(f"{channel}Channel")
            group.addButton(button)
        self._channels[Channel.EMAIL].setChecked(True)
        group.buttonToggled.connect(self._require)
        self._lay_out()
        self._require()
        self._retranslate()

    def show_contact(self, client: Client) -> None:
        """Fill the fields with what is stored."""
        self.email.editor.setText(client.email)
        self.phone.editor.setText(format_phone(client.phone) if client.phone else "")
        self._channels[client.channel].setChecked(True)
        self.consent.show_recorded(client.consent)

    def draft(self) -> ContactDraft:
        """What is to be stored. Raises InvalidInput."""
        return ContactDraft(
            self.email.value(), self.phone.value(), self._channel(), consents=self.consent.consents()
        )

    def _retranslate(self) -> None:
        self.email.set_texts(self.tr("&Correo electrónico"), self.tr("nombre@dominio.com"))
        self.phone.set_texts(self.tr("Ce&lular"), self.tr("10 dígitos; empieza por 3"))
        self._label.setText(self.tr("&Avisar por"))
        for channel, button in self._channels.items():
            button.setText(channel_text(channel))
            name = self.tr("Avisar por {channel}").format(channel=channel_in_sentence(channel))
            button.setAccessibleName(name)
            button.setAccessibleDescription(self.tr("Las flechas cambian el canal"))

    def _channel(self) -> Channel:
        return next(channel for channel, button in self._channels.items() if button.isChecked())

    def _require(self) -> None:
        """The chosen channel must be reachable; Tab and the label's key go to it, arrows change it."""
        channel = self._channel()
        for each, button in self._channels.items():
            chosen = each is channel
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
        self._label.setBuddy(self._channels[channel])
        self.email.set_required(channel is Channel.EMAIL)
        self.phone.set_required(channel is Channel.SMS)
        self.consent.ask_for(channel)

    def _lay_out(self) -> None:
        channels = QHBoxLayout()
        channels.setSpacing(px(16))
        channels.addWidget(self._label)
        for button in self._channels.values():
            channels.addWidget(button)
        channels.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(self.email)
        layout.addWidget(self.phone)
        layout.addLayout(channels)
        layout.addWidget(self.consent)
