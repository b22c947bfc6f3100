"""A desk that is the real window, on no screen: BtgApp on watched services, and a clerk at its keyboard."""

import logging
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication

from btg_desktop.adapters.intents import look
from btg_desktop.adapters.mongo.connection import disconnect
from btg_desktop.assembly import assemble
from btg_desktop.domain.errors import BtgError
from btg_desktop.domain.models import NO_NAMES, Desk, Intent, Names, Request, Transaction
from btg_desktop.domain.receipts import Bank
from btg_desktop.services.subscriptions import Subscriptions
from btg_desktop.services.suite import Services
from btg_desktop.ui.look.appearance import Appearance
from btg_desktop.ui.shell.app import BtgApp
from faults.answers import applied, asked, not_applied
from faults.desk import DeskPlan, Outfit, outfit
from faults.history import History
from faults.steps import WatchedIntents
from faults.window_clerk import WindowClerk


def work_at_window(plan: DeskPlan) -> None:
    """Be a window and its clerk until their time is over, their script is done, or they are killed."""
    end = time.monotonic() + plan.seconds
    ours = outfit(plan)
    ours.history.write("window", folder=plan.data_dir)
    _tell_bugs(ours.history)
    qt = QApplication([])
    qt.setQuitOnLastWindowClosed(False)
    desk = Desk(plan.name, "Centro", "pc")
    asks: list[str] = []
    app = BtgApp(
        lambda _on_server_event: _services(ours, desk, asks),
        desk,
        Appearance(qt, "es", "light", {}, lambda _key, _value: None),
        waiting=partial(_look, Path(plan.data_dir) / "intents", ours.history),
    )
    app.window.resize(1366, 768)
    app.start()
    clerk = WindowClerk(app, plan, ours.history, asks, end)
    try:
        clerk.serve()
        clerk.leave()
    except Exception as error:
        ours.history.write("bug", where="clerk", error=repr(error))
        raise
    ours.history.write("closed")


@contextmanager
def _services(ours: Outfit, desk: Desk, asks: list[str]) -> Iterator[Services]:
    """The services of a window; what moves money, and what sends messages, is watched."""
    intents = ListedIntents(ours.journal, ours.steps, ours.history)
    subscriptions = WatchedSubscriptions(ours.ledger, intents, desk)
    subscriptions.watch(ours.history, asks)
    services = assemble(ours.database, ours.journal, ours.channel, desk, Bank("BTG", "1"), None)
    try:
        yield replace(services, subscriptions=subscriptions, notifications=ours.sender)
    finally:
        ours.journal.close()
        disconnect(ours.database)


def _look(folder: Path, history: History) -> list[Intent]:
    """What the window shows until its database is open."""
    found = look(folder)
    history.write("looked", ids=[str(intent.request.id) for intent in found])
    return found


class ListedIntents(WatchedIntents):
    """Also says from when to when an intent is in the journal."""

    def save(self, request: Request, names: Names = NO_NAMES) -> bool:
        is_new = super().save(request, names)
        self._history.write("saved", id=str(request.id))
        return is_new

    def forget(self, request_id: UUID) -> None:
        super().forget(request_id)
        self._history.write("forgotten", id=str(request_id))

    def abandoned(self) -> list[Intent]:
        found = super().abandoned()
        self._history.write("adopted", ids=[str(intent.request.id) for intent in found])
        return found


class WatchedSubscriptions(Subscriptions):
    """Says what is asked and what is answered; `asks` gets the ids of what the window asks for first."""

    def watch(self, history: History, asks: list[str]) -> None:
        self._history, self._asks = history, asks

    def _submit(self, request: Request, names: Names) -> Transaction:
        self._history.write("ask", **asked(request))
        if str(request.id) not in self._asks:
            self._asks.append(str(request.id))
        try:
            transaction = super()._submit(request, names)
        except BtgError as error:
            self._tell(request, not_applied(request, error))
            raise
        self._tell(request, applied(transaction))
        return transaction

    def _tell(self, request: Request, answer: dict[str, Any]) -> None:
        self._history.write("answer", fingerprint=request.fingerprint, **answer)


class _Bugs(logging.Handler):
    """A fault of the program that it logs itself."""

    def __init__(self, history: History) -> None:
        super().__init__(logging.ERROR)
        self._history = history

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info and record.exc_info[1]
        self._history.write("bug", where=record.name, error=f"{record.getMessage()} {error!r}")


def _tell_bugs(history: History) -> None:
    logging.getLogger().addHandler(_Bugs(history))

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        history.write("bug", where="window", error=repr(error))
        sys.__excepthook__(kind, error, trace)

    def tell_thread(failed: threading.ExceptHookArgs) -> None:
        tell(failed.exc_type, failed.exc_value or failed.exc_type(), failed.exc_traceback)

    sys.excepthook = tell  # Qt calls it for what a slot raises
    threading.excepthook = tell_thread
