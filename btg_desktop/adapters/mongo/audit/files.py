"""Each client with everything that stands about them, as one snapshot shows it."""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import groupby, islice
from typing import Any, Final, TypeVar
from uuid import UUID

from bson import MaxKey, MinKey
from bson.raw_bson import RawBSONDocument
from pymongo import ASCENDING, DESCENDING
from pymongo.client_session import ClientSession

from btg_desktop.adapters.mongo.audit.raw import Scan, lenient_field, opened, unreadable
from btg_desktop.adapters.mongo.audit.reading import (
    read_condition,
    read_contact,
    read_event,
    read_message,
    read_movement,
    read_origin,
    read_record,
    read_registered,
    read_request,
    read_words,
)
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.documents import read_client, read_receipt
from btg_desktop.adapters.mongo.fields import Misfit, moment
from btg_desktop.adapters.mongo.trail import event_id, events_of
from btg_desktop.domain.audit import Entry
from btg_desktop.domain.audit.clients import FIXED, ClientFile
from btg_desktop.domain.audit.records import Event, Record
from btg_desktop.domain.models import Client, Transaction, Unreadable

T = TypeVar("T")

_CLIENTS: Final = 200
_MOVEMENTS: Final = 500

Owned = tuple[Any, Entry | Unreadable]
"""What stands of a movement, with the `usuario` that it names."""


class ClientFiles:
    def __init__(self, scan: Scan) -> None:
        self._scan = scan

    def all(self) -> Iterator[ClientFile | Unreadable]:
        for session, batch in self._scan.batches("usuarios", _CLIENTS):
            yield from self._batch(session, batch)

    def _batch(
        self, session: ClientSession, batch: list[RawBSONDocument]
    ) -> Iterator[ClientFile | Unreadable]:
        clients: dict[str, tuple[Document, Client]] = {}
        for raw in batch:
            try:
                document = opened(raw)
                client = read_client(document)
            except Misfit as misfit:
                yield unreadable("usuarios", raw, misfit)
            else:
                clients[client.id] = document, client
        if clients:
            yield from self._files(session, clients)

    def _files(
        self, session: ClientSession, clients: dict[str, tuple[Document, Client]]
    ) -> Iterator[ClientFile | Unreadable]:
        events, misfits = self.events(session, "usuarios", clients)
        yield from misfits
        strays: list[Unreadable] = []
        owned = groupby(self._owned(session, clients.keys(), strays), key=lambda pair: pair[0])
        owner, own = next(owned, (None, iter(())))
        # Descending, as the index holds them with rising sequences.
        for client_id in sorted(clients, reverse=True):
            mine: Iterator[Owned] = own if owner == client_id else iter(())
            entries = (entry for _, entry in mine)
            try:
                yield _file(*clients[client_id], events.get(client_id, []), entries)
            except Misfit as misfit:
                yield Unreadable("usuarios", client_id, str(misfit))
            if owner == client_id:
                owner, own = next(owned, (None, iter(())))
        yield from strays

    def events(
        self, session: ClientSession, collection: str, subjects: Iterable[Any]
    ) -> tuple[dict[Any, list[Event]], list[Unreadable]]:
        """The events of all `subjects`, which are neighbours by id, and those events that do not fit."""
        wanted = set(subjects)
        name = events_of(collection)
        ordered = sorted(wanted)
        between = {
            "$gt": {**event_id(collection, ordered[0], 0), "numero": MinKey()},
            "$lt": {**event_id(collection, ordered[-1], 0), "numero": MaxKey()},
        }
        found: dict[Any, list[Event]] = {}
        misfits = []
        for raw in self._scan.raw(name).find({"_id": between}, session=session).sort("_id", ASCENDING):
            try:
                document = opened(raw)
                subject = document["_id"].get("id")
                if isinstance(subject, (str, int)) and subject in wanted:
                    found.setdefault(subject, []).append(read_event(document))
            except Misfit as misfit:
                misfits.append(unreadable(name, raw, misfit))
        return found, misfits

    def _owned(
        self, session: ClientSession, owners: Collection[str], strays: list[Unreadable]
    ) -> Iterator[Owned]:
        found = self._scan.raw("transacciones").find({"usuario": {"$in": list(owners)}}, session=session)
        found.sort([("usuario", DESCENDING), ("secuencia", ASCENDING)]).allow_disk_use(True)
        while chunk := list(islice(found, _MOVEMENTS)):
            for owner, entry in self._joined(session, chunk):
                if isinstance(owner, str) and owner in owners:
                    yield owner, entry
                elif isinstance(entry, Unreadable):
                    strays.append(entry)

    def _joined(self, session: ClientSession, chunk: list[RawBSONDocument]) -> Iterator[Owned]:
        moved: list[tuple[Document, Transaction]] = []
        for raw in chunk:
            try:
                document = opened(raw)
                transaction = read_movement(document)
            except Misfit as misfit:
                yield lenient_field(raw, "usuario"), unreadable("transacciones", raw, misfit)
            else:
                moved.append((document, transaction))
        ids = [transaction.id for _, transaction in moved]
        beside = {
            name: dict(self._scan.by_id(session, name, ids))
            for name in ("solicitudes", "notificaciones", "comprobantes")
        }
        recorded = [event_id("comprobantes", each, 1) for each in beside["comprobantes"]]
        events = self.first_events(session, recorded)
        for document, transaction in moved:
            own = {name: found.get(transaction.id) for name, found in beside.items()}
            for each in _entry(document, transaction, own, events.get(transaction.id)):
                yield transaction.client_id, each

    def first_events(
        self, session: ClientSession, event_ids: list[Document]
    ) -> dict[UUID, Document | Unreadable]:
        """The events of what is written once, by what they are about."""
        name = events_of("comprobantes")
        return {key["id"]: found for key, found in self._scan.by_id(session, name, event_ids)}


