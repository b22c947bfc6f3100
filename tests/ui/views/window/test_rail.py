"""The rail: a client is found and opened without leaving the search field."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from btg_desktop.domain.models import Client
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.shell.views.rail import Rail


@pytest.fixture
def rail(window: MainWindow) -> Rail:
    return window.rail


@pytest.fixture
def field(rail: Rail) -> QLineEdit:
    found = rail.findChild(QLineEdit, "searchField")
    assert found is not None
    return found


@pytest.fixture
def people(make_client: Callable[..., Client]) -> list[Client]:
    return [make_client("María Núñez", "43567210"), make_client("Mario Gómez", "412908")]


def part(rail: Rail, name: str) -> QWidget:
    found = rail.findChild(QWidget, name)
    assert found is not None
    return found


def test_typing_asks_once_it_pauses(qtbot: QtBot, rail: Rail, field: QLineEdit) -> None:
    asked: list[str] = []
    rail.search.search_requested.connect(asked.append)
    with qtbot.waitSignal(rail.search.search_requested):
        qtbot.keyClicks(field, " mar")
    assert asked == ["mar"]


def test_enter_asks_at_once(qtbot: QtBot, rail: Rail, field: QLineEdit) -> None:
    qtbot.keyClicks(field, "mar")
    with qtbot.waitSignal(rail.search.search_requested, timeout=100):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_arrows_move_in_the_results_and_enter_opens_one(
    qtbot: QtBot, rail: Rail, field: QLineEdit, people: list[Client]
) -> None:
    qtbot.keyClicks(field, "mar")
    rail.search.show_results(people, "mar")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(rail.search.client_chosen) as chosen:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert chosen.args == [people[1].id]
    qtbot.keyClick(field, Qt.Key.Key_Up)
    with qtbot.waitSignal(rail.search.client_chosen) as chosen:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert chosen.args == [people[0].id]


@pytest.mark.parametrize("query", ["", "mar"], ids=["recents", "results"])
def test_whoever_is_on_screen_is_read_again_without_taking_the_arrows_choice_back(
    query: str, qtbot: QtBot, rail: Rail, field: QLineEdit, people: list[Client]
) -> None:
    rail.search.show_recents(people)
    rail.search.show_current(people[0].id)
    if query:
        qtbot.keyClicks(field, query)
        rail.search.show_results(people, query)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    rail.search.show_current(people[0].id)
    rail.search.show_recents([replace(people[0], available_balance=Decimal(425_000)), people[1]])
    with qtbot.waitSignal(rail.search.client_chosen) as chosen:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert chosen.args == [people[1].id]


def test_one_enter_opens_the_only_client_that_is_found(
    qtbot: QtBot, rail: Rail, field: QLineEdit, people: list[Client]
) -> None:
    qtbot.keyClicks(field, "43567210")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    with qtbot.waitSignal(rail.search.client_chosen) as chosen:
        rail.search.show_results(people[:1], "43567210")
    assert chosen.args == [people[0].id]


def test_one_enter_opens_nobody_when_several_are_found(
    qtbot: QtBot, rail: Rail, field: QLineEdit, people: list[Client]
) -> None:
    qtbot.keyClicks(field, "mar")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(rail.search.client_chosen):
        rail.search.show_results(people, "mar")


def test_an_answer_to_an_older_question_is_ignored(
    qtbot: QtBot, rail: Rail, field: QLineEdit, people: list[Client]
) -> None:
    qtbot.keyClicks(field, "mario")
    rail.search.show_results(people, "mar")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    found = rail.findChild(QListView, "clientList")
    assert found is not None
    assert found.model().rowCount() == 0


def test_no_result_offers_to_register_and_keeps_what_was_typed(
    qtbot: QtBot, rail: Rail, field: QLineEdit
) -> None:
    qtbot.keyClicks(field, "1037655412")
    rail.search.show_results([], "1037655412")
    words = rail.findChild(QLabel, "noneFound")
    register = rail.findChild(QPushButton, "registerButton")
    assert words is not None
    assert register is not None
    assert words.isVisible()
    assert "1037655412" in words.text()
    with qtbot.waitSignal(rail.new_client_requested):
        qtbot.mouseClick(register, Qt.MouseButton.LeftButton)
    assert rail.search.query() == "1037655412"


def test_emptying_the_field_brings_the_recents_back_without_asking(
    qtbot: QtBot, rail: Rail, field: QLineEdit, people: list[Client]
) -> None:
    rail.search.show_recents(people)
    qtbot.keyClicks(field, "zulu")
    rail.search.show_results([], "zulu")
    with qtbot.assertNotEmitted(rail.search.search_requested, wait=250):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert part(rail, "clientList").isVisible()
    title = rail.findChild(QLabel, "listTitle")
    assert title is not None
    assert title.text() == "RECIENTES"


def test_a_slow_search_shows_a_skeleton_until_it_ends(
    qtbot: QtBot, rail: Rail, field: QLineEdit, people: list[Client]
) -> None:
    rail.search.show_recents(people)
    qtbot.keyClicks(field, "mar")
    rail.search.show_loading()
    assert part(rail, "clientList").isVisible()
    qtbot.waitUntil(lambda: not part(rail, "clientList").isVisible())
    rail.search.stop_loading()
    assert part(rail, "clientList").isVisible()


def test_a_click_opens_a_recent_client(qtbot: QtBot, rail: Rail, people: list[Client]) -> None:
    rail.search.show_recents(people)
    found = rail.findChild(QListView, "clientList")
    assert found is not None
    spot = found.visualRect(found.model().index(1, 0)).center()
    with qtbot.waitSignal(rail.search.client_chosen) as chosen:
        qtbot.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen.args == [people[1].id]


def test_a_screen_reader_hears_name_and_document(rail: Rail, people: list[Client]) -> None:
    rail.search.show_recents(people)
    found = rail.findChild(QListView, "clientList")
    assert found is not None
    spoken = found.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "María Núñez, CC 43.567.210"
