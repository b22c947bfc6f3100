"""Names, documents, e-mails and telephones as they are typed at a counter."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btg_desktop.domain.contacts import (
    check_contact,
    check_document,
    check_email,
    check_name,
    check_phone,
    fold,
    search_words,
)
from btg_desktop.domain.errors import (
    InvalidDocument,
    InvalidEmail,
    InvalidInput,
    InvalidName,
    InvalidPhone,
    LandlineForSms,
    MissingContact,
)
from btg_desktop.domain.models import Channel, DocumentType


@pytest.mark.parametrize("text", ["3005444343", "300 544 4343", "+57 300 544 4343", "573005444343"])
def test_a_mobile_is_stored_in_one_form(text: str) -> None:
    assert check_phone(text) == "+573005444343"


@pytest.mark.parametrize("text", ["", "123", "300544434", "+1 212 555 0100", "3005444343 ext 2", "celular"])
def test_what_is_no_colombian_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidPhone):
        check_phone(text)


def test_a_landline_is_refused_for_text_messages_only() -> None:
    landline = "604 444 1234"
    assert check_contact(Channel.EMAIL, "a@b.co", landline) == ("a@b.co", "+576044441234")
    with pytest.raises(LandlineForSms):
        check_contact(Channel.SMS, "a@b.co", landline)


@pytest.mark.parametrize("channel", Channel)
def test_the_chosen_channel_needs_its_address(channel: Channel) -> None:
    with pytest.raises(MissingContact):
        check_contact(channel, "", "")


@pytest.mark.parametrize("text", ["", "a@", "@b.co", "a b@c.co", "a@b", "a@b..co", "a@@b.co"])
def test_a_wrong_email_is_refused(text: str) -> None:
    with pytest.raises(InvalidEmail):
        check_email(text)


@pytest.mark.parametrize(
    ("kind", "text", "stored"),
    [
        ("CC", "1.214.727.927", "1214727927"),
        ("CE", "412908", "412908"),
        ("NIT", "890.907.157-0", "890907157-0"),
        ("NIT", "8909071570", "890907157-0"),
        ("PA", "ab 123456", "AB123456"),
        ("TI", "1037655412", "1037655412"),
    ],
)
def test_a_document_is_stored_without_separators(kind: str, text: str, stored: str) -> None:
    assert check_document(DocumentType(kind), text) == stored


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("CC", ""),
        ("CC", "12a45"),
        ("CC", "0123456"),
        ("CC", "12345678901"),
        ("NIT", "890.907.157-1"),
        ("PA", "!"),
    ],
)
def test_a_wrong_document_is_refused(kind: str, text: str) -> None:
    with pytest.raises(InvalidDocument):
        check_document(DocumentType(kind), text)


@pytest.mark.parametrize("text", ["María Núñez Rojas", "Inversiones del Café S.A.S.", "O’Connor & Hijos"])
def test_real_names_are_kept_as_they_are(text: str) -> None:
    assert check_name(text) == text


@pytest.mark.parametrize("text", ["", " ", "x", "<b>Ana</b>", "a" * 121, "=HYPERLINK(1)", "Ana\x00"])
def test_a_name_with_other_signs_is_refused(text: str) -> None:
    with pytest.raises(InvalidName):
        check_name(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("María " * 20 + "M", "El nombre es demasiado largo: tiene 121 letras y el máximo es 120"),
        ("<b>Ana</b>", "El nombre tiene signos que no se admiten: < >"),
        ("Ana 💰 Ruiz", "El nombre tiene signos que no se admiten: 💰"),
        ("Ana\u200b Ruiz", "El nombre tiene signos que no se admiten: U+200B"),
        ("-Ana", "El nombre tiene signos que no se admiten: -"),
        ("A", "Escriba el nombre completo"),
    ],
)
def test_a_refused_name_says_what_is_wrong_with_it(text: str, reason: str) -> None:
    with pytest.raises(InvalidName) as refused:
        check_name(text)
    assert str(refused.value) == reason


def test_a_name_of_the_greatest_length_is_taken() -> None:
    name = ("María " * 20).strip() + "a"
    assert len(name) == 120
    assert check_name(name) == name


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("CC", "CC 52.345.678"),
        ("CC", "52.345.678"),
        ("CC", "cc52345678"),
    ],
)
def test_a_document_may_be_typed_as_it_is_shown(kind: str, text: str) -> None:
    assert check_document(DocumentType(kind), text) == "52345678"


def test_a_document_with_the_name_of_another_type_is_refused() -> None:
    with pytest.raises(InvalidDocument):
        check_document(DocumentType.CE, "CC 52.345.678")


@given(st.text(max_size=60), st.sampled_from(list(DocumentType)))
def test_any_text_is_taken_or_refused_kindly(text: str, kind: DocumentType) -> None:
    for check in (check_name, check_email, check_phone, lambda value: check_document(kind, value)):
        with suppress(InvalidInput):
            assert check(text)


def test_a_client_is_found_without_accents_by_any_word() -> None:
    words = search_words("María Núñez Rojas", "43567210", "+573005444343")
    assert words == ["3005444343", "43567210", "maria", "nunez", "rojas"]
    assert fold("NÚÑEZ") in words