def _file(
    document: Document, client: Client, events: list[Event], entries: Iterator[Entry | Unreadable]
) -> ClientFile:
    origin = read_origin(document)
    return ClientFile(
        client=client,
        entries=entries,  # type: ignore[arg-type]  # the service takes out what cannot be read
        record=read_record("usuarios", document, events, fixed=FIXED),
        registered=read_registered(document["_id"], events[0]) if origin and events else None,
        contacts=[read_contact(event) for event in events],
        search=read_words(document),
        last_movement=moment(document, "ultimo_movimiento") if "ultimo_movimiento" in document else None,
        origin=origin,
    )


def _entry(
    document: Document,
    transaction: Transaction,
    beside: dict[str, Document | Unreadable | None],
    event: Document | Unreadable | None,
) -> Iterator[Entry | Unreadable]:
    """The movement with what stands beside it, and what of that cannot be read."""
    misfits: list[Unreadable] = []

    def read(name: str, stored: Document | Unreadable | None, how: Callable[[Document], T]) -> T | None:
        if stored is None or isinstance(stored, Unreadable):
            misfits.extend([] if stored is None else [stored])
            return None
        try:
            return how(stored)
        except Misfit as misfit:
            misfits.append(Unreadable(name, str(stored["_id"]), str(misfit)))
            return None

    receipt_document = beside["comprobantes"]
    recorded = read("auditoria", event, read_event)

    def record(stored: Document) -> Record:
        return read_record("comprobantes", stored, [recorded] if recorded else [])

    entry = Entry(
        transaction=transaction,
        request=read("solicitudes", beside["solicitudes"], read_request),
        message=read("notificaciones", beside["notificaciones"], read_message),
        receipt=read("comprobantes", receipt_document, lambda stored: read_receipt(stored, transaction)),
        receipt_record=read("comprobantes", receipt_document, record)
        if not isinstance(receipt_document, Unreadable)
        else None,
        condition=read("transacciones", document, read_condition),
    )
    yield entry
    yield from misfits
