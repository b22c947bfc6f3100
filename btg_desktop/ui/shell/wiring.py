"""Puts the controllers of an open database together: who hears whom.

Imported off the GUI thread, while the database opens: nothing here is needed for the first paint.
"""

import logging

from PySide6.QtCore import QObject

from btg_desktop.domain.contacts import warm_up
from btg_desktop.domain.models import Desk
from btg_desktop.services.suite import Services
from btg_desktop.ui.client_page.branch import BranchController
from btg_desktop.ui.context.client_keys import ClientKeys
from btg_desktop.ui.context.connection import ConnectionController
from btg_desktop.ui.context.current_client import CurrentClient
from btg_desktop.ui.context.live import LiveController
from btg_desktop.ui.context.long_work import LongWork
from btg_desktop.ui.context.unreadable import UnreadableDocuments
from btg_desktop.ui.look.appearance import Appearance
from btg_desktop.ui.messages.controller import MessagesController
from btg_desktop.ui.money.controller import MoneyController
from btg_desktop.ui.money.following import Following
from btg_desktop.ui.money.outcomes import Outcomes
from btg_desktop.ui.money.pending import PendingController
from btg_desktop.ui.money.pending_list import PendingList
from btg_desktop.ui.movements.controller import HistoryController
from btg_desktop.ui.movements.exports import ExportsController
from btg_desktop.ui.movements.printing import PrintingController
from btg_desktop.ui.papers.output import Output
from btg_desktop.ui.papers.receipts import ReceiptsController
from btg_desktop.ui.papers.reports import ReportsController
from btg_desktop.ui.papers.shifts import ShiftsController
from btg_desktop.ui.people.preferences import PreferencesController
from btg_desktop.ui.people.registration import RegistrationController
from btg_desktop.ui.runtime.outbox_worker import OutboxThread
from btg_desktop.ui.runtime.tasks import Tasks
from btg_desktop.ui.runtime.watch_thread import WatchThread
from btg_desktop.ui.search.controller import SearchController
from btg_desktop.ui.shell.actions import ActionsController
from btg_desktop.ui.shell.backups import BackupsController
from btg_desktop.ui.shell.memory import WindowMemory
from btg_desktop.ui.shell.views.main_window import MainWindow

logger = logging.getLogger(__name__)


class Wiring(QObject):
    """The controllers of one window and the threads beside it, from the opening of the database on."""

    def __init__(
        self,
        services: Services,
        desk: Desk,
        appearance: Appearance,
        tasks: Tasks,
        window: MainWindow,
        memory: WindowMemory | None,
        pending_list: PendingList,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._here = desk
        self._appearance = appearance
        self._tasks = tasks
        self._window = window
        self._unreadable = UnreadableDocuments(window)
        self.connection = ConnectionController(services.catalogue, tasks, window)
        self._desk = CurrentClient(services, tasks, window, self.connection, self._unreadable)
        self._outbox = OutboxThread(services.notifications, self)
        self._outbox.failed.connect(self.connection.report)
        self._watch = WatchThread(services.watching, self)
        self._money = self._wire_money(pending_list)
        self._wire_clients(memory)
        self._wire_movements_and_messages()
        self._keys = ClientKeys(window, self._desk, self.connection)
        self._wire_papers()
        self._wire_branch()

    def begin(self) -> None:
        """Show what there is, and finish what an earlier run left."""
        self._watch.start()
        self._desk.refresh()
        self._search.search(self._window.rail.query())
        self._pending.take_over()
        self._tasks.read(warm_up, lambda _done: None, self.connection.report)

    def stop(self) -> None:
        """Ask the threads to end. Waits for nothing."""
        self._watch.stop()
        self._outbox.stop()

    def wait(self) -> None:
        """Wait, each within a bound, until the threads have ended."""
        for thread, name in ((self._watch, "watching"), (self._outbox, "outbox")):
            if not thread.wait():
                logger.error("the %s thread did not end in time", name)

    def _wire_money(self, pending_list: PendingList) -> MoneyController:
        services, tasks, window, connection = self._services, self._tasks, self._window, self.connection
        self._following = Following(tasks, connection)
        self._pending = PendingController(
            services, tasks, window, connection, self._desk, self._following, pending_list, self._here
        )
        outcomes = Outcomes(services.clients, tasks, window)
        money = MoneyController(
            services.subscriptions, window, self._following, self._pending, outcomes, self._here
        )
        money.moved.connect(self._desk.refresh)
        self._desk.client_shown.connect(money.client_read)
        money.moved.connect(lambda _transaction: self._outbox.wake())
        return money

    def _wire_clients(self, memory: WindowMemory | None) -> None:
        clients, tasks, window = self._services.clients, self._tasks, self._window
        self._search = SearchController(clients, tasks, window, self.connection, self._unreadable)
        registration = RegistrationController(clients, tasks, window)
        preferences = PreferencesController(clients, self._appearance, tasks, window)
        window.new_client_requested.connect(lambda: registration.open(window.rail.unmatched()))
        window.preferences_requested.connect(lambda: preferences.open(self._desk.client))
        registration.client_meant.connect(self._desk.choose)
        preferences.contact_changed.connect(self._desk.refresh)
        self._desk.client_shown.connect(self._search.remember)
        if memory is not None:
            memory.follow_recents(self._search, clients)

    def _wire_movements_and_messages(self) -> None:
        services, tasks, window = self._services, self._tasks, self._window
        history = HistoryController(services, tasks, window, self.connection, self._unreadable, self._desk)
        messages = MessagesController(services, tasks, window, self.connection, self._unreadable)
        work = LongWork(tasks, window, self.connection)
        exports = ExportsController(services.exports, work, window, self._desk)
        printing = PrintingController(services.history, work, window, self._desk)
        for card, listing in ((window.movements_card, history.client), (window.branch_card, history.branch)):
            exports.watch(card, listing)
            printing.watch(card, listing)
        self._outbox.attempted.connect(history.show_states)
        history.queued.connect(self._outbox.wake)
        messages.queued.connect(self._outbox.wake)
        live = LiveController(
            self._watch,
            services.notifications,
            tasks,
            window,
            self.connection,
            self._desk,
            self._here.branch,
            self._following.is_own,
        )
        live.branch_changed.connect(history.refresh_branch)
        live.messages_changed.connect(history.messages_changed)
        live.messages_changed.connect(lambda _ids: messages.messages_changed())
        live.missed.connect(history.show_states)
        live.missed.connect(messages.messages_changed)
        live.counted.connect(history.show_counts)
        live.counted.connect(messages.show_counts)

    def _wire_papers(self) -> None:
        services, tasks, window = self._services, self._tasks, self._window
        output = Output(tasks, window)
        receipts = ReceiptsController(
            services.receipts,
            services.history,
            tasks,
            window,
            self.connection,
            self._desk,
            output,
            self._keys,
        )
        self._money.moved.connect(lambda _transaction: receipts.forget_choice())
        ShiftsController(
            services.shifts,
            services.tables,
            self._here,
            self._appearance,
            tasks,
            window,
            self.connection,
            output,
        )
        ReportsController(services.reports, services.tables, tasks, window, output)

    def _wire_branch(self) -> None:
        services, tasks, window = self._services, self._tasks, self._window
        branch = BranchController(services.branches, tasks, window, self.connection, self._desk, self._here)
        ActionsController(window, self._desk, self._money, self.connection, branch, self._keys)
        if services.daily_backups is not None:
            BackupsController(services.daily_backups, tasks, window, self.connection)
