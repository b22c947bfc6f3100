"""Untidy values mean one thing, or they are refused."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btg_desktop.adapters.seed.plain import plain
from btg_desktop.domain.models import Channel, TransactionKind
from btg_desktop.domain.money import MAX_AMOUNT
from btg_desktop.services.importing.funds import read_fund
from btg_desktop.services.importing.values import (
    Unusable,
    read_channel,
    read_fund_id,
    read_id,
    read_kind,
    read_moment,
    read_money,
)


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (75000, "75000"),
        (Decimal("75000.0"), "75000"),
        (Decimal("1E+5"), "100000"),
        (Decimal("75000.50"), "75000.50"),
        (0, "0"),
        (Decimal("-0.0"), "0"),
        ("75000", "75000"),
        ("75000.0", "75000"),
        ("75000.5", "75000.50"),
        (" $ 75.000 ", "75000"),
        ("1.500.000", "1500000"),
        ("75.000,50", "75000.50"),
    ],
)
def test_an_amount_keeps_its_written_digits(value: object, amount: str) -> None:
    assert str(read_money(value)) == amount


@pytest.mark.parametrize(
    "value",
    [
        "75.000",  # seventy-five, or seventy-five thousand
        "75,000",
        "1e5",
        "mucho",
        "",
        -1,
        "-75000",
        True,
        None,
        [],
        Decimal("0.001"),
        Decimal("0.30000000000000004"),
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        MAX_AMOUNT + 1,
    ],
)
def test_what_is_no_clear_amount_is_refused(value: object) -> None:
    with pytest.raises(Unusable):
        read_money(value)


@given(st.decimals(min_value=0, max_value=MAX_AMOUNT, places=2))
def test_every_amount_survives_json_text(amount: Decimal) -> None:
    written = json.loads(f"[{amount}]", parse_float=Decimal)[0]
    assert read_money(plain(written)) == amount
    assert read_money(str(amount)) == amount


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2024-11-11T03:12:34.164180", datetime(2024, 11, 11, 8, 12, 34, 164000, UTC)),
        ("2024-11-11 03:12:34", datetime(2024, 11, 11, 8, 12, 34, 0, UTC)),
        ("2024-11-11T03:12:34Z", datetime(2024, 11, 11, 3, 12, 34, 0, UTC)),
        ("2024-11-11T03:12:34+02:00", datetime(2024, 11, 11, 1, 12, 34, 0, UTC)),
        ("2024-11-11", datetime(2024, 11, 11, 5, 0, 0, 0, UTC)),
        (datetime(2024, 11, 11, 3, 0, 0, 999999, UTC), datetime(2024, 11, 11, 3, 0, 0, 999000, UTC)),
    ],
)
def test_a_date_without_a_zone_is_of_bogota(value: object, moment: datetime) -> None:
    assert read_moment(value) == moment


@pytest.mark.parametrize("value", ["ayer", "11/11/2024", "", 20241111, None, "9999-12-31T23:00:00", {}])
def test_what_is_no_clear_date_is_refused(value: object) -> None:
    with pytest.raises(Unusable):
        read_moment(value)


@pytest.mark.parametrize("text", ["Apertura", "apertura", " APERTURA ", "Suscripción"])
def test_an_opening_has_many_spellings(text: str) -> None:
    assert read_kind(text) is TransactionKind.SUBSCRIPTION


@pytest.mark.parametrize("text", ["Cancelación", "cancelacion", "CANCELACIÓN"])
def test_a_cancellation_has_many_spellings(text: str) -> None:
    assert read_kind(text) is TransactionKind.CANCELLATION


def test_a_channel_has_many_spellings() -> None:
    assert [read_channel(text) for text in ("Email", "correo", "SMS")] == [
        Channel.EMAIL,
        Channel.EMAIL,
        Channel.SMS,
    ]


@pytest.mark.parametrize(("value", "text"), [(1, "1"), ("1 ", "1"), (Decimal("1.0"), "1"), ("a-1", "a-1")])
def test_an_id_is_a_text_or_a_whole_number(value: object, text: str) -> None:
    assert read_id(value) == text


@pytest.mark.parametrize(
    "value", ["", " ", True, Decimal("1.5"), Decimal("1E+999999"), 10**50, [], {}, "a\nb", "x" * 121]
)
def test_what_is_no_id_is_refused(value: object) -> None:
    with pytest.raises(Unusable):
        read_id(value)


@pytest.mark.parametrize("value", [0, -1, "uno", 2**31, "507f1f77bcf86cd799439011", Decimal("1.5")])
def test_a_fund_has_a_number(value: object) -> None:
    with pytest.raises(Unusable):
        read_fund_id(value)


@given(st.text() | st.integers() | st.decimals(allow_nan=True) | st.booleans() | st.none() | st.datetimes())
def test_any_value_is_taken_or_refused_kindly(value: object) -> None:
    for read in (read_money, read_moment, read_kind, read_channel, read_id, read_fund_id):
        try:
            read(value)  # type: ignore[operator]
        except Unusable as reason:
            assert str(reason)  # noqa: PT017


@pytest.mark.parametrize("name", ["", " ", "a\nb", "x" * 121, '<img src="//example.com/x.png">ORO'])
def test_a_fund_whose_name_cannot_be_shown_is_refused(name: str) -> None:
    _, fund, reasons = read_fund({"_id": 6, "nombre": name, "monto_minimo": 1, "categoria": "FIC"})
    assert fund is None
    assert "nombre" in reasons[0]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({"$oid": "507f1f77bcf86cd799439011"}, "507f1f77bcf86cd799439011"),
        ({"$numberInt": "75000"}, 75000),
        ({"$numberLong": "5000000000"}, 5_000_000_000),
        ({"$numberDouble": "75000.0"}, Decimal("75000.0")),
        ({"$numberDecimal": "0.10"}, Decimal("0.10")),
        ({"$date": "2024-11-11T03:12:34Z"}, "2024-11-11T03:12:34Z"),
        ({"$date": {"$numberLong": "1731294754164"}}, datetime(2024, 11, 11, 3, 12, 34, 164000, UTC)),
        ({"$date": 1731294754164}, datetime(2024, 11, 11, 3, 12, 34, 164000, UTC)),
        ({"$uuid": "75712a57-bba1-45e1-9d22-7908df0b5e7e"}, "75712a57-bba1-45e1-9d22-7908df0b5e7e"),
        (
            {"$binary": {"base64": "dXEqV7uhReGdInkI3wtefg==", "subType": "04"}},
            UUID("75712a57-bba1-45e1-9d22-7908df0b5e7e"),
        ),
        ({"$numberDouble": "mucho"}, "mucho"),
        ({"$numberLong": None}, None),
        ({"$binary": "?"}, None),
        ({"_id": {"$numberInt": "1"}, "l": [{"$numberDouble": "0.1"}]}, {"_id": 1, "l": [Decimal("0.1")]}),
        (0.1, Decimal("0.1")),
    ],
)
def test_extended_json_becomes_plain_values(written: Any, meant: object) -> None:
    assert plain(written) == meant


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["$oid", "$date", "$numberLong", "$numberDouble", "$binary", "$type", "$uuid", "base64", "x"]
            ),
            inner,
            max_size=3,
        )
    ),
)


@given(_JSON)
def test_any_json_becomes_plain_values(value: object) -> None:
    plain(value)
