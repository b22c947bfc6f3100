"""What a message says and where it goes, read at the time of sending from the documents it is about.

The stored message says only that its client is to be told of its movement. Name, address and language are
those of the client's document now, the channel is that of the request, or else the client's, and the fund's
name is the fund's: what somebody wrote into a queued message is never sent.
"""

from dataclasses import replace
from typing import Final

from pymongo.collection import Collection

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.documents import (
    read_channel,
    read_client,
    read_fund,
    read_notification,
    read_transaction,
)
from btg_desktop.adapters.mongo.fields import Misfit, amount
from btg_desktop.domain import reasons
from btg_desktop.domain.contacts import check_name, is_like_web_address
from btg_desktop.domain.errors import InvalidName
from btg_desktop.domain.models import Client, Notification, Transaction
from btg_desktop.services.ports import Message

_OF_THE_REQUEST: Final = ("usuario", "id_fondo", "tipo_transaccion")
"""What a movement and its request have in common."""


class Withheld(Exception):
    """A message that must not be sent as it is. The text is its reason, as `domain.reasons` names it."""


def read_message(transactions: Collection[Document], document: Document) -> Message:
    """Return the message of the notification `document` as it is to be sent. Raises Withheld.

    One question to the database.
    """
    try:
        notification = read_notification(document)
        movement = next(transactions.aggregate(_with_what_it_is_about(document)), None)
        if movement is None:
            raise Withheld(reasons.NO_MOVEMENT)
        return _message(notification, movement)
    except Misfit as misfit:
        raise Withheld(f"{reasons.UNREADABLE}: {misfit}") from misfit


def _with_what_it_is_about(document: Document) -> list[Document]:
    return [
        {"$match": {"_id": document["_id"]}},
        _beside("usuarios", "usuario"),
        _beside("fondos", "id_fondo"),
        _beside("solicitudes", "_id"),
    ]


def _beside(collection: str, reference: str) -> Document:
    """The document of `collection` that the movement's field `reference` names, in a list of one or none."""
    return {"$lookup": {"from": collection, "localField": reference, "foreignField": "_id", "as": collection}}


def _message(notification: Notification, movement: Document) -> Message:
    transaction = read_transaction(movement)
    client = read_client(_the_one(movement["usuarios"], reasons.NO_CLIENT))
    fund = read_fund(_the_one(movement["fondos"], reasons.NO_FUND))
    request = _the_one(movement["solicitudes"], f"{reasons.CONTRADICTION}: solicitud")
    _check_agreement(notification, transaction, client)
    _check_request(request, movement)
    channel = read_channel(request) if "canal" in request else client.channel
    if not (address := client.address_of(channel)):
        raise Withheld(reasons.NO_ADDRESS)
    addressed = replace(
        notification,
        client_name=_safe_name(client.name),
        channel=channel,
        destination=address,
        language=client.language,
    )
    return Message(addressed, replace(transaction, fund_name=fund.name))


def _the_one(found: list[Document], missing: str) -> Document:
    if not found:
        raise Withheld(missing)
    return found[0]


def _check_agreement(notification: Notification, transaction: Transaction, client: Client) -> None:
    """A message and its movement are of one client, whose movements are counted in the same transaction."""
    if notification.client_id != transaction.client_id:
        raise Withheld(f"{reasons.CONTRADICTION}: usuario")
    if not 1 <= transaction.sequence <= client.sequence:
        raise Withheld(f"{reasons.CONTRADICTION}: secuencia")
    if is_like_web_address(transaction.desk.branch):
        raise Withheld(f"{reasons.UNSAFE_TEXT}: sucursal")


def _check_request(request: Document, movement: Document) -> None:
    """The movement is what its request asked for, and the request was applied."""
    same = all(request.get(name) == movement[name] for name in _OF_THE_REQUEST)
    if not same or request.get("resultado") != "aplicada" or _asks_for_another_amount(request, movement):
        raise Withheld(f"{reasons.CONTRADICTION}: solicitud")


def _asks_for_another_amount(request: Document, movement: Document) -> bool:
    return "valor" in request and amount(request["valor"], "valor") != amount(movement["valor"], "valor")


def _safe_name(name: str) -> str:
    try:
        return check_name(name)
    except InvalidName as error:
        raise Withheld(f"{reasons.UNSAFE_TEXT}: nombre") from error
