"""Messages as files in a folder: what the program does where no AWS is configured."""

from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from pathlib import Path
from typing import Final

from btg_desktop.adapters.channels.destinations import BadDestination, wire_destination
from btg_desktop.adapters.channels.templates import MessageTemplates
from btg_desktop.domain.models import Channel
from btg_desktop.durable import replace_file
from btg_desktop.services.ports import Delivery, DeliveryKind, Message

_DEFAULT_SENDER: Final = "BTG Desktop <btg-desktop@localhost>"


class FileChannel:
    """Writes `<reference>.eml` for an e-mail and `<reference>.txt` for a text message.

    A file is there whole or not at all; sending the same reference again replaces it.
    """

    def __init__(self, templates: MessageTemplates, folder: Path, sender: str = "") -> None:
        self._templates = templates
        self._folder = folder
        self._sender = sender or _DEFAULT_SENDER

    def send(self, message: Message) -> Delivery:
        try:
            destination = wire_destination(message.notification)
        except BadDestination as error:
            return Delivery(DeliveryKind.FINAL, str(error))
        if message.notification.channel is Channel.EMAIL:
            suffix, content = ".eml", self._email(message, destination)
        else:
            suffix, content = ".txt", self._text(message, destination)
        try:
            self._write(f"{message.reference}{suffix}", content)
        except OSError as error:
            # Without the path, which names the person logged on.
            return Delivery(DeliveryKind.RETRY, error.strerror or type(error).__name__)
        return Delivery(DeliveryKind.SENT)

    def _email(self, message: Message, destination: str) -> bytes:
        email = self._templates.email(message)
        # Encoded words open in every mail program; only an address cannot be written in them.
        file = EmailMessage(policy=SMTP if destination.isascii() else SMTPUTF8)
        file["From"] = self._sender
        file["To"] = destination
        file["Subject"] = email.subject
        file["Date"] = format_datetime(message.transaction.at)
        file["Message-ID"] = f"<{message.reference}@btg-desktop>"
        file.set_content(email.text)
        file.add_alternative(email.html, subtype="html")
        return file.as_bytes()

    def _text(self, message: Message, destination: str) -> bytes:
        return f"{destination}\n\n{self._templates.sms(message)}\n".encode()

    def _write(self, name: str, content: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(self._folder / name, content, private=True)  # it names a person and their money
