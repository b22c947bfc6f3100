"""A user document becomes a client whose books add up, or it is refused with every reason."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from audit_scene import with_all_beside
from hypothesis import given
from hypothesis import strategies as st

from btg_desktop.adapters.mongo.schema import FUNDS
from btg_desktop.domain.audit import Entry, Violation, audit_client
from btg_desktop.domain.models import (
    NO_ADJUSTMENT,
    Adjustment,
    Channel,
    DocumentType,
    Request,
    Transaction,
    TransactionKind,
)
from btg_desktop.services.importing.clients import read_client
from btg_desktop.services.importing.funds import KnownFunds
from btg_desktop.services.importing.ports import NewClient

CATALOGUE = KnownFunds({fund.id: fund for fund in FUNDS})


def opened(fund: Any, amount: Any, day: int, **more: Any) -> dict[str, Any]:
    return {
        "id": f"00000000-0000-4000-8000-{day:012d}",
        "id_fondo": fund,
        "valor": amount,
        "tipo_transaccion": "apertura",
        "fecha": f"2024-11-{day:02d}T03:12:34",
        **more,
    }


def cancelled(fund: Any, amount: Any, day: int) -> dict[str, Any]:
    return opened(fund, amount, day, tipo_transaccion="Cancelación")


def user(**changes: Any) -> dict[str, Any]:
    """The older program's own kind of user, with `changes`; None takes a field away."""
    document = {
        "_id": "1",
        "nombre": "julian",
        "correo": "julian@gmail.com",
        "telefono": 3005444343,
        "saldo_disponible": 300000,
        "saldo_fondos": [0, 200000, 0, 0, 0],
        "transacciones": [opened("1", 200000, 1), opened("2", 200000, 2), cancelled("1", 200000, 3)],
    }
    document |= changes
    return {name: value for name, value in document.items() if value is not None}


def taken(**changes: Any) -> NewClient:
    _, client, reasons = read_client(user(**changes), CATALOGUE)
    assert reasons == []
    assert client is not None
    assert violations(client) == []
    return client


def refused(**changes: Any) -> str:
    _, client, reasons = read_client(user(**changes), CATALOGUE)
    assert client is None
    return "; ".join(reasons)


def violations(new: NewClient) -> list[Violation]:
    def entries() -> Iterator[Entry]:
        for each in new.transactions:
            yield with_all_beside(each, requested(each))

    return list(audit_client(new.client, entries()))


def requested(each: Transaction) -> Request:
    amount = each.amount if each.kind is TransactionKind.SUBSCRIPTION else None
    return Request(each.id, each.kind, each.client_id, each.fund_id, amount, each.desk)


def test_a_user_comes_whole_with_their_history() -> None:
    new = taken()
    assert new.client.available_balance == 300000
    assert new.client.holdings == {2: Decimal(200000)}
    assert new.client.initial_balance == 500000
    assert new.client.adjustment == NO_ADJUSTMENT
    assert [each.balance_after for each in new.transactions] == [300000, 100000, 300000]
    assert [each.sequence for each in new.transactions] == [1, 2, 3]
    assert new.transactions[0].fund_name == "FPV_BTG_PACTUAL_RECAUDADORA"
    assert new.transactions[0].id == UUID("00000000-0000-4000-8000-000000000001")
    assert new.notes == ()


def test_without_an_identity_document_the_number_of_origin_stands_for_it() -> None:
    client = taken().client
    assert (client.id, client.document_type, client.document) == ("1", DocumentType.ORIGIN, "1")


def test_a_sound_identity_document_is_kept() -> None:
    client = taken(tipo_documento="cc", documento=1214727927).client
    assert (client.document_type, client.document) == (DocumentType.CC, "1214727927")


def test_an_unsound_identity_document_is_named_and_left_out() -> None:
    new = taken(tipo_documento="CC", documento="x")
    assert new.client.document_type is DocumentType.ORIGIN
    assert "documento" in new.notes[0]


