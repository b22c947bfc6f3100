"""Where columns have no room beside each other, what they told goes below, and nothing one does is lost."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from screens import SCREENS, Screen, part

from btg_desktop.domain.history import NEWEST_FIRST, Sort, SortKey
from btg_desktop.ui.client_page import model as funds_model
from btg_desktop.ui.client_page.views.funds_table import FundsTable
from btg_desktop.ui.look.appearance import Appearance
from btg_desktop.ui.movements import cells as movement_cells
from btg_desktop.ui.movements.views.movements_table import MovementsTable
from btg_desktop.ui.shell.views.main_window import MainWindow

Show = Callable[[Screen], QWidget]


@pytest.fixture
def large(qapp: QApplication, show: Show) -> Iterator[MainWindow]:
    """A client served with text at 200 %."""
    looks = Appearance(qapp, "es", "light", {}, lambda _key, _value: None, 200)
    window = show(SCREENS["serving"])
    assert isinstance(window, MainWindow)
    yield window
    looks.deleteLater()


def test_a_fund_tells_its_category_minimum_and_holding_below_its_name(large: MainWindow) -> None:
    table = part(large, FundsTable, "fundsTable")
    name = table.model().index(1, funds_model.NAME)
    assert name.data(funds_model.WHOLE_ROLE) == ("FPV  ·  mínimo $ 125.000", "tiene $ 125.000")
    shown = [column for column in range(funds_model.COLUMNS) if not table.isColumnHidden(column)]
    assert shown == [funds_model.NAME, funds_model.ACTIONS]
    cancel, subscribe = (part(table, QPushButton, f"{each}Fund2") for each in ("cancel", "subscribe"))
    assert cancel.geometry().bottom() < subscribe.geometry().top()


def test_in_any_width_the_names_have_what_they_ask_for(large: MainWindow, qapp: QApplication) -> None:
    tables = part(large, FundsTable, "fundsTable"), part(large, MovementsTable, "movementsTable")
    for table in tables:
        table.horizontalHeader().setMinimumSectionSize(220)  # more than the words of some columns need
        table.measure_again()
    for width in range(3600, 1700, -50):
        large.resize(width, 1400)
        for _ in range(3):
            qapp.processEvents()
        for table, name in zip(tables, (funds_model.NAME, movement_cells.FUND), strict=True):
            assert table.columnWidth(name) >= table.column_needs(name), width


def test_a_movement_tells_its_kind_moment_and_message_below_its_fund(large: MainWindow) -> None:
    table = part(large, MovementsTable, "movementsTable")
    fund = table.model().index(0, movement_cells.FUND)
    moment = "N.º 4  ·  Cancelación  ·  24/11/2026 04:38"
    assert fund.data(movement_cells.WITHOUT_MESSAGE) == (moment, "SMS pendiente")
    assert table.model().index(0, movement_cells.AMOUNT).data(movement_cells.WITHOUT_MESSAGE) == (
        "$ 425.000",
    )
    assert part(large, QPushButton, "resendButton").isVisible()  # its column has no room


def test_an_order_asked_for_twice_leads_back_to_the_newest_first(large: MainWindow) -> None:
    table = part(large, MovementsTable, "movementsTable")
    asked: list[Sort] = []
    table.sort_wanted.connect(asked.append)
    table.sort_wanted.connect(table.show_sort)
    for _ in range(3):
        table.horizontalHeader().sectionClicked.emit(movement_cells.FUND)
    assert asked == [Sort(SortKey.FUND, True), Sort(SortKey.FUND, False), NEWEST_FIRST]
    table.setCurrentIndex(table.model().index(0, movement_cells.AMOUNT))
    for _ in range(2):
        QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert asked[3:] == [Sort(SortKey.AMOUNT, True), NEWEST_FIRST]


def test_a_wide_window_has_all_columns_again(large: MainWindow, qapp: QApplication) -> None:
    large.resize(3200, 1400)
    for _ in range(3):
        qapp.processEvents()
    for table in (part(large, FundsTable, "fundsTable"), part(large, MovementsTable, "movementsTable")):
        columns = range(table.model().columnCount())
        assert not any(table.isColumnHidden(column) for column in columns)
