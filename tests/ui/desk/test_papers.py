"""Receipts and the end of a shift at the counter, by keyboard."""

from datetime import date, timedelta
from pathlib import Path
from threading import Event

import pytest
from clerk import CONTROL, PATIENCE_MS, Clerk, Key
from pymongo.database import Database
from PySide6.QtWidgets import (
    QAbstractButton,
    QDateEdit,
    QDialog,
    QLineEdit,
    QTableView,
    QTextBrowser,
)

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.domain.errors import DatabaseRefused
from btg_desktop.domain.shifts import ShiftSummary
from btg_desktop.services.shifts import Shifts
from btg_desktop.ui.context.connection import Connection
from btg_desktop.ui.papers import output


def paper(clerk: Clerk) -> str:
    """The receipt in front, once it can be printed."""
    view = clerk.find(QTextBrowser, "receiptPaper")
    clerk.wait(clerk.find(QAbstractButton, "savePdfButton").isEnabled, what="a receipt")
    return str(view.toPlainText())


def close(clerk: Clerk) -> None:
    clerk.press(Key.Key_Escape)
    clerk.wait_for_no_dialog()


def two_movements(clerk: Clerk) -> None:
    clerk.register()
    clerk.subscribe(1, "75000")
    clerk.wait_for_balance("$ 425.000")
    clerk.subscribe(3, "50000")
    clerk.wait_for_balance("$ 375.000")


def test_right_after_an_operation_its_receipt_is_one_key_away(clerk: Clerk) -> None:
    clerk.register()
    clerk.subscribe(1, "75000")
    clerk.wait_for_toast("Comprobante: Ctrl+P")
    clerk.press(Key.Key_P, CONTROL)
    shown = paper(clerk)
    for words in ("Comprobante de apertura", "N.º 000001", "Julián Montoya", "Setenta y cinco mil pesos"):
        assert words in shown
    assert clerk.text("heading") == "Comprobante N.º 000001"


def test_a_chosen_row_has_its_own_receipt_and_a_new_operation_takes_its_place(clerk: Clerk) -> None:
    two_movements(clerk)
    table = clerk.find(QTableView, "movementsTable")
    clerk.wait(lambda: len(clerk.movements()) == 2, what="both rows")
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 0))
    clerk.press(Key.Key_P, CONTROL)
    assert "FPV_BTG_PACTUAL_RECAUDADORA" in paper(clerk)
    close(clerk)
    clerk.subscribe(4, "250000")
    clerk.press(Key.Key_P, CONTROL)
    assert "FDO-ACCIONES" in paper(clerk)


def test_enter_on_a_rows_receipt_opens_it_and_the_number_stays(
    clerk: Clerk, database: Database[Document]
) -> None:
    two_movements(clerk)
    table = clerk.find(QTableView, "movementsTable")
    clerk.wait(lambda: len(clerk.movements()) == 2, what="both rows")
    seen = []
    for row in (1, 0, 1):
        table.setFocus()
        table.setCurrentIndex(table.model().index(row, table.model().columnCount() - 1))
        clerk.press(Key.Key_Return)
        seen.append(paper(clerk))
        close(clerk)
    assert seen[0] == seen[2]
    assert "N.º 000001" in seen[0]
    assert "N.º 000002" in seen[1]
    assert database["comprobantes"].count_documents({}) == 2


def test_a_receipt_is_saved_as_pdf_by_keyboard(clerk: Clerk, folder: Path) -> None:
    two_movements(clerk)
    clerk.press(Key.Key_P, CONTROL)
    paper(clerk)
    clerk.press(Key.Key_S, CONTROL)
    clerk.find(QDialog, "saveDialog")
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: clerk.text("noteText") == "Guardado", what="saved")
    (file,) = folder.iterdir()
    assert file.name == "comprobante-000001.pdf"
    assert file.read_bytes().startswith(b"%PDF")


def test_a_folder_that_is_gone_is_said_in_the_dialog(
    clerk: Clerk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "ask_file", lambda _p, _t, name, chosen: chosen(folder / "gone" / name))
    two_movements(clerk)
    clerk.press(Key.Key_P, CONTROL)
    paper(clerk)
    clerk.press(Key.Key_S, CONTROL)
    clerk.wait(lambda: clerk.text("noteText").startswith("No se pudo guardar"), what="not saved")


