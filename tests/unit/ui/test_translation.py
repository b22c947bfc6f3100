"""The languages: every string has its English, and an error says the same in both."""

import re
import runpy
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from btg_desktop.domain.errors import BelowMinimum, DatabaseUnavailable, InsufficientBalance
from btg_desktop.domain.models import Channel, DocumentType, TransactionKind
from btg_desktop.ui.look.texts import channel_text, document_type_text, kind_text, moment_text
from btg_desktop.ui.look.translation import error_text, install_language, remedy_text

ROOT = Path(__file__).resolve().parents[3]
ENGLISH = ROOT / "resources" / "translations" / "btg_en.ts"
TOOL = ROOT / "tools" / "translations.py"


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    runpy.run_path(str(TOOL))["release"]()


@pytest.fixture
def in_english(qapp: QApplication) -> Iterator[None]:
    install_language(qapp, "en")
    yield
    install_language(qapp, "es")


def messages() -> list[tuple[str, str]]:
    found = []
    for message in Xml.parse(ENGLISH).iter("message"):  # noqa: S314 (our own file)
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, message.findtext("source")
        found.append((message.findtext("source") or "", translation.text or ""))
    return found


def test_every_string_has_its_english() -> None:
    assert [source for source, english in messages() if not english] == []


def test_both_languages_fill_in_the_same_figures() -> None:
    for source, english in messages():
        assert sorted(re.findall(r"\{\w*\}", source)) == sorted(re.findall(r"\{\w*\}", english))


def test_english_has_one_word_for_one_thing() -> None:
    """A movement, a message, its type, what is on hold, to search; a button that says Correct says yes."""
    others = re.compile(
        r"\b(notices?|transactions?|kinds?|held|find)\b|^(Correct|Try again)$|\d %", re.IGNORECASE
    )
    assert [
        english for _source, english in messages() if others.search(re.sub(r"\{\w*\}", "", english))
    ] == []


@pytest.mark.usefixtures("in_english")
def test_too_little_money_is_not_none() -> None:
    """The client may see a balance above the reason; in Spanish the bank gave the words."""
    told = error_text(InsufficientBalance(fund="DEUDAPRIVADA"))
    assert told == "Not enough available balance to subscribe to the fund DEUDAPRIVADA"


def test_no_string_is_missing_from_the_translation(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    runpy.run_path(str(TOOL))["update"](fresh)

    def strings(file: Path) -> set[tuple[str | None, str | None]]:
        return {
            (context.findtext("name"), message.findtext("source"))
            for context in Xml.parse(file).iter("context")  # noqa: S314 (our own files)
            for message in context.iter("message")
        }

    assert strings(fresh) == strings(ENGLISH)


def test_the_bank_asked_for_these_exact_words(qapp: QApplication) -> None:
    install_language(qapp, "es")
    error = InsufficientBalance(fund="DEUDAPRIVADA")
    assert error_text(error) == "No tiene saldo disponible para vincularse al fondo DEUDAPRIVADA"


@pytest.mark.usefixtures("in_english")
def test_an_error_is_told_in_english_with_its_figures() -> None:
    error = BelowMinimum(fund="DEUDAPRIVADA", minimum=Decimal(50000))
    assert error_text(error) == "The amount is below the minimum of the fund DEUDAPRIVADA: $ 50.000"
    assert remedy_text(error) == ""
    assert remedy_text(DatabaseUnavailable(reason="x")).startswith("Check the network")


@pytest.mark.usefixtures("in_english")
def test_kinds_and_qts_own_words_follow_the_language() -> None:
    assert kind_text(TransactionKind.SUBSCRIPTION) == "Subscription"
    assert channel_text(Channel.EMAIL) == "E-mail"
    assert document_type_text(DocumentType.PA) == "Passport (PA)"
    assert QLocale().language() == QLocale.Language.English


def test_qts_own_words_are_spanish_too(qapp: QApplication) -> None:
    install_language(qapp, "es")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancelar"


def test_moments_are_told_as_the_clocks_of_bogota_show_them() -> None:
    assert moment_text(datetime(2026, 11, 25, 3, 5, tzinfo=UTC)) == "24/11/2026 22:05"
