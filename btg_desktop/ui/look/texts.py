"""The words and tones of the business's kinds and states, and how moments read; said once for all views."""

from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from btg_desktop.domain.days import BOGOTA
from btg_desktop.domain.models import (
    Channel,
    DocumentType,
    Notification,
    NotificationState,
    TransactionKind,
)

_CHANNELS: Final = {
    Channel.EMAIL: QT_TRANSLATE_NOOP("texts", "Correo"),
    Channel.SMS: QT_TRANSLATE_NOOP("texts", "SMS"),
}
_CHANNELS_IN_SENTENCES: Final = {
    Channel.EMAIL: QT_TRANSLATE_NOOP("texts", "correo"),
    Channel.SMS: QT_TRANSLATE_NOOP("texts", "SMS"),
}
_CATEGORY_TONES: Final = {"FPV": "primary", "FIC": "good"}
_KINDS: Final = {
    TransactionKind.SUBSCRIPTION: QT_TRANSLATE_NOOP("texts", "Apertura"),
    TransactionKind.CANCELLATION: QT_TRANSLATE_NOOP("texts", "Cancelación"),
}
_DOCUMENT_TYPES: Final = {
    DocumentType.CC: QT_TRANSLATE_NOOP("texts", "Cédula de ciudadanía (CC)"),
    DocumentType.CE: QT_TRANSLATE_NOOP("texts", "Cédula de extranjería (CE)"),
    DocumentType.NIT: QT_TRANSLATE_NOOP("texts", "NIT de empresa"),
    DocumentType.TI: QT_TRANSLATE_NOOP("texts", "Tarjeta de identidad (TI)"),
    DocumentType.PA: QT_TRANSLATE_NOOP("texts", "Pasaporte (PA)"),
    DocumentType.ORIGIN: QT_TRANSLATE_NOOP("texts", "Identificador de origen (ID)"),
}
_PENDING: Final = (
    QT_TRANSLATE_NOOP("texts", "Correo pendiente"),
    QT_TRANSLATE_NOOP("texts", "SMS pendiente"),
    "warn",
)
_STATES: Final = {
    NotificationState.PENDING: _PENDING,
    NotificationState.CLAIMED: _PENDING,
    NotificationState.SENDING: (
        QT_TRANSLATE_NOOP("texts", "Correo en envío"),
        QT_TRANSLATE_NOOP("texts", "SMS en envío"),
        "warn",
    ),
    NotificationState.SENT: (
        QT_TRANSLATE_NOOP("texts", "Correo enviado"),
        QT_TRANSLATE_NOOP("texts", "SMS enviado"),
        "good",
    ),
    NotificationState.FAILED: (
        QT_TRANSLATE_NOOP("texts", "Correo fallido"),
        QT_TRANSLATE_NOOP("texts", "SMS fallido"),
        "bad",
    ),
    NotificationState.HELD: (
        QT_TRANSLATE_NOOP("texts", "Correo retenido"),
        QT_TRANSLATE_NOOP("texts", "SMS retenido"),
        "bad",
    ),
    NotificationState.IN_DOUBT: (
        QT_TRANSLATE_NOOP("texts", "Correo en duda"),
        QT_TRANSLATE_NOOP("texts", "SMS en duda"),
        "warn",
    ),
    NotificationState.IMPORTED: (
        QT_TRANSLATE_NOOP("texts", "Importado"),
        QT_TRANSLATE_NOOP("texts", "Importado"),
        "neutral",
    ),
}
RESENDABLE: Final = frozenset({NotificationState.FAILED, NotificationState.HELD, NotificationState.IN_DOUBT})
"""The states that wait for a person; in these a message may be sent again."""


def channel_text(channel: Channel) -> str:
    return _text(_CHANNELS[channel])


def channel_in_sentence(channel: Channel) -> str:
    """The channel where it does not begin a line: `autoriza que le avisen por correo`."""
    return _text(_CHANNELS_IN_SENTENCES[channel])


def kind_text(kind: TransactionKind) -> str:
    return _text(_KINDS[kind])


def document_type_text(document_type: DocumentType) -> str:
    return _text(_DOCUMENT_TYPES[document_type])


def state_text(notification: Notification) -> tuple[str, str]:
    """Return a message's state in words, and the tone of its pill."""
    return channel_state_text(notification.channel, notification.state), _STATES[notification.state][2]


def channel_state_text(channel: Channel, state: NotificationState) -> str:
    email, sms, _tone = _STATES[state]
    return _text(email if channel is Channel.EMAIL else sms)


def moment_text(moment: datetime) -> str:
    """A moment as the clocks of Bogotá show it: `24/11/2026 10:42`."""
    return f"{moment.astimezone(BOGOTA):%d/%m/%Y %H:%M}"


def day_text(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def key_text(key: str) -> str:
    """What a screen reader adds to the name of what `key` does."""
    return QCoreApplication.translate("texts", "Tecla {key}").format(key=key)


def _text(source: object) -> str:
    return QCoreApplication.translate("texts", str(source))


def category_tone(category: str) -> str:
    """The tone of a category of funds wherever it is shown; `neutral` for those that we do not know."""
    return _CATEGORY_TONES.get(category, "neutral")
