"""Questions about all clients at once."""

from btg_desktop.domain.branches import VisitReportLine
from btg_desktop.services.branch_ports import VisitReader


class Reports:
    """Both ask about clients and the funds they hold; `docs/sql` asks the same of PostgreSQL."""

    def __init__(self, reader: VisitReader) -> None:
        self._reader = reader

    def only_visited_branches(self) -> tuple[VisitReportLine, ...]:
        """Clients with a fund that is offered somewhere, and nowhere that they do not visit."""
        return self._reader.clients_by_visits(only_visited=True)

    def some_visited_branch(self) -> tuple[VisitReportLine, ...]:
        """Clients with a fund that is offered in some branch that they visit."""
        return self._reader.clients_by_visits(only_visited=False)
