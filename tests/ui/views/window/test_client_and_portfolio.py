"""The client's card and the portfolio: whose money, how much, and in what."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from btg_desktop.domain.models import Channel, Client, Fund
from btg_desktop.ui.client_page.views.client_card import initials
from btg_desktop.ui.client_page.views.portfolio_groups import (
    GroupNames,
    Holding,
    group_holdings,
    percent_of,
    short_names,
)
from btg_desktop.ui.look.translation import install_language
from btg_desktop.ui.look.wording import wording
from btg_desktop.ui.shell.views.main_window import MainWindow


def words(parent: QWidget, name: str) -> str:
    found = parent.findChild(QLabel, name)
    assert found is not None
    return str(found.text())


def test_the_card_shows_the_clients_money(serving: MainWindow) -> None:
    card = serving.client_card
    assert words(card, "clientName") == "Julián Montoya"
    assert words(card, "clientContact") == "CC 1.214.727.927  ·  +57 300 544 4343  ·  julian@gmail.com"
    assert words(card, "invested") == "$ 125.000"
    assert words(card, "total") == "$ 500.000"
    assert words(card, "availableBalance") == "$ 375.000"


def test_a_screen_reader_hears_what_each_amount_is(serving: MainWindow) -> None:
    balance = serving.client_card.findChild(QLabel, "availableBalance")
    assert balance is not None
    assert balance.accessibleName() == "Saldo disponible: $ 375.000"


def test_the_channel_opens_the_preferences(
    qtbot: QtBot, serving: MainWindow, make_client: Callable[..., Client]
) -> None:
    channel = serving.client_card.findChild(QPushButton, "channelButton")
    assert channel is not None
    assert channel.text() == "Notificar por SMS"
    serving.client_card.show_client(make_client(channel=Channel.EMAIL))
    assert channel.text() == "Notificar por correo"
    with qtbot.waitSignal(serving.preferences_requested):
        qtbot.mouseClick(channel, Qt.MouseButton.LeftButton)


def test_a_long_name_is_elided_and_told_in_the_tool_tip(
    serving: MainWindow, make_client: Callable[..., Client]
) -> None:
    name = "Fundación para el Desarrollo Agropecuario y Rural del Occidente Colombiano " * 2
    serving.client_card.show_client(make_client(name))
    shown = serving.client_card.findChild(QLabel, "clientName")
    assert shown is not None
    assert shown.text().endswith("…")
    assert shown.toolTip() == name


@pytest.mark.parametrize(
    ("name", "letters"), [("Julián Montoya", "JM"), ("ana", "A"), ("3M de Colombia", "DC"), ("123", "")]
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_the_portfolio_says_in_words_what_it_draws(
    serving: MainWindow, julian: Client, funds: tuple[Fund, ...]
) -> None:
    described = serving.portfolio_card.accessibleDescription()
    assert described == (
        "25 % invertido: FPV $ 125.000 (FPV_BTG_PACTUAL_ECOPETROL $ 125.000), Disponible $ 375.000"
    )


def test_the_portfolio_says_it_in_english_and_without_amounts_when_discreet(
    qapp: QApplication,
    qtbot: QtBot,
    serving: MainWindow,
    make_client: Callable[..., Client],
    funds: tuple[Fund, ...],
) -> None:
    both = make_client(holdings={1: Decimal(75000), 3: Decimal(50000)})
    serving.portfolio_card.show_client(both, funds)
    install_language(qapp, "en")
    wording().mask(True)
    qtbot.waitUntil(
        lambda: (
            serving.portfolio_card.accessibleDescription()
            == "25% invested: FPV $ ••• (FPV_BTG_PACTUAL_RECAUDADORA $ •••), FIC $ ••• (DEUDAPRIVADA $ •••),"
            " Available $ •••"
        )
    )
    assert not serving.portfolio_card.grab().isNull()
    wording().mask(False)


NAMES = GroupNames(lambda n: f"+{n} categories", lambda n: f"+{n}", lambda n: f"{n} funds")


def grouped(*held: tuple[str, str, int]) -> list[tuple[str, int, list[tuple[str, int]]]]:
    groups = group_holdings([Holding(fund, category, Decimal(n)) for fund, category, n in held], NAMES)
    return [(g.name, int(g.amount), [(p.name, int(p.amount)) for p in g.parts]) for g in groups]


def test_categories_and_their_funds_are_named_the_largest_first() -> None:
    assert grouped(("A", "FPV", 1), ("B", "FIC", 5), ("C", "FPV", 3)) == [
        ("FIC", 5, [("B", 5)]),
        ("FPV", 4, [("C", 3), ("A", 1)]),
    ]


def test_many_funds_share_a_line_within_their_category() -> None:
    fpv = [(f"F{n}", "FPV", n) for n in range(1, 7)]
    assert grouped(*fpv, ("B", "FIC", 2), ("D", "FIC", 1)) == [
        ("FPV", 21, [("F6", 6), ("F5", 5), ("+4", 10)]),
        ("FIC", 3, [("2 funds", 3)]),
    ]


def test_many_categories_share_one_and_nothing_is_lost() -> None:
    groups = grouped(*((f"F{n}", f"C{n}", n) for n in range(1, 6)))
    assert groups == [("C5", 5, [("F5", 5)]), ("C4", 4, [("F4", 4)]), ("+3 categories", 6, [("3 funds", 6)])]


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        ("0", "500000", 0),
        ("125000", "500000", 25),
        ("1", "500000", 1),
        ("499999", "500000", 99),
        ("5", "5", 100),
    ],
)
def test_whole_percents_never_round_to_nothing_or_to_all(part: str, whole: str, percent: int) -> None:
    assert percent_of(Decimal(part), Decimal(whole)) == percent


def test_a_client_without_money_is_nothing_invested() -> None:
    assert percent_of(Decimal(0), Decimal(0)) == 0


def test_fund_names_are_shortened_only_where_that_tells_them_apart() -> None:
    assert short_names(
        ["FPV_BTG_PACTUAL_ECOPETROL", "FIC_ECOPETROL", "DEUDAPRIVADA", "FPV_BTG_DINAMICA"]
    ) == {
        "FPV_BTG_PACTUAL_ECOPETROL": "FPV_BTG_PACTUAL_ECOPETROL",
        "FIC_ECOPETROL": "FIC_ECOPETROL",
        "DEUDAPRIVADA": "DEUDAPRIVADA",
        "FPV_BTG_DINAMICA": "DINAMICA",
    }


def test_many_holdings_without_points_paint(
    qtbot: QtBot, serving: MainWindow, make_client: Callable[..., Client], funds: tuple[Fund, ...]
) -> None:
    rich = make_client(holdings={n: Decimal(n * 1000) for n in range(1, 9)}, available=Decimal(0))
    serving.portfolio_card.show_client(rich, funds)
    serving.portfolio_card.show_balances([])
    assert not serving.portfolio_card.grab().isNull()
    assert "100 % invertido" in serving.portfolio_card.accessibleDescription()