def test_enter_prints_the_receipt(clerk: Clerk, printed: Path) -> None:
    two_movements(clerk)
    clerk.press(Key.Key_P, CONTROL)
    paper(clerk)
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: clerk.text("noteText") == "Guardado", what="printed into a file")
    assert clerk.text("noteDetail") == str(printed)
    assert printed.read_bytes().startswith(b"%PDF")


def test_what_went_to_a_printer_says_to_which(clerk: Clerk, office_printer: Path) -> None:
    two_movements(clerk)
    clerk.press(Key.Key_P, CONTROL)
    paper(clerk)
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: clerk.text("noteText") == "Enviado a la impresora HP-Piso-2", what="printed")
    assert office_printer.read_bytes().startswith(b"%PDF")


def test_a_pdf_that_cannot_be_written_is_said_and_blames_no_printer(clerk: Clerk, printed: Path) -> None:
    printed.mkdir()
    two_movements(clerk)
    clerk.press(Key.Key_P, CONTROL)
    paper(clerk)
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: clerk.text("noteText").startswith("No se pudo guardar"), what="not saved")
    assert "impresora" not in clerk.report()


def test_the_print_dialog_opens_without_holding_the_window_and_esc_goes_back(clerk: Clerk) -> None:
    two_movements(clerk)
    clerk.press(Key.Key_P, CONTROL)
    paper(clerk)
    clerk.press(Key.Key_P, CONTROL)
    clerk.find(QDialog, "printDialog")
    clerk.press(Key.Key_Escape)
    clerk.wait(lambda: [each.objectName() for each in clerk.dialogs()] == ["receiptDialog"], what="back")
    assert clerk.text("noteText") == ""


def test_a_client_without_movements_has_no_receipt(clerk: Clerk) -> None:
    clerk.register()
    clerk.press(Key.Key_P, CONTROL)
    clerk.wait_for_banner("no hay comprobante")
    assert clerk.dialogs() == []


def test_the_end_of_the_shift_shows_what_was_done_today(clerk: Clerk) -> None:
    two_movements(clerk)
    clerk.cancel(1)
    clerk.wait_for_balance("$ 450.000")
    clerk.press(Key.Key_F9)
    clerk.wait(lambda: clerk.text("countFigure") == "3", what="three operations")
    assert clerk.text("subscribedFigure") == "$ 125.000"
    assert clerk.text("cancelledFigure") == "$ 75.000"
    assert clerk.text("netFigure") == "$ 50.000"
    assert cells(clerk, "shiftTotals") == [
        ["FPV_BTG_PACTUAL_RECAUDADORA", "Apertura", "1", "$ 75.000"],
        ["FPV_BTG_PACTUAL_RECAUDADORA", "Cancelación", "1", "$ 75.000"],
        ["DEUDAPRIVADA", "Apertura", "1", "$ 50.000"],
    ]
    assert [row[1:] for row in cells(clerk, "shiftOperations")] == [
        ["Julián Montoya", "CC 1.214.727.927", "FPV_BTG_PACTUAL_RECAUDADORA", "Apertura", "$ 75.000"],
        ["Julián Montoya", "CC 1.214.727.927", "DEUDAPRIVADA", "Apertura", "$ 50.000"],
        ["Julián Montoya", "CC 1.214.727.927", "FPV_BTG_PACTUAL_RECAUDADORA", "Cancelación", "$ 75.000"],
    ]


def cells(clerk: Clerk, name: str) -> list[list[str]]:
    model = clerk.find(QTableView, name).model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def funds(clerk: Clerk) -> list[str]:
    return [row[0] for row in cells(clerk, "shiftTotals")]


def test_another_day_is_chosen_by_keyboard_and_comes_back(
    clerk: Clerk, database: Database[Document], printed: Path
) -> None:
    two_movements(clerk)
    (first, _) = database["transacciones"].find().sort("secuencia")
    database["transacciones"].update_one(
        {"_id": first["_id"]}, {"$set": {"fecha": first["fecha"] - timedelta(days=1)}}
    )
    clerk.press(Key.Key_F9)
    clerk.wait(lambda: clerk.text("countFigure") == "1", what="today")
    day = clerk.find(QDateEdit, "shiftDay")
    today = day.date()
    day.setFocus()
    day.setDate(today.addDays(-1))
    clerk.wait(lambda: funds(clerk) == ["FPV_BTG_PACTUAL_RECAUDADORA"], what="yesterday")
    day.setDate(today.addDays(-2))
    clerk.wait(lambda: clerk.text("shiftState") == "Sin operaciones en este día", what="nothing")
    for _ in range(2):
        clerk.press(Key.Key_Up)
    clerk.wait(lambda: funds(clerk) == ["DEUDAPRIVADA"], what="today again")
    day.setSelectedSection(QDateEdit.Section.YearSection)
    for figure in str(today.year() - 1):
        clerk.press(Key(ord(figure)))
    assert funds(clerk) == ["DEUDAPRIVADA"]
    clerk.press(Key.Key_Return)  # it chooses the day that was typed; it does not print the other one
    clerk.wait(lambda: clerk.text("shiftState") == "Sin operaciones en este día", what="a year ago")
    assert not printed.exists()
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: clerk.text("noteText") == "Guardado", what="printed into a file")
    assert printed.exists()


