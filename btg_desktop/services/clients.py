"""Registering and finding clients, and how each wants to be told."""

import re
from typing import Final
from uuid import uuid4

from btg_desktop.domain.contacts import check_contact, check_document, check_name, fold
from btg_desktop.domain.models import INITIAL_BALANCE, Channel, Client, DocumentType
from btg_desktop.services import ports

MAX_RESULTS: Final = 100
_MAX_WORDS: Final = 6


class Clients:
    def __init__(self, clients: ports.Clients) -> None:
        self._clients = clients

    def register(
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
    ) -> Client:
        """Store a new client with the initial balance; `consents` records that they agreed to `channel`.

        Raises a subclass of InvalidInput that names the field, or DuplicateDocument.
        """
        checked_email, checked_phone = check_contact(Channel(channel), email, phone)
        client = Client(
            id=uuid4().hex,
            name=check_name(name),
            document_type=DocumentType(document_type),
            document=check_document(DocumentType(document_type), document),
            email=checked_email,
            phone=checked_phone,
            channel=Channel(channel),
            available_balance=INITIAL_BALANCE,
            holdings={},
            initial_balance=INITIAL_BALANCE,
            sequence=0,
            language=language,
        )
        return self._clients.add(client, consents=consents)

    def get(self, client_id: str) -> Client:
        """Raises UnknownClient."""
        return self._clients.get(client_id)

    def search(self, text: str, limit: int = 20) -> tuple[Client, ...]:
        """Clients whose name words, document or mobile begin with the words of `text`; no accents needed."""
        return self.find(text, limit).clients

    def find(self, text: str, limit: int = 20) -> ports.ClientList:
        """The same, with the documents that could not be read."""
        words = _words(text)
        if not words:
            return ports.ClientList(())
        return self._clients.search(words, max(1, min(limit, MAX_RESULTS)))

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
        return self._clients.set_contact(
            client_id, checked_email, checked_phone, Channel(channel), language, consents=consents
        )


def _words(text: str) -> list[str]:
    """Split a search into words; digits with separators (`1.214.727.927`, `300 544`) are one number."""
    folded = fold(text).strip().removeprefix("+57")
    if re.fullmatch(r"[\d .\u00a0-]+", folded):
        number = re.sub(r"[ .\u00a0]", "", folded)
        return [number] if number.strip("-") else []
    return re.findall(r"\d+-\d?|\w+", folded)[:_MAX_WORDS]
