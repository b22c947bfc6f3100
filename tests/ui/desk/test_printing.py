"""What is said of a client's file, and movements on paper: how many, where, and only with that client."""

import re
from pathlib import Path

import pytest
from clerk import ALT, Key, screen_texts
from histories import Serve
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit

from btg_desktop.ui.movements.paper import MAX_PRINTED
from btg_desktop.ui.widgets.dialogs.progress_dialog import ProgressDialog


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
