"""E-mail through Amazon SES (v2 SendEmail)."""

from btg_desktop.adapters.channels.aws import AwsService
from btg_desktop.adapters.channels.destinations import BadDestination, wire_destination
from btg_desktop.adapters.channels.templates import MessageTemplates
from btg_desktop.services.ports import Delivery, DeliveryKind, Message


class SesChannel:
    """Sends HTML and plain text; the reference goes in the body and as a tag."""

    def __init__(
        self,
        templates: MessageTemplates,
        sender: str,
        connect_timeout: float = 5,
        read_timeout: float = 10,
    ) -> None:
        self._templates = templates
        self._sender = sender
        self._service = AwsService("sesv2", connect_timeout, read_timeout)

    def send(self, message: Message) -> Delivery:
        if not self._sender:
            return Delivery(DeliveryKind.HOLD, "No hay un remitente de correo configurado")
        try:
            destination = wire_destination(message.notification)
        except BadDestination as error:
            return Delivery(DeliveryKind.FINAL, str(error))
        email = self._templates.email(message)
        return self._service.call(
            "send_email",
            FromEmailAddress=self._sender,
            Destination={"ToAddresses": [destination]},
            Content={
                "Simple": {
                    "Subject": _utf8(email.subject),
                    "Body": {"Html": _utf8(email.html), "Text": _utf8(email.text)},
                }
            },
            EmailTags=[{"Name": "reference", "Value": message.reference}],
        )


def _utf8(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": "UTF-8"}
