"""Branches of the bank, and which funds each of them offers."""

from dataclasses import dataclass

from btg_desktop.domain.contacts import fold
from btg_desktop.domain.errors import FundNotOffered
from btg_desktop.domain.models import Fund


@dataclass(frozen=True, slots=True)
class Branch:
    """`fund_ids` is what the branch offers; None: every fund, also those still to come."""

    id: str
    name: str
    city: str
    fund_ids: frozenset[int] | None = None

    def offers(self, fund_id: int) -> bool:
        return self.fund_ids is None or fund_id in self.fund_ids


@dataclass(frozen=True, slots=True)
class VisitReportLine:
    """One client of a report; namesakes are two lines. `funds` names those that put the client in it."""

    client_id: str
    name: str
    document: str
    funds: tuple[str, ...]


def check_offered(fund: Fund, branch: Branch | None) -> None:
    """Raise FundNotOffered if `branch` does not offer `fund`; a desk of no known branch offers all."""
    if branch is not None and not branch.offers(fund.id):
        raise FundNotOffered(branch=branch.name, fund=fund.name)


def branch_key(name: str) -> str:
    """What two names of one branch have in common, however they are typed."""
    return " ".join(fold(name).split())
