"""What is on paper, read back from the PDF itself."""

import csv
import io
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from btg_desktop.adapters.exports.csv_file import CsvTables
from btg_desktop.domain.errors import NotPrinted, NotSaved
from btg_desktop.domain.models import Desk, DocumentType, Transaction, TransactionKind
from btg_desktop.domain.receipts import Bank, Receipt
from btg_desktop.domain.shifts import ShiftLine, ShiftOperation, ShiftSummary
from btg_desktop.services.tables import Tables
from btg_desktop.ui.look.theme import LIGHT, apply_theme
from btg_desktop.ui.papers.writing import receipt_paper, shift_paper, shift_table
from btg_desktop.ui.printing.paper import page_layout
from btg_desktop.ui.printing.saving import save

ID = UUID("4be86a83-ad49-438b-b504-2301dab423ce")
AT = datetime(2026, 11, 24, 15, 42, 7, tzinfo=UTC)
BANK = Bank("BTG Pactual", "890907157-0")
DESK = Desk("Laura Restrepo", "Medellín Centro", "caja-1")
ISSUED = (
    "Emitido el 24/11/2026 11:42:07 por Pedro Ruiz. Hora de Bogotá. Las reimpresiones llevan el mismo número."
)
OPENED, CLOSED = TransactionKind.SUBSCRIPTION, TransactionKind.CANCELLATION

ReadBack = Callable[[bytes], str]

pytestmark = pytest.mark.usefixtures("themed")


@pytest.fixture
def themed(qapp: QApplication) -> None:
    """The window's figures are all of one width; a PDF could not read those back, so papers have others."""
    apply_theme(qapp, LIGHT)


