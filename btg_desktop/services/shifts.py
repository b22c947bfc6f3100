"""The end of a shift (*arqueo*): an operator's operations of one day, counted and added up."""

from datetime import date
from typing import Final

from btg_desktop.domain.days import today
from btg_desktop.domain.receipts import Bank
from btg_desktop.domain.shifts import ShiftSummary
from btg_desktop.services.ports import ShiftReader

MAX_LISTED: Final = 2_000
"""How many operations are listed one by one; all of them are counted and added up."""


class Shifts:
    """`bank` heads the printed summary."""

    def __init__(self, reader: ShiftReader, bank: Bank) -> None:
        self._reader = reader
        self.bank = bank

    def today(self) -> date:
        """The bank's day that it is now."""
        return today()

    def summary(self, operator: str, branch: str, day: date) -> ShiftSummary:
        """What `operator` did at `branch` on the bank's `day`. Raises DatabaseUnavailable."""
        return self._reader.summary(operator, branch, day, MAX_LISTED)
