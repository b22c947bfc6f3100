"""Every step of a desk that a kill can fall between, and the kill itself.

The steps are seen from outside the program: by pymongo's command events, by the ports, and by fsync.
"""

import os
import signal
import threading
from collections import Counter
from typing import Final
from uuid import UUID

from pymongo.monitoring import (
    CommandFailedEvent,
    CommandListener,
    CommandStartedEvent,
    CommandSucceededEvent,
)

from btg_desktop.domain.models import (
    NO_NAMES,
    Intent,
    Names,
    Notification,
    NotificationState,
    Request,
    Transaction,
)
from btg_desktop.services.ports import Delivery, IntentStore, Ledger, Message, MessageChannel, Outbox
from faults.history import History

_WRITES: Final = ("solicitudes", "usuarios", "transacciones", "notificaciones")

MONEY_STEPS: Final = (
    "intent: before fsync",
    "intent: after fsync",
    "intent: saved",
    *(f"{name}: write sent" for name in _WRITES),
    *(f"{name}: write answered" for name in _WRITES),
    "commit: about to be sent",
    "commit: on its way",
    "commit: answered",
    "intent: about to be forgotten",
    "intent: forgotten",
)
MESSAGE_STEPS: Final = (
    "outbox: claim sent",
    "outbox: claimed",
    "outbox: mark sent",
    "outbox: marked",
    "channel: about to send",
    "channel: sent",
    "outbox: settle sent",
    "outbox: settled",
)
STEPS: Final = MONEY_STEPS + MESSAGE_STEPS

_ON_ITS_WAY_SECONDS: Final = 0.003
"""From handing a commit to the driver until the kill: the server may or may not have it by then."""


class Steps(CommandListener):
    """Counts the steps of this process and kills it at the n-th time it reaches one."""

    def __init__(self, history: History, step: str = "", nth: int = 1) -> None:
        self._history = history
        self._step = step
        self._left = nth
        self._names: dict[int, str] = {}
        self._lock = threading.Lock()
        self.reached: Counter[str] = Counter()
        self._watch_fsync()

    def reach(self, step: str) -> None:
        self.reached[step] += 1
        if step != self._step:
            return
        with self._lock:
            self._left -= 1
            if self._left == 0:
                self._history.write("killed", step=step)
                os.kill(os.getpid(), signal.SIGKILL)

    def started(self, event: CommandStartedEvent) -> None:
        name = _step_of(event)
        if name == "commit":
            self.reach("commit: about to be sent")
            if self._step == "commit: on its way":
                threading.Timer(_ON_ITS_WAY_SECONDS, self.reach, ("commit: on its way",)).start()
        elif name:
            self.reach(f"{name} sent")
        if name:
            self._names[event.request_id] = name

    def succeeded(self, event: CommandSucceededEvent) -> None:
        name = self._names.pop(event.request_id, "")
        if name == "commit":
            self.reach("commit: answered")
        elif name.startswith("outbox"):
            verb = name.removeprefix("outbox: ")
            self.reach(f"outbox: {verb}{'d' if verb.endswith('e') else 'ed'}")
        elif name:
            self.reach(f"{name} answered")

    def failed(self, event: CommandFailedEvent) -> None:
        self._names.pop(event.request_id, None)

    def _watch_fsync(self) -> None:
        sync = os.fdatasync

        def watched(descriptor: int) -> None:
            self.reach("intent: before fsync")
            sync(descriptor)
            self.reach("intent: after fsync")

        os.fdatasync = watched  # type: ignore[assignment]  # only the intents use it in a desk


def _step_of(event: CommandStartedEvent) -> str:
    """Which step a command belongs to; empty for those that change nothing."""
    if event.command_name == "commitTransaction":
        return "commit"
    if event.command_name not in ("insert", "update", "findAndModify"):
        return ""
    collection = event.command[event.command_name]
    if collection != "notificaciones" or event.command_name == "insert":
        return f"{collection}: write"
    if event.command_name == "findAndModify":
        return "outbox: claim" if "sort" in event.command else "outbox: settle"
    return "" if event.command["updates"][0].get("multi") else "outbox: mark"


class WatchedIntents:
    """The journal of a desk. Says when an intent is forgotten, which must be after its answer."""

    def __init__(self, intents: IntentStore, steps: Steps, history: History) -> None:
        self._intents, self._steps, self._history = intents, steps, history

    def save(self, request: Request, names: Names = NO_NAMES) -> bool:
        is_new = self._intents.save(request, names)
        self._steps.reach("intent: saved")
        return is_new

    def forget(self, request_id: UUID) -> None:
        self._history.write("forget", id=str(request_id))
        self._steps.reach("intent: about to be forgotten")
        self._intents.forget(request_id)
        self._steps.reach("intent: forgotten")

    def waiting(self) -> list[Intent]:
        return self._intents.waiting()

    def abandoned(self) -> list[Intent]:
        return self._intents.abandoned()

    def set_aside(self, request_id: UUID) -> None:
        self._intents.set_aside(request_id)


class WatchedLedger:
    """The ledger. Says when it answered, whatever it answered."""

    def __init__(self, ledger: Ledger, history: History) -> None:
        self._ledger, self._history = ledger, history

    def submit(self, request: Request) -> Transaction:
        try:
            return self._ledger.submit(request)
        finally:
            self._history.write("answered", id=str(request.id))

    def operator_of(self, request_id: UUID) -> str | None:
        return self._ledger.operator_of(request_id)


class WatchedOutbox:
    """The outbox. Says who marked a message as being sent, and whose result was stored."""

    def __init__(self, outbox: Outbox, history: History) -> None:
        self._outbox, self._history = outbox, history

    def claim(self) -> Message | None:
        return self._outbox.claim()

    def mark_sending(self, notification: Notification) -> bool:
        marked = self._outbox.mark_sending(notification)
        if marked:
            self._history.write("mark", id=str(notification.id), fence=notification.fence)
        return marked

    def settle(self, notification: Notification, delivery: Delivery) -> NotificationState | None:
        self._history.write("settling", id=str(notification.id), fence=notification.fence)
        state = self._outbox.settle(notification, delivery)
        if state is not None:
            self._history.write("settle", id=str(notification.id), fence=notification.fence)
        return state

    def resend(self, notification_id: UUID) -> bool:
        return self._outbox.resend(notification_id)

    def unsettled(self) -> dict[NotificationState, int]:
        return self._outbox.unsettled()


class WatchedChannel:
    def __init__(self, channel: MessageChannel, steps: Steps) -> None:
        self._channel, self._steps = channel, steps

    def send(self, message: Message) -> Delivery:
        self._steps.reach("channel: about to send")
        delivery = self._channel.send(message)
        self._steps.reach("channel: sent")
        return delivery
