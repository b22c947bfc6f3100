"""Reading the catalogue and the clients; registering clients."""

import re
from collections.abc import Sequence
from typing import Any

from bson import Regex
from pymongo import ReturnDocument
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.adapters.mongo.documents import read_client, read_fund, write_client
from btg_desktop.adapters.mongo.fields import Misfit, read_all
from btg_desktop.domain.contacts import search_words
from btg_desktop.domain.errors import ClientExists, DatabaseRefused, DuplicateDocument, UnknownClient
from btg_desktop.domain.models import Channel, Client
from btg_desktop.services.ports import ClientList, ClientPage, FundList


class MongoFunds:
    def __init__(self, database: Database[Document]) -> None:
        self._funds = database["fondos"]

    def all(self) -> FundList:
        """Every fund, by its number."""
        with explained():
            return FundList(*read_all("fondos", self._funds.find().sort("_id"), read_fund))


class MongoClients:
    def __init__(self, database: Database[Document]) -> None:
        self._clients = database["usuarios"]

    def add(self, client: Client, *, consents: bool = False) -> Client:
        """An update that inserts, not an insert: only so the server's clock can date the consent.

        It matches no client that is there, so it never replaces one.
        """
        parts: list[Document] = [{"$literal": write_client(client)}]
        if consents:
            parts.append({"consentimiento": {"canal": client.channel.value, "fecha": "$$NOW"}})
        with explained():
            try:
                document = self._clients.find_one_and_update(
                    {"_id": client.id, "nombre": {"$exists": False}},
                    [{"$replaceWith": {"$mergeObjects": parts}}],
                    upsert=True,
                    return_document=ReturnDocument.AFTER,
                )
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

    def page(self, limit: int, after: str | None) -> ClientPage:
        query: dict[str, Any] = {} if after is None else {"_id": {"$gt": after}}
        with explained():
            documents = list(self._clients.find(query).sort("_id").limit(limit + 1))
        shown = documents[:limit]
        clients, unreadable = read_all("usuarios", shown, read_client)
        return ClientPage(clients, shown[-1]["_id"] if len(documents) > limit else None, unreadable)

    def search(self, terms: Sequence[Sequence[str]], limit: int) -> ClientList:
        found_by = [{"busqueda": {"$in": [Regex(f"^{re.escape(word)}") for word in term]}} for term in terms]
        query: dict[str, Any] = {"$and": found_by} if found_by else {}
        with explained():
            found = self._clients.find(query).limit(limit)
            return ClientList(*read_all("usuarios", found, read_client))

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
        change: Document = {"$set": contact}
        if consents:
            contact["consentimiento.canal"] = channel.value
            change["$currentDate"] = {"consentimiento.fecha": True}
        with explained():
            document = self._clients.find_one_and_update(
                {"_id": client_id}, change, return_document=ReturnDocument.AFTER
            )
        return _found(client_id, document)


def _found(client_id: str, document: Document | None) -> Client:
    if document is None:
        raise UnknownClient(client=client_id)
    try:
        return read_client(document)
    except Misfit as misfit:
        raise DatabaseRefused(reason=f"usuarios {client_id}: {misfit}") from misfit
