"""The receipt (*comprobante*) of a movement: the bank's numbered paper, the same every time it is printed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from btg_desktop.domain.models import DocumentType, Transaction, TransactionKind
from btg_desktop.domain.rules import FPV

_REFERENCE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Bank:
    """Who issues the papers; `nit` is the tax number, empty where nobody has set it."""

    name: str
    nit: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says. All of it stands from the first issue on; only the movement is stored apart.

    `number` is consecutive within `branch`, which issued it; the movement may be another branch's.
    """

    transaction: Transaction
    branch: str
    number: int
    issued_at: datetime
    issued_by: str
    client_name: str
    document_type: DocumentType
    document: str
    category: str
    language: str
    bank: Bank

    @property
    def id(self) -> UUID:
        """The movement's id: a movement has one receipt."""
        return self.transaction.id

    @property
    def reference(self) -> str:
        """The beginning of the id, as the text message quotes it: short enough to be read out."""
        return self.id.hex[:_REFERENCE_DIGITS]

    @property
    def may_owe_withholding(self) -> bool:
        """Whether the client left a pension fund, and may owe *retención contingente*."""
        return self.category == FPV and self.transaction.kind is TransactionKind.CANCELLATION
