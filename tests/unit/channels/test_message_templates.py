from datetime import UTC, datetime
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError

from btg_desktop.adapters.channels.templates import MessageTemplates
from btg_desktop.domain.formats import format_amount
from btg_desktop.domain.models import Channel, TransactionKind
from btg_desktop.domain.money import MAX_AMOUNT

BASIC_SEPTET = set(
    "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION_SEPTETS = set("^{}\\[~]|€")
NAMES = st.text(max_size=120) | st.text(min_size=60, max_size=120)
AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=MAX_AMOUNT, places=2)


class Visible(HTMLParser):
    """The text of a page and the places it would load something from."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.loads: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [f"{tag} {name}" for name, _ in attrs if name in {"src", "href", "background"}]


def read(html: str) -> Visible:
    page = Visible()
    page.feed(html)
    page.close()
    return page


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("kind", TransactionKind)
def test_both_parts_of_an_email_tell_the_whole_operation(templates, make_message, kind, language):
    message = make_message(kind=kind, language=language)
    email = templates.email(message)
    for part in (email.text, " ".join(read(email.html).texts)):
        for fact in (
            "Julián Montoya",
            "FPV_BTG_PACTUAL_RECAUDADORA",
            "$ 75.000",
            "$ 425.000",
            "Medellín Centro",
            message.reference,
        ):
            assert fact in part


@pytest.mark.parametrize(
    ("kind", "language", "subject"),
    [
        (TransactionKind.SUBSCRIPTION, "es", "Apertura confirmada: DEUDAPRIVADA"),
        (TransactionKind.CANCELLATION, "es", "Cancelación confirmada: DEUDAPRIVADA"),
        (TransactionKind.SUBSCRIPTION, "en", "Subscription confirmed: DEUDAPRIVADA"),
        (TransactionKind.CANCELLATION, "en", "Cancellation confirmed: DEUDAPRIVADA"),
    ],
)
def test_the_subject_names_what_happened_and_the_fund(templates, make_message, kind, language, subject):
    message = make_message(kind=kind, language=language, fund_name="DEUDAPRIVADA")
    assert templates.email(message).subject == subject


@pytest.mark.parametrize(("language", "when"), [("es", "24/11/2026 22:42"), ("en", "2026-11-24 22:42")])
def test_times_are_those_of_bogota(templates, make_message, language, when):
    at = datetime(2026, 11, 25, 3, 42, tzinfo=UTC)
    email = templates.email(make_message(at=at, language=language))
    assert when in email.text
    assert when in email.html
    assert when in templates.sms(make_message(at=at, language=language, channel=Channel.SMS))


def test_a_desk_without_a_branch_leaves_no_empty_line_for_it(templates, make_message):
    email = templates.email(make_message(branch=""))
    assert "Sucursal:" not in email.text
    assert ">Sucursal<" not in email.html
    assert "22:42\nReferencia" in email.text


@pytest.mark.parametrize("language", ["", "pt", "../en"])
def test_an_unknown_language_is_written_in_spanish(templates, make_message, language):
    assert "Apertura" in templates.email(make_message(language=language)).subject


def test_a_regional_language_is_written_in_its_language(templates, make_message):
    assert "Subscription" in templates.email(make_message(language="en_US")).subject


def test_a_name_cannot_write_html(templates, make_message):
    email = templates.email(make_message(client_name="<b>Ana</b> & Co", fund_name="{{ 7 * 7 }}"))
    assert "<b>Ana" not in email.html
    assert "&lt;b&gt;Ana&lt;/b&gt; &amp; Co" in email.html
    assert "<b>Ana</b> & Co" in email.text
    assert "{{ 7 * 7 }}" in email.text


def test_a_name_cannot_add_a_line_to_the_subject(templates, make_message):
    email = templates.email(make_message(fund_name="Fondo\r\nBcc: otro@example.com"))
    assert email.subject == "Apertura confirmada: Fondo Bcc: otro@example.com"


def test_an_email_loads_nothing_from_elsewhere(templates, make_message):
    html = templates.email(make_message()).html
    assert read(html).loads == []
    assert "url(" not in html
    assert "@import" not in html


def test_an_email_declares_both_colour_schemes(templates, make_message):
    html = templates.email(make_message()).html
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "@media (prefers-color-scheme: dark)" in html


@pytest.mark.parametrize("channel", Channel)
def test_the_same_message_is_written_the_same_way_again(templates, make_message, channel):
    first, again = make_message(channel=channel, resends=0), make_message(channel=channel, resends=1)
    assert templates.email(first) == templates.email(again)
    assert templates.sms(first) == templates.sms(again)


def test_a_template_that_names_an_unknown_fact_is_an_error(tmp_path, make_message):
    (tmp_path / "es").mkdir()
    (tmp_path / "es" / "sms.txt").write_text("{{ saldo }}", encoding="utf-8")
    with pytest.raises(UndefinedError, match="saldo"):
        MessageTemplates(tmp_path).sms(make_message(channel=Channel.SMS))


def test_a_text_message_tells_the_operation_in_one_line(templates, make_message):
    message = make_message(kind=TransactionKind.SUBSCRIPTION, channel=Channel.SMS)
    assert templates.sms(message) == (
        "BTG Pactual: Julian Montoya, apertura en FPV_BTG_PACTUAL_RECAUDADORA por $ 75.000 "
        "el 24/11/2026 22:42. Saldo: $ 425.000. Ref. 8f14e45f"
    )


def test_a_text_message_in_english_tells_the_same(templates, make_message):
    message = make_message(kind=TransactionKind.CANCELLATION, language="en", channel=Channel.SMS)
    assert templates.sms(message) == (
        "BTG Pactual: Julian Montoya, cancellation of FPV_BTG_PACTUAL_RECAUDADORA for $ 75.000 "
        "on 2026-11-24 22:42. Balance: $ 425.000. Ref. 8f14e45f"
    )


def test_a_long_client_name_is_cut_before_the_fund(templates, make_message):
    text = templates.sms(
        make_message(client_name="María de los Ángeles Peñaranda Núñez de la Torre", channel=Channel.SMS)
    )
    assert "FPV_BTG_PACTUAL_RECAUDADORA" in text
    assert "Maria de los Angeles Peñaranda Nuñez" in text
    assert "Torre" not in text


@settings(max_examples=300, deadline=None)
@example("Ñ" * 120, "€" * 120, MAX_AMOUNT, MAX_AMOUNT, TransactionKind.CANCELLATION, "en")
@given(
    name=NAMES,
    fund=NAMES,
    amount=AMOUNTS,
    balance=AMOUNTS,
    kind=st.sampled_from(TransactionKind),
    language=st.sampled_from(["es", "en"]),
)
def test_a_text_message_always_fits_one_segment_with_its_figures_and_reference(
    templates, make_message, name, fund, amount, balance, kind, language
):
    message = make_message(
        client_name=name,
        fund_name=fund,
        amount=amount,
        balance_after=balance,
        kind=kind,
        language=language,
        channel=Channel.SMS,
    )
    text = templates.sms(message)
    assert set(text) <= BASIC_SEPTET | EXTENSION_SEPTETS
    assert sum(2 if character in EXTENSION_SEPTETS else 1 for character in text) <= 160
    assert format_amount(amount) in text
    assert format_amount(balance) in text
    assert f"Ref. {message.reference[:8]}" in text
