"""Reading the catalogue and the clients; registering clients."""

import logging
import re
from collections.abc import Sequence
from typing import Any

from bson import Regex
from pymongo import ReturnDocument
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.adapters.mongo.documents import read_client, read_fund, write_client, write_fund
from btg_desktop.adapters.mongo.fields import Misfit, read_all
from btg_desktop.adapters.mongo.trail import FIRST_REVISION, NEXT_REVISION, UNSIGNED, Trail, in_transaction
from btg_desktop.domain.contacts import search_words
from btg_desktop.domain.errors import ClientExists, DatabaseRefused, DuplicateDocument, UnknownClient
from btg_desktop.domain.models import Channel, Client, Desk, Fund
from btg_desktop.services.ports import FoundClients, FundList, ListedClients

logger = logging.getLogger(__name__)


class MongoFunds:
    def __init__(self, database: Database[Document]) -> None:
        self._database = database
        self._funds = database["fondos"]

    def all(self) -> FundList:
        """Every fund, by its number."""
        with explained():
            return FundList(*read_all("fondos", self._funds.find().sort("_id"), read_fund))

    def add(self, fund: Fund, desk: Desk) -> None:
        """Add a fund, and record that `desk` did; one that is there stays as it is."""
        trail = Trail(self._database, desk)
        new = [{"$replaceWith": {"$mergeObjects": [{"$literal": write_fund(fund)}, FIRST_REVISION]}}]

        def write(session: ClientSession) -> None:
            document: Document = self._funds.find_one_and_update(  # type: ignore[assignment]
                {"_id": fund.id, "nombre": {"$exists": False}},
                new,
                upsert=True,
                return_document=ReturnDocument.AFTER,
                session=session,
            )
            trail.record(session, "fondos", document)

        with explained():
            if self._funds.find_one({"_id": fund.id}, {"_id": 1}) is None:
                try:
                    in_transaction(self._database.client, write)
                except DuplicateKeyError:
                    logger.info("fund %d was added by another desk meanwhile", fund.id)


class MongoClients:
    """What it writes is recorded as the work of `desk`."""

    def __init__(self, database: Database[Document], desk: Desk = UNSIGNED) -> None:
        self._mongo = database.client
        self._clients = database["usuarios"]
        self._trail = Trail(database, desk)

    def add(self, client: Client, *, consents: bool = False) -> Client:
        """An update that inserts, not an insert: only so the server's clock can date the consent.

        It matches no client that is there, so it never replaces one. It is no `findAndModify`: MongoDB
        logs one that fails with all that it holds, and so the name, document and address of a client.
        """
        parts: list[Document] = [{"$literal": write_client(client)}, FIRST_REVISION]
        if consents:
            parts.append({"consentimiento": {"canal": client.channel.value, "fecha": "$$NOW"}})

        def write(session: ClientSession) -> Document | None:
            self._clients.update_one(
                {"_id": client.id, "nombre": {"$exists": False}},
                [{"$replaceWith": {"$mergeObjects": parts}}],
                upsert=True,
                session=session,
            )
            return self._recorded(session, client.id)

        with explained():
            try:
                document = in_transaction(self._mongo, write)
            except DuplicateKeyError as error:
                if "_id" in (error.details or {}).get("keyPattern", {}):
                    raise ClientExists(client=client.id) from error
                raise DuplicateDocument(client=self._holder(client)) from error
        return _found(client.id, document)

    def _holder(self, client: Client) -> str:
        """The id of the client who has this one's document."""
        document = {"tipo_documento": client.document_type.value, "documento": client.document}
        holder = self._clients.find_one(document, {"_id": 1})
        return "" if holder is None else str(holder["_id"])

    def get(self, client_id: str) -> Client:
        with explained():
            document = self._clients.find_one({"_id": client_id})
        return _found(client_id, document)

    def page(self, limit: int, after: str | None) -> ListedClients:
        query: dict[str, Any] = {} if after is None else {"_id": {"$gt": after}}
        with explained():
            documents = list(self._clients.find(query).sort("_id").limit(limit + 1))
        shown = documents[:limit]
        clients, unreadable = read_all("usuarios", shown, read_client)
        return ListedClients(clients, shown[-1]["_id"] if len(documents) > limit else None, unreadable)

    def search(self, terms: Sequence[Sequence[str]], limit: int) -> FoundClients:
        found_by = [{"busqueda": {"$in": [Regex(f"^{re.escape(word)}") for word in term]}} for term in terms]
        query: dict[str, Any] = {"$and": found_by} if found_by else {}
        with explained():
            found = self._clients.find(query).limit(limit)
            return FoundClients(*read_all("usuarios", found, read_client))

    def set_contact(
        self,
        client_id: str,
        email: str,
        phone: str,
        channel: Channel,
        language: str | None,
        *,
        consents: bool = False,
    ) -> Client:
        client = self.get(client_id)
        contact = {
            "correo": email,
            "telefono": phone,
            "canal": channel.value,
            "idioma": language or client.language,
            "busqueda": search_words(client.name, client.document, phone),
        }
        change: Document = {"$set": contact, **NEXT_REVISION}
        if consents:
            contact["consentimiento.canal"] = channel.value
            change["$currentDate"] = {**change["$currentDate"], "consentimiento.fecha": True}

        def write(session: ClientSession) -> Document | None:
            before = self._clients.find_one({"_id": client_id}, session=session)
            self._clients.update_one({"_id": client_id}, change, session=session)  # see `add`
            return self._recorded(session, client_id, before)

        with explained():
            return _found(client_id, in_transaction(self._mongo, write))

    def _recorded(
        self, session: ClientSession, client_id: str, before: Document | None = None
    ) -> Document | None:
        """The client as just written; that is recorded beside how they stood `before`."""
        document = self._clients.find_one({"_id": client_id}, session=session)
        if document is not None:
            self._trail.record(session, "usuarios", document, before=before)
        return document


def _found(client_id: str, document: Document | None) -> Client:
    if document is None:
        raise UnknownClient(client=client_id)
    try:
        return read_client(document)
    except Misfit as misfit:
        raise DatabaseRefused(reason=f"usuarios {client_id}: {misfit}") from misfit
