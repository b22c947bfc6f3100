import pytest
from hypothesis import given
from hypothesis import strategies as st

from btg_desktop.adapters.channels.gsm import septets, shorten, to_gsm7

# 3GPP TS 23.038, in the order of its table; the escape's place is left out.
STANDARD = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = "^{}\\[~]|€"


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Julián Núñez", "Julian Nuñez"),
        ("José Óscar", "José Oscar"),
        ("MARÍA ÁNGELES PEÑA", "MARIA ANGELES PEÑA"),
        ("Pingüino ¿? ¡!", "Pingüino ¿? ¡!"),
        ("n\u0303 y e\u0301", "ñ y é"),
        ("François", "Francois"),
        ("“Café” – D’Arcy…", '"Café" - D\'Arcy...'),
        ("$\u00a075.000", "$ 75.000"),
        ("una\r\n  línea\t", "una linea"),
        ("王 🏦", "? ?"),
        ("a\u200bb\u0007c", "abc"),
        ("FPV_BTG", "FPV_BTG"),
    ],
)
def test_a_text_keeps_what_the_alphabet_has_and_loses_only_the_accents_it_lacks(text, sent):
    assert to_gsm7(text) == sent


@given(st.text())
def test_any_text_becomes_one_line_of_the_alphabet(text):
    assert set(to_gsm7(text)) <= set(STANDARD + EXTENSION) - {"\n", "\r"}


@pytest.mark.parametrize("character", STANDARD.replace("\n", "").replace("\r", "").replace(" ", ""))
def test_every_character_of_the_basic_table_takes_one_septet(character):
    assert to_gsm7(character) == character
    assert septets(character) == 1


@pytest.mark.parametrize("character", EXTENSION)
def test_every_character_of_the_extension_table_takes_two_septets(character):
    assert to_gsm7(character) == character
    assert septets(character) == 2


def test_a_cut_text_ends_in_a_full_stop():
    assert shorten("FONDO DE INVERSION", 10) == "FONDO DE."


def test_a_text_that_fits_is_not_cut():
    assert shorten("FONDO", 5) == "FONDO"


@given(st.text(alphabet="ab€[ ", max_size=30), st.integers(-5, 40))
def test_a_cut_text_never_takes_more_than_its_limit(text, limit):
    assert septets(shorten(text, limit)) <= max(limit, 0)
