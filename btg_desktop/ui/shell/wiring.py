"""Puts the features of an open database together: who hears whom.

Loaded in turns on the GUI thread, while the database opens: nothing here is needed for the first paint.
"""

import logging

from PySide6.QtCore import QObject

from btg_desktop.domain.branches import Branch
from btg_desktop.domain.contacts import warm_up
from btg_desktop.domain.models import Client, Desk
from btg_desktop.services.suite import Services
from btg_desktop.ui.client_page.branch import BranchController
from btg_desktop.ui.client_page.controller import ClientPageController
from btg_desktop.ui.context.client_keys import ClientKeys
from btg_desktop.ui.context.live import Live
from btg_desktop.ui.context.long_work import LongWork
from btg_desktop.ui.context.shared import Shared
from btg_desktop.ui.look.appearance import Appearance
from btg_desktop.ui.messages.controller import MessagesController
from btg_desktop.ui.money.controller import MoneyController
from btg_desktop.ui.money.following import Following
from btg_desktop.ui.money.outcomes import Outcomes
from btg_desktop.ui.money.pending import PendingController
from btg_desktop.ui.money.pending_list import PendingList
from btg_desktop.ui.movements.controller import MovementsController
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
    """The features of one window and the threads beside it, from the opening of the database on.

    `connection` hears what the private server tells of itself.
    """

    def __init__(
        self,
        services: Services,
        desk: Desk,
        appearance: Appearance,
        tasks: Tasks,
        window: MainWindow,
        pending_list: PendingList,
    ) -> None:
        super().__init__(window)
        self._services = services
        self._desk = desk
        self._appearance = appearance
        self._window = window
        self._shared = Shared(services, tasks, window.notices, window.dialogs)
        self.connection = self._shared.connection
        self._keys = ClientKeys(self._shared, window, window.rail.search)
        self._outbox = OutboxThread(services.notifications, self)
        self._watch = WatchThread(services.watching, self)
        self._wire_client()
        self._wire_search_and_people()
        self._wire_money(pending_list)
        self._wire_movements_and_messages()
        self._wire_papers()
        self._wire_what_others_change()
        self._shared.current.shown.connect(self._keys.client_shown)  # last: all of the client is there

    def begin(self) -> None:
        """Show what there is, and finish what an earlier run left."""
        self._watch.start()
        self._shared.current.refresh()
        self._branch.refresh()
        self._search.search(self._window.rail.search.query())
        self._pending.take_over()
        self._shared.tasks.read(warm_up, lambda _done: None, self.connection.report)

    def remember_in(self, memory: WindowMemory) -> None:
        """List whom an earlier run served last, and remember whom this one serves."""
        memory.follow_recents(self._search, self._services.clients)

    def stop(self) -> None:
        """Ask the threads to end. Waits for nothing."""
        self._watch.stop()
        self._outbox.stop()

    def wait(self) -> None:
        """Wait, each within a bound, until the threads have ended."""
        for thread, name in ((self._watch, "watching"), (self._outbox, "outbox")):
            if not thread.wait():
                logger.error("the %s thread did not end in time", name)

    def _wire_client(self) -> None:
        """The page is turned when the client was read, before anybody acts on who is shown."""
        window, current = self._window, self._shared.current
        current.changing.connect(window.notices.forget_page)
        current.shown.connect(self._turn_to_client)
        ClientPageController(window.client_card, window.funds_card, window.portfolio_card, self._shared)
        self._branch = BranchController(self._services.branches, self._desk, self._shared)
        self._branch.read.connect(window.funds_card.show_branch)
        self._branch.read.connect(self._name_branch)
        window.refresh_requested.connect(current.refresh_by_hand)
        window.refresh_requested.connect(self._branch.refresh)
        window.rail.show_connection("connected")
        self.connection.lost.connect(lambda: window.rail.show_connection("offline"))
        self.connection.recovered.connect(lambda: window.rail.show_connection("connected"))
        if self._services.daily_backups is not None:
            backups = BackupsController(
                self._services.daily_backups, self._shared.tasks, window.notices, self.connection
            )
            window.closing.connect(backups.stop)

    def _wire_search_and_people(self) -> None:
        window, current, clients = self._window, self._shared.current, self._services.clients
        panel = window.rail.search
        self._search = SearchController(clients, panel, self._shared)
        panel.client_chosen.connect(self._keys.chosen)
        panel.client_chosen.connect(current.choose)
        panel.nobody_chosen.connect(self._keys.nobody_chosen)
        panel.returned.connect(window.notices.forget_page)
        current.shown.connect(self._search.remember)
        registration = RegistrationController(clients, self._shared)
        preferences = PreferencesController(clients, self._appearance, self._shared)
        window.new_client_requested.connect(lambda: registration.open(panel.unmatched()))
        window.preferences_requested.connect(lambda: preferences.open(current.client))
        registration.client_meant.connect(lambda _id: panel.clear_search())  # who was searched for is here
        registration.client_meant.connect(current.choose)
        preferences.contact_changed.connect(current.refresh)

    def _wire_money(self, pending_list: PendingList) -> None:
        services, window, current = self._services, self._window, self._shared.current
        self._following = Following(self._shared.tasks, self.connection)
        self._pending = PendingController(
            services, self._following, pending_list, window, self._desk, self._shared
        )
        self._pending.band_changed.connect(window.pending_band.show_operations)
        outcomes = Outcomes(services.clients, self._shared)
        self._money = money = MoneyController(
            services.subscriptions, self._following, self._pending, outcomes, self._desk, self._shared
        )
        money.moved.connect(current.refresh)
        current.shown.connect(money.client_read)
        money.moved.connect(self._outbox.wake)
        actions = ActionsController(window.funds_card, money, self._branch, self._keys, self._shared)
        window.subscribe_nth_requested.connect(actions.subscribe_nth)
        window.cancel_requested.connect(actions.cancel_chosen)

    def _wire_movements_and_messages(self) -> None:
        services, window = self._services, self._window
        client_card, branch_card = window.movements_card, window.branch_card
        self._movements = movements = MovementsController(
            services, client_card, branch_card, window, self._shared
        )
        self._messages = messages = MessagesController(services, window.widths, self._shared)
        work = LongWork(self._shared)
        exports = ExportsController(services.exports, work, self._shared)
        printing = PrintingController(services.history, work, self._shared)
        for card, listing in ((client_card, movements.client), (branch_card, movements.branch)):
            exports.watch(card, listing)
            printing.watch(card, listing)
        window.closing.connect(work.stop)
        window.branch_requested.connect(movements.turn_to_branch)
        window.rail.search.client_chosen.connect(lambda _id: window.show_branch_page(shown=False))
        window.refresh_requested.connect(movements.refresh_branch)
        window.messages_requested.connect(messages.open)
        messages.summary_changed.connect(window.show_footer)
        self._outbox.failed.connect(self.connection.report)
        self._outbox.attempted.connect(movements.show_states)
        movements.queued.connect(self._outbox.wake)
        messages.queued.connect(self._outbox.wake)

    def _wire_papers(self) -> None:
        services, window, card = self._services, self._window, self._window.movements_card
        output = Output(self._shared)
        receipts = ReceiptsController(
            services.receipts, services.history, card.chosen, output, self._keys, self._shared
        )
        card.receipt_requested.connect(receipts.open)
        window.receipt_requested.connect(receipts.open_meant)
        self._money.moved.connect(card.forget_choice)  # what is meant from now on is what just moved
        shifts = ShiftsController(
            services.shifts, services.tables, self._desk, self._appearance, output, self._shared
        )
        window.shift_requested.connect(shifts.open)
        reports = ReportsController(services.reports, services.tables, output, self._shared)
        window.reports_requested.connect(reports.open)

    def _wire_what_others_change(self) -> None:
        services, movements, messages = self._services, self._movements, self._messages
        live = Live(
            self._watch,
            services.notifications,
            self._shared,
            self._window,
            self._desk.branch,
            self._following.is_own,
        )
        live.branch_changed.connect(movements.refresh_branch)
        live.messages_changed.connect(movements.messages_changed)
        live.messages_changed.connect(messages.messages_changed)
        live.missed.connect(movements.show_states)
        live.missed.connect(messages.messages_changed)
        live.counted.connect(messages.show_counts)

    def _turn_to_client(self, client: Client) -> None:
        self._window.rail.search.show_current(client.id)
        self._window.show_client_page(shown=True)

    def _name_branch(self, branch: Branch | None) -> None:
        name = self._desk.branch if branch is None else branch.name
        self._window.rail.show_desk(self._desk.operator, name)
