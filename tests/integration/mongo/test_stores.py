"""Finding and registering clients, and documents that do not fit the model."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pymongo
import pytest
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document, connect
from btg_desktop.adapters.mongo.history import MongoHistory
from btg_desktop.adapters.mongo.schema import FUNDS, ensure_schema
from btg_desktop.adapters.mongo.stores import MongoFunds
from btg_desktop.domain.errors import (
    ClientExists,
    DatabaseRefused,
    DatabaseUnavailable,
    DuplicateDocument,
    InvalidInput,
    LandlineForSms,
    UnknownClient,
)
from btg_desktop.domain.models import Channel, Client
from btg_desktop.services.catalogue import Catalogue
from btg_desktop.services.clients import Clients
from btg_desktop.services.history import History
from btg_desktop.services.subscriptions import Subscriptions

Insert = Callable[[str, Document], None]


def test_a_new_client_starts_with_the_initial_balance(clients: Clients, julian: Client) -> None:
    stored = clients.get(julian.id)
    assert stored == julian
    assert stored.available_balance == 500_000
    assert stored.phone == "+573005444343"


@pytest.mark.parametrize(
    "text",
    [
        "julian",
        "JULIÁN",
        "mont",
        "montoya jul",
        "1214727",
        "1.214.727.927",
        "300 544",
        "+57 300544",
        "3005444343",
    ],
)
def test_a_client_is_found(clients: Clients, julian: Client, text: str) -> None:
    assert [client.id for client in clients.search(text)] == [julian.id]


@pytest.mark.parametrize("text", ["", "  ", "ulian", "juan", "montoya pedro", ".*", "^", "99"])
def test_a_client_is_not_found_by_what_is_not_theirs(clients: Clients, julian: Client, text: str) -> None:
    assert clients.search(text) == ()


WRITTEN = {
    "NIT": (
        "8001972684",
        "800197268-4",
        "800.197.268-4",
        "NIT 800.197.268-4",
        "nit 8001972684",
        "NIT800197268-4",
    ),
    "CC": ("52345678", "52.345.678", "CC 52.345.678", "cc 52345678", "52 345 678"),
    "CE": ("350900", "CE 350.900"),
    "PA": ("AB123456", "ab 123456", "PA AB123456"),
}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in WRITTEN.items() for text in texts]
)
def test_what_registration_calls_taken_a_search_finds(clients: Clients, kind: str, text: str) -> None:
    def register(document: str) -> Client:
        return clients.register(
            name="Ana Ruiz", document_type=kind, document=document, email="ana@example.com"
        )

    known = register(WRITTEN[kind][0])
    with pytest.raises(DuplicateDocument):
        register(text)
    assert [client.id for client in clients.search(text)] == [known.id]


@pytest.mark.parametrize("document", ["PA123456", "CE123456"])
def test_a_passport_whose_letters_are_a_types_is_found(clients: Clients, document: str) -> None:
    known = clients.register(
        name="Ana Ruiz", document_type="PA", document=f"PA {document}", email="ana@example.com"
    )
    assert known.document == document
    for text in (document, f"PA {document}", document.lower()):
        assert [client.id for client in clients.search(text)] == [known.id], text


def test_a_nit_is_found_by_its_beginning_too(clients: Clients) -> None:
    known = clients.register(
        name="Café S.A.S.", document_type="NIT", document="800197268-4", email="cafe@example.com"
    )
    for text in ("8001", "800.197", "NIT 800.1", "800197268", "800197268-"):
        assert [client.id for client in clients.search(text)] == [known.id], text
    for text in ("800197268-5", "8001972685", "CC 1"):
        assert clients.search(text) == (), text


def test_a_search_returns_no_more_than_asked(clients: Clients) -> None:
    for number in range(12):
        clients.register(
            name=f"Ana {chr(65 + number)}az",
            document_type="CC",
            document=str(10_000 + number),
            email="a@b.co",
        )
    assert len(clients.search("ana", limit=5)) == 5


def test_a_document_belongs_to_one_client(clients: Clients, julian: Client) -> None:
    with pytest.raises(DuplicateDocument) as refused:
        clients.register(name="Otro", document_type="CC", document="1214727927", email="a@b.co")
    assert refused.value.fields == {"client": julian.id}


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"document": "abc"},
        {"email": "no"},
        {"phone": "12"},
        {"phone": "604 444 1234", "channel": "sms"},
        {"email": "", "channel": "email"},
    ],
)
def test_a_wrong_field_stores_nothing(
    database: Database[Document], clients: Clients, wrong: dict[str, Any]
) -> None:
    right = {
        "name": "Ana Ruiz",
        "document_type": "CC",
        "document": "43567210",
        "email": "a@b.co",
        "phone": "",
    }
    with pytest.raises(InvalidInput):
        clients.register(**{**right, **wrong})
    assert database["usuarios"].count_documents({}) == 0


def test_a_client_chooses_another_channel(clients: Clients, julian: Client) -> None:
    changed = clients.set_contact(julian.id, email="nuevo@example.com", phone="3101234567", channel="email")
    assert changed.channel is Channel.EMAIL
    assert changed.destination == "nuevo@example.com"
    assert [client.id for client in clients.search("3101234567")] == [julian.id]
    assert clients.search("3005444343") == ()
    with pytest.raises(LandlineForSms):
        clients.set_contact(julian.id, email="", phone="604 444 1234", channel="sms")
    with pytest.raises(UnknownClient):
        clients.set_contact("nobody", email="a@b.co", phone="", channel="email")


def test_the_catalogue_comes_filled_and_keeps_what_it_was_changed_to(database: Database[Document]) -> None:
    assert MongoFunds(database).all().funds == FUNDS
    database["fondos"].delete_many({"_id": {"$ne": 3}})
    ensure_schema(database)
    assert [fund.id for fund in Catalogue(MongoFunds(database)).funds()] == [3]


def test_a_fund_that_does_not_fit_is_named_and_the_rest_is_shown(
    database: Database[Document], insert_unchecked: Insert
) -> None:
    insert_unchecked("fondos", {"_id": 6, "nombre": "X", "monto_minimo": 5.5, "categoria": "FIC"})
    insert_unchecked("fondos", {"_id": "siete"})
    listing = MongoFunds(database).all()
    assert listing.funds == FUNDS
    assert {document.id for document in listing.unreadable} == {"6", "siete"}
    assert "monto_minimo" in listing.unreadable[0].reason


def test_a_client_that_does_not_fit_is_named_in_a_search(
    clients: Clients, julian: Client, insert_unchecked: Insert
) -> None:
    insert_unchecked("usuarios", {"_id": 5, "busqueda": ["julian"], "tipo_documento": "CC"})
    found = clients.search_with_unreadable("julian")
    assert [client.id for client in found.clients] == [julian.id]
    assert [document.id for document in found.unreadable] == ["5"]
    insert_unchecked("usuarios", {"_id": "seis", "tipo_documento": "CE"})
    with pytest.raises(DatabaseRefused, match="nombre"):
        clients.get("seis")


def test_a_transaction_that_does_not_fit_is_named_in_the_history(
    database: Database[Document], julian: Client, insert_unchecked: Insert
) -> None:
    insert_unchecked("transacciones", {"_id": "x", "usuario": julian.id, "secuencia": "uno"})
    page = History(MongoHistory(database)).page(julian.id, 10, None)
    assert page.transactions == ()
    assert [document.id for document in page.unreadable] == ["x"]


def test_making_the_schema_again_changes_nothing(database: Database[Document]) -> None:
    before = [database[name].index_information() for name in ("usuarios", "transacciones", "notificaciones")]
    database["esquema"].delete_many({})
    ensure_schema(database)
    ensure_schema(database)
    after = [database[name].index_information() for name in ("usuarios", "transacciones", "notificaciones")]
    assert before == after


def test_a_newer_schema_is_left_alone(database: Database[Document]) -> None:
    database["esquema"].update_one({"_id": "version"}, {"$inc": {"version": 1}})
    database["usuarios"].drop_index("busqueda")
    ensure_schema(database)
    assert "busqueda" not in database["usuarios"].index_information()
    database["esquema"].delete_many({})
    ensure_schema(database)


def test_a_server_that_is_not_there_is_said_kindly() -> None:
    nowhere = connect("mongodb://127.0.0.1:1/", "btg")
    with pymongo.timeout(0.2), pytest.raises(DatabaseUnavailable, match="No hay conexión"):
        MongoFunds(nowhere).all()
    nowhere.client.close()


def test_amounts_keep_their_centavos(database: Database[Document], julian: Client) -> None:
    stored = database["usuarios"].find_one({"_id": julian.id})
    assert stored is not None
    assert stored["saldo_disponible"].to_decimal() == Decimal(500_000)


def test_a_consent_is_recorded_with_the_servers_time_and_stays_until_another_is_given(
    clients: Clients, database: Database[Document]
) -> None:
    before = server_time(database)
    agreed = clients.register(
        name="Ana Gómez",
        document_type="CC",
        document="1020304050",
        email="ana@example.com",
        phone="3101234567",
        channel="email",
        consents=True,
    )
    assert agreed.consent is not None
    assert agreed.consent.channel is Channel.EMAIL
    assert before <= agreed.consent.at <= server_time(database)
    assert clients.get(agreed.id) == agreed

    moved = clients.set_contact(agreed.id, email=agreed.email, phone=agreed.phone, channel="sms")
    assert moved.consent == agreed.consent
    again = clients.set_contact(
        agreed.id, email=agreed.email, phone=agreed.phone, channel="sms", consents=True
    )
    assert again.consent is not None
    assert again.consent.channel is Channel.SMS
    assert again.consent.at >= agreed.consent.at


def test_a_client_who_was_not_asked_has_no_consent_and_is_still_told(
    julian: Client, subscriptions: Subscriptions, database: Database[Document]
) -> None:
    assert julian.consent is None
    subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000))
    assert database["notificaciones"].count_documents({"estado": "pendiente"}) == 1


def server_time(database: Database[Document]) -> datetime:
    moment: datetime = database.command("hello")["localTime"]
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def test_all_clients_come_in_pages_by_id_and_what_does_not_fit_is_named(
    clients: Clients, insert_unchecked: Insert
) -> None:
    for number in range(5):
        clients.register(
            name="Ana Gómez",
            document_type="CC",
            document=str(10_000 + number),
            email="a@b.co",
            client_id=f"c{number}",
        )
    insert_unchecked("usuarios", {"_id": "c2x", "nombre": 7})
    first = clients.page(3)
    assert ([client.id for client in first.clients], first.next) == (["c0", "c1", "c2"], "c2")
    second = clients.page(3, first.next)
    assert ([client.id for client in second.clients], second.next) == (["c3", "c4"], None)
    assert [each.id for each in second.unreadable] == ["c2x"]


def test_a_client_under_a_given_id_is_registered_once_and_never_overwritten(
    clients: Clients, subscriptions: Subscriptions
) -> None:
    fields = {"document_type": "CC", "document": "43567210", "email": "a@b.co", "client_id": "77"}
    first = clients.register(name="Ana Ruiz", **fields)  # type: ignore[arg-type]
    subscriptions.subscribe(uuid4(), first.id, 3, Decimal(50_000))
    again = clients.register(name="Ana Ruiz", **fields)  # type: ignore[arg-type]
    assert again.available_balance == 450_000
    with pytest.raises(ClientExists):
        clients.register(name="Otra", **fields)  # type: ignore[arg-type]
    assert clients.get("77") == again


def test_a_client_without_an_identity_document_has_that_of_their_origin(clients: Clients) -> None:
    client = clients.register(
        name="Ana Ruiz", document_type="ID", document="", email="a@b.co", client_id="77"
    )
    assert (client.document_type, client.document) == ("ID", "77")
    with pytest.raises(InvalidInput):
        clients.register(name="Ana", document_type="ID", document="78", email="a@b.co", client_id="79")


@pytest.mark.parametrize("client_id", ["", "a/b", "../x", "a b", "ñ", "x" * 65, "a\n"])
def test_an_id_that_cannot_stand_in_an_address_is_refused(clients: Clients, client_id: str) -> None:
    with pytest.raises(InvalidInput):
        clients.register(
            name="Ana Ruiz", document_type="CC", document="43567210", email="a@b.co", client_id=client_id
        )