@pytest.mark.parametrize(
    "saldo_fondos",
    [
        [0, 200000, 0, 0, 0],
        [0, 200000],
        [0, Decimal("200000.0"), 0, 0, 0, 0, 0],
        [{"id_fondo": 2, "valor": 200000}],
        [{"id_fondo": "2", "valor": "200000"}, {"id_fondo": 1, "valor": 0}],
        {"2": 200000},
    ],
)
def test_holdings_have_many_shapes(saldo_fondos: Any) -> None:
    assert taken(saldo_fondos=saldo_fondos).fingerprint == taken().fingerprint


@pytest.mark.parametrize(
    "changes",
    [
        {"_id": None, "id": 1},
        {"_id": 1},
        {"telefono": "300 544 4343"},
        {"telefono": Decimal("3005444343.0")},
        {"saldo_disponible": Decimal("300000.0")},
        {"saldo_disponible": None, "saldo": "300000"},
        {"nombre": " julian "},
        {"transacciones": [cancelled(1, 200000.0, 3), opened(1, "200000", 1), opened(2, 200000, 2)][::-1]},
    ],
)
def test_the_same_user_written_otherwise_is_the_same(changes: dict[str, Any]) -> None:
    if "transacciones" in changes:
        for each in changes["transacciones"]:
            each["valor"] = Decimal(str(each["valor"]))
    assert taken(**changes).fingerprint == taken().fingerprint


def test_other_content_is_another_fingerprint() -> None:
    assert taken(nombre="julián").fingerprint != taken().fingerprint


@pytest.mark.parametrize(
    ("changes", "adjustment"),
    [
        ({"saldo_disponible": 275000}, Adjustment(Decimal(-25000), {})),
        ({"saldo_disponible": 900000}, Adjustment(Decimal(600000), {})),
        ({"saldo_fondos": [75000, 200000]}, Adjustment(Decimal(0), {1: Decimal(75000)})),
        ({"saldo_fondos": [0, 0, 0, 0, 0]}, Adjustment(Decimal(0), {2: Decimal(-200000)})),
        (
            {"transacciones": None},
            Adjustment(Decimal(-200000), {2: Decimal(200000)}),
        ),
        (
            {"transacciones": [cancelled(3, 50000, 1)], "saldo_fondos": []},
            Adjustment(Decimal(-250000), {3: Decimal(50000)}),
        ),
        ({"saldo_inicial": 400000}, Adjustment(Decimal(100000), {})),
    ],
)
def test_what_history_does_not_explain_is_an_opening_adjustment(
    changes: dict[str, Any], adjustment: Adjustment
) -> None:
    client = taken(**changes).client
    assert client.adjustment == adjustment
    assert client.available_balance + client.invested == client.initial_balance + adjustment.total


def test_another_initial_balance_is_no_adjustment_if_the_user_says_so() -> None:
    assert taken(saldo_inicial=600000, saldo_disponible=400000).client.adjustment == NO_ADJUSTMENT


