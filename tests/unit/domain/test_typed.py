"""What a clerk types to find a client is read as what it is, however it is written."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btg_desktop.domain.contacts import check_document, search_words
from btg_desktop.domain.errors import InvalidInput
from btg_desktop.domain.formats import format_document
from btg_desktop.domain.models import REGISTRABLE, DocumentType
from btg_desktop.domain.typed import Datum, Typed, read_typed, search_terms

READ = {
    "1.214.727.927": Typed(Datum.DOCUMENT, "1.214.727.927"),
    "CC 52.345.678": Typed(Datum.DOCUMENT, "52.345.678", DocumentType.CC),
    "nit 800.197.268-4": Typed(Datum.DOCUMENT, "800.197.268-4", DocumentType.NIT),
    "800.197.268-4": Typed(Datum.DOCUMENT, "800.197.268-4", DocumentType.NIT),
    "8001972684": Typed(Datum.DOCUMENT, "8001972684", DocumentType.NIT),
    "ab 123456": Typed(Datum.DOCUMENT, "ab 123456", DocumentType.PA),
    "PA PA123456": Typed(Datum.DOCUMENT, "PA123456", DocumentType.PA),
    "PA123456": Typed(Datum.DOCUMENT, "PA123456", DocumentType.PA),
    "CC 3005444343": Typed(Datum.DOCUMENT, "3005444343", DocumentType.CC),
    "3005444343": Typed(Datum.PHONE, "3005444343"),
    "+57 300 544 4343": Typed(Datum.PHONE, "+57 300 544 4343"),
    "604 444 5678": Typed(Datum.PHONE, "604 444 5678"),
    " camila@correo.co ": Typed(Datum.EMAIL, "camila@correo.co"),
    "Camila Torres": Typed(Datum.NAME, "Camila Torres"),
    "Ce María": Typed(Datum.NAME, "Ce María"),
    "": Typed(Datum.NAME, ""),
}


@pytest.mark.parametrize(("text", "read"), READ.items())
def test_a_text_is_read_as_what_it_is(text: str, read: Typed) -> None:
    assert read_typed(text) == read


@given(st.sampled_from(REGISTRABLE), st.from_regex(r"[A-Z]{0,2}[0-9]{3,11}(-[0-9])?", fullmatch=True))
def test_a_document_is_found_as_it_is_stored_shown_and_typed(kind: DocumentType, text: str) -> None:
    with suppress(InvalidInput):
        document = check_document(kind, text)
        words = search_words("", document, "")
        for written in (text, document, format_document(document), f"{kind} {format_document(document)}"):
            (term,) = search_terms(written)
            assert any(word.startswith(beginning) for word in words for beginning in term), written


@given(st.text(max_size=80))
def test_any_text_can_be_searched_for(text: str) -> None:
    assert all(beginning for term in search_terms(text) for beginning in term)
    assert read_typed(text).text.strip() == read_typed(text).text
