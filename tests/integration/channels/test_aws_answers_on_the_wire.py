"""Real boto3 over a real socket against an endpoint that answers, or fails, as AWS does."""

import json
import socket
import ssl
from dataclasses import replace
from urllib.parse import parse_qs

import pytest
import trustme

from btg_desktop.adapters.channels.ses import SesChannel
from btg_desktop.adapters.channels.sns import SnsChannel
from btg_desktop.services.ports import Delivery, DeliveryKind

RETRY, AMBIGUOUS, HOLD, FINAL, SENT = (
    DeliveryKind.RETRY,
    DeliveryKind.AMBIGUOUS,
    DeliveryKind.HOLD,
    DeliveryKind.FINAL,
    DeliveryKind.SENT,
)


@pytest.fixture
def ses(templates) -> SesChannel:
    return SesChannel(templates, "avisos@btg.example", read_timeout=0.5)


@pytest.fixture
def sns(templates) -> SnsChannel:
    return SnsChannel(templates, "BTG", read_timeout=0.5)


def test_an_email_goes_out_with_html_text_and_the_reference(ses, endpoint, email_message):
    endpoint.accept_as_ses()
    assert ses.send(email_message) == Delivery(SENT)
    (body,) = endpoint.bodies
    asked = json.loads(body)
    assert asked["FromEmailAddress"] == "avisos@btg.example"
    assert asked["Destination"] == {"ToAddresses": ["julian@gmail.com"]}
    assert asked["EmailTags"] == [{"Name": "reference", "Value": email_message.reference}]
    simple = asked["Content"]["Simple"]
    assert simple["Subject"] == {"Data": "Apertura confirmada: DEUDAPRIVADA", "Charset": "UTF-8"}
    for part in ("Html", "Text"):
        assert simple["Body"][part]["Charset"] == "UTF-8"
        assert email_message.reference in simple["Body"][part]["Data"]
    assert simple["Body"]["Html"]["Data"].startswith("<!DOCTYPE html>")


def test_a_text_message_goes_out_as_transactional_with_its_sender(sns, templates, endpoint, sms_message):
    endpoint.accept_as_sns()
    assert sns.send(sms_message) == Delivery(SENT)
    (body,) = endpoint.bodies
    asked = {name: value for name, (value,) in parse_qs(body.decode()).items()}
    assert asked["PhoneNumber"] == "+573005444343"
    assert asked["Message"] == templates.sms(sms_message)
    attributes = {
        asked[f"MessageAttributes.entry.{n}.Name"]: asked[f"MessageAttributes.entry.{n}.Value.StringValue"]
        for n in (1, 2)
    }
    assert attributes == {"AWS.SNS.SMS.SMSType": "Transactional", "AWS.SNS.SMS.SenderID": "BTG"}


def test_without_a_configured_sender_id_none_is_asked_for(templates, endpoint, sms_message):
    endpoint.accept_as_sns()
    SnsChannel(templates).send(sms_message)
    (body,) = endpoint.bodies
    assert b"SenderID" not in body


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (429, "TooManyRequestsException", RETRY),
        (503, "ThrottlingException", RETRY),
        (500, "InternalServiceErrorException", AMBIGUOUS),
        (400, "LimitExceededException", HOLD),
        (400, "SendingPausedException", HOLD),
        (404, "NotFoundException", HOLD),
        (403, "SignatureDoesNotMatch", HOLD),
        (400, "MessageRejected", FINAL),
        (400, "BadRequestException", FINAL),
    ],
)
def test_an_answer_of_ses_is_read_after_exactly_one_request(ses, endpoint, email_message, status, code, kind):
    endpoint.refuse_as_ses(status, code, "Email address is not verified: julian@gmail.com")
    assert ses.send(email_message) == Delivery(kind, f"{code}: Email address is not verified: •••")
    assert len(endpoint.bodies) == 1


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (429, "Throttled", RETRY),
        (400, "Throttling", RETRY),
        (400, "KMSThrottling", RETRY),
        (500, "InternalError", AMBIGUOUS),
        (503, "ServiceUnavailable", AMBIGUOUS),
        (403, "AuthorizationError", HOLD),
        (403, "InvalidClientTokenId", HOLD),
        (400, "KMSDisabled", HOLD),
        (400, "InvalidParameter", FINAL),
        (400, "ParameterValueInvalid", FINAL),
        (400, "OptedOut", FINAL),
    ],
)
def test_an_answer_of_sns_is_read_after_exactly_one_request(sns, endpoint, sms_message, status, code, kind):
    endpoint.refuse_as_sns(status, code, "Invalid parameter: PhoneNumber Reason: +573005444343 is not valid")
    reason = f"{code}: Invalid parameter: PhoneNumber Reason: ••• is not valid"
    assert sns.send(sms_message) == Delivery(kind, reason)
    assert len(endpoint.bodies) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("body", ["", "<html><body>Bad gateway</body></html>", "upstream"])
