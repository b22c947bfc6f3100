"""What SES and SNS answer, and what it means for the outbox.

Neither has an idempotency token for an e-mail or a text message, so the one question is whether
the message may have gone out. Read in this order:

1. a throttling code means refused before any work, whatever the HTTP status (some come as 503);
2. any other 5xx may have been sent;
3. a code of the tables below;
4. HTTP 429 is throttling under a name we do not know;
5. any other refusal is a sign of a setting or of a change at the service: a person should look.

Codes are matched, not exception classes: several codes are not modelled in botocore.
"""

import re
import ssl
from collections.abc import Mapping
from typing import Final, Literal

from botocore import exceptions as boto

from btg_desktop.services.ports import Delivery, DeliveryKind

ServiceName = Literal["sesv2", "sns"]
Columns = Mapping[DeliveryKind, frozenset[str]]

BOTH: Final[Columns] = {
    DeliveryKind.RETRY: frozenset(
        {
            "BandwidthLimitExceeded",
            "RequestLimitExceeded",
            "RequestThrottled",
            "RequestThrottledException",
            "SlowDown",
            "Throttled",
            "ThrottledException",
            "Throttling",
            "ThrottlingException",
            "TooManyRequests",
            "TooManyRequestsException",
        }
    ),
    DeliveryKind.AMBIGUOUS: frozenset(
        {
            "InternalFailure",
            "InternalServerError",
            "InternalServerException",
            "RequestTimeout",  # it stopped listening; how much it had taken is unknown
            "RequestTimeoutException",
            "ServiceUnavailable",
            "ServiceUnavailableException",
        }
    ),
    DeliveryKind.HOLD: frozenset(
        {
            "AccessDenied",
            "AccessDeniedException",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "NotAuthorized",
            "OptInRequired",
            "RequestExpired",  # the PC's clock is wrong
            "RequestTimeTooSkewed",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException",
        }
    ),
}

SERVICES: Final[Mapping[ServiceName, Columns]] = {
    "sesv2": {
        DeliveryKind.HOLD: frozenset(
            {
                "AccountSuspendedException",
                "LimitExceededException",  # the account's quota, though botocore calls it throttling
                "MailFromDomainNotVerifiedException",
                "NotFoundException",
                "SendingPausedException",
            }
        ),
        DeliveryKind.FINAL: frozenset({"BadRequestException", "MessageRejected"}),
    },
    "sns": {
        DeliveryKind.RETRY: frozenset({"KMSThrottling"}),
        DeliveryKind.AMBIGUOUS: frozenset({"InternalError"}),
        DeliveryKind.HOLD: frozenset(
            {
                "AuthorizationError",
                "InvalidSecurity",
                "KMSAccessDenied",
                "KMSDisabled",
                "KMSInvalidState",
                "KMSNotFound",
                "KMSOptInRequired",
            }
        ),
        DeliveryKind.FINAL: frozenset(
            {"InvalidParameter", "OptedOut", "ParameterValueInvalid", "ValidationException"}
        ),
    },
}

_NO_ANSWER: Final[tuple[tuple[DeliveryKind, tuple[type[Exception], ...]], ...]] = (
    # No connection was made, so no request was written to it.
    (
        DeliveryKind.RETRY,
        (boto.EndpointConnectionError, boto.ConnectTimeoutError, boto.ProxyConnectionError),
    ),
    # botocore stopped before it had a signed request: credentials, settings.
    (
        DeliveryKind.HOLD,
        (
            boto.BaseEndpointResolverError,  # NoRegionError and its kin
            boto.ConfigNotFound,
            boto.ConfigParseError,
            boto.CredentialRetrievalError,
            boto.EndpointProviderError,
            boto.InvalidConfigError,
            boto.InvalidProxiesConfigError,
            boto.MetadataRetrievalError,
            boto.MissingDependencyException,
            boto.NoAuthTokenError,
            boto.NoCredentialsError,
            boto.PartialCredentialsError,
            boto.ProfileNotFound,
            boto.RefreshWithMFAUnsupportedError,
            boto.SSOError,
            boto.TokenRetrievalError,
            boto.UnknownCredentialError,
            boto.UnknownTokenProviderError,
        ),
    ),
    # botocore refused to write it; it would refuse it again.
    (DeliveryKind.FINAL, (boto.ParamValidationError,)),
)
"""Everything else (read timeout, closed connection, unreadable answer…) may have been sent."""

_NO_TRUST: Final = (ssl.SSLCertVerificationError, FileNotFoundError)
"""Why a TLS handshake ended before the request: the certificate was refused, or no bundle was found."""

_MAX_REASON: Final = 200
_PERSONAL: Final = re.compile(
    r"""[^\s@<>"',;:()]+@[^\s@<>"',;:()]+"""  # an e-mail address
    r"""|\+?\d[\d\s().-]{5,}\d"""  # a telephone, or an account number
)


def read_answer(service: ServiceName, error: Exception) -> Delivery:
    """Return what `error`, raised by botocore while sending, means."""
    if isinstance(error, boto.ClientError):
        code = str(error.response.get("Error", {}).get("Code", ""))
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        return Delivery(_kind_of_reply(service, code, status), reason_of(error))
    return Delivery(_kind_without_reply(error), reason_of(error))


def reason_of(error: Exception) -> str:
    """Return the service's own words on one line, without addresses, telephones or accounts.

    Errors of botocore itself give only their name: their texts may quote parameters or the output
    of a credential helper.
    """
    if not isinstance(error, boto.ClientError):
        return type(error).__name__
    answer = error.response.get("Error", {})
    return without_personal_data(f"{answer.get('Code', '')}: {answer.get('Message', '')}")


def without_personal_data(words: str) -> str:
    return _PERSONAL.sub("•••", " ".join(words.split()))[:_MAX_REASON].strip(": ")


def _kind_of_reply(service: ServiceName, code: str, status: int) -> DeliveryKind:
    known = _KINDS[service].get(code)
    if known is DeliveryKind.RETRY:
        return known
    if status >= 500:
        return DeliveryKind.AMBIGUOUS
    if known is not None:
        return known
    return DeliveryKind.RETRY if status == 429 else DeliveryKind.HOLD


def _kind_without_reply(error: Exception) -> DeliveryKind:
    for kind, classes in _NO_ANSWER:
        if isinstance(error, classes):
            return kind
    if isinstance(error, boto.SSLError) and any(isinstance(cause, _NO_TRUST) for cause in _causes(error)):
        return DeliveryKind.HOLD
    return DeliveryKind.AMBIGUOUS


def _causes(error: BaseException) -> list[BaseException]:
    chain = []
    cause = error.__cause__ or error.__context__
    while cause is not None and cause not in chain:
        chain.append(cause)
        cause = cause.__cause__ or cause.__context__
    return chain


def _flatten(*tables: Columns) -> dict[str, DeliveryKind]:
    return {code: kind for columns in tables for kind, codes in columns.items() for code in codes}


_KINDS: Final = {service: _flatten(BOTH, columns) for service, columns in SERVICES.items()}
