"""The fund catalogue."""

from btg_desktop.domain.models import Fund
from btg_desktop.services.ports import FundList, FundStore


class Catalogue:
    def __init__(self, funds: FundStore) -> None:
        self._funds = funds

    def funds(self) -> tuple[Fund, ...]:
        """Every fund that can be read, by its number."""
        return self._funds.all().funds

    def funds_with_unreadable(self) -> FundList:
        """The same, with the documents that could not be read."""
        return self._funds.all()
