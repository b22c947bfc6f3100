"""What the use cases around branches need of the outside world."""

from collections.abc import Sequence
from typing import Protocol

from btg_desktop.domain.branches import Branch, VisitReportLine


class BranchBook(Protocol):
    def all(self) -> tuple[Branch, ...]:
        """Every branch, by its id."""

    def named(self, text: str) -> Branch | None:
        """The branch with that id, or else with that name."""

    def write(self, branches: Sequence[Branch]) -> None:
        """Add these branches, or change them to this; all of it or nothing."""

    def record_visit(self, client_id: str, branch_id: str) -> None:
        """Note that the client is at the branch today, in Bogotá and by the server's clock; once a day."""


class VisitReader(Protocol):
    def clients_by_visits(self, *, only_visited: bool) -> tuple[VisitReportLine, ...]:
        """Clients who hold a fund that a branch offers which they visit, by name.

        With `only_visited`, no branch that they do not visit may offer that fund.
        """
