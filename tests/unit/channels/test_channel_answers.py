import ssl

import pytest
from botocore import exceptions as boto
from botocore.parsers import ResponseParserError

from btg_desktop.adapters.channels.answers import read_answer
from btg_desktop.services.ports import Delivery, DeliveryKind

RETRY, AMBIGUOUS, HOLD, FINAL = (
    DeliveryKind.RETRY,
    DeliveryKind.AMBIGUOUS,
    DeliveryKind.HOLD,
    DeliveryKind.FINAL,
)
URL = "https://email.us-east-1.amazonaws.com/v2/email/outbound-emails"


def reply(code: str, status: int = 400, text: str = "") -> boto.ClientError:
    return boto.ClientError(
        {"Error": {"Code": code, "Message": text}, "ResponseMetadata": {"HTTPStatusCode": status}},
        "SendEmail",
    )


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("TooManyRequestsException", 429, RETRY),
        ("Throttling", 400, RETRY),
        ("LimitExceededException", 400, HOLD),
        ("SendingPausedException", 400, HOLD),
        ("AccountSuspendedException", 400, HOLD),
        ("MailFromDomainNotVerifiedException", 400, HOLD),
        ("NotFoundException", 404, HOLD),
        ("MessageRejected", 400, FINAL),
        ("BadRequestException", 400, FINAL),
    ],
)
def test_each_code_of_ses_has_its_meaning(code, status, kind):
    assert read_answer("sesv2", reply(code, status)).kind is kind


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("Throttled", 429, RETRY),
        ("Throttling", 400, RETRY),
        ("ThrottledException", 429, RETRY),
        ("KMSThrottling", 400, RETRY),
        ("InternalError", 500, AMBIGUOUS),
        ("AuthorizationError", 403, HOLD),
        ("InvalidSecurity", 403, HOLD),
        ("KMSAccessDenied", 400, HOLD),
        ("KMSDisabled", 400, HOLD),
        ("KMSInvalidState", 400, HOLD),
        ("KMSNotFound", 400, HOLD),
        ("KMSOptInRequired", 403, HOLD),
        ("KMSSomethingNew", 400, HOLD),
        ("InvalidParameter", 400, FINAL),
        ("ParameterValueInvalid", 400, FINAL),
        ("ValidationException", 400, FINAL),
        ("OptedOut", 400, FINAL),
    ],
)
def test_each_code_of_sns_has_its_meaning(code, status, kind):
    assert read_answer("sns", reply(code, status)).kind is kind


@pytest.mark.parametrize("service", ["sesv2", "sns"])
@pytest.mark.parametrize(
    "code",
    [
        "AccessDenied",
        "AccessDeniedException",
        "ExpiredToken",
        "ExpiredTokenException",
        "IncompleteSignature",
        "InvalidAccessKeyId",
        "InvalidClientTokenId",
        "InvalidSignatureException",
        "MissingAuthenticationToken",
        "RequestExpired",
        "SignatureDoesNotMatch",
        "UnrecognizedClientException",
    ],
)
def test_refused_credentials_hold_the_message(service, code):
    assert read_answer(service, reply(code, 403)).kind is HOLD


@pytest.mark.parametrize("service", ["sesv2", "sns"])
@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("code", ["", "503", "InternalFailure", "ServiceUnavailable", "MessageRejected"])
def test_any_other_server_error_may_have_sent_it(service, code, status):
    assert read_answer(service, reply(code, status)).kind is AMBIGUOUS


@pytest.mark.parametrize("service", ["sesv2", "sns"])
@pytest.mark.parametrize(
    ("code", "status"),
    [("SlowDown", 503), ("Throttling", 503), ("RequestLimitExceeded", 503), ("429", 429), ("Unheard", 429)],
)
def test_any_throttling_reply_was_not_sent_whatever_its_status(service, code, status):
    assert read_answer(service, reply(code, status)).kind is RETRY


@pytest.mark.parametrize("service", ["sesv2", "sns"])
@pytest.mark.parametrize("status", [301, 400, 403, 404, 413])
def test_an_unknown_refusal_waits_for_a_person(service, status):
    assert read_answer(service, reply("Unheard", status)).kind is HOLD


def test_a_service_that_stopped_listening_may_have_sent_it():
    assert read_answer("sns", reply("RequestTimeout", 408)).kind is AMBIGUOUS


@pytest.mark.parametrize("code", ["RequestTimeout", "InternalError", "ServiceUnavailable"])
def test_an_answer_without_a_status_is_read_by_its_code(code):
    error = boto.ClientError({"Error": {"Code": code}}, "Publish")
    assert read_answer("sns", error).kind is AMBIGUOUS


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (boto.EndpointConnectionError(endpoint_url=URL), RETRY),
        (boto.ConnectTimeoutError(endpoint_url=URL), RETRY),
        (boto.ProxyConnectionError(proxy_url="http://proxy:3128"), RETRY),
        (boto.ReadTimeoutError(endpoint_url=URL), AMBIGUOUS),
        (boto.ConnectionClosedError(endpoint_url=URL), AMBIGUOUS),
        (boto.ResponseStreamingError(error="reset"), AMBIGUOUS),
        (boto.HTTPClientError(error="unexpected"), AMBIGUOUS),
        (boto.SSLError(endpoint_url=URL, error="bad record mac"), AMBIGUOUS),
        (ResponseParserError("not XML"), AMBIGUOUS),
        (boto.BotoCoreError(), AMBIGUOUS),
        (boto.NoCredentialsError(), HOLD),
        (boto.PartialCredentialsError(provider="env", cred_var="AWS_SECRET_ACCESS_KEY"), HOLD),
        (boto.CredentialRetrievalError(provider="custom-process", error_msg="s3cret"), HOLD),
        (boto.TokenRetrievalError(provider="sso", error_msg="expired"), HOLD),
        (boto.UnauthorizedSSOTokenError(), HOLD),
        (boto.NoRegionError(), HOLD),
        (boto.ProfileNotFound(profile="branch"), HOLD),
        (boto.ParamValidationError(report="Invalid type for parameter PhoneNumber, value: 573"), FINAL),
    ],
)
def test_without_a_reply_it_counts_whether_the_request_can_have_left(error, kind):
    assert read_answer("sns", error) == Delivery(kind, type(error).__name__)


def test_a_refused_certificate_ends_before_the_request_and_waits_for_a_person():
    error = boto.SSLError(endpoint_url=URL, error="certificate verify failed")
    error.__context__ = ssl.SSLCertVerificationError("self-signed certificate in certificate chain")
    assert read_answer("sesv2", error).kind is HOLD


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Email address is not verified. Check failed: julian@gmail.com, jose.ñ+1@correo.com.co",
            "X: Email address is not verified. Check failed: •••, •••",
        ),
        (
            "Invalid parameter: PhoneNumber Reason: +573005444343 is not valid to publish to",
            "X: Invalid parameter: PhoneNumber Reason: ••• is not valid to publish to",
        ),
        ("The number 300 544 4343 opted out", "X: The number ••• opted out"),
        ("Maximum sending rate exceeded.\n", "X: Maximum sending rate exceeded."),
        ("", "X"),
    ],
)
def test_a_reason_is_in_the_services_words_without_personal_data(text, reason):
    assert read_answer("sesv2", reply("X", 400, text)).reason == reason


def test_a_reason_is_short():
    assert len(read_answer("sns", reply("X", 400, "word " * 500)).reason) <= 200
