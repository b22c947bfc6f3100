"""Amounts in words: exact known readings, and every amount reads back to itself."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btg_desktop.domain.errors import InvalidAmount
from btg_desktop.domain.money import MAX_AMOUNT
from btg_desktop.domain.words import Language, amount_in_words

AMOUNTS = st.integers(1, int(MAX_AMOUNT * 100)).map(lambda centavos: Decimal(centavos) / 100)


@pytest.mark.parametrize(
    ("amount", "spanish", "english"),
    [
        ("1", "un peso", "one peso"),
        ("21", "veintiún pesos", "twenty-one pesos"),
        ("31", "treinta y un pesos", "thirty-one pesos"),
        ("100", "cien pesos", "one hundred pesos"),
        ("101", "ciento un pesos", "one hundred one pesos"),
        ("1000", "mil pesos", "one thousand pesos"),
        ("1001", "mil un pesos", "one thousand one pesos"),
        ("21000", "veintiún mil pesos", "twenty-one thousand pesos"),
        ("50000", "cincuenta mil pesos", "fifty thousand pesos"),
        ("100000", "cien mil pesos", "one hundred thousand pesos"),
        ("125000", "ciento veinticinco mil pesos", "one hundred twenty-five thousand pesos"),
        (
            "500516",
            "quinientos mil quinientos dieciséis pesos",
            "five hundred thousand five hundred sixteen pesos",
        ),
        ("1000000", "un millón de pesos", "one million pesos"),
        ("1000001", "un millón un pesos", "one million one pesos"),
        ("21000000", "veintiún millones de pesos", "twenty-one million pesos"),
        ("1000000000", "mil millones de pesos", "one billion pesos"),
        ("1001000000", "mil un millones de pesos", "one billion one million pesos"),
        ("0.01", "un centavo", "one centavo"),
        ("0.50", "cincuenta centavos", "fifty centavos"),
        ("1.01", "un peso con un centavo", "one peso and one centavo"),
        (
            "75000.50",
            "setenta y cinco mil pesos con cincuenta centavos",
            "seventy-five thousand pesos and fifty centavos",
        ),
        (
            "2000000.21",
            "dos millones de pesos con veintiún centavos",
            "two million pesos and twenty-one centavos",
        ),
    ],
)
def test_known_amounts_read_as_a_bank_writes_them(amount: str, spanish: str, english: str) -> None:
    assert amount_in_words(Decimal(amount), "es") == spanish
    assert amount_in_words(Decimal(amount), "en") == english


@given(AMOUNTS)
def test_every_spanish_amount_reads_back_to_itself(amount: Decimal) -> None:
    pesos, _, centavos = _split(amount_in_words(amount, "es"), " con ")
    assert _value(pesos, SPANISH) + _value(centavos, SPANISH) / 100 == amount


@given(AMOUNTS)
def test_every_english_amount_reads_back_to_itself(amount: Decimal) -> None:
    pesos, _, centavos = _split(amount_in_words(amount, "en"), " and ")
    assert _value(pesos, ENGLISH) + _value(centavos, ENGLISH) / 100 == amount


@given(AMOUNTS, st.sampled_from(["es", "en"]))
def test_words_are_plain_words_with_single_spaces(amount: Decimal, language: Language) -> None:
    assert re.fullmatch(r"[a-záéíóú-]+( [a-záéíóú-]+)*", amount_in_words(amount, language))


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "1E12", "NaN", "Infinity"])
def test_what_cannot_be_moved_is_not_spelled(amount: str) -> None:
    with pytest.raises(InvalidAmount):
        amount_in_words(Decimal(amount), "es")


# An independent reader: the value of each word; "mil", "millones" and the like multiply what came before.
SPANISH = {
    word: value
    for value, words in {
        1: "un", 2: "dos", 3: "tres", 4: "cuatro", 5: "cinco", 6: "seis", 7: "siete", 8: "ocho", 9: "nueve",
        10: "diez", 11: "once", 12: "doce", 13: "trece", 14: "catorce", 15: "quince", 16: "dieciséis",
        17: "diecisiete", 18: "dieciocho", 19: "diecinueve", 20: "veinte", 21: "veintiún", 22: "veintidós",
        23: "veintitrés", 24: "veinticuatro", 25: "veinticinco", 26: "veintiséis", 27: "veintisiete",
        28: "veintiocho", 29: "veintinueve", 30: "treinta", 40: "cuarenta", 50: "cincuenta", 60: "sesenta",
        70: "setenta", 80: "ochenta", 90: "noventa", 100: "cien ciento", 200: "doscientos",
        300: "trescientos", 400: "cuatrocientos", 500: "quinientos", 600: "seiscientos", 700: "setecientos",
        800: "ochocientos", 900: "novecientos", 1000: "mil", 10**6: "millón millones",
    }.items()
    for word in words.split()
}  # fmt: skip
ENGLISH = {
    word: value
    for value, word in {
        1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine",
        10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen",
        17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty",
        50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety", 100: "hundred", 1000: "thousand",
        10**6: "million", 10**9: "billion",
    }.items()
}  # fmt: skip


def _split(text: str, link: str) -> tuple[str, str, str]:
    """The pesos and the centavos of a reading; either may be missing."""
    return ("", "", text) if "peso" not in text else text.partition(link)


def _value(text: str, values: dict[str, int]) -> Decimal:
    total = group = 0
    for word in re.split(r"[ -]", text):
        value = values.get(word, 0)
        if value == 100 and values is ENGLISH:
            group *= 100
        elif value == 1000 and values is SPANISH:
            group = (group or 1) * 1000
        elif value >= 1000:
            total, group = total + group * value, 0
        else:
            group += value
    return Decimal(total + group)
