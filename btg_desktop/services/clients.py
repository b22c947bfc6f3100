"""Registering and finding clients, and how each wants to be told."""

from typing import Final
from uuid import uuid4

from btg_desktop.domain.contacts import check_client_id, check_contact, check_document, check_name
from btg_desktop.domain.errors import ClientExists, InvalidDocument
from btg_desktop.domain.models import INITIAL_BALANCE, Channel, Client, DocumentType
from btg_desktop.domain.typed import search_terms
from btg_desktop.services import ports
from btg_desktop.services.paging import page_size

MAX_RESULTS: Final = 100


class Clients:
    def __init__(self, store: ports.ClientStore) -> None:
        self._store = store

    def register(  # noqa: PLR0913 - by name: the fields of a form
        self,
        *,
        name: str,
        document_type: str,
        document: str,
        email: str = "",
        phone: str = "",
        channel: str = Channel.EMAIL,
        language: str = "es",
        consents: bool = False,
        client_id: str | None = None,
    ) -> Client:
        """Store a new client with the initial balance; `consents` records that they agreed to `channel`.

        Under a `client_id` of the caller's, the same registration again gets the client that is there.
        The document of type ORIGIN is that id. Raises a subclass of InvalidInput that names the field,
        DuplicateDocument, or ClientExists: the id is another client's.
        """
        checked_email, checked_phone = check_contact(Channel(channel), email, phone)
        own_id = uuid4().hex if client_id is None else check_client_id(client_id)
        client = Client(
            id=own_id,
            name=check_name(name),
            document_type=DocumentType(document_type),
            document=_check_document(DocumentType(document_type), document, own_id),
            email=checked_email,
            phone=checked_phone,
            channel=Channel(channel),
            available_balance=INITIAL_BALANCE,
            holdings={},
            initial_balance=INITIAL_BALANCE,
            sequence=0,
            language=language,
        )
        try:
            return self._store.add(client, consents=consents)
        except ClientExists:
            stored = self._store.get(own_id)
            if _identity(stored) != _identity(client):
                raise
            return stored

    def get(self, client_id: str) -> Client:
        """Raises UnknownClient."""
        return self._store.get(client_id)

    def page(self, limit: int = 100, after: str | None = None) -> ports.ListedClients:
        """Up to `limit` of all clients, by id, that follow `after` (a page's `next`; None: the first)."""
        return self._store.page(page_size(limit), after)

    def search(self, text: str, limit: int = 20) -> tuple[Client, ...]:
        """Clients whose name words, document or mobile begin with the words of `text`; no accents needed."""
        return self.search_with_unreadable(text, limit).clients

    def search_with_unreadable(self, text: str, limit: int = 20) -> ports.FoundClients:
        """The same, with the documents that could not be read."""
        terms = search_terms(text)
        if not terms:
            return ports.FoundClients(())
        return self._store.search(terms, max(1, min(limit, MAX_RESULTS)))

    def set_contact(
        self,
        client_id: str,
        *,
        email: str,
        phone: str,
        channel: str,
        language: str | None = None,
        consents: bool = False,
    ) -> Client:
        """Change how a client is told, and in which language (None: as before).

        `consents` records that they agree to `channel` now; without it, what was recorded stays.
        Raises a subclass of InvalidInput, or UnknownClient.
        """
        checked_email, checked_phone = check_contact(Channel(channel), email, phone)
        return self._store.set_contact(
            client_id, checked_email, checked_phone, Channel(channel), language, consents=consents
        )


def _check_document(document_type: DocumentType, document: str, client_id: str) -> str:
    if document_type is not DocumentType.ORIGIN:
        return check_document(document_type, document)
    if document not in ("", client_id):
        raise InvalidDocument(document_type=document_type)
    return client_id


def _identity(client: Client) -> tuple[str, ...]:
    """What two registrations of one client have in common."""
    return (
        client.name,
        client.document_type,
        client.document,
        client.email,
        client.phone,
        client.channel,
    )
