"""Checking the invariants over all clients, at any time, while the desks work."""

from collections.abc import Iterator

from btg_desktop.domain.audit import Broken, Entry, Flaw, Violation, audit_client
from btg_desktop.domain.models import NO_ADJUSTMENT, Adjustment, Client, Unreadable
from btg_desktop.domain.numbering import Numbered, audit_numbers
from btg_desktop.services.ports import AuditReader


class Verification:
    """One run: consume `violations`, then read how much was looked at."""

    def __init__(self, reader: AuditReader) -> None:
        self._reader = reader
        self.clients = 0
        self.transactions = 0
        self.receipts = 0
        self.adjustments: dict[str, Adjustment] = {}
        """Of imported clients, by client id: what their history does not explain. It violates nothing."""

    def violations(self) -> Iterator[Violation]:
        """Everything that does not add up. Raises DatabaseUnavailable."""
        self.clients = self.transactions = self.receipts = 0
        self.adjustments = {}
        for client, entries in self._reader.clients():
            self.clients += 1
            yield from self._client_violations(client, entries)
        for request_id, client_id in self._reader.applied_without_transaction():
            yield Violation(Broken.TRANSACTION, client_id, Flaw.NO_TRANSACTION, transaction_id=request_id)
        for client_id in self._reader.transactions_without_client():
            yield Violation(Broken.CLIENT, client_id, Flaw.NO_CLIENT)
        for numbering, receipts in self._reader.numberings():
            yield from audit_numbers(numbering, self._counted(receipts))

    def _counted(self, receipts: Iterator[Numbered]) -> Iterator[Numbered]:
        for receipt in receipts:
            self.receipts += 1
            yield receipt

    def _client_violations(
        self, client: Client | Unreadable, entries: Iterator[Entry | Unreadable]
    ) -> Iterator[Violation]:
        if isinstance(client, Unreadable):
            yield _unreadable(client.id, client)
            return
        if client.adjustment != NO_ADJUSTMENT:
            self.adjustments[client.id] = client.adjustment
        unreadable: list[Unreadable] = []
        yield from audit_client(client, self._readable(entries, unreadable))
        for document in unreadable:
            yield _unreadable(client.id, document)

    def _readable(
        self, entries: Iterator[Entry | Unreadable], unreadable: list[Unreadable]
    ) -> Iterator[Entry]:
        for entry in entries:
            self.transactions += 1
            if isinstance(entry, Unreadable):
                unreadable.append(entry)
            else:
                yield entry


def _unreadable(client_id: str, document: Unreadable) -> Violation:
    figures = {"collection": document.collection, "id": document.id, "reason": document.reason}
    return Violation(Broken.DOCUMENT, client_id, Flaw.UNREADABLE, figures)
