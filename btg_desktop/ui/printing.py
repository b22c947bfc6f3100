"""Movements on paper, one small document a page, so that neither memory nor the window feels a long list.

It runs off the GUI thread: each step is short, because Qt keeps Python's lock while it lays out a page.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import Final

from PySide6.QtCore import QCoreApplication, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPainter, QTextDocument
from PySide6.QtPrintSupport import QPrinter

from btg_desktop.domain.errors import ExportFailed, ExportInterrupted
from btg_desktop.domain.formats import format_amount
from btg_desktop.domain.history import Movement, Totals
from btg_desktop.ui.models.movement_row import MovementRow
from btg_desktop.ui.papers.paper import paper_font

translate = QCoreApplication.translate

MAX_PRINTED: Final = 5_000
"""More than this is no reading for paper: the rest is said, and belongs in a file."""

_MARGIN_MM: Final = 14
_LINE_HEIGHTS: Final = 1.75  # a row with its padding, in lines of its font
_HEAD_LINES: Final = 11


@dataclass(frozen=True)
class Paper:
    """Whose movements, and which: the head of every page."""

    whose: str
    chosen: str
    by_client: bool


@dataclass(frozen=True)
class Sheet:
    paper: Paper
    totals: Totals
    movements: Iterator[Movement]


def print_sheet(
    printer: QPrinter, sheet: Sheet, progress: Callable[[int, int], None], stopped: Callable[[], bool]
) -> int:
    """Print up to MAX_PRINTED movements; return how many. Raises ExportFailed or ExportInterrupted."""
    printer.setPageMargins(QMarginsF(*(_MARGIN_MM,) * 4), QPageLayout.Unit.Millimeter)
    painter = QPainter()
    if not painter.begin(printer):
        raise ExportFailed(file=printer.docName(), folder=printer.outputFileName(), reason="QPainter")
    try:
        return _paint(printer, painter, sheet, progress, stopped)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()


def _paint(
    printer: QPrinter,
    painter: QPainter,
    sheet: Sheet,
    progress: Callable[[int, int], None],
    stopped: Callable[[], bool],
) -> int:
    scale = printer.logicalDpiX() / 96  # documents are laid out in pixels of 1/96 inch
    page = printer.pageRect(QPrinter.Unit.DevicePixel)
    size = QSizeF(page.width() / scale, page.height() / scale)
    font = paper_font()
    font.setPixelSize(11)
    rows_a_page = max(5, int(size.height() / (11 * 1.25 * _LINE_HEIGHTS)) - _HEAD_LINES)
    total = min(sheet.totals.count, MAX_PRINTED)
    pages = max(1, -(-total // rows_a_page))
    done = number = 0
    while number == 0 or done < total:
        if stopped():
            raise ExportInterrupted
        movements = list(islice(sheet.movements, min(rows_a_page, total - done)))
        if number and not movements:
            break
        if number:
            printer.newPage()
        number += 1
        document = QTextDocument()
        document.setDefaultFont(font)
        document.setDocumentMargin(0)
        document.setTextWidth(size.width())
        document.setHtml(_page_html(sheet, movements, number, pages))
        painter.save()
        painter.scale(scale, scale)
        document.drawContents(painter, QRectF(0, 0, size.width(), size.height()))
        painter.restore()
        done += len(movements)
        progress(done, total)
    return done


def _page_html(sheet: Sheet, movements: Sequence[Movement], number: int, pages: int) -> str:
    paper, totals = sheet.paper, sheet.totals
    title = translate("printing", "Movimientos")
    sums = translate("printing", "Aperturas {opened} · Cancelaciones {cancelled} · Neto {net}").format(
        opened=format_amount(totals.subscribed),
        cancelled=format_amount(totals.cancelled),
        net=format_amount(totals.net),
    )
    count = translate("printing", "{count} movimientos").format(count=totals.count)
    if totals.count > MAX_PRINTED:
        count = translate("printing", "Primeros {printed} de {count} movimientos").format(
            printed=MAX_PRINTED, count=totals.count
        )
    place = translate("printing", "Página {number} de {pages}").format(number=number, pages=pages)
    return (
        f"<table width='100%'><tr><td><b style='font-size:16px'>{escape(title)}</b></td>"
        f"<td align='right'>{escape(place)}</td></tr></table>"
        f"<p><b>{escape(paper.whose)}</b><br>{escape(paper.chosen)}<br>"
        f"{escape(count)} · {escape(sums)}</p>"
        f"<table width='100%' cellspacing='0' cellpadding='3' border='0'>"
        f"{_head(paper)}{''.join(_row(each, paper) for each in movements)}</table>"
    )


def _head(paper: Paper) -> str:
    cells = [
        (translate("printing", "Cliente") if paper.by_client else translate("printing", "N.º"), "left"),
        (translate("printing", "Fecha"), "left"),
        (translate("printing", "Movimiento"), "left"),
        (translate("printing", "Fondo"), "left"),
        (translate("printing", "Valor"), "right"),
        (translate("printing", "Saldo después"), "right"),
    ]
    made = "".join(f"<td align='{align}'><b>{escape(text)}</b></td>" for text, align in cells)
    return f"<tr style='background:#eeeeee'>{made}</tr>"


def _row(movement: Movement, paper: Paper) -> str:
    row = MovementRow(
        movement.transaction, movement.notification, movement.owner if paper.by_client else None
    )
    cells = (
        (_short(row.first(), 24), "left"),
        (row.moment(), "left"),
        (row.kind(), "left"),
        (_short(row.fund()), "left"),
        (row.amount(), "right"),
        (row.balance(), "right"),
    )
    made = "".join(f"<td align='{align}'>{escape(text).replace(' ', '&nbsp;')}</td>" for text, align in cells)
    return f"<tr>{made}</tr>"


def _short(text: str, length: int = 30) -> str:
    """One line a row: what is longer ends in …"""
    return text if len(text) <= length else f"{text[: length - 1]}…"
