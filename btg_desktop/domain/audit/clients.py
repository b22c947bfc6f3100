"""One client's whole file: their money, their identity and contact, where they come from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from btg_desktop.domain.audit.messages import Contact, audit_message
from btg_desktop.domain.audit.movements import Entry, audit_client, move
from btg_desktop.domain.audit.receipts import audit_receipt
from btg_desktop.domain.audit.records import Record, audit_record
from btg_desktop.domain.audit.requests import audit_request
from btg_desktop.domain.audit.violations import CLOCKS, Broken, Figures, Flaw, Violation
from btg_desktop.domain.contacts import search_words
from btg_desktop.domain.models import INITIAL_BALANCE, NO_ADJUSTMENT, Client, Fund, Transaction
from btg_desktop.domain.origin import Origin, is_imported, origin_fingerprint, transaction_part

FIXED: Final = frozenset(
    {"nombre", "tipo_documento", "documento", "saldo_inicial", "ajuste_inicial", "origen"}
)
"""What nothing in the program changes once a client is there."""


@dataclass(frozen=True, slots=True)
class ClientFile:
    """A client with everything that stands about them.

    `registered` is the client as their first event says; `contacts` has one entry for each event.
    """

    client: Client
    entries: Iterable[Entry]
    record: Record
    registered: Client | None
    contacts: Sequence[Contact]
    search: Sequence[str]
    last_movement: datetime | None
    origin: Origin | None


def audit_file(file: ClientFile, funds: Mapping[int, Fund]) -> Iterator[Violation]:
    """Name all that does not hold in `file`; `funds` are those of the catalogue."""
    return _FileAudit(file, funds).violations()


class _FileAudit:
    def __init__(self, file: ClientFile, funds: Mapping[int, Fund]) -> None:
        self._file = file
        self._client = file.client
        self._funds = funds
        events = file.record.events
        self._was_found = bool(events) and events[0].found
        self._since = events[0].at if events else None
        self._last: datetime | None = None
        self._imported: list[bytes] = []
        self._balance, self._holdings = self._client.opening_balance, dict(self._client.adjustment.holdings)

    def violations(self) -> Iterator[Violation]:
        yield from audit_record(self._file.record, self._client.id)
        yield from self._derived()
        yield from audit_client(self._client, self._file.entries, self._beside)
        if self._file.last_movement != self._last:
            yield self._of(
                Broken.DATE, Flaw.OTHER_FACTS, {"place": "usuarios", "fields": "ultimo_movimiento"}
            )
        yield from self._origin()

    def _derived(self) -> Iterator[Violation]:
        client = self._client
        if sorted(self._file.search) != sorted(search_words(client.name, client.document, client.phone)):
            yield self._of(Broken.CLIENT, Flaw.OTHER_FACTS, {"place": "usuarios", "fields": "busqueda"})
        for fund_id in sorted(client.holdings.keys() - self._funds.keys()):
            yield self._of(Broken.FUND, Flaw.NO_FUND, {"fund": fund_id})

    def _beside(self, entry: Entry) -> Iterator[Violation]:
        transaction = entry.transaction
        self._last = transaction.at
        if is_imported(transaction) and self._file.origin is not None:
            self._imported.append(transaction_part(transaction))
            self._balance += move(transaction, self._holdings)
        yield from audit_request(transaction, entry.condition, entry.request)
        yield from audit_message(transaction, entry.condition, entry.message, self._contacts_at(transaction))
        if entry.receipt is not None:
            yield from audit_receipt(entry.receipt, self._client, self._funds)
        if entry.receipt_record is not None:
            yield from audit_record(entry.receipt_record)
        yield from self._fund(transaction)
        if self._is_too_early(transaction):
            yield self._of(Broken.DATE, Flaw.BEFORE_ITS_CAUSE, {}, transaction)

    def _contacts_at(self, transaction: Transaction) -> Sequence[Contact] | None:
        """What was before the first event that was only found is not known."""
        if self._was_found and self._since is not None and transaction.at <= self._since:
            return None
        return self._file.contacts

    def _is_too_early(self, transaction: Transaction) -> bool:
        if self._since is None or self._was_found or is_imported(transaction):
            return False
        return transaction.at < self._since - CLOCKS

    def _fund(self, transaction: Transaction) -> Iterator[Violation]:
        """An imported movement keeps the name that the fund had there, which its origin covers."""
        fund = self._funds.get(transaction.fund_id)
        if fund is None:
            yield self._of(Broken.FUND, Flaw.NO_FUND, {"fund": transaction.fund_id}, transaction)
        elif fund.name != transaction.fund_name and not is_imported(transaction):
            figures: Figures = {"fund": fund.id, "stored": transaction.fund_name, "name": fund.name}
            yield self._of(Broken.FUND, Flaw.OTHER_FUND_NAME, figures, transaction)

    def _origin(self) -> Iterator[Violation]:
        """Money that the bank's initial balance does not explain comes from an import, or from nowhere."""
        client = self._client
        if self._file.origin is None:
            given = client.initial_balance + client.adjustment.total
            if client.initial_balance != INITIAL_BALANCE or client.adjustment != NO_ADJUSTMENT:
                yield self._of(Broken.ORIGIN, Flaw.NO_ORIGIN, {"initial": INITIAL_BALANCE, "given": given})
        elif not self._is_as_taken(self._file.origin):
            yield self._of(Broken.ORIGIN, Flaw.OTHER_ORIGIN)

    def _is_as_taken(self, origin: Origin) -> bool:
        """Whether the hash can be made again; how a client was told when they came may not be known."""
        registered = self._file.registered
        if origin.id != self._client.id or registered is None:
            return False
        taken = replace(
            registered,
            available_balance=self._balance,
            holdings={fund_id: held for fund_id, held in sorted(self._holdings.items()) if held},
        )
        return self._was_found or origin_fingerprint(taken, self._imported) == origin.fingerprint

    def _of(
        self,
        broken: Broken,
        flaw: Flaw,
        figures: Figures | None = None,
        transaction: Transaction | None = None,
    ) -> Violation:
        about = None if transaction is None else transaction.id
        return Violation(broken, self._client.id, flaw, figures or {}, about)