@pytest.fixture
def read_back(tmp_path: Path) -> ReadBack:
    """What somebody finds who searches or copies the text of a PDF, line by line."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")

    def read(pdf: bytes) -> str:
        file = tmp_path / "read.pdf"
        file.write_bytes(pdf)
        command = [program, "-layout", str(file), "-"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
        return "\n".join(" ".join(line.split()) for line in done.stdout.splitlines() if line.strip())

    return read


def movement(kind: TransactionKind = OPENED, number: int = 3) -> Transaction:
    return Transaction(
        id=ID,
        client_id="c",
        sequence=number,
        kind=kind,
        fund_id=1,
        fund_name="FPV_BTG_PACTUAL_RECAUDADORA",
        amount=Decimal(75_000),
        balance_after=Decimal("425000.50"),
        at=AT + timedelta(minutes=number),
        desk=DESK,
    )


@pytest.fixture
def receipt() -> Receipt:
    return Receipt(
        transaction=movement(),
        branch="Medellín Centro",
        number=12,
        issued_at=AT + timedelta(hours=1),
        issued_by="Pedro Ruiz",
        client_name="Julián Montoya",
        document_type=DocumentType.CC,
        document="1214727927",
        category="FPV",
        language="es",
        bank=BANK,
    )


def shift(operations: int = 3, **changes: object) -> ShiftSummary:
    listed = tuple(
        ShiftOperation(
            movement(CLOSED if n % 3 == 0 else OPENED, n), "Julián Montoya", DocumentType.CC, "1214727927"
        )
        for n in range(1, operations + 1)
    )
    closed = operations // 3
    summary = ShiftSummary(
        operator="Laura Restrepo",
        branch="Medellín Centro",
        day=date(2026, 11, 24),
        lines=(
            ShiftLine(
                1,
                "FPV_BTG_PACTUAL_RECAUDADORA",
                OPENED,
                operations - closed,
                Decimal(75_000) * (operations - closed),
            ),
            ShiftLine(1, "FPV_BTG_PACTUAL_RECAUDADORA", CLOSED, closed, Decimal(75_000) * closed),
        ),
        first=listed[0].transaction.at,
        last=listed[-1].transaction.at,
        operations=listed,
    )
    return replace(summary, **changes)  # type: ignore[arg-type]


def test_a_receipt_says_all_of_it_in_text_that_can_be_searched(read_back: ReadBack, receipt: Receipt) -> None:
    text = read_back(receipt_paper(receipt).pdf())
    assert text.splitlines() == [
        "BTG Pactual Comprobante de apertura",
        "NIT 890.907.157-0 N.º 000012",
        "Sucursal Medellín Centro",
        "Cliente Julián Montoya Fecha 24/11/2026 10:45:07",
        "Documento CC 1.214.727.927 Sucursal Medellín Centro",
        "Fondo FPV_BTG_PACTUAL_RECAUDADORA Operador Laura Restrepo",
        "Categoría FPV Movimiento 3",
        "Valor de la apertura",
        "Saldo disponible después",
        "$ 75.000 $ 425.000,50",
        "Setenta y cinco mil pesos",
        "Firma del cliente Firma y sello del banco",
        "Transacción 4be86a83-ad49-438b-b504-2301dab423ce · Ref. 4be86a83",
        ISSUED,
    ]


def test_a_receipt_is_in_the_clients_language(read_back: ReadBack, receipt: Receipt) -> None:
    text = read_back(receipt_paper(replace(receipt, language="en")).pdf())
    for words in (
        "Subscription receipt",
        "No. 000012",
        "Seventy-five thousand pesos",
        "Available balance after",
    ):
        assert words in text
    assert "Saldo" not in text


def test_leaving_a_pension_fund_is_printed_with_its_warning(read_back: ReadBack, receipt: Receipt) -> None:
    left = replace(receipt, transaction=movement(CLOSED))
    text = read_back(receipt_paper(left).pdf())
    assert "Comprobante de cancelación" in text
    assert "puede causar retención contingente" in text
    other = read_back(receipt_paper(replace(left, category="FIC")).pdf())
    assert "retención" not in other


def test_a_reprint_is_the_same_to_the_last_letter(read_back: ReadBack, receipt: Receipt) -> None:
    first, again = receipt_paper(receipt), receipt_paper(receipt)
    assert first == again
    assert read_back(first.pdf()) == read_back(again.pdf())


def test_a_long_receipt_stays_on_its_one_page(receipt: Receipt) -> None:
    long = replace(
        receipt,
        transaction=replace(
            movement(CLOSED), fund_name="FONDO_DE_NOMBRE_MUY_LARGO_" * 4, amount=Decimal("999999999999.99")
        ),
        client_name="Inversiones Agropecuarias y Comerciales del Suroccidente " * 2,
        branch="Sucursal de un nombre que llega a los sesenta caracteres, sí",
    )
    assert pages(receipt_paper(long).pdf()) == 1


def pages(pdf: bytes) -> int:
    return pdf.count(b"/Type /Page\n")


def test_what_a_name_holds_is_text_and_never_markup(read_back: ReadBack, receipt: Receipt) -> None:
    text = read_back(receipt_paper(replace(receipt, client_name="A <b>& Cía</b>")).pdf())
    assert "A <b>& Cía</b>" in text


def test_a_printer_gets_the_same_text_as_the_pdf(
    read_back: ReadBack, receipt: Receipt, tmp_path: Path
) -> None:
    paper = receipt_paper(receipt)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageLayout(page_layout(paper.size))
    paper.print_on(printer)
    assert read_back((tmp_path / "printed.pdf").read_bytes()) == read_back(paper.pdf())


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_begin_is_said(receipt: Receipt, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "printed.pdf"))
    with pytest.raises(NotPrinted):
        receipt_paper(receipt).print_on(printer)


def test_the_end_of_a_shift_adds_up_on_paper(read_back: ReadBack) -> None:
    text = read_back(shift_paper(shift(), BANK, "es").pdf())
    assert text.splitlines()[:12] == [
        "BTG Pactual Cierre de turno",
        "NIT 890.907.157-0 24/11/2026",
        "Operador Laura Restrepo · Sucursal Medellín Centro",
        "Primera operación 10:43:07 · Última operación 10:45:07",
        "Fondo Tipo Cantidad Total",
        "FPV_BTG_PACTUAL_RECAUDADORA Apertura 2 $ 150.000",
        "FPV_BTG_PACTUAL_RECAUDADORA Cancelación 1 $ 75.000",
        "Total aperturas 2 $ 150.000",
        "Total cancelaciones 1 $ 75.000",
        "Neto (aperturas menos cancelaciones) 3 $ 75.000",
        "Operaciones",
        "Hora Cliente Fondo Tipo Valor",
    ]
    assert "10:43:07 Julián Montoya CC 1.214.727.927 FPV_BTG_PACTUAL_RECAUDADORA Apertura $ 75.000" in text


def test_a_long_shift_lists_every_operation_once_on_numbered_pages(read_back: ReadBack) -> None:
    pdf = shift_paper(shift(120), BANK, "en").pdf()
    text = read_back(pdf)
    assert text.count("CC 1.214.727.927") == 120
    assert pages(pdf) == 4
    assert re.findall(r"^(\d) ?/ ?4$", text, re.MULTILINE) == ["1", "2", "3", "4"]


def test_an_empty_shift_says_so(read_back: ReadBack) -> None:
    empty = ShiftSummary("Laura Restrepo", "", date(2026, 11, 24), (), None, None, ())
    assert "Sin operaciones en este día." in read_back(shift_paper(empty, BANK, "es").pdf())


def test_operations_that_are_not_listed_are_said(read_back: ReadBack) -> None:
    summary = shift(6)
    shortened = replace(summary, operations=summary.operations[:2])
    assert "4 no se listan una por una" in read_back(shift_paper(shortened, BANK, "es").pdf())


def shift_csv(folder: Path, summary: ShiftSummary) -> str:
    file = folder / "cierre.csv"
    Tables(CsvTables()).write(file, *shift_table(summary))
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return content.decode("utf-8-sig")


def test_the_operations_open_in_a_colombian_spreadsheet(tmp_path: Path) -> None:
    header, row = csv.reader(io.StringIO(shift_csv(tmp_path, shift(1))), delimiter=";")
    assert dict(zip(header, row, strict=True)) == {
        "fecha": "2026-11-24 10:43:07",
        "sucursal": "Medellín Centro",
        "operador": "Laura Restrepo",
        "transaccion": str(ID),
        "tipo": "apertura",
        "fondo": "FPV_BTG_PACTUAL_RECAUDADORA",
        "cliente": "Julián Montoya",
        "tipo_documento": "CC",
        "documento": "1214727927",
        "valor": "75000,00",
        "saldo_despues": "425000,50",
    }


@pytest.mark.parametrize("name", ["=1+1", "+57", "-2", "@SUM(A1)"])
def test_a_name_never_becomes_a_formula(tmp_path: Path, name: str) -> None:
    summary = shift(1)
    (operation,) = summary.operations
    renamed = replace(summary, operations=(replace(operation, client_name=name),))
    assert f";'{name};" in shift_csv(tmp_path, renamed)


def test_saving_replaces_what_was_there_and_leaves_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"old")
    save(file, b"new")
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_cannot_be_saved_is_said_and_what_was_there_stays(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match=r"no existe\.pdf"):
        save(tmp_path / "no existe" / "no existe.pdf", b"new")
    taken = tmp_path / "a.pdf"
    taken.mkdir()
    with pytest.raises(NotSaved):
        save(taken, b"new")
    assert list(tmp_path.iterdir()) == [taken]
