"""The window as a whole: keys, closing, languages, and nothing nameless or cut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from btg_desktop.domain.models import Fund
from btg_desktop.ui.look.theme import DARK, apply_theme
from btg_desktop.ui.look.translation import Language, install_language
from btg_desktop.ui.runtime.turns import in_turns
from btg_desktop.ui.shell.views.main_window import MainWindow

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def focused(qtbot: QtBot, window: MainWindow) -> MainWindow:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.mark.parametrize(
    ("signal", "key", "modifier"),
    [
        ("new_client_requested", Qt.Key.Key_N, CTRL),
        ("refresh_requested", Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier),
        ("preferences_requested", Qt.Key.Key_Comma, CTRL),
        ("keys_requested", Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        ("cancel_requested", Qt.Key.Key_C, CTRL | SHIFT),
    ],
)
def test_each_key_asks_for_its_action(
    qtbot: QtBot, serving: MainWindow, signal: str, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    focused(qtbot, serving)
    with qtbot.waitSignal(getattr(serving, signal)):
        qtbot.keyClick(serving, key, modifier)


def test_alt_and_a_digit_asks_to_subscribe_to_that_fund(qtbot: QtBot, serving: MainWindow) -> None:
    focused(qtbot, serving)
    with qtbot.waitSignal(serving.subscribe_nth_requested) as asked:
        qtbot.keyClick(serving, Qt.Key.Key_4, ALT)
    assert asked.args == [4]


def test_the_window_shows_before_its_pages_are_built(qtbot: QtBot, window: MainWindow) -> None:
    focused(qtbot, window)
    for key, modifier in ((Qt.Key.Key_1, ALT), (Qt.Key.Key_P, CTRL), (Qt.Key.Key_C, CTRL | SHIFT)):
        qtbot.keyClick(window, key, modifier)  # meant for a page that is not there
    assert window.findChildren(QTableView) == []
    qtbot.keyClicks(window.rail.findChild(QLineEdit, "searchField"), "montoya")
    in_turns(window.build_pages(), window)
    qtbot.waitUntil(lambda: len(window.findChildren(QTableView)) == 3)
    assert window.rail.search.query() == "montoya"


def test_tab_goes_from_the_pages_to_the_foot(window: MainWindow) -> None:
    assert window.branch_card.isHidden()  # whoever asks for it need not wait for it
    names: list[str] = []
    each = window.nextInFocusChain()
    while each is not None and each is not window:
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            names.append(each.objectName())
        each = each.nextInFocusChain()
    order = ["searchField", "fundsTable", "movementsTable", "branchMovementsTable", "messagesButton"]
    assert [name for name in names if name in order] == order
    assert names[-2:] == ["preferencesButton", "moreButton"]


RAIL = ["searchField", "clientList", "newClientButton", "branchMovementsButton"]


def walked_by_tab(qtbot: QtBot, window: MainWindow) -> list[str]:
    """What Tab leads to from the search field, once round."""
    focused(qtbot, window).rail.search.focus_search()
    names: list[str] = []
    while not names or names[-1] != "searchField":
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        names.append(window.focusWidget().objectName())
        assert len(names) < 60
    return ["searchField", *names[:-1]]


def part(window: MainWindow, name: str) -> QPushButton:
    found = window.findChild(QPushButton, name)
    assert found is not None
    return found


def test_tab_goes_in_reading_order(qtbot: QtBot, serving: MainWindow, funds: tuple[Fund, ...]) -> None:
    subscribe = [f"subscribeFund{n}" for n in range(1, 6)]
    page = ["channelButton", "categoryAll", "fundsTable", subscribe[0], "cancelFund2", *subscribe[1:]]
    walked = walked_by_tab(qtbot, serving)
    assert walked[: len(RAIL) + len(page)] == [*RAIL, *page]
    assert walked[-1] == "preferencesButton"
    # Tab goes to the chip that is chosen
    qtbot.mouseClick(part(serving, "categoryFIC"), Qt.MouseButton.LeftButton)
    assert walked_by_tab(qtbot, serving)[4:7] == ["channelButton", "categoryFIC", "fundsTable"]
    qtbot.mouseClick(part(serving, "categoryAll"), Qt.MouseButton.LeftButton)
    serving.funds_card.show_funds(funds[::-1])  # its chips are other ones
    assert walked_by_tab(qtbot, serving)[4:7] == ["channelButton", "categoryAll", "fundsTable"]


def test_tab_goes_from_the_search_to_what_it_offers(qtbot: QtBot, window: MainWindow) -> None:
    window.rail.search.show_results([], "")
    assert walked_by_tab(qtbot, window)[:3] == ["searchField", "registerButton", "newClientButton"]


def test_keys_for_a_client_ask_also_while_nobody_is_served_so_that_a_reason_can_be_said(
    qtbot: QtBot, window: MainWindow
) -> None:
    focused(qtbot, window)
    asked = (window.subscribe_nth_requested, window.cancel_requested, window.receipt_requested)
    with qtbot.waitSignals(asked):
        for key, modifier in ((Qt.Key.Key_1, ALT), (Qt.Key.Key_C, CTRL | SHIFT), (Qt.Key.Key_P, CTRL)):
            qtbot.keyClick(window, key, modifier)


def test_ctrl_f_leads_to_the_search_with_its_text_selected(qtbot: QtBot, serving: MainWindow) -> None:
    focused(qtbot, serving)
    serving.funds_card.focus_table()
    field = serving.findChild(QLineEdit, "searchField")
    assert field is not None
    field.setText("montoya")
    qtbot.keyClick(serving, Qt.Key.Key_F, CTRL)
    assert field.hasFocus()
    assert field.selectedText() == "montoya"


def test_nobody_chosen_yet_says_how_to_begin(qtbot: QtBot, window: MainWindow) -> None:
    welcome = window.findChild(QWidget, "welcome")
    assert welcome is not None
    assert welcome.isVisible()
    begin = window.findChild(QPushButton, "welcomeNewClient")
    assert begin is not None
    with qtbot.waitSignal(window.new_client_requested):
        qtbot.mouseClick(begin, Qt.MouseButton.LeftButton)


def test_closing_waits_until_everything_has_stopped(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.closing):
        window.close()
    assert window.isVisible()
    window.finish_closing()
    assert not window.isVisible()


def _interactive(window: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QAbstractItemView)
    return [each for kind in kinds for each in window.findChildren(kind) if each.isVisibleTo(window)]


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_interactive_widget_has_a_name_for_tests_and_for_screen_readers(
    qapp: QApplication, serving: MainWindow, language: Language
) -> None:
    install_language(qapp, language)
    serving.banner.show_message("bad", "Falló", "detalle", ("retry", "copy", "dismiss"))
    found = [each for each in _interactive(serving) if not each.objectName().startswith("qt_")]
    own = [each for each in found if not isinstance(each, QHeaderView)]
    assert len(own) > 15
    nameless = [each for each in own if not each.objectName() or not each.accessibleName()]
    assert nameless == []


def test_object_names_of_controls_are_unique(serving: MainWindow) -> None:
    names = [each.objectName() for each in _interactive(serving) if each.objectName()]
    own = [name for name in names if not name.startswith("qt_")]
    assert sorted(own) == sorted(set(own))


def _cut(window: QWidget) -> list[tuple[str, str]]:
    """The labels and buttons whose text has less room than it needs."""
    found = []
    for each in (*window.findChildren(QLabel), *window.findChildren(QPushButton)):
        if each.isVisible() and each.text():
            wraps = each.hasHeightForWidth()
            height = each.heightForWidth(each.width()) if wraps else each.sizeHint().height()
            if each.height() < height or (not wraps and each.width() < each.sizeHint().width()):
                found.append((each.objectName(), each.text()))
    return found


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("page", ["welcome", "client"])
def test_no_text_is_cut_on_a_small_branch_screen(
    qtbot: QtBot, qapp: QApplication, serving: MainWindow, language: Language, page: str
) -> None:
    install_language(qapp, language)
    serving.show_client_page(page == "client")
    serving.banner.show_message("warn", "No hay conexión con la base de datos", "Se reintenta", ("retry",))
    keys = serving.findChild(QPushButton, "keysButton")
    assert keys is not None
    qtbot.waitUntil(lambda: keys.text() == {"es": "F1  Teclas", "en": "F1  Keys"}[language])
    qtbot.waitUntil(lambda: _cut(serving) == [])
    assert serving.width() == 1366
    sideways = [bar for bar in serving.findChildren(QWidget, "qt_scrollarea_hcontainer") if bar.isVisible()]
    assert sideways == []


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_cell_and_no_header_is_cut_on_a_small_branch_screen(
    qtbot: QtBot, qapp: QApplication, serving: MainWindow, language: Language
) -> None:
    install_language(qapp, language)

    def narrow() -> list[tuple[str, int]]:
        return [
            (table.objectName(), column)
            for table in serving.findChildren(QTableView)
            for column in range(table.model().columnCount())
            if table.columnWidth(column)
            < max(table.sizeHintForColumn(column), table.horizontalHeader().sectionSizeHint(column))
        ]

    qtbot.waitUntil(lambda: narrow() == [])


def test_the_whole_window_changes_its_language_at_once(
    qtbot: QtBot, qapp: QApplication, serving: MainWindow
) -> None:
    def shown() -> set[str]:
        return {each.text() for each in serving.findChildren(QPushButton) if each.isVisible()}

    spanish = shown()
    assert "Suscribir" in spanish
    install_language(qapp, "en")
    english = {"Subscribe", "Cancel", "Notify by SMS", "All", "F1  Keys"}
    qtbot.waitUntil(lambda: english <= shown())
    header = serving.movements_card.model.headerData(5, Qt.Orientation.Horizontal)
    assert header == "Balance after"
    install_language(qapp, "es")
    qtbot.waitUntil(lambda: shown() == spanish)


def test_the_theme_can_change_while_a_client_is_served(qapp: QApplication, serving: MainWindow) -> None:
    apply_theme(qapp, DARK)
    pixel = serving.grab().toImage().pixelColor(serving.width() - 4, serving.height() // 2)
    assert pixel.name().upper() == DARK.ground


def test_large_text_scrolls_down_but_not_sideways(
    qapp: QApplication, qtbot: QtBot, serving: MainWindow
) -> None:
    serving.resize(900, 520)
    qapp.processEvents()
    assert serving.width() == 900
    portfolio, funds = serving.portfolio_card, serving.funds_card
    assert (
        portfolio.mapTo(serving, portfolio.rect().topLeft()).y()
        > funds.mapTo(serving, funds.rect().topLeft()).y()
    )
