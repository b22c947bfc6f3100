"""Which channel carries a message."""

from pathlib import Path
from typing import Literal

from btg_desktop.adapters.channels.file import FileChannel
from btg_desktop.adapters.channels.ses import SesChannel
from btg_desktop.adapters.channels.sns import SnsChannel
from btg_desktop.adapters.channels.templates import MessageTemplates
from btg_desktop.domain.models import Channel
from btg_desktop.services.ports import Delivery, Message, MessageChannel


class ChannelRouter:
    """Sends each message by the channel that its client chose."""

    def __init__(self, email: MessageChannel, sms: MessageChannel) -> None:
        self._channels = {Channel.EMAIL: email, Channel.SMS: sms}

    def send(self, message: Message) -> Delivery:
        return self._channels[message.notification.channel].send(message)


def build_channel(
    notify: Literal["file", "aws"], folder: Path, sender: str = "", sender_id: str = ""
) -> MessageChannel:
    """Return what sends messages: SES and SNS for `aws`, else files in `folder`. Opens nothing yet."""
    templates = MessageTemplates()
    if notify == "file":
        return FileChannel(templates, folder, sender)
    return ChannelRouter(email=SesChannel(templates, sender), sms=SnsChannel(templates, sender_id))
