"""The branch of this desk: which funds it does not offer, and that a client was attended here today."""

import logging
from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from btg_desktop.domain.branches import Branch
from btg_desktop.domain.days import today
from btg_desktop.domain.models import Client, Desk
from btg_desktop.log_lines import in_short
from btg_desktop.services.branches import Branches
from btg_desktop.ui.context.connection import ConnectionController
from btg_desktop.ui.context.current_client import CurrentClient
from btg_desktop.ui.runtime.tasks import Question, Tasks
from btg_desktop.ui.shell.views.main_window import MainWindow

logger = logging.getLogger(__name__)


class BranchController(QObject):
    """Reads the branch again whenever the window reads its catalogue anew."""

    def __init__(
        self,
        branches: Branches,
        tasks: Tasks,
        window: MainWindow,
        connection: ConnectionController,
        desk: CurrentClient,
        place: Desk,
    ) -> None:
        super().__init__(window)
        self._branches = branches
        self._tasks = tasks
        self._window = window
        self._place = place
        self._branch_asked = Question(tasks, connection.report)
        self._visits: dict[str, date] = {}  # the day on which each client's visit was last noted
        self.branch: Branch | None = None
        if place.branch:
            window.refresh_requested.connect(self._read)
            connection.recovered.connect(self._read)
            desk.client_shown.connect(self._note_visit)
            self._read()

    def _read(self) -> None:
        self._branch_asked.ask(self._branches.here, self._show)

    def _show(self, branch: Branch | None) -> None:
        self.branch = branch
        self._window.funds_card.show_branch(branch)
        name = self._place.branch if branch is None else branch.name
        self._window.rail.show_desk(self._place.operator, name)

    def _note_visit(self, client: Client) -> None:
        """Once a day: the page is shown anew at every operation, and the database keeps one anyway."""
        day = today()
        if self._visits.get(client.id) == day:
            return
        self._visits[client.id] = day
        # Beside the lane of money, which must not wait for it: it can be repeated and needs no order.
        self._tasks.read(
            partial(self._branches.record_visit, client.id),
            lambda _noted: None,
            partial(self._visit_not_noted, client.id),
        )

    def _visit_not_noted(self, client_id: str, error: BaseException) -> None:
        """The client is served all the same; the next time that they are shown it is tried again."""
        self._visits.pop(client_id, None)
        logger.warning("a visit was not noted: %s", in_short(error))
