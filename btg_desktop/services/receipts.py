"""Issuing receipts: a movement has one, under one number, however often and wherever it is asked for."""

from uuid import UUID

from btg_desktop.domain.models import Desk
from btg_desktop.domain.receipts import Bank, Receipt
from btg_desktop.services.ports import ReceiptBook


class Receipts:
    def __init__(self, book: ReceiptBook, desk: Desk, bank: Bank) -> None:
        self._book = book
        self._desk = desk
        self._bank = bank

    def issue(self, transaction_id: UUID) -> Receipt:
        """Return the movement's receipt; the first time it takes the next number of this desk's branch.

        Raises UnknownTransaction, DatabaseRefused, or DatabaseUnavailable: ask again, the number stays.
        """
        return self._book.issue(transaction_id, self._desk, self._bank)
