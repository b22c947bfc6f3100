"""What a form hands over when it is submitted: checked values, not yet stored."""

from dataclasses import dataclass

from btg_desktop.domain.models import Channel, DocumentType


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """How a client is to be told; `""` for an address they do not give.

    `consents` says that they agreed to the channel now.
    """

    email: str
    phone: str
    channel: Channel
    language: str = "es"
    consents: bool = False


@dataclass(frozen=True, slots=True)
class ClientDraft:
    """A client to register."""

    name: str
    document_type: DocumentType
    document: str
    email: str
    phone: str
    channel: Channel
    consents: bool = False
