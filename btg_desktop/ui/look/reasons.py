"""Why a message did not arrive, in words for a clerk.

The outbox keeps a code of ours with a detail, or what the service answered: `Code: its words`; the name of
the error where there was no answer. What is not known here is shown as it is.
"""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from btg_desktop.domain.reasons import (
    CONTRADICTION,
    HOURLY_LIMIT,
    NO_ADDRESS,
    NO_CLIENT,
    NO_FUND,
    NO_MOVEMENT,
    NOT_A_MOBILE,
    NOT_AN_EMAIL,
    UNREADABLE,
    UNSAFE_TEXT,
)

_WORDS: Final = (
    (QT_TRANSLATE_NOOP("reasons", "El destino no es un celular colombiano"), NOT_A_MOBILE),
    (QT_TRANSLATE_NOOP("reasons", "El destino no es una dirección de correo"), NOT_AN_EMAIL),
    (QT_TRANSLATE_NOOP("reasons", "Lo guardado no se puede leer ({detail}): avise a tecnología"), UNREADABLE),
    (QT_TRANSLATE_NOOP("reasons", "Su movimiento no existe: avise a tecnología"), NO_MOVEMENT),
    (QT_TRANSLATE_NOOP("reasons", "Su cliente no existe: avise a tecnología"), NO_CLIENT),
    (QT_TRANSLATE_NOOP("reasons", "Su fondo no existe: avise a tecnología"), NO_FUND),
    (QT_TRANSLATE_NOOP("reasons", "El cliente no tiene un dato de contacto para ese canal"), NO_ADDRESS),
    (
        QT_TRANSLATE_NOOP("reasons", "No coincide con su movimiento ({detail}): avise a tecnología"),
        CONTRADICTION,
    ),
    (
        QT_TRANSLATE_NOOP("reasons", "Tiene un texto que no se puede enviar ({detail}): avise a tecnología"),
        UNSAFE_TEXT,
    ),
    (
        QT_TRANSLATE_NOOP("reasons", "Espera: ese destino ya recibió muchos avisos en la última hora"),
        HOURLY_LIMIT,
    ),
    (
        QT_TRANSLATE_NOOP("reasons", "El servicio no respondió a tiempo"),
        "ReadTimeoutError RequestTimeout RequestTimeoutException",
    ),
    (
        QT_TRANSLATE_NOOP("reasons", "No hubo conexión con el servicio"),
        "ConnectTimeoutError EndpointConnectionError ProxyConnectionError",
    ),
    (
        QT_TRANSLATE_NOOP("reasons", "La conexión se cortó antes de la respuesta"),
        "ConnectionClosedError HTTPClientError IncompleteReadError ResponseStreamingError",
    ),
    (QT_TRANSLATE_NOOP("reasons", "Falló la conexión segura con el servicio"), "SSLError"),
    (QT_TRANSLATE_NOOP("reasons", "No se entendió la respuesta del servicio"), "ResponseParserError"),
    (
        QT_TRANSLATE_NOOP("reasons", "El servicio pidió esperar"),
        (
            "BandwidthLimitExceeded KMSThrottling RequestLimitExceeded RequestThrottled"
            " RequestThrottledException SlowDown Throttled ThrottledException Throttling ThrottlingException"
            " TooManyRequests TooManyRequestsException"
        ),
    ),
    (
        QT_TRANSLATE_NOOP("reasons", "El servicio falló"),
        (
            "InternalError InternalFailure InternalServerError InternalServerException ServiceUnavailable"
            " ServiceUnavailableException"
        ),
    ),
    (
        QT_TRANSLATE_NOOP("reasons", "Faltan las credenciales del servicio"),
        (
            "CredentialRetrievalError MissingAuthenticationToken MissingAuthenticationTokenException"
            " NoAuthTokenError NoCredentialsError PartialCredentialsError TokenRetrievalError"
        ),
    ),
    (
        QT_TRANSLATE_NOOP("reasons", "El servicio no aceptó las credenciales"),
        (
            "IncompleteSignature InvalidAccessKeyId InvalidClientTokenId InvalidSecurity"
            " InvalidSignatureException SignatureDoesNotMatch UnrecognizedClientException"
        ),
    ),
    (
        QT_TRANSLATE_NOOP("reasons", "Las credenciales del servicio vencieron"),
        "ExpiredToken ExpiredTokenException",
    ),
    (
        QT_TRANSLATE_NOOP("reasons", "El servicio no da permiso"),
        "AccessDenied AccessDeniedException AuthorizationError KMSAccessDenied NotAuthorized",
    ),
    (
        QT_TRANSLATE_NOOP("reasons", "El reloj de este computador no está en hora"),
        "RequestExpired RequestTimeTooSkewed",
    ),
    (QT_TRANSLATE_NOOP("reasons", "El servicio tiene los envíos suspendidos"), "SendingPausedException"),
    (QT_TRANSLATE_NOOP("reasons", "La cuenta del servicio está suspendida"), "AccountSuspendedException"),
    (QT_TRANSLATE_NOOP("reasons", "Se agotó el cupo de envíos"), "LimitExceededException"),
    (QT_TRANSLATE_NOOP("reasons", "El remitente no está verificado"), "MailFromDomainNotVerifiedException"),
    (QT_TRANSLATE_NOOP("reasons", "Falta la región del servicio"), "NoRegionError"),
    (QT_TRANSLATE_NOOP("reasons", "El cliente no acepta SMS"), "OptedOut"),
    (QT_TRANSLATE_NOOP("reasons", "El servicio rechazó el correo"), "BadRequestException MessageRejected"),
    (
        QT_TRANSLATE_NOOP("reasons", "El servicio no aceptó los datos del aviso"),
        "InvalidParameter ParamValidationError ParameterValueInvalid ValidationException",
    ),
)
_BY_CODE: Final = {code: words for words, codes in _WORDS for code in codes.split()}


def reason_text(reason: str) -> str:
    """`reason`, as it is stored, in words."""
    code, _, detail = reason.partition(": ")
    if code not in _BY_CODE:
        return reason
    return QCoreApplication.translate("reasons", str(_BY_CODE[code])).format(detail=detail)


def reason_details(reason: str) -> str:
    """The words, and what the service answered below them, for whoever has to mend it."""
    words = reason_text(reason)
    return words if words == reason else f"{words}\n{reason}"
