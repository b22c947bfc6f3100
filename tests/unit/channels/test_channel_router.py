import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from btg_desktop.adapters.channels.router import ChannelRouter, build_channel
from btg_desktop.domain.models import Channel
from btg_desktop.services.ports import Delivery, DeliveryKind, Message


@dataclass
class Recorder:
    taken: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> Delivery:
        self.taken.append(message)
        return Delivery(DeliveryKind.SENT)


def test_each_message_goes_by_the_channel_its_client_chose(make_message):
    email, sms = Recorder(), Recorder()
    router = ChannelRouter(email=email, sms=sms)
    by_email, by_sms = make_message(), make_message(channel=Channel.SMS)
    router.send(by_email)
    router.send(by_sms)
    assert email.taken == [by_email]
    assert sms.taken == [by_sms]


def test_files_take_both_kinds_of_message(tmp_path: Path, make_message):
    channel = build_channel("file", tmp_path)
    message = make_message()
    channel.send(message)
    channel.send(make_message(channel=Channel.SMS))
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        f"{message.reference}.eml",
        f"{message.reference}.txt",
    ]


def test_without_a_sender_emails_wait_for_a_person(tmp_path: Path, make_message):
    assert build_channel("aws", tmp_path).send(make_message()).kind is DeliveryKind.HOLD


def test_building_the_aws_channel_loads_no_boto3():
    program = (
        "import sys; from pathlib import Path;"
        "from btg_desktop.adapters.channels.router import build_channel;"
        "build_channel('aws', Path('nowhere'), 'a@b.co');"
        "sys.exit('boto3' in sys.modules or 'botocore.session' in sys.modules)"
    )
    command = [sys.executable, "-c", program]
    assert subprocess.run(command, check=False, timeout=60).returncode == 0  # noqa: S603
