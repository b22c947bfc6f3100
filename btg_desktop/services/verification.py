"""Checking all that stands in the database, at any time, while the desks work."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final, TypeVar

from btg_desktop.domain.audit import Broken, Entry, Flaw, Violation
from btg_desktop.domain.audit.catalogue import audit_branch, audit_offer, audit_visit
from btg_desktop.domain.audit.clients import ClientFile, audit_file
from btg_desktop.domain.audit.records import audit_record
from btg_desktop.domain.audit.requests import audit_refusal
from btg_desktop.domain.errors import DatabaseRefused
from btg_desktop.domain.models import NO_ADJUSTMENT, Adjustment, Fund, Unreadable
from btg_desktop.domain.numbering import Numbered, audit_numbers, receipt_of_nothing
from btg_desktop.services.audit_ports import Applied, AuditReader

UNPROVABLE: Final = (
    "Quien cambia a la vez todos los lugares donde consta un mismo hecho no deja diferencia.",
    "Quien borra juntos un cliente o una operación y todo lo que dice de ellos tampoco la deja.",
    "De lo que ya estaba cuando se empezó a registrar solo se sabe cómo se encontró ese día.",
    "Que un mensaje figure como enviado no prueba que haya llegado.",
)
"""What no look at the database alone can prove."""

T = TypeVar("T")

Part = Callable[[], Iterator[Violation]]


class Verification:
    """One run: consume `violations`, then read how much was looked at."""

    def __init__(self, reader: AuditReader) -> None:
        self._reader = reader
        self._start()

    def _start(self) -> None:
        self.clients = 0
        self.transactions = 0
        self.receipts = 0
        self.adjustments: dict[str, Adjustment] = {}
        """Of imported clients, by client id: what their history does not explain. It violates nothing."""
        self.unseen: list[str] = []
        """The parts that the database's user may not look at."""
        self._funds: dict[int, Fund] = {}

    def violations(self) -> Iterator[Violation]:
        """Everything that does not add up, to the end whatever a document holds.

        Raises DatabaseUnavailable: then the rest was not looked at.
        """
        self._start()
        parts: dict[str, Part] = {
            "índices y validadores": self._reader.shape,
            "fondos": self._fund_violations,
            "sucursales": self._branch_violations,
            "clientes y movimientos": self._clients_violations,
            "solicitudes": self._request_violations,
            "mensajes": self._orphans,
            "comprobantes": self._receipt_violations,
            "visitas": self._visit_violations,
            "auditoría": self._event_violations,
            "tokens": self._token_violations,
        }
        for name, part in parts.items():
            try:
                yield from part()
            except DatabaseRefused:
                self.unseen.append(name)

    def _fund_violations(self) -> Iterator[Violation]:
        for found in self._reader.funds():
            if isinstance(found, Unreadable):
                yield _unreadable(found)
                continue
            fund, record = found
            self._funds[fund.id] = fund
            yield from audit_record(record)

    def _branch_violations(self) -> Iterator[Violation]:
        for branch in self._reader.branches():
            yield from _each(branch, audit_branch)
        for offer in self._reader.offers():
            yield from _each(offer, audit_offer)

    def _visit_violations(self) -> Iterator[Violation]:
        for visit in self._reader.visits():
            yield from _each(visit, audit_visit)

    def _clients_violations(self) -> Iterator[Violation]:
        for file in self._reader.clients():
            if isinstance(file, Unreadable):
                yield _unreadable(file, file.id if file.collection == "usuarios" else "")
            else:
                yield from self._client_violations(file)
        for client_id in self._reader.transactions_without_client():
            yield Violation(Broken.CLIENT, client_id, Flaw.NO_CLIENT)

    def _client_violations(self, file: ClientFile) -> Iterator[Violation]:
        self.clients += 1
        client = file.client
        if client.adjustment != NO_ADJUSTMENT:
            self.adjustments[client.id] = client.adjustment
        misfits: list[Unreadable] = []
        readable = replace(file, entries=self._readable(file.entries, misfits))
        yield from audit_file(readable, self._funds)
        for document in misfits:
            yield _unreadable(document, client.id)

    def _readable(self, entries: Iterable[Entry | Unreadable], misfits: list[Unreadable]) -> Iterator[Entry]:
        for entry in entries:
            if isinstance(entry, Unreadable):
                misfits.append(entry)
            else:
                self.transactions += 1
                yield entry

    def _request_violations(self) -> Iterator[Violation]:
        names = {fund.id: fund.name for fund in self._funds.values()}
        for found in self._reader.requests():
            match found:
                case Unreadable():
                    yield _unreadable(found)
                case Applied(stored):
                    request = stored.request
                    yield Violation(
                        Broken.TRANSACTION, request.client_id, Flaw.NO_TRANSACTION, transaction_id=request.id
                    )
                case _:
                    yield from audit_refusal(
                        found.stored, client_exists=found.client_exists, fund_names=names
                    )
                    yield from audit_record(found.record)

    def _orphans(self) -> Iterator[Violation]:
        for message_id in self._reader.messages_without_transaction():
            document = f"notificaciones {message_id}"
            yield Violation(Broken.NOTIFICATION, "", Flaw.NO_TRANSACTION, document=document)

    def _receipt_violations(self) -> Iterator[Violation]:
        for found in self._reader.numberings():
            if isinstance(found, Unreadable):
                yield _unreadable(found)
            else:
                numbering, receipts = found
                yield from audit_numbers(numbering, self._counted(receipts))
        for receipt in self._reader.receipts_of_nothing():
            if isinstance(receipt, Unreadable):
                yield _unreadable(receipt)
            else:
                yield receipt_of_nothing(*receipt)

    def _counted(self, receipts: Iterator[Numbered]) -> Iterator[Numbered]:
        for receipt in receipts:
            self.receipts += 1
            yield receipt

    def _event_violations(self) -> Iterator[Violation]:
        for subject in self._reader.events_of_nothing():
            yield _record_of_nothing(subject)

    def _token_violations(self) -> Iterator[Violation]:
        for token in self._reader.tokens():
            yield from _each(token, audit_record)
        for subject in self._reader.token_events_of_nothing():
            yield _record_of_nothing(subject)


def _each(found: T | Unreadable, audit: Callable[[T], Iterator[Violation]]) -> Iterator[Violation]:
    if isinstance(found, Unreadable):
        yield _unreadable(found)
    else:
        yield from audit(found)


def _record_of_nothing(subject: str) -> Violation:
    return Violation(Broken.RECORD, "", Flaw.RECORD_OF_NOTHING, document=subject)


def _unreadable(document: Unreadable, client_id: str = "") -> Violation:
    figures = {"collection": document.collection, "id": document.id, "reason": document.reason}
    place = None if client_id else f"{document.collection} {document.id}"
    return Violation(Broken.DOCUMENT, client_id, Flaw.UNREADABLE, figures, document=place)
