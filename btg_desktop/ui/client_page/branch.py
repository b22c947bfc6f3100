"""The branch of this desk: which funds it does not offer, and that a client was attended here today."""

import logging
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from btg_desktop.domain.branches import Branch
from btg_desktop.domain.days import today
from btg_desktop.domain.models import Client, Desk
from btg_desktop.log_lines import in_short
from btg_desktop.services.branches import Branches
from btg_desktop.ui.context.shared import Shared
from btg_desktop.ui.runtime.tasks import Question

logger = logging.getLogger(__name__)


class BranchController(QObject):
    """Reads the branch again whenever the window reads its catalogue anew."""

    read = Signal(object)
    """The Branch, or None where the database knows none of that name."""

    def __init__(self, branches: Branches, desk: Desk, shared: Shared) -> None:
        super().__init__(shared)
        self._branches = branches
        self._tasks = shared.tasks
        self._is_named = bool(desk.branch)
        self._branch_asked = Question(shared.tasks, shared.connection.report)
        self._visits: dict[str, date] = {}  # the day on which each client's visit was last noted
        self.branch: Branch | None = None
        if self._is_named:
            shared.connection.recovered.connect(self.refresh)
            shared.current.shown.connect(self._note_visit)

    def refresh(self) -> None:
        """Read the branch anew; a desk that names none offers every fund."""
        if self._is_named:
            self._branch_asked.ask(self._branches.here, self._came)

    def _came(self, branch: Branch | None) -> None:
        self.branch = branch
        self.read.emit(branch)

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
