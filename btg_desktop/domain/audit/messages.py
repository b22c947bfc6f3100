"""Messages: each is of its movement, goes to its client, and is in a state that it can have come to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from btg_desktop.domain.audit.violations import Broken, Flaw, Violation, in_list
from btg_desktop.domain.models import Channel, Notification, NotificationState, Transaction
from btg_desktop.domain.origin import is_imported


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message as it is stored; `at` is the date of its movement, repeated."""

    notification: Notification
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Contact:
    """How the client was to be told from `since` on (server's time)."""

    since: datetime
    name: str
    email: str
    phone: str
    channel: Channel
    language: str

    def address(self, condition: Channel | None) -> Mapping[str, str]:
        """How a message goes to them by the channel that its request names; None: by their own."""
        channel = condition or self.channel
        destination = self.email if channel is Channel.EMAIL else self.phone
        return {
            "nombre": self.name,
            "canal": channel,
            "destino": destination,
            "idioma": self.language,
        }


_UNTOUCHED: Final = frozenset({NotificationState.PENDING, NotificationState.IMPORTED})
"""States of a message that nobody has claimed yet."""


def audit_message(
    transaction: Transaction,
    condition: Channel | None,
    stored: StoredMessage | None,
    contacts: Sequence[Contact] | None,
) -> Iterator[Violation]:
    """Compare a movement with its message, and the message with `contacts`, the client's, oldest first.

    `condition` is the channel that the request named. A message is addressed when it is written, or later
    when it is sent. No `contacts`: how the client was told at that time is not known.
    """
    if stored is None:
        yield _of(transaction, Flaw.NO_NOTIFICATION)
        return
    message = stored.notification
    changed = [] if message.client_id == transaction.client_id else ["usuario"]
    changed += [] if stored.at == transaction.at else ["fecha"]
    changed += _differing_address(message, transaction.at, condition, contacts)
    if changed:
        figures = {"place": "notificaciones", "fields": in_list(changed)}
        yield _of(transaction, Flaw.OTHER_FACTS, figures)
    if not _is_possible(transaction, message):
        yield _of(transaction, Flaw.IMPOSSIBLE_STATE, {"state": message.state})


def _differing_address(
    message: Notification, at: datetime, condition: Channel | None, contacts: Sequence[Contact] | None
) -> list[str]:
    if not contacts:
        return []
    address = {
        "nombre": message.client_name,
        "canal": message.channel,
        "destino": message.destination,
        "idioma": message.language,
    }
    differences = [
        [name for name, value in address.items() if contact.address(condition)[name] != value]
        for contact in _in_force(contacts, at)
    ]
    return min(differences, key=len)


def _in_force(contacts: Sequence[Contact], at: datetime) -> Sequence[Contact]:
    """The one of that moment and all later ones; of an imported movement, which is older, all."""
    earlier = [place for place, contact in enumerate(contacts) if contact.since <= at]
    return contacts[earlier[-1] if earlier else 0 :]


def _is_possible(transaction: Transaction, message: Notification) -> bool:
    if is_imported(transaction) != (message.state is NotificationState.IMPORTED):
        return False
    if message.state is NotificationState.SENT and message.reason:
        return False
    return message.state in _UNTOUCHED or (message.fence > 0 and message.attempts > 0)


def _of(transaction: Transaction, flaw: Flaw, figures: Mapping[str, str] | None = None) -> Violation:
    return Violation(Broken.NOTIFICATION, transaction.client_id, flaw, figures or {}, transaction.id)
