"""What others write into the outbox is not believed, and no address is flooded through the bank's senders."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from bson import Decimal128, Int64
from pymongo.database import Database

from btg_desktop.adapters.channels.templates import MessageTemplates
from btg_desktop.adapters.mongo import outbox
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.message_log import MongoMessageLog
from btg_desktop.adapters.mongo.outbox import MAX_PER_HOUR, MongoOutbox
from btg_desktop.domain.models import Channel, Client, NotificationState
from btg_desktop.services.clients import Clients
from btg_desktop.services.messages import Messages
from btg_desktop.services.notifications import Notifications
from btg_desktop.services.ports import Delivery, DeliveryKind, Message
from btg_desktop.services.subscriptions import Subscriptions

State = NotificationState
SENT = Delivery(DeliveryKind.SENT)
EVIL = "entre a www.btg-pagos.co"


class Carrier:
    """Keeps what it was given to send; answers always the same."""

    def __init__(self, answer: Delivery = SENT) -> None:
        self.answer = answer
        self.messages: list[Message] = []

    def send(self, message: Message) -> Delivery:
        self.messages.append(message)
        return self.answer

    @property
    def destinations(self) -> list[str]:
        return [message.notification.destination for message in self.messages]


@pytest.fixture
def carrier() -> Carrier:
    return Carrier()


@pytest.fixture
def sender(database: Database[Document], carrier: Carrier) -> Notifications:
    return Notifications(MongoOutbox(database), carrier)


@pytest.fixture
def pending(julian: Client, subscriptions: Subscriptions) -> UUID:
    """One message that waits to be sent."""
    return subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000)).id


def stored(database: Database[Document], message_id: UUID) -> Document:
    document = database["notificaciones"].find_one({"_id": message_id})
    assert document is not None
    return document


def shift(database: Database[Document], minutes: int) -> None:
    """Let the outbox's past be so many minutes older, and all that waits for less be due."""

    def earlier(moment: str) -> Document:
        return {"$subtract": [moment, minutes * 60_000]}

    attempts = {
        "$map": {
            "input": {"$ifNull": ["$envios", []]},
            "in": {"destino": "$$this.destino", "fecha": earlier("$$this.fecha")},
        }
    }
    times = {"proximo_intento": earlier("$proximo_intento"), "enviado": earlier("$enviado")}
    database["notificaciones"].update_many(
        {"enviado": {"$exists": True}}, [{"$set": {"envios": attempts, **times}}]
    )


def busy(subscriptions: Subscriptions, client: Client, operations: int) -> None:
    """So many operations of one client, each with a message."""
    for number in range(operations):
        if number % 2:
            subscriptions.cancel(uuid4(), client.id, 3)
        else:
            subscriptions.subscribe(uuid4(), client.id, 3, Decimal(50_000))


def test_what_somebody_wrote_into_a_queued_message_is_not_sent(
    database: Database[Document], pending: UUID, sender: Notifications, carrier: Carrier, julian: Client
) -> None:
    forged = {"nombre": EVIL, "destino": "victima@example.com", "canal": "email", "idioma": "en"}
    database["notificaciones"].update_one({"_id": pending}, {"$set": forged})
    assert sender.drain() == {State.SENT: 1}
    (message,) = carrier.messages
    assert (message.notification.channel, message.notification.destination) == (Channel.SMS, julian.phone)
    assert (message.notification.client_name, message.notification.language) == (julian.name, "es")
    (shown,) = Messages(MongoMessageLog(database)).page().messages
    assert shown.notification.destination == julian.phone
    assert shown.notification.channel is Channel.SMS
    assert shown.notification.client_name == julian.name


def test_the_funds_name_is_the_funds(
    database: Database[Document], pending: UUID, sender: Notifications, carrier: Carrier
) -> None:
    database["transacciones"].update_one({"_id": pending}, {"$set": {"nombre_fondo": EVIL}})
    sender.drain()
    (message,) = carrier.messages
    assert message.transaction.fund_name == "FPV_BTG_PACTUAL_RECAUDADORA"
    assert "www" not in MessageTemplates().sms(message)


def test_a_new_contact_of_the_client_is_the_right_one(
    database: Database[Document], clients: Clients, julian: Client, pending: UUID, sender: Notifications,
    carrier: Carrier,
) -> None:  # fmt: skip
    clients.set_contact(julian.id, email="nuevo@example.com", phone=julian.phone, channel="email")
    sender.drain()
    assert carrier.destinations == ["nuevo@example.com"]
    assert (stored(database, pending)["canal"], stored(database, pending)["destino"]) == (
        "email",
        "nuevo@example.com",
    )