def test_missing_holdings_are_those_of_the_history_and_said_so() -> None:
    new = taken(saldo_fondos=None)
    assert new.client.holdings == {2: Decimal(200000)}
    assert "saldo_fondos" in new.notes[0]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"_id": None}, "_id: falta"),
        ({"_id": {}}, "_id: no es un texto"),
        ({"nombre": None}, "nombre: falta"),
        ({"nombre": "?"}, "nombre: no sirve"),
        ({"nombre": "www.btg-pagos.co"}, "nombre: parece una dirección web"),
        ({"saldo_disponible": None}, "saldo_disponible: falta"),
        ({"saldo_disponible": -1}, "saldo_disponible: el valor no puede ser negativo"),
        ({"saldo_disponible": "75.000"}, "puede ser dos valores"),
        ({"saldo": 1}, "no dicen lo mismo"),
        ({"saldo_fondos": 7}, "saldo_fondos: no es una lista"),
        ({"saldo_fondos": [0, 0, 0, 0, 0, 1]}, "saldo_fondos[5].id_fondo: no existe el fondo 6"),
        ({"saldo_fondos": [{"valor": 1}]}, "saldo_fondos[0].id_fondo: falta"),
        ({"saldo_fondos": [{"id_fondo": 1, "valor": 1}, {"id_fondo": 1, "valor": 1}]}, "dos veces"),
        ({"saldo_fondos": [-1]}, "saldo_fondos[0].valor"),
        ({"transacciones": "x"}, "transacciones: no es una lista"),
        ({"transacciones": ["x"]}, "transacciones[0]: no es un documento"),
        ({"transacciones": [opened(9, 1, 1)]}, "no existe el fondo 9"),
        ({"transacciones": [opened(1, 0, 1)]}, "transacciones[0].valor: debe ser mayor que cero"),
        ({"transacciones": [opened(1, 1, 1, fecha=None)]}, "transacciones[0].fecha: falta"),
        ({"transacciones": [opened(1, 1, 1, tipo_transaccion="retiro")]}, "no es apertura ni cancelación"),
        ({"transacciones": [opened(1, 1, 1, nombre_fondo="DEUDAPRIVADA")]}, "el fondo 1 es FPV_BTG"),
        ({"transacciones": [opened(1, 1, 1), opened(2, 1, 1)]}, "es el mismo de transacciones[0]"),
        ({"transacciones": [cancelled(1, 900000, 1)]}, "habría tenido -$ 600.000 antes"),
        ({"correo": None, "telefono": 12345}, "no se le podría notificar"),
        ({"correo": "x", "telefono": "(604) 444 1234"}, "no se le podría notificar"),
        ({"notificacion": "paloma"}, "notificacion: no es correo ni SMS"),
    ],
)
def test_a_user_that_cannot_come_whole_is_refused_with_the_reason(
    changes: dict[str, Any], reason: str
) -> None:
    assert reason in refused(**changes)


def test_all_reasons_are_given_at_once() -> None:
    reasons = refused(nombre=None, saldo_disponible=None, transacciones=[opened(9, "x", 1)])
    assert all(
        word in reasons for word in ("nombre", "saldo_disponible", "transacciones[0].valor", "fondo 9")
    )


def test_a_history_that_would_have_overdrawn_is_refused() -> None:
    reason = refused(saldo_disponible=0, saldo_fondos=[0, 200000])
    assert "habría tenido" in reason


@pytest.mark.parametrize(
    ("changes", "channel", "phone", "notes"),
    [
        ({}, Channel.EMAIL, "+573005444343", 0),
        ({"notificacion": "sms"}, Channel.SMS, "+573005444343", 0),
        ({"correo": None}, Channel.SMS, "+573005444343", 0),
        ({"telefono": 12345}, Channel.EMAIL, "", 1),
        ({"telefono": 12345, "notificacion": "sms"}, Channel.EMAIL, "", 2),
        ({"telefono": "(604) 444 1234", "notificacion": "sms"}, Channel.EMAIL, "+576044441234", 1),
        ({"correo": "no tiene"}, Channel.SMS, "+573005444343", 1),
    ],
)
def test_nobody_is_told_by_a_channel_that_cannot_reach_them(
    changes: dict[str, Any], channel: Channel, phone: str, notes: int
) -> None:
    new = taken(**changes)
    assert (new.client.channel, new.client.phone, len(new.notes)) == (channel, phone, notes)


def test_history_goes_by_date_and_then_by_place() -> None:
    listed = [opened(2, 125000, 5, id="b"), opened(3, 50000, 1, id="c"), opened(1, 75000, 5, id="a")]
    new = taken(transacciones=listed, saldo_fondos=[75000, 125000, 50000], saldo_disponible=250000)
    assert [each.fund_id for each in new.transactions] == [3, 2, 1]


