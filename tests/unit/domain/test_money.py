"""Typed amounts: what is one, what is refused and why; never a guess."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btg_desktop.domain.errors import (
    AmbiguousAmount,
    AmountTooLarge,
    EmptyAmount,
    InvalidAmount,
    NegativeAmount,
    TooManyDecimals,
    ZeroAmount,
)
from btg_desktop.domain.formats import format_amount
from btg_desktop.domain.money import MAX_AMOUNT, check_amount, parse_amount

amounts = st.decimals(min_value="0.01", max_value=MAX_AMOUNT, places=2)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("75000", "75000"),
        ("75.000", "75000"),
        ("$ 75.000", "75000"),
        ("$75.000", "75000"),
        ("$\u00a075.000", "75000"),
        ("COP 75.000", "75000"),
        ("COP75.000,50", "75000.50"),
        ("  75.000  ", "75000"),
        ("75.000,5", "75000.5"),
        ("75000,50", "75000.50"),
        ("1.234.567,89", "1234567.89"),
        ("0,01", "0.01"),
    ],
)
def test_an_amount_as_colombia_writes_it_is_read(text: str, amount: str) -> None:
    assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", EmptyAmount),
        ("   ", EmptyAmount),
        ("$ ", EmptyAmount),
        ("-1", NegativeAmount),
        ("\u2212 75.000", NegativeAmount),
        ("$ -75.000", NegativeAmount),
        ("0", ZeroAmount),
        ("0,00", ZeroAmount),
        ("75.000,505", TooManyDecimals),
        ("75.000,000", TooManyDecimals),
        ("75000,000", TooManyDecimals),
        ("75,0000", TooManyDecimals),
        ("75,000", AmbiguousAmount),
        ("$ 75,000", AmbiguousAmount),
        ("1,234", AmbiguousAmount),
        ("1,234,567", AmbiguousAmount),
        ("1e5", InvalidAmount),
        ("75a00", InvalidAmount),
        ("75.000 pesos", InvalidAmount),
        ("75000.50", AmbiguousAmount),
        ("7.5000", AmbiguousAmount),
        ("75,000.50", AmbiguousAmount),
        ("075", AmbiguousAmount),
        ("75 000", AmbiguousAmount),
        ("75.000$", AmbiguousAmount),
        ("COP", EmptyAmount),
        ("COP -75.000", NegativeAmount),
        ("7" * 20, AmountTooLarge),
        ("NaN", InvalidAmount),
        ("Infinity", InvalidAmount),
        ("setenta", InvalidAmount),
        ("٧٥٠٠٠", InvalidAmount),
    ],
)
def test_anything_else_is_refused_with_its_reason(text: str, reason: type[InvalidAmount]) -> None:
    with pytest.raises(InvalidAmount) as refused:
        parse_amount(text)
    assert type(refused.value) is reason


@given(amounts)
def test_what_is_shown_reads_back_as_the_same_amount(amount: Decimal) -> None:
    assert parse_amount(format_amount(amount)) == amount


@given(st.integers(min_value=1, max_value=999_999_999))
def test_thousands_grouped_with_commas_are_refused_never_read_as_less(pesos: int) -> None:
    text = f"{pesos:,}"
    if "," not in text:
        return
    with pytest.raises(AmbiguousAmount):
        parse_amount(text)


@given(amounts)
def test_the_name_of_the_currency_changes_nothing(amount: Decimal) -> None:
    assert parse_amount(f"COP {format_amount(amount).removeprefix('$ ')}") == amount


@given(amounts, st.integers(min_value=2, max_value=20), st.characters(categories=["L"]))
def test_a_letter_among_the_figures_makes_it_no_number(amount: Decimal, place: int, letter: str) -> None:
    text = format_amount(amount)
    with pytest.raises(InvalidAmount) as refused:
        parse_amount(text[:place] + letter + text[place:])
    assert type(refused.value) is InvalidAmount


@given(st.text())
def test_a_text_is_read_as_a_movable_amount_or_refused(text: str) -> None:
    try:
        amount = parse_amount(text)
    except InvalidAmount:
        return
    assert check_amount(amount) == amount


@given(amounts, st.integers(min_value=0, max_value=20), st.sampled_from(" .,$-e"))
def test_a_stray_sign_never_changes_the_amount_silently(amount: Decimal, place: int, sign: str) -> None:
    text = format_amount(amount)
    disturbed = text[:place] + sign + text[place:]
    try:
        read = parse_amount(disturbed)
    except InvalidAmount:
        return
    # Read all the same: then the sign stood where es-CO lets it stand.
    assert read == amount or sign in ".,"


@pytest.mark.parametrize("amount", [75_000.0, 75_000, "75000", None, Decimal("NaN"), Decimal("Infinity")])
def test_only_a_finite_decimal_can_be_moved(amount: object) -> None:
    with pytest.raises(InvalidAmount):
        check_amount(amount)  # type: ignore[arg-type]


def test_a_decimal_with_three_decimals_cannot_be_moved() -> None:
    with pytest.raises(TooManyDecimals):
        check_amount(Decimal("75000.505"))