def test_where_a_doubtful_message_may_have_gone_is_shown(
    database: Database[Document], pending: UUID, julian: Client
) -> None:
    database["notificaciones"].update_one({"_id": pending}, {"$set": {"destino": "otro"}})
    dying = MongoOutbox(database)
    claimed = dying.claim()
    assert claimed is not None
    assert dying.mark_sending(claimed.notification)
    assert stored(database, pending)["destino"] == julian.phone


def plant(database: Database[Document], **fields: Any) -> UUID:
    """A message without an operation, as a desk's rights allow to write it."""
    planted = database["notificaciones"].find_one() or {}
    planted |= {"_id": uuid4(), "estado": "pendiente", **fields}
    database["notificaciones"].insert_one(planted)
    return planted["_id"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda db, _id: db["transacciones"].delete_one({"_id": _id}), "sin_movimiento"),
        (lambda db, _id: db["usuarios"].delete_many({}), "sin_cliente"),
        (lambda db, _id: db["fondos"].delete_one({"_id": 1}), "sin_fondo"),
        (lambda db, _id: db["usuarios"].update_many({}, {"$set": {"telefono": ""}}), "sin_direccion"),
        (
            lambda db, _id: db["notificaciones"].update_one({"_id": _id}, {"$set": {"usuario": "otro"}}),
            "no_coincide: usuario",
        ),
        (
            lambda db, _id: db["transacciones"].update_one({"_id": _id}, {"$set": {"secuencia": Int64(9)}}),
            "no_coincide: secuencia",
        ),
        (lambda db, _id: db["solicitudes"].delete_one({"_id": _id}), "no_coincide: solicitud"),
        (
            lambda db, _id: db["solicitudes"].update_one({"_id": _id}, {"$set": {"resultado": "rechazada"}}),
            "no_coincide: solicitud",
        ),
        (
            lambda db, _id: db["transacciones"].update_one(
                {"_id": _id}, {"$set": {"valor": Decimal128("9000000")}}
            ),
            "no_coincide: solicitud",
        ),
        (
            lambda db, _id: db["usuarios"].update_many({}, {"$set": {"nombre": EVIL}}),
            "texto_no_admitido: nombre",
        ),
        (
            lambda db, _id: db["transacciones"].update_one({"_id": _id}, {"$set": {"sucursal": EVIL}}),
            "texto_no_admitido: sucursal",
        ),
    ],
)
def test_a_message_whose_documents_contradict_it_waits_for_a_person(
    database: Database[Document],
    pending: UUID,
    sender: Notifications,
    carrier: Carrier,
    change: Callable[[Database[Document], UUID], object],
    reason: str,
) -> None:
    change(database, pending)
    sender.drain()
    assert carrier.messages == []
    document = stored(database, pending)
    assert (document["estado"], document["motivo"]) == ("retenida", reason)
    assert sender.resend(pending)
    sender.drain()
    assert carrier.messages == []
    assert stored(database, pending)["motivo"] == reason


def test_a_planted_message_is_not_sent_and_the_rest_goes_out(
    database: Database[Document], pending: UUID, sender: Notifications, carrier: Carrier
) -> None:
    planted = plant(database, nombre=EVIL, destino="victima@example.com", canal="email")
    sender.drain()
    assert [message.notification.id for message in carrier.messages] == [pending]
    assert stored(database, planted)["motivo"] == "sin_movimiento"


def test_a_busy_client_at_the_counter_is_told_of_everything(
    subscriptions: Subscriptions, julian: Client, sender: Notifications, carrier: Carrier
) -> None:
    busy(subscriptions, julian, 10)
    assert sender.drain() == {State.SENT: 10}


def test_one_address_gets_so_many_messages_an_hour_and_the_rest_wait(
    database: Database[Document],
    subscriptions: Subscriptions,
    julian: Client,
    sender: Notifications,
    carrier: Carrier,
) -> None:
    busy(subscriptions, julian, MAX_PER_HOUR + 4)
    sender.drain()
    assert len(carrier.messages) == MAX_PER_HOUR
    waiting = list(database["notificaciones"].find({"estado": "pendiente"}))
    assert len(waiting) == 4
    assert {each["motivo"] for each in waiting} == {"limite_por_hora"}
    assert {each["intentos"] for each in waiting} == {0}
    shift(database, 30)
    assert sender.drain() == {}
    shift(database, 32)
    assert sender.drain() == {State.SENT: 4}
    assert sender.unsettled() == {}
    assert {each["motivo"] for each in database["notificaciones"].find()} == {""}


