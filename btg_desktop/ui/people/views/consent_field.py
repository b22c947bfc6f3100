"""Whether the client agrees to be told by a channel: asked once, then shown with its date."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from btg_desktop.domain.models import Channel, Consent
from btg_desktop.ui.look.texts import channel_in_sentence, moment_text
from btg_desktop.ui.look.theme import px
from btg_desktop.ui.look.translation import Text, say
from btg_desktop.ui.look.wording import wording
from btg_desktop.ui.widgets.note import announce
from btg_desktop.ui.widgets.prompt_button import PromptBox
from btg_desktop.ui.widgets.sentence import Sentence


class ConsentField(QWidget):
    """A box to tick, or what was agreed to before. The clerk ticks it for the client at the counter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wording().changed.connect(self._show)
        self._channel = Channel.EMAIL
        self._recorded: Consent | None = None
        self._insisted = False
        self._refusal: Text = ""
        self._box = PromptBox(self)
        self._box.setObjectName("consentBox")
        self._box.toggled.connect(self._edited)
        self._date = Sentence("muted", "consentDate")
        self._reason = Sentence("error", "consentReason")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        for widget in (self._box, self._date, self._reason):
            layout.addWidget(widget)
        self._show()

    def show_recorded(self, consent: Consent | None) -> None:
        """What the client agreed to before, if anything."""
        self._recorded = consent
        self._show()

    def ask_for(self, channel: Channel) -> None:
        """Ask about another channel: what was ticked was ticked for the one before."""
        if channel is not self._channel:
            self._channel = channel
            self._insisted = False
            self._box.setChecked(False)
        self._show()

    def consents(self) -> bool:
        """Whether the client agreed here and now."""
        return self._box.isChecked() and not self._is_recorded()

    def insist(self) -> bool:
        """Say from now on what is wrong; return whether something is."""
        self._insisted = True
        self._show()
        return self._is_missing()

    def refuse(self, text: Text) -> None:
        self._refusal = text
        self._show()
        self.go_to()

    def go_to(self) -> None:
        self._box.setFocus()
        announce(self._box, self._reason.text())

    def _is_recorded(self) -> bool:
        return self._recorded is not None and self._recorded.channel is self._channel

    def _is_missing(self) -> bool:
        return not self._is_recorded() and not self._box.isChecked()

    def _edited(self) -> None:
        self._refusal = ""
        self._show()

    def _show(self) -> None:
        channel = channel_in_sentence(self._channel)
        ask = self.tr("El cliente a&utoriza que le avisen por {channel}").format(channel=channel)
        self._box.setText(ask)
        self._box.setAccessibleName(ask.replace("&", ""))
        self._box.setVisible(not self._is_recorded())
        if self._recorded is not None:
            self._date.setText(
                self.tr("Autorizó avisos por {channel} el {date}").format(
                    channel=channel_in_sentence(self._recorded.channel), date=moment_text(self._recorded.at)
                )
            )
        self._date.setVisible(self._recorded is not None)
        missing = self._insisted and self._is_missing()
        reason = say(self._refusal) or (
            self.tr("Sin la autorización del cliente no se le puede avisar: pregúntele y márquela")
            if missing
            else ""
        )
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._box.setAccessibleDescription(reason)
