"""The whole way to SES and SNS as moto plays them, by the settings a PC would have."""

from pathlib import Path

import boto3
import pytest
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends
from moto.sns.models import sns_backends

from btg_desktop.adapters.channels.router import build_channel
from btg_desktop.services.ports import Delivery, DeliveryKind, MessageChannel

SENDER = "avisos@btg.example"
REGION = "us-east-1"


@pytest.fixture
def channel(aws_settings: pytest.MonkeyPatch, moto_url: str, tmp_path: Path) -> MessageChannel:
    aws_settings.setenv("AWS_ENDPOINT_URL", moto_url)
    ses_backends[DEFAULT_ACCOUNT_ID][REGION].reset()
    sns_backends[DEFAULT_ACCOUNT_ID][REGION].reset()
    return build_channel("aws", tmp_path, SENDER, "BTG")


def test_an_email_from_a_verified_sender_arrives(channel, email_message):
    boto3.session.Session().client("sesv2").create_email_identity(EmailIdentity=SENDER)
    assert channel.send(email_message) == Delivery(DeliveryKind.SENT)
    (sent,) = ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages
    assert sent.source == SENDER
    assert sent.destinations == {"ToAddresses": ["julian@gmail.com"]}
    assert sent.subject == "Apertura confirmada: DEUDAPRIVADA"
    assert email_message.reference in sent.body
    assert "$ 50.000" in sent.body


def test_an_email_from_an_unverified_sender_is_refused_for_ever(channel, email_message):
    delivery = channel.send(email_message)
    assert delivery.kind is DeliveryKind.FINAL
    assert delivery.reason == "MessageRejected: Email address not verified •••"
    assert ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages == []


def test_a_text_message_arrives(channel, sms_message):
    assert channel.send(sms_message) == Delivery(DeliveryKind.SENT)
    ((number, text),) = sns_backends[DEFAULT_ACCOUNT_ID][REGION].sms_messages.values()
    assert number == "+573005444343"
    assert "$ 50.000" in text
    assert sms_message.reference[:8] in text
