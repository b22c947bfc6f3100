"""A figure is never cut: a number or an amount, in whatever row and at whatever size of text."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot
from samples import MOVEMENTS
from screens import SCREENS, part
from test_room import appearance

from btg_desktop.domain.models import Transaction
from btg_desktop.ui.look.scaling import SIZES
from btg_desktop.ui.movements.cells import AMOUNT, BALANCE, NUMBER
from btg_desktop.ui.shell.views.main_window import MainWindow

FIGURES = (NUMBER, AMOUNT, BALANCE)


def movements(first: int, last: int) -> list[Transaction]:
    """In the order of their numbers; every fiftieth is of a large amount."""
    return [
        replace(
            MOVEMENTS[0],
            id=uuid4(),
            sequence=number,
            amount=Decimal(1_000 if number % 50 else 98_765_432_100),
            balance_after=Decimal(1_000 if number % 50 else 123_456_789_000),
        )
        for number in range(first, last + 1)
    ]


def serve(window: MainWindow, rows: Sequence[Transaction]) -> QTableView:
    SCREENS["serving"](window)
    model = window.movements_card.model
    model.begin()
    model.add_page(rows, {}, 1)
    QApplication.processEvents()
    return part(window, QTableView, "movementsTable")


def cut(table: QTableView) -> list[str]:
    cells = [
        table.model().index(row, column) for column in FIGURES for row in range(table.model().rowCount())
    ]
    shown = [cell for cell in cells if not table.isColumnHidden(cell.column())]
    return [
        str(cell.data())
        for cell in shown
        if table.sizeHintForIndex(cell).width() > table.columnWidth(cell.column())
    ]


@pytest.mark.parametrize("width", [1366, 3000])
@pytest.mark.parametrize("size", SIZES)
def test_no_row_of_a_page_has_its_figures_cut(
    window: MainWindow, qapp: QApplication, size: int, width: int
) -> None:
    with appearance(qapp, size):
        window.resize(width, 768)
        table = serve(window, movements(901, 1100))
        assert cut(table) == []
        assert width < 2000 or not table.isColumnHidden(NUMBER)
        assert table.horizontalScrollBar().maximum() == 0


def test_figures_that_come_with_a_later_page_have_room_too(window: MainWindow, qapp: QApplication) -> None:
    window.resize(2400, 768)
    table = serve(window, movements(1, 9))
    model = window.movements_card.model
    model.fetchMore(QModelIndex())
    model.add_page(movements(99_901, 100_100), {}, None)
    qapp.processEvents()
    assert model.rowCount() == 209
    assert cut(table) == []


def test_a_column_of_figures_cannot_be_dragged_narrower_than_they_are(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    window.resize(2400, 768)
    table = serve(window, movements(4_901, 5_100))
    before, header = table.columnWidth(NUMBER), table.horizontalHeader()
    edge = QPoint(header.sectionViewportPosition(NUMBER) + before - 1, header.height() // 2)
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(header.viewport(), edge - QPoint(6, 0))
    QTest.mouseMove(header.viewport(), edge - QPoint(30, 0))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge - QPoint(30, 0))
    qapp.processEvents()
    assert cut(table) == []
    window.widths.restore({"movementsTable": {NUMBER: 40}})  # as a clerk left it, when numbers were small
    assert cut(table) == []