@pytest.mark.parametrize("own", [None, 7, "7", "tx-7"])
def test_a_movement_without_a_uuid_gets_the_same_one_each_time(own: object) -> None:
    listed = [opened(2, 200000, 1, id=own)]
    first, again = taken(transacciones=listed), taken(transacciones=listed)
    assert first.transactions[0].id == again.transactions[0].id
    other = taken(_id="2", transacciones=listed)
    assert other.transactions[0].id != first.transactions[0].id


def test_equal_movements_without_an_id_are_told_apart_by_their_place() -> None:
    listed = [opened(2, 125000, 1, id=None), opened(2, 125000, 1, id=None)]
    new = taken(transacciones=listed, saldo_fondos=[0, 250000], saldo_disponible=250000)
    assert len({each.id for each in new.transactions}) == 2


def test_fields_that_nobody_takes_are_named() -> None:
    assert taken(rol="admin", password="x").notes == ("campos que no se toman: password, rol",)


def test_a_disputed_fund_takes_nobodys_money() -> None:
    catalogue = KnownFunds({fund.id: fund for fund in FUNDS})
    catalogue.dispute(2)
    _, client, reasons = read_client(user(), catalogue)
    assert client is None
    assert "fondo 2" in reasons[0]


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-10, 10**6)
    | st.decimals(-10, 10**6, places=2)
    | st.sampled_from(
        ["1", "2", "apertura", "Cancelación", "2024-11-11T03:12:34", "75.000", "a@b.co", "sms"]
    ),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
_MOVEMENTS = st.fixed_dictionaries(
    {},
    optional={
        "id": _VALUES,
        "id_fondo": st.integers(1, 5) | _VALUES,
        "valor": st.integers(1, 500000) | _VALUES,
        "tipo_transaccion": st.sampled_from(["apertura", "cancelacion"]) | _VALUES,
        "fecha": st.sampled_from(["2024-11-11", "2024-11-12T01:00:00Z"]) | _VALUES,
        "nombre_fondo": _VALUES,
    },
)
_USERS = st.fixed_dictionaries(
    {"_id": st.integers(1, 9) | _VALUES, "nombre": st.just("julian") | _VALUES},
    optional={
        "correo": st.just("a@b.co") | _VALUES,
        "telefono": _VALUES,
        "saldo_disponible": st.integers(0, 10**7) | _VALUES,
        "saldo_inicial": _VALUES,
        "saldo_fondos": st.lists(st.integers(0, 500000), max_size=5) | _VALUES,
        "transacciones": st.lists(_MOVEMENTS | _VALUES, max_size=4) | _VALUES,
        "notificacion": _VALUES,
    },
)


@given(_USERS | _VALUES)
def test_any_document_is_taken_with_sound_books_or_refused_with_reasons(document: object) -> None:
    _, client, reasons = read_client(document, CATALOGUE)
    assert (client is None) == bool(reasons)
    if client is not None:
        assert violations(client) == []


_SOUND_MOVEMENTS = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 10**6), st.booleans(), st.integers(1, 28)), max_size=8
)


@given(_SOUND_MOVEMENTS, st.integers(0, 10**8), st.lists(st.integers(0, 10**6), max_size=5))
def test_balances_always_come_in_as_they_were(
    movements: list[tuple[int, int, bool, int]], available: int, held: list[int]
) -> None:
    listed = [
        (opened if is_opening else cancelled)(fund, amount, day) | {"id": None}
        for fund, amount, is_opening, day in movements
    ]
    document = user(transacciones=listed, saldo_disponible=available, saldo_fondos=held)
    _, client, reasons = read_client(document, CATALOGUE)
    if client is None:
        assert "habría tenido" in reasons[0]
        return
    assert client.client.available_balance == available
    assert client.client.holdings == {place: Decimal(each) for place, each in enumerate(held, 1) if each}
    assert violations(client) == []
