"""Sending what the outbox holds. Any desk may finish what another left."""

import logging
from collections import Counter
from collections.abc import Callable
from typing import Final
from uuid import UUID

from btg_desktop.domain.errors import DatabaseUnavailable
from btg_desktop.domain.models import NotificationState
from btg_desktop.services.ports import Delivery, DeliveryKind, Message, MessageChannel, Outbox

logger = logging.getLogger(__name__)

MAX_PER_DRAIN: Final = 100


class Notifications:
    def __init__(self, outbox: Outbox, channel: MessageChannel) -> None:
        self._outbox = outbox
        self._channel = channel
        self._unstored: tuple[Message, Delivery] | None = None

    def drain(self, stopped: Callable[[], bool] = lambda: False) -> dict[NotificationState, int]:
        """Send what is due now, up to a bound; return how many messages ended in each state.

        `stopped` is asked between messages. Used from one thread. Raises DatabaseUnavailable.
        """
        ended: Counter[NotificationState] = Counter()
        if self._unstored is not None:
            ended.update(self._settle(*self._unstored))
        for _ in range(MAX_PER_DRAIN):
            if stopped() or (message := self._outbox.claim()) is None:
                break
            if not self._outbox.mark_sending(message.notification):
                continue
            delivery = self._channel.send(message)
            if delivery.kind is not DeliveryKind.SENT:
                logger.warning(
                    "notification %s: %s: %s", message.reference, delivery.kind.name, delivery.reason
                )
            ended.update(self._settle(message, delivery))
        return dict(ended)

    def _settle(self, message: Message, delivery: Delivery) -> list[NotificationState]:
        """Store what the channel answered; return the new state, or nothing if the claim was lost.

        A database that is away now is asked again by the next drain, before the lease runs out and
        a message that was sent is sent again.
        """
        self._unstored = None
        try:
            state = self._outbox.settle(message.notification, delivery)
        except DatabaseUnavailable:
            self._unstored = message, delivery
            raise
        return [] if state is None else [state]

    def resend(self, notification_id: UUID) -> bool:
        """Queue a failed, held or doubtful message again; False if it is in no such state."""
        return self._outbox.resend(notification_id)

    def unsettled(self) -> dict[NotificationState, int]:
        """How many messages are in each state that is not settled."""
        return self._outbox.unsettled()
