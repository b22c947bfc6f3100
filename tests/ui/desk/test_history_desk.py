"""The history in the real window: filters by keyboard, totals, both ends, the branch, files and paper."""

import csv
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from bson import Decimal128, Int64
from clerk import ALT, CONTROL, Clerk, Key, screen_texts
from pymongo.database import Database
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QTableView,
)

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.domain.days import BOGOTA
from btg_desktop.ui.models.movements_window import MAX_ROWS
from btg_desktop.ui.papers.movements import MAX_PRINTED
from btg_desktop.ui.views.movements_card import MovementsCard
from btg_desktop.ui.views.progress_dialog import ProgressDialog

BRANCH = "Medellín Centro"
Serve = Callable[[int], Clerk]


def store(database: Database[Document], client_id: str, count: int, first: datetime) -> None:
    """Movements one minute apart: every third one is a cancellation, the funds take turns."""
    database["transacciones"].insert_many(
        [
            {
                "_id": uuid4(),
                "usuario": client_id,
                "secuencia": Int64(number),
                "tipo_transaccion": "cancelacion" if number % 3 == 0 else "apertura",
                "id_fondo": Int64(1 + number % 5),
                "nombre_fondo": f"FONDO-{1 + number % 5}",
                "valor": Decimal128(str(1000 * number)),
                "saldo_despues": Decimal128("500000"),
                "fecha": first + timedelta(minutes=number),
                "operador": "Laura Restrepo",
                "sucursal": BRANCH,
                "equipo": "pc-1",
            }
            for number in range(1, count + 1)
        ]
    )
    database["usuarios"].update_one({"_id": client_id}, {"$set": {"secuencia": Int64(count)}})


@pytest.fixture
def serve(clerk: Clerk, database: Database[Document]) -> Serve:
    """Register Julián and let him have a history that ends now."""

    def make(count: int) -> Clerk:
        clerk.register()
        client = database["usuarios"].find_one({"documento": "1214727927"})
        assert client is not None
        store(database, client["_id"], count, datetime.now(UTC) - timedelta(minutes=count))
        clerk.press(Key.Key_F5)
        clerk.wait(lambda: clerk.text("movementsCount") == f"{count:,}".replace(",", "."), what="count")
        return clerk

    return make


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


def test_the_filtered_rows_are_printed(serve: Serve, tmp_path: Path) -> None:
    clerk = serve(120)
    clerk.press(Key.Key_P, ALT)
    dialog = clerk.find(QPrintDialog, "printDialog")
    assert not dialog.testOption(QPrintDialog.PrintDialogOption.PrintPageRange)  # all of it is printed
    path = tmp_path / "m.pdf"
    dialog.printer().setOutputFileName(str(path))
    QDialog.done(dialog, QDialog.DialogCode.Accepted)
    clerk.wait_for_banner("Movimientos guardados en PDF: 120")
    assert str(path) in clerk.banner()
    written = path.read_bytes()
    assert written.startswith(b"%PDF")
    assert written.count(b"/Type /Page\n") >= 3


def test_what_went_to_a_printer_says_to_which(serve: Serve, office_printer: Path) -> None:
    clerk = serve(30)
    clerk.press(Key.Key_P, ALT)
    clerk.wait_for_toast("Movimientos enviados a la impresora HP-Piso-2: 30")
    assert office_printer.read_bytes().startswith(b"%PDF")


def test_a_list_too_long_for_paper_is_asked_about_and_the_rest_is_not_called_printed(
    serve: Serve, printed: Path
) -> None:
    clerk = serve(MAX_PRINTED + 40)
    clerk.press(Key.Key_P, ALT)
    clerk.find(QDialog, "tooLongDialog")
    assert clerk.text("heading") == "Son 5.040 movimientos: en papel caben 5.000"
    pages = re.search(r"ocupan (\d+) páginas\. Los otros 40 no se imprimen", clerk.text("tooLongMeaning"))
    assert pages
    clerk.press(Key.Key_Return)  # the safe answer is the default
    clerk.wait_for_no_dialog()
    assert not printed.exists()
    clerk.press(Key.Key_P, ALT)
    clerk.find(QDialog, "tooLongDialog")
    clerk.press_button("forwardButton")
    clerk.wait_for_banner("Guardados en PDF solo 5.000 de 5.040 movimientos", timeout=60_000)
    assert "Faltan 40" in clerk.banner()
    assert clerk.window.banner.property("tone") == "warn"
    assert printed.read_bytes().count(b"/Type /Page\n") == int(pages[1])


def test_esc_cancels_a_print_and_the_pdf_of_before_stays(serve: Serve, printed: Path) -> None:
    printed.write_bytes(b"of before")
    clerk = serve(MAX_PRINTED)
    clerk.press(Key.Key_P, ALT)
    clerk.find(ProgressDialog, "progressDialog")
    clerk.press(Key.Key_Escape)
    clerk.wait_for_banner("La impresión se canceló")
    clerk.wait_for_no_dialog()
    assert printed.read_bytes() == b"of before"


@pytest.mark.parametrize("key", [Key.Key_E, Key.Key_P])
def test_what_was_said_of_a_clients_file_is_not_shown_with_the_next_client(
    serve: Serve, printed: Path, tmp_path: Path, key: Qt.Key
) -> None:
    clerk = serve(3)
    clerk.register("Ana Gómez", "1020304050")
    clerk.choose("Julián Montoya")
    clerk.wait(lambda: len(clerk.movements()) == 3, what="his movements")
    clerk.press(key, ALT)
    if key == Key.Key_E:
        dialog = clerk.find(QFileDialog, "saveDialog")
        assert "1214727927" in dialog.findChild(QLineEdit).text()
        dialog.path_chosen.emit(tmp_path / "movimientos-1214727927.csv")  # type: ignore[attr-defined]
        dialog.reject()
    clerk.wait_for_banner("Movimientos")
    clerk.choose("Ana Gómez")
    assert clerk.banner() == ""
    assert not [text for text in screen_texts() if "1214727927" in text]


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
