"""What `verify` asks of the database, part by part."""

from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from bson import Int64, ObjectId

from btg_desktop.adapters.mongo.audit.catalogue import CatalogueReader, once
from btg_desktop.adapters.mongo.audit.raw import opened, unreadable
from btg_desktop.adapters.mongo.audit.reading import read_request
from btg_desktop.adapters.mongo.audit.shape import shape_flaws
from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.adapters.mongo.fields import Misfit, field, moment
from btg_desktop.adapters.mongo.trail import APART, EVENTS, TOKEN_EVENTS, event_id
from btg_desktop.domain.audit import Violation
from btg_desktop.domain.audit.clients import ClientFile
from btg_desktop.domain.audit.records import Record
from btg_desktop.domain.audit.requests import StoredRequest
from btg_desktop.domain.models import Unreadable
from btg_desktop.domain.numbering import Numbered, Numbering
from btg_desktop.services.audit_ports import Applied, Refused

_BATCH: Final = 1_000
_WRITTEN_ONCE: Final = frozenset({"visitan", "comprobantes", "solicitudes"})
_IDS: Final = (str, int, UUID, ObjectId)
_ONLY_ID: Final[Document] = {"_id": 1}


class MongoAuditReader(CatalogueReader):
    """See the port. Batches are read under one snapshot each, so desks may work meanwhile."""

    def shape(self) -> Iterator[Violation]:
        with explained(None):
            yield from shape_flaws(self._database)

    def clients(self) -> Iterator[ClientFile | Unreadable]:
        with explained(None):
            yield from self._files.all()

    def requests(self) -> Iterator[Applied | Refused | Unreadable]:
        with explained(None):
            for session, batch in self._scan.batches("solicitudes", _BATCH):
                documents: dict[UUID, Document] = {}
                for raw in batch:
                    try:
                        document = opened(raw)
                        documents[field(document, "_id", UUID)] = document
                    except Misfit as misfit:
                        yield unreadable("solicitudes", raw, misfit)
                moved = self._scan.present(session, "transacciones", documents)
                left = {key: each for key, each in documents.items() if key not in moved}
                yield from self._without_movement(session, left)

    def _without_movement(
        self, session: Any, documents: Mapping[UUID, Document]
    ) -> Iterator[Applied | Refused | Unreadable]:
        events = self._files.first_events(session, [event_id("solicitudes", key, 1) for key in documents])
        readable: list[tuple[StoredRequest, Record]] = []
        for key, document in documents.items():
            try:
                stored = read_request(document)
                record = once("solicitudes", document, events.get(key))
                readable.append((stored, record))
            except Misfit as misfit:
                yield Unreadable("solicitudes", str(key), str(misfit))
        clients = self._scan.present(session, "usuarios", {each.request.client_id for each, _ in readable})
        for stored, record in readable:
            if stored.applied:
                yield Applied(stored)
            else:
                yield Refused(stored, record, stored.request.client_id in clients)

    def transactions_without_client(self) -> Iterator[str]:
        with explained(None):
            stages: list[Document] = [
                {"$sort": {"usuario": 1}},
                {"$group": {"_id": "$usuario"}},
                {
                    "$lookup": {
                        "from": "usuarios",
                        "localField": "_id",
                        "foreignField": "_id",
                        "pipeline": [{"$project": _ONLY_ID}],
                        "as": "usuarios",
                    }
                },
                {"$match": {"usuarios": []}},
                {"$project": _ONLY_ID},
            ]
            for raw in self._scan.raw("transacciones").aggregate(stages):
                yield unreadable("transacciones", raw, Misfit("")).id

    def messages_without_transaction(self) -> Iterator[str]:
        with explained(None):
            for session, batch in self._scan.batches("notificaciones", _BATCH, projection=_ONLY_ID):
                ids = []
                for raw in batch:
                    try:
                        ids.append(field(opened(raw), "_id", UUID))
                    except Misfit as misfit:
                        yield unreadable("notificaciones", raw, misfit).id
                moved = self._scan.present(session, "transacciones", ids)
                yield from (str(each) for each in ids if each not in moved)

    def events_of_nothing(self) -> Iterator[str]:
        yield from self._events_of_nothing(EVENTS)

    def token_events_of_nothing(self) -> Iterator[str]:
        yield from self._events_of_nothing(TOKEN_EVENTS)

    def _events_of_nothing(self, name: str) -> Iterator[str]:
        with explained(None):
            for session, batch in self._scan.batches(name, _BATCH, projection=_ONLY_ID):
                subjects: dict[str, list[Any]] = {}
                for raw in batch:
                    try:
                        collection, subject = _subject(opened(raw))
                    except Misfit as misfit:
                        yield unreadable(name, raw, misfit).id
                    else:
                        subjects.setdefault(collection, []).append(subject)
                for collection, ids in subjects.items():
                    there = self._scan.present(session, collection, ids)
                    yield from (f"{collection} {each}" for each in ids if each not in there)

    def numberings(self) -> Iterator[tuple[Numbering, Iterator[Numbered]] | Unreadable]:
        """Read in this order, what is issued meanwhile does no harm: it has a number above these."""
        with explained(None):
            issued = self._highest()
            for raw in self._scan.raw("contadores").find().sort("_id", 1):
                try:
                    document = opened(raw)
                    branch = field(document, "_id", str)
                    counter = field(document, "numero", int)
                    moment(document, "emitido")
                except Misfit as misfit:
                    yield unreadable("contadores", raw, misfit)
                    continue
                numbering = Numbering(branch, issued.pop(branch, 0), counter)
                yield numbering, self._numbered_up_to(branch, counter)
            for branch, highest in issued.items():
                yield Numbering(branch, highest, 0), iter(())

    def _highest(self) -> dict[str, int]:
        """The highest number issued at each branch, as far as it is one."""
        stages = [{"$group": {"_id": "$sucursal", "numero": {"$max": "$numero"}}}]
        highest = {}
        for raw in self._scan.raw("comprobantes").aggregate(stages):
            try:
                document = opened(raw)
                highest[field(document, "_id", str)] = field(document, "numero", int)
            except Misfit:
                continue  # such receipts are named where they are read one by one
        return highest

    def _numbered_up_to(self, branch: str, number: int) -> Iterator[Numbered]:
        query = {"sucursal": branch, "numero": {"$lte": Int64(number)}}
        for raw in self._scan.raw("comprobantes").find(query, {"numero": 1}).sort("numero", 1):
            try:
                yield _numbered(opened(raw))
            except Misfit:
                continue  # it is named where receipts are read one by one

    def receipts_of_nothing(self) -> Iterator[tuple[str, Numbered] | Unreadable]:
        with explained(None):
            for session, batch in self._scan.batches(
                "comprobantes", _BATCH, projection={"numero": 1, "sucursal": 1}
            ):
                found: dict[UUID, tuple[str, Numbered]] = {}
                for raw in batch:
                    try:
                        document = opened(raw)
                        numbered = _numbered(document)
                        found[numbered.id] = (field(document, "sucursal", str), numbered)
                    except Misfit as misfit:
                        yield unreadable("comprobantes", raw, misfit)
                moved = self._scan.present(session, "transacciones", found)
                yield from (each for key, each in found.items() if key not in moved)


def _numbered(document: Document) -> Numbered:
    return Numbered(field(document, "_id", UUID), field(document, "numero", int))


def _subject(document: Document) -> tuple[str, Any]:
    """What an event is about."""
    key = field(document, "_id", dict)
    collection, number = field(key, "coleccion", str), field(key, "numero", int)
    is_known = collection in APART and (number == 1 or collection not in _WRITTEN_ONCE)
    is_sound = list(key) == ["coleccion", "id", "numero"] and isinstance(key["id"], _IDS)
    if not is_known or not is_sound:
        raise Misfit("_id: valor_desconocido")
    return collection, key["id"]
