"""Text messages through Amazon SNS (Publish to a telephone number)."""

from btg_desktop.adapters.channels.aws import AwsService
from btg_desktop.adapters.channels.destinations import BadDestination, wire_destination
from btg_desktop.adapters.channels.templates import MessageTemplates
from btg_desktop.services.ports import Delivery, DeliveryKind, Message


class SnsChannel:
    """Sends one transactional text message; `sender_id` is what the telephone shows, where allowed."""

    def __init__(
        self,
        templates: MessageTemplates,
        sender_id: str = "",
        connect_timeout: float = 5,
        read_timeout: float = 10,
    ) -> None:
        self._templates = templates
        self._attributes = {"AWS.SNS.SMS.SMSType": _string("Transactional")}
        if sender_id:
            self._attributes["AWS.SNS.SMS.SenderID"] = _string(sender_id)
        self._service = AwsService("sns", connect_timeout, read_timeout)

    def send(self, message: Message) -> Delivery:
        try:
            destination = wire_destination(message.notification)
        except BadDestination as error:
            return Delivery(DeliveryKind.FINAL, str(error))
        return self._service.call(
            "publish",
            PhoneNumber=destination,
            Message=self._templates.sms(message),
            MessageAttributes=self._attributes,
        )


def _string(value: str) -> dict[str, str]:
    return {"DataType": "String", "StringValue": value}