def test_enter_prints_the_day_that_the_end_of_the_shift_opens_with(clerk: Clerk, printed: Path) -> None:
    clerk.press(Key.Key_F9)
    clerk.wait(lambda: clerk.text("shiftState") == "Sin operaciones en este día", what="nothing")
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: clerk.text("noteText") == "Guardado", what="printed into a file")
    assert printed.exists()


def test_a_day_that_could_not_be_read_says_so_while_it_is_looked_at(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.press(Key.Key_F9)
    clerk.wait(lambda: clerk.text("shiftState") == "Sin operaciones en este día", what="nothing")
    day = clerk.find(QDateEdit, "shiftDay")
    today = day.date()
    may_fail, told, summary = Event(), [], Shifts.summary

    def refuse_yesterday(shifts: Shifts, operator: str, branch: str, asked: date) -> ShiftSummary:
        if asked == today.toPython():
            return summary(shifts, operator, branch, asked)
        assert may_fail.wait(PATIENCE_MS / 1000)
        raise DatabaseRefused(reason="ShutdownInProgress")

    def tell(asked: Connection) -> None:
        told.append(asked)  # the connection is asked for at each failure

    monkeypatch.setattr(Shifts, "summary", refuse_yesterday)
    monkeypatch.setattr(Connection, "check", tell)
    day.setDate(today.addDays(-1))
    assert clerk.text("shiftState") == "Leyendo las operaciones…"
    day.setDate(today)
    clerk.wait(lambda: clerk.text("shiftState") == "Sin operaciones en este día", what="today again")
    may_fail.set()
    clerk.wait(lambda: bool(told), what="yesterday failed")
    assert clerk.text("noteText") == ""
    day.setDate(today.addDays(-1))
    clerk.wait(lambda: clerk.text("noteText").startswith("La base de datos rechazó"), what="refused")
    assert clerk.text("shiftState") == ""


@pytest.mark.parametrize(
    ("button", "suffix", "start"),
    [("savePdfButton", "pdf", b"%PDF"), ("saveCsvButton", "csv", b"\xef\xbb\xbf")],
)
def test_the_end_of_the_shift_is_saved(
    clerk: Clerk, folder: Path, button: str, suffix: str, start: bytes
) -> None:
    two_movements(clerk)
    clerk.press(Key.Key_F9)
    clerk.wait(lambda: clerk.text("countFigure") == "2", what="two operations")
    clerk.press_button(button)
    clerk.find(QDialog, "saveDialog")
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: clerk.text("noteText") == "Guardado", what="saved")
    (file,) = folder.iterdir()
    assert file.suffix == f".{suffix}"
    assert file.name.startswith("cierre-20")
    assert file.read_bytes().startswith(start)


def test_the_end_of_the_shift_is_printed_without_a_client_on_screen(clerk: Clerk, printed: Path) -> None:
    clerk.press(Key.Key_F9)
    clerk.wait(lambda: clerk.text("shiftState") == "Sin operaciones en este día", what="nothing")
    clerk.press(Key.Key_P, CONTROL)
    clerk.wait(lambda: clerk.text("noteText") == "Guardado", what="printed into a file")
    assert printed.exists()


def test_no_second_dialog_opens_over_the_first(clerk: Clerk) -> None:
    two_movements(clerk)
    clerk.press(Key.Key_F9)
    clerk.window.receipt_requested.emit()
    clerk.window.shift_requested.emit()
    assert [each.objectName() for each in clerk.dialogs()] == ["shiftDialog"]
    assert clerk.find(QLineEdit, "shiftDayText").isVisible()