def test_a_gateway_that_fails_may_have_passed_it_on(
    ses, sns, endpoint, email_message, sms_message, status, body
):
    endpoint.reply(status, body, Content_Type="text/html")
    assert ses.send(email_message).kind is AMBIGUOUS
    assert sns.send(sms_message).kind is AMBIGUOUS
    assert len(endpoint.bodies) == 2


def test_an_answer_that_cannot_be_read_may_have_been_sent(sns, endpoint, sms_message):
    endpoint.reply(200, "<html>Sign in to the network", Content_Type="text/html")
    assert sns.send(sms_message).kind is AMBIGUOUS
    assert len(endpoint.bodies) == 1


@pytest.mark.parametrize("failure", ["close_without_a_word", "reset_the_connection", "stall"])
def test_silence_after_the_request_may_have_sent_it(ses, sns, endpoint, email_message, sms_message, failure):
    getattr(endpoint, failure)()
    assert ses.send(email_message).kind is AMBIGUOUS
    assert sns.send(sms_message).kind is AMBIGUOUS
    assert len(endpoint.bodies) == 2


def test_the_retry_settings_of_the_pc_do_not_send_it_twice(ses, endpoint, email_message, aws_settings):
    aws_settings.setenv("AWS_MAX_ATTEMPTS", "5")
    aws_settings.setenv("AWS_RETRY_MODE", "legacy")
    endpoint.refuse_as_ses(500, "InternalServiceErrorException")
    ses.send(email_message)
    assert len(endpoint.bodies) == 1


def test_nobody_listening_is_tried_again_later(ses, sns, aws_settings, email_message, sms_message):
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))  # taken, and not listening
        aws_settings.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{bound.getsockname()[1]}")
        assert ses.send(email_message) == Delivery(RETRY, "EndpointConnectionError")
        assert sns.send(sms_message) == Delivery(RETRY, "EndpointConnectionError")


def test_a_proxy_that_lets_nobody_through_is_tried_again_later(sns, endpoint, aws_settings, sms_message):
    endpoint.reply(407, "")
    aws_settings.setenv("HTTPS_PROXY", endpoint.url)
    aws_settings.setenv("AWS_ENDPOINT_URL", "https://sns.invalid")
    assert sns.send(sms_message) == Delivery(RETRY, "ProxyConnectionError")


def test_a_certificate_that_nobody_vouches_for_waits_for_a_person(ses, serve_tls, email_message):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("localhost").configure_cert(context)
    endpoint = serve_tls(context)
    assert ses.send(email_message) == Delivery(HOLD, "SSLError")
    assert endpoint.bodies == []


def test_a_missing_certificate_bundle_waits_for_a_person(
    ses, serve_tls, aws_settings, tmp_path, email_message
):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("localhost").configure_cert(context)
    endpoint = serve_tls(context)
    aws_settings.setenv("AWS_CA_BUNDLE", str(tmp_path / "missing.pem"))
    assert ses.send(email_message).kind is HOLD
    assert endpoint.bodies == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"AWS_DEFAULT_REGION": None}, "NoRegionError"),
        ({"AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None}, "NoCredentialsError"),
        ({"AWS_SECRET_ACCESS_KEY": None}, "PartialCredentialsError"),
        ({"AWS_PROFILE": "nobody"}, "ProfileNotFound"),
        ({"AWS_ENDPOINT_URL": "not an address"}, "Invalid endpoint: not an address"),
    ],
)
def test_a_missing_setting_waits_for_a_person_and_counts_once_mended(
    ses, sns, endpoint, aws_settings, email_message, sms_message, changes, reason
):
    with pytest.MonkeyPatch.context() as wrong:
        for name, value in changes.items():
            wrong.delenv(name) if value is None else wrong.setenv(name, value)
        assert ses.send(email_message) == Delivery(HOLD, reason)
        assert sns.send(sms_message) == Delivery(HOLD, reason)
    assert endpoint.bodies == []
    endpoint.accept_as_ses()
    assert ses.send(email_message) == Delivery(SENT)
    endpoint.accept_as_sns()
    assert sns.send(sms_message) == Delivery(SENT)


def test_an_international_domain_is_sent_in_ascii(ses, endpoint, email_message):
    endpoint.accept_as_ses()
    notification = replace(email_message.notification, destination="julian@peña.co")
    assert ses.send(replace(email_message, notification=notification)) == Delivery(SENT)
    assert b"julian@xn--pea-8ma.co" in endpoint.bodies[0]


def test_a_destination_that_is_no_address_puts_nothing_on_the_wire(
    ses, sns, endpoint, email_message, sms_message
):
    for channel, message in ((ses, email_message), (sns, sms_message)):
        notification = replace(message.notification, destination="+576045551234")
        assert channel.send(replace(message, notification=notification)).kind is FINAL
    assert endpoint.bodies == []
