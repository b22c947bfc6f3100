"""The money protocol on a real replica set: one intent, one effect, one answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from bson import Decimal128, Int64
from pymongo.database import Database
from pymongo.errors import WriteError

from btg_desktop.adapters.mongo.audit import MongoAuditReader
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.history import MongoHistory
from btg_desktop.domain.errors import (
    BelowMinimum,
    ChannelNotChosen,
    ChannelWithoutAddress,
    DatabaseRefused,
    InsufficientBalance,
    InvalidAmount,
    NotSubscribed,
    Rejection,
    RequestMismatch,
    UnknownClient,
    UnknownFund,
)
from btg_desktop.domain.models import Channel, Client, TransactionKind
from btg_desktop.services.clients import Clients
from btg_desktop.services.history import History
from btg_desktop.services.subscriptions import Subscriptions
from btg_desktop.services.verification import Verification


def violations(database: Database[Document]) -> list[object]:
    return list(Verification(MongoAuditReader(database)).violations())


def counts(database: Database[Document]) -> dict[str, int]:
    names = ("transacciones", "solicitudes", "notificaciones")
    return {name: database[name].count_documents({}) for name in names}


def test_the_main_job(
    database: Database[Document], clients: Clients, julian: Client, subscriptions: Subscriptions
) -> None:
    first = subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000))
    second = subscriptions.subscribe(uuid4(), julian.id, 2, Decimal(125_000))
    third = subscriptions.cancel(uuid4(), julian.id, 1)

    assert [t.balance_after for t in (first, second, third)] == [425_000, 300_000, 375_000]
    assert [t.sequence for t in (first, second, third)] == [1, 2, 3]
    assert third.kind is TransactionKind.CANCELLATION
    assert third.amount == 75_000
    assert len({first.id, second.id, third.id}) == 3
    after = clients.get(julian.id)
    assert after.available_balance == 375_000
    assert after.holdings == {2: 125_000}
    assert counts(database) == {"transacciones": 3, "solicitudes": 3, "notificaciones": 3}
    assert violations(database) == []


def test_several_subscriptions_to_a_fund_add_up_and_return_together(
    clients: Clients, julian: Client, subscriptions: Subscriptions
) -> None:
    subscriptions.subscribe(uuid4(), julian.id, 3, Decimal("50000.50"))
    subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(100_000))
    assert clients.get(julian.id).holdings == {3: Decimal("150000.50")}
    assert subscriptions.cancel(uuid4(), julian.id, 3).amount == Decimal("150000.50")
    assert clients.get(julian.id).available_balance == 500_000


def test_the_same_request_again_gets_the_same_transaction(
    database: Database[Document], julian: Client, subscriptions: Subscriptions
) -> None:
    request_id = uuid4()
    first = subscriptions.subscribe(request_id, julian.id, 1, Decimal(75_000))
    assert subscriptions.subscribe(request_id, julian.id, 1, Decimal(75_000)) == first
    assert counts(database) == {"transacciones": 1, "solicitudes": 1, "notificaciones": 1}


def test_an_answered_request_keeps_its_answer_whatever_became_of_the_fund(
    database: Database[Document],
    julian: Client,
    subscriptions: Subscriptions,
    insert_unchecked: Callable[[str, Document], None],
) -> None:
    request_id = uuid4()
    first = subscriptions.subscribe(request_id, julian.id, 3, Decimal(50_000))
    stored = database["fondos"].find_one({"_id": 3})
    assert stored is not None
    try:
        insert_unchecked("fondos", {**stored, "monto_minimo": "mucho"})
        assert subscriptions.subscribe(request_id, julian.id, 3, Decimal(50_000)) == first
        database["fondos"].delete_one({"_id": 3})
        assert subscriptions.subscribe(request_id, julian.id, 3, Decimal(50_000)) == first
    finally:
        database["fondos"].replace_one({"_id": 3}, stored, upsert=True)


def test_another_request_under_a_used_id_is_an_error_and_changes_nothing(
    clients: Clients, julian: Client, subscriptions: Subscriptions
) -> None:
    request_id = uuid4()
    subscriptions.subscribe(request_id, julian.id, 1, Decimal(75_000))
    for other in (
        lambda: subscriptions.subscribe(request_id, julian.id, 1, Decimal(75_001)),
        lambda: subscriptions.subscribe(request_id, julian.id, 2, Decimal(75_000)),
        lambda: subscriptions.cancel(request_id, julian.id, 1),
    ):
        with pytest.raises(RequestMismatch):
            other()
    assert clients.get(julian.id).available_balance == 425_000


def test_a_rejection_is_final_for_its_request_and_leaves_the_money_alone(
    database: Database[Document], clients: Clients, julian: Client, subscriptions: Subscriptions
) -> None:
    request_id = uuid4()
    subscriptions.subscribe(uuid4(), julian.id, 4, Decimal(450_000))
    with pytest.raises(InsufficientBalance) as refused:
        subscriptions.subscribe(request_id, julian.id, 3, Decimal(60_000))
    assert str(refused.value) == "No tiene saldo disponible para vincularse al fondo DEUDAPRIVADA"
    assert refused.value.fields["missing"] == 10_000

    subscriptions.cancel(uuid4(), julian.id, 4)  # now there would be enough
    with pytest.raises(InsufficientBalance) as again:
        subscriptions.subscribe(request_id, julian.id, 3, Decimal(60_000))
    assert again.value.fields == refused.value.fields
    assert clients.get(julian.id).available_balance == 500_000
    assert counts(database)["transacciones"] == 2
    assert violations(database) == []


Ask = Callable[[Subscriptions, UUID, str], object]


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        (lambda s, r, c: s.subscribe(r, c, 1, Decimal("74999.99")), BelowMinimum),
        (lambda s, r, c: s.subscribe(r, c, 9, Decimal(75_000)), UnknownFund),
        (lambda s, r, _: s.subscribe(r, "nobody", 1, Decimal(75_000)), UnknownClient),
        (lambda s, r, c: s.cancel(r, c, 1), NotSubscribed),
        (lambda s, r, _: s.cancel(r, "nobody", 1), UnknownClient),
    ],
)
def test_every_rejection_is_stored_and_repeated(
    database: Database[Document],
    julian: Client,
    subscriptions: Subscriptions,
    ask: Ask,
    answer: type[Rejection],
) -> None:
    request_id = uuid4()
    messages = set()
    for _ in range(2):
        with pytest.raises(answer) as refused:
            ask(subscriptions, request_id, julian.id)
        messages.add(str(refused.value))
    assert len(messages) == 1
    assert counts(database) == {"transacciones": 0, "solicitudes": 1, "notificaciones": 0}


@pytest.mark.parametrize("amount", ["0", "-75000", "75000.505", "NaN", "1E+13"])
def test_an_amount_that_is_none_is_refused_before_anything_is_written(
    database: Database[Document], julian: Client, subscriptions: Subscriptions, amount: str
) -> None:
    with pytest.raises(InvalidAmount):
        subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(amount))
    assert counts(database) == {"transacciones": 0, "solicitudes": 0, "notificaciones": 0}


def test_many_desks_on_one_client_spend_exactly_what_there_is(
    database: Database[Document], clients: Clients, julian: Client, subscriptions: Subscriptions
) -> None:
    def subscribe(_: int) -> str:
        try:
            subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000))
        except InsufficientBalance as refused:
            return str(refused)
        return "applied"

    with ThreadPoolExecutor(16) as desks:
        answers = list(desks.map(subscribe, range(16)))

    assert answers.count("applied") == 10
    assert answers.count("No tiene saldo disponible para vincularse al fondo DEUDAPRIVADA") == 6
    assert clients.get(julian.id).available_balance == 0
    assert violations(database) == []


def test_one_request_submitted_by_many_at_once_moves_the_money_once(
    database: Database[Document], clients: Clients, julian: Client, subscriptions: Subscriptions
) -> None:
    request_id = uuid4()
    with ThreadPoolExecutor(8) as desks:
        transactions = set(
            desks.map(lambda _: subscriptions.subscribe(request_id, julian.id, 1, Decimal(75_000)), range(8))
        )
    assert len(transactions) == 1
    assert clients.get(julian.id).available_balance == 425_000
    assert counts(database)["transacciones"] == 1


def test_a_client_document_that_does_not_fit_stops_the_operation_whole(
    database: Database[Document],
    julian: Client,
    subscriptions: Subscriptions,
    insert_unchecked: Callable[[str, Document], None],
) -> None:
    document = database["usuarios"].find_one({"_id": julian.id})
    assert document is not None
    insert_unchecked("usuarios", {**document, "nombre": 7})
    with pytest.raises(DatabaseRefused, match="nombre"):
        subscriptions.cancel(uuid4(), julian.id, 1)
    assert counts(database) == {"transacciones": 0, "solicitudes": 0, "notificaciones": 0}


@pytest.mark.parametrize(
    "change",
    [
        {"saldo_disponible": Decimal128("-1")},
        {"saldo_disponible": 5.0},
        {"saldo_fondos": {"1": Decimal128("0")}},
        {"saldo_fondos": {"uno": Decimal128("1")}},
        {"secuencia": Int64(-1)},
        {"telefono": "3005444343"},
    ],
)
def test_the_database_itself_refuses_impossible_money(
    database: Database[Document], julian: Client, change: Document
) -> None:
    with pytest.raises(WriteError, match="validation"):
        database["usuarios"].update_one({"_id": julian.id}, {"$set": change})


def test_history_comes_newest_first_in_pages(
    database: Database[Document], julian: Client, subscriptions: Subscriptions
) -> None:
    for _ in range(4):
        subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000))
        subscriptions.cancel(uuid4(), julian.id, 3)
    history = History(MongoHistory(database))
    first = history.page(julian.id, 5, None)
    second = history.page(julian.id, 5, first.next)
    assert [t.sequence for t in first.transactions + second.transactions] == [8, 7, 6, 5, 4, 3, 2, 1]
    assert second.next is None
    assert set(first.notifications) == {t.id for t in first.transactions}


@pytest.mark.parametrize(("channel", "without"), [(Channel.EMAIL, "email"), (Channel.SMS, "phone")])
def test_a_channel_for_which_the_client_has_no_address_is_refused_for_ever(
    database: Database[Document],
    clients: Clients,
    julian: Client,
    subscriptions: Subscriptions,
    channel: Channel,
    without: str,
) -> None:
    both = {"email": julian.email, "phone": julian.phone}
    other = "sms" if channel is Channel.EMAIL else "email"
    clients.set_contact(julian.id, **{**both, without: ""}, channel=other)
    request_id = uuid4()
    for _ in range(2):
        with pytest.raises(ChannelWithoutAddress) as refused:
            subscriptions.subscribe(request_id, julian.id, 3, Decimal(50_000), channel)
        assert refused.value.fields == {"channel": channel.value}
        clients.set_contact(julian.id, **both, channel=other)  # too late for that id
    assert clients.get(julian.id).available_balance == 500_000
    assert subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000), channel).sequence == 1
    assert violations(database) == []


def test_a_landline_is_no_address_for_a_text_message(
    clients: Clients, julian: Client, subscriptions: Subscriptions
) -> None:
    clients.set_contact(julian.id, email=julian.email, phone="604 444 4444", channel="email")
    with pytest.raises(ChannelWithoutAddress):
        subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000), Channel.SMS)


def test_what_an_earlier_version_answered_stays_its_answer(
    database: Database[Document], julian: Client, subscriptions: Subscriptions
) -> None:
    request_id = uuid4()
    subscriptions.subscribe(request_id, julian.id, 3, Decimal(50_000), Channel.EMAIL)
    answered = {"resultado": "rechazada", "motivo": "canal_no_elegido", "datos": {"channel": "sms"}}
    database["solicitudes"].update_one({"_id": request_id}, {"$set": answered})
    with pytest.raises(ChannelNotChosen) as refused:
        subscriptions.subscribe(request_id, julian.id, 3, Decimal(50_000), Channel.EMAIL)
    assert refused.value.fields == {"channel": "sms"}


def test_the_channel_belongs_to_the_request(
    database: Database[Document], julian: Client, subscriptions: Subscriptions
) -> None:
    request_id = uuid4()
    first = subscriptions.subscribe(request_id, julian.id, 3, Decimal(50_000), Channel.SMS)
    assert subscriptions.subscribe(request_id, julian.id, 3, Decimal(50_000), Channel.SMS) == first
    for other in (None, Channel.EMAIL):
        with pytest.raises(RequestMismatch):
            subscriptions.subscribe(request_id, julian.id, 3, Decimal(50_000), other)
    assert violations(database) == []


def test_too_little_balance_is_said_where_the_channel_is_right(
    julian: Client, subscriptions: Subscriptions
) -> None:
    with pytest.raises(InsufficientBalance):
        subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(500_001), Channel.SMS)


def test_each_operator_signs_what_they_do(julian: Client, subscriptions: Subscriptions) -> None:
    portal = subscriptions.by("portal")
    assert portal.subscribe(uuid4(), julian.id, 3, Decimal(50_000)).desk.operator == "portal"
    assert subscriptions.cancel(uuid4(), julian.id, 3).desk.operator == "laura"
