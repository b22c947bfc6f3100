"""The history in the real window: filters by keyboard, totals, both ends, the branch, files and paper."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
from clerk import ALT, CONTROL, Clerk, Key
from histories import Serve, store
from pymongo.database import Database
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QMenu,
    QTableView,
)

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.domain.days import BOGOTA
from btg_desktop.ui.movements.views.movements_card import MovementsCard
from btg_desktop.ui.movements.window import MAX_ROWS
from btg_desktop.ui.widgets.dialogs.progress_dialog import ProgressDialog


def pick(clerk: Clerk, button: str, key: Qt.Key, steps: int) -> None:
    """Open a filter by its mnemonic and choose by arrow keys."""
    clerk.press(key, ALT)
    menu = clerk.find(QMenu, f"{button}Menu")
    for _ in range(steps):
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)


def numbers(card: MovementsCard) -> list[int]:
    return [card.model.transaction_at(row).sequence for row in range(card.model.rowCount())]


def table(clerk: Clerk, name: str = "movementsTable") -> QTableView:
    found = clerk.find(QTableView, name)
    found.setFocus()
    return found


def test_filters_by_keyboard_show_exactly_what_they_say_with_its_totals(serve: Serve) -> None:
    clerk = serve(30)
    card = clerk.window.movements_card
    opened = sum(1000 * n for n in range(1, 31) if n % 3)
    assert clerk.text("movementsTotals").startswith("Aperturas $ 300.000  ·  Cancelaciones $ 165.000")
    assert opened == 300_000
    pick(clerk, "movementsTypeFilter", Key.Key_T, 3)
    clerk.wait(lambda: numbers(card) == list(range(30, 0, -3)), what="cancellations")
    clerk.wait(lambda: clerk.text("movementsCount") == "10", what="their count")
    totals = "Aperturas $ 0  ·  Cancelaciones $ 165.000  ·  Neto -$ 165.000"
    clerk.wait(lambda: clerk.text("movementsTotals") == totals, what=totals)
    pick(clerk, "movementsFundFilter", Key.Key_O, 2)
    clerk.wait(lambda: numbers(card) == [30, 15], what="of one fund")
    pick(clerk, "movementsDatesFilter", Key.Key_F, 3)
    clerk.wait(lambda: clerk.text("noMovementsTitle") == "Ningún movimiento cumple los filtros", what="none")
    assert not clerk.find(QAbstractButton, "movementsExportButton").isEnabled()


def test_a_range_of_days_is_asked_for_in_a_dialog(serve: Serve) -> None:
    clerk = serve(3)
    pick(clerk, "movementsDatesFilter", Key.Key_F, 7)
    clerk.find(QAbstractButton, "forwardButton")
    clerk.press(Key.Key_Return)
    clerk.wait_for_no_dialog()
    today = datetime.now(BOGOTA)
    button = clerk.find(QAbstractButton, "movementsDatesFilter")
    assert f"{today:%d/%m/%Y}" in button.text()
    assert f"{today:%d/%m/%Y}" in button.accessibleName()


def test_another_client_is_never_shown_through_the_filters_of_the_one_before(
    serve: Serve, database: Database[Document]
) -> None:
    clerk = serve(9)
    pick(clerk, "movementsTypeFilter", Key.Key_T, 3)
    clerk.wait(lambda: clerk.text("movementsCount") == "3", what="filtered")
    clerk.register("Ana Ruiz", "43567210")
    assert clerk.find(QAbstractButton, "movementsTypeFilter").property("tone") == "neutral"


def test_the_filters_are_reached_by_tab_in_reading_order(serve: Serve) -> None:
    clerk = serve(3)
    clerk.find(QAbstractButton, "movementsDatesFilter").setFocus()
    reached = []
    for _ in range(6):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused.objectName())
        clerk.press(Key.Key_Tab)
    assert reached == [
        "movementsDatesFilter",
        "movementsFundFilter",
        "movementsTypeFilter",
        "movementsExportButton",
        "movementsPrintButton",
        "movementsTable",
    ]


def test_the_header_and_the_keys_sort_in_the_database(serve: Serve) -> None:
    clerk = serve(450)
    card = clerk.window.movements_card
    view = table(clerk)
    view.setCurrentIndex(card.model.index(0, 4))
    clerk.press(Key.Key_Up, CONTROL)
    clerk.wait(lambda: numbers(card)[:3] == [1, 2, 3], what="smallest amounts first")
    header = view.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(3) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    clerk.wait(lambda: numbers(card)[:2] == [449, 444], what="the last fund's newest first")


def test_end_and_home_go_to_the_edges_of_a_long_history_in_bounded_memory(serve: Serve) -> None:
    clerk = serve(4_000)
    card = clerk.window.movements_card
    view = table(clerk)
    clerk.press(Key.Key_End)
    clerk.wait(lambda: numbers(card)[-1] == 1, what="the oldest")
    assert view.currentIndex().row() == card.model.rowCount() - 1
    assert card.model.rowCount() == 200
    for _ in range(11):
        rows = card.model.rowCount(), numbers(card)[0]
        top = card.model.transaction_at(0).sequence
        view.verticalScrollBar().setValue(0)
        clerk.wait(lambda top=top: numbers(card)[0] > top, what=f"above {rows}")
        shown = card.model.transaction_at(view.rowAt(5)).sequence
        assert abs(shown - top) <= 2  # what was looked at stayed where it was
    assert card.model.rowCount() == MAX_ROWS
    assert numbers(card) == list(range(numbers(card)[0], numbers(card)[0] - MAX_ROWS, -1))
    clerk.press(Key.Key_Home)
    clerk.wait(lambda: numbers(card)[0] == 4_000, what="the newest")
    assert view.currentIndex().row() == 0


def test_f7_shows_the_branch_and_a_row_leads_to_its_client(
    serve: Serve, database: Database[Document]
) -> None:
    clerk = serve(3)
    clerk.register("Ana Ruiz", "43567210")
    ana = database["usuarios"].find_one({"documento": "43567210"})
    assert ana is not None
    store(database, ana["_id"], 1, datetime.now(UTC))
    clerk.press(Key.Key_F7)
    card = clerk.window.branch_card
    clerk.wait(lambda: clerk.text("branchMovementsCount") == "4", what="all of the branch")
    assert [card.model.index(row, 0).data() for row in range(4)] == ["Ana Ruiz", *["Julián Montoya"] * 3]
    view = table(clerk, "branchMovementsTable")
    view.setCurrentIndex(card.model.index(2, 1))
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: clerk.text("clientName") == "Julián Montoya", what="the row's client")
    clerk.press(Key.Key_F7)
    clerk.find(QTableView, "branchMovementsTable")
    clerk.press(Key.Key_Escape)
    clerk.wait(lambda: clerk.text("clientName") == "Julián Montoya", what="back")
    clerk.press(Key.Key_F7)
    clerk.find(QTableView, "branchMovementsTable")
    clerk.register("Luis Peña", "71234567")  # whoever is served comes to the front


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_filtered_rows_are_exported_by_keyboard(serve: Serve, tmp_path: Path, ending: str) -> None:
    clerk = serve(30)
    card = clerk.window.movements_card
    pick(clerk, "movementsTypeFilter", Key.Key_T, 3)
    clerk.wait(lambda: numbers(card) == list(range(30, 0, -3)), what="cancellations")
    clerk.press(Key.Key_E, ALT)
    dialog = clerk.find(QFileDialog, "saveDialog")
    path = tmp_path / f"m.{ending}"
    dialog.findChild(QLineEdit).setText(str(path))
    dialog.accept()
    clerk.wait_for_banner("Movimientos exportados: 10")
    assert str(path) in clerk.banner()
    if ending == "csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
        assert rows[0][0] == "N.º"
        assert [int(row[0]) for row in rows[1:]] == list(range(30, 0, -3))
        assert {row[4] for row in rows[1:]} == {"Cancelación"}
    else:
        assert path.read_bytes().startswith(b"PK")


def test_a_folder_that_cannot_be_written_is_said_with_what_to_do(serve: Serve, tmp_path: Path) -> None:
    clerk = serve(3)
    clerk.press(Key.Key_E, ALT)
    dialog = clerk.find(QFileDialog, "saveDialog")
    dialog.path_chosen.emit(tmp_path / "none" / "m.csv")  # type: ignore[attr-defined]
    dialog.reject()
    clerk.wait_for_banner("No se pudo escribir m.csv")
    assert "elija otra" in clerk.banner()


def test_esc_cancels_an_export_and_leaves_no_file(serve: Serve, tmp_path: Path) -> None:
    clerk = serve(20_000)
    clerk.press(Key.Key_E, ALT)
    dialog = clerk.find(QFileDialog, "saveDialog")
    dialog.path_chosen.emit(tmp_path / "m.xlsx")  # type: ignore[attr-defined]
    dialog.reject()
    clerk.find(ProgressDialog, "progressDialog")
    clerk.press(Key.Key_Escape)
    clerk.wait_for_banner("La exportación se canceló")
    clerk.wait_for_no_dialog()
    assert list(tmp_path.glob("*m.xlsx*")) == []