def test_sending_again_counts_too(
    database: Database[Document], pending: UUID, sender: Notifications, carrier: Carrier
) -> None:
    for _ in range(MAX_PER_HOUR + 5):  # as somebody would who may write into the outbox
        database["notificaciones"].update_one({"_id": pending}, {"$set": {"estado": "fallida"}})
        sender.resend(pending)
        sender.drain()
    assert len(carrier.messages) == MAX_PER_HOUR
    assert stored(database, pending)["estado"] == "pendiente" or sender.resend(pending)


def test_several_clients_of_one_address_share_its_limit(
    database: Database[Document],
    subscriptions: Subscriptions,
    clients: Clients,
    sender: Notifications,
    carrier: Carrier,
) -> None:
    for number, address in enumerate(("Victima@example.com", "victima@example.com", "victima+9@EXAMPLE.com")):
        client = clients.register(
            name="Ana Gómez", document_type="CC", document=str(43567210 + number), email=address
        )
        busy(subscriptions, client, 8)
    sender.drain()
    assert len(carrier.messages) == MAX_PER_HOUR


def test_another_address_is_not_held_up(
    subscriptions: Subscriptions, clients: Clients, julian: Client, sender: Notifications, carrier: Carrier
) -> None:
    busy(subscriptions, julian, MAX_PER_HOUR + 2)
    sender.drain()
    ana = clients.register(name="Ana Gómez", document_type="CC", document="43567210", email="a@example.com")
    busy(subscriptions, ana, 1)
    assert sender.drain() == {State.SENT: 1}
    assert carrier.destinations[-1] == "a@example.com"


def test_many_desks_at_once_keep_the_limit(
    database: Database[Document],
    subscriptions: Subscriptions,
    julian: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outbox, "MAX_PER_HOUR", 5)
    busy(subscriptions, julian, 16)
    carriers = [Carrier() for _ in range(6)]
    desks = [Notifications(MongoOutbox(database), carrier) for carrier in carriers]
    with ThreadPoolExecutor(6) as together:
        list(together.map(lambda desk: desk.drain(), desks))
    assert sum(len(carrier.messages) for carrier in carriers) <= 5
    assert database["notificaciones"].count_documents({"estado": {"$in": ["enviada", "pendiente"]}}) == 16


@pytest.mark.parametrize("kind", [DeliveryKind.RETRY, DeliveryKind.HOLD, DeliveryKind.FINAL])
def test_what_reached_nobody_does_not_count(
    database: Database[Document], pending: UUID, sender: Notifications, carrier: Carrier, kind: DeliveryKind
) -> None:
    carrier.answer = Delivery(kind, "no")
    for _ in range(MAX_PER_HOUR + 5):
        sender.drain()
        database["notificaciones"].update_one({"_id": pending}, [{"$set": outbox.QUEUED_AGAIN}])
    assert len(carrier.messages) == MAX_PER_HOUR + 5
    assert stored(database, pending)["envios"] == []


def test_what_may_have_reached_them_counts(
    database: Database[Document], pending: UUID, sender: Notifications, carrier: Carrier
) -> None:
    carrier.answer = Delivery(DeliveryKind.AMBIGUOUS, "ReadTimeoutError")
    for _ in range(MAX_PER_HOUR + 5):
        sender.drain()
        database["notificaciones"].update_one({"_id": pending}, [{"$set": outbox.QUEUED_AGAIN}])
    assert len(carrier.messages) == MAX_PER_HOUR


def test_the_channel_of_the_operation_is_that_of_its_message(
    database: Database[Document], subscriptions: Subscriptions, julian: Client, sender: Notifications,
    carrier: Carrier,
) -> None:  # fmt: skip
    told = subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000), Channel.EMAIL)
    assert stored(database, told.id)["destino"] == julian.email
    usual = subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000))
    sender.drain()
    by_id = {message.notification.id: message.notification for message in carrier.messages}
    assert (by_id[told.id].channel, by_id[told.id].destination) == (Channel.EMAIL, julian.email)
    assert (by_id[usual.id].channel, by_id[usual.id].destination) == (Channel.SMS, julian.phone)


def test_an_answer_is_stored_even_if_somebody_removed_the_notes(
    database: Database[Document], pending: UUID
) -> None:
    desk = MongoOutbox(database)
    claimed = desk.claim()
    assert claimed is not None
    assert desk.mark_sending(claimed.notification)
    database["notificaciones"].update_one({"_id": pending}, {"$unset": {"envios": "", "enviado": ""}})
    assert desk.settle(claimed.notification, Delivery(DeliveryKind.FINAL, "no")) is State.FAILED
