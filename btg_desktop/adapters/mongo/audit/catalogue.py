"""Funds, branches, offers, visits and tokens, each with what is recorded of it."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from bson import Int64
from pymongo.database import Database

from btg_desktop.adapters.mongo.audit.files import ClientFiles
from btg_desktop.adapters.mongo.audit.raw import Scan, opened, shown, unreadable
from btg_desktop.adapters.mongo.audit.reading import read_event, read_record
from btg_desktop.adapters.mongo.branches import OFFERED
from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.adapters.mongo.documents import read_branch, read_fund
from btg_desktop.adapters.mongo.fields import Misfit, field, moment
from btg_desktop.adapters.mongo.trail import EVENTS, event_id
from btg_desktop.domain.audit.catalogue import Offer, StoredBranch, StoredVisit
from btg_desktop.domain.audit.records import Record
from btg_desktop.domain.models import Fund, Unreadable

_BATCH: Final = 1_000


class CatalogueReader:
    def __init__(self, database: Database[Document]) -> None:
        self._database = database
        self._scan = Scan(database)
        self._files = ClientFiles(self._scan)

    def funds(self) -> Iterator[tuple[Fund, Record] | Unreadable]:
        for document, record in self._recorded("fondos"):
            if isinstance(document, Unreadable):
                yield document
                continue
            try:
                yield read_fund(document), record
            except Misfit as misfit:
                yield Unreadable("fondos", shown(document["_id"]), str(misfit))

    def tokens(self) -> Iterator[Record | Unreadable]:
        for document, record in self._recorded("tokens"):
            yield document if isinstance(document, Unreadable) else record

    def branches(self) -> Iterator[StoredBranch | Unreadable]:
        with explained(None):
            offered = list(self._scan.raw("sucursales").aggregate([OFFERED, {"$sort": {"_id": 1}}]))
            for raw in offered:
                try:
                    document = opened(raw)
                    branch = read_branch(document)
                    funds = sorted(branch.fund_ids or ())
                    facts = {**document, "ofrece": [Int64(fund) for fund in funds]}
                    yield StoredBranch(
                        branch.name, field(document, "clave", str), self._record("sucursales", facts)
                    )
                except Misfit as misfit:
                    yield unreadable("sucursales", raw, misfit)

    def _record(self, collection: str, document: Document) -> Record:
        with self._database.client.start_session(snapshot=True) as session:
            events, misfits = self._files.events(session, collection, [document["_id"]])
        if misfits:
            raise Misfit(f"auditoria: {misfits[0].reason}")
        return read_record(collection, document, events.get(document["_id"], []))

    def _recorded(self, collection: str) -> Iterator[tuple[Document | Unreadable, Record]]:
        """The documents of a short collection, each with its record."""
        nothing = Record("", {}, None, ())
        with explained(None):
            for _, batch in self._scan.batches(collection, _BATCH):
                for raw in batch:
                    try:
                        document = opened(raw)
                        field(document, "_id", str if collection == "tokens" else int)
                        record = self._record(collection, document)
                    except Misfit as misfit:
                        yield unreadable(collection, raw, misfit), nothing
                    else:
                        yield document, record

    def offers(self) -> Iterator[Offer | Unreadable]:
        with explained(None):
            for session, batch in self._scan.batches("disponibilidad", _BATCH):
                rows = []
                for raw in batch:
                    try:
                        key = field(opened(raw), "_id", dict)
                        rows.append((field(key, "sucursal", str), field(key, "fondo", int)))
                    except Misfit as misfit:
                        yield unreadable("disponibilidad", raw, misfit)
                branches = self._scan.present(session, "sucursales", {branch for branch, _ in rows})
                funds = self._scan.present(session, "fondos", {fund for _, fund in rows})
                for branch, fund in rows:
                    yield Offer(branch, fund, branch in branches, fund in funds)

    def visits(self) -> Iterator[StoredVisit | Unreadable]:
        with explained(None):
            for session, batch in self._scan.batches("visitan", _BATCH):
                documents, misfits = _sound("visitan", batch, ("usuario", "sucursal", "fecha"))
                yield from misfits
                clients = self._scan.present(session, "usuarios", {each["usuario"] for each in documents})
                branches = self._scan.present(session, "sucursales", {d["sucursal"] for d in documents})
                ids = [event_id("visitan", each["_id"], 1) for each in documents]
                events = {shown(key["id"]): each for key, each in self._scan.by_id(session, EVENTS, ids)}
                for document in documents:
                    try:
                        yield StoredVisit(
                            client_id=document["usuario"],
                            branch_id=document["sucursal"],
                            day=document["fecha"],
                            first=moment(document, "primera"),
                            record=once("visitan", document, events.get(shown(document["_id"]))),
                            client_exists=document["usuario"] in clients,
                            branch_exists=document["sucursal"] in branches,
                        )
                    except Misfit as misfit:
                        yield Unreadable("visitan", shown(document["_id"]), str(misfit))


def once(collection: str, document: Document, event: Document | Unreadable | None) -> Record:
    """The record of what is written once."""
    if isinstance(event, Unreadable):
        raise Misfit(f"auditoria: {event.reason}")
    return read_record(collection, document, [] if event is None else [read_event(event)])


def _sound(
    collection: str, batch: Iterable[Any], texts: tuple[str, ...]
) -> tuple[list[Document], list[Unreadable]]:
    """Those whose `texts` are texts, and the rest."""
    documents, misfits = [], []
    for raw in batch:
        try:
            document = opened(raw)
            for name in texts:
                field(document, name, str)
            documents.append(document)
        except Misfit as misfit:
            misfits.append(unreadable(collection, raw, misfit))
    return documents, misfits
