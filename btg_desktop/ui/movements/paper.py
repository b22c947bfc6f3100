"""Movements on paper, a page at a time, so that neither memory nor the window feels a long list."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import Final

from PySide6.QtCore import QCoreApplication, QMarginsF
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter

from btg_desktop.domain.errors import ExportInterrupted
from btg_desktop.domain.formats import format_amount, format_count
from btg_desktop.domain.history import Movement, Totals
from btg_desktop.ui.movements.row import MovementRow
from btg_desktop.ui.printing.press import Press

translate = QCoreApplication.translate

MAX_PRINTED: Final = 5_000
"""More than this is no reading for paper: the clerk is asked first, and the rest belongs in a file."""

_MARGIN_MM: Final = 14
_FONT_PT: Final = 8.0
_ROW_PT: Final = 15.0
"""The height of a row with its padding, and a little more."""
_HEAD_ROWS: Final = 8


@dataclass(frozen=True)
class Heading:
    """Whose movements, and which: the head of every page."""

    whose: str
    chosen: str
    by_client: bool


@dataclass(frozen=True)
class MovementList:
    heading: Heading
    totals: Totals
    movements: Iterator[Movement]


def pages_needed(printer: QPrinter, count: int) -> int:
    """How many of the printer's pages the first `count` movements take, or MAX_PRINTED of them."""
    return _pages(_rows_of_a_page(_press(printer), printer), count)


def print_movements(
    printer: QPrinter,
    listed: MovementList,
    progress: Callable[[int, int], None],
    stopped: Callable[[], bool],
) -> int:
    """Print up to MAX_PRINTED movements; return how many. Raises NotPrinted or ExportInterrupted."""
    with _press(printer) as press:
        try:
            return _print(press, _rows_of_a_page(press, printer), listed, progress, stopped)
        except BaseException:
            printer.abort()
            raise


def _press(printer: QPrinter) -> Press:
    printer.setPageMargins(QMarginsF(*(_MARGIN_MM,) * 4), QPageLayout.Unit.Millimeter)
    return Press(printer, printer.docName())


def _rows_of_a_page(press: Press, printer: QPrinter) -> int:
    return max(5, int(press.room.height() / printer.logicalDpiY() * 72 / _ROW_PT) - _HEAD_ROWS)


def _pages(rows: int, count: int) -> int:
    return max(1, -(-min(count, MAX_PRINTED) // rows))


def _print(
    press: Press,
    rows: int,
    listed: MovementList,
    progress: Callable[[int, int], None],
    stopped: Callable[[], bool],
) -> int:
    total = min(listed.totals.count, MAX_PRINTED)
    pages = _pages(rows, total)
    done = number = 0
    while number == 0 or done < total:
        if stopped():
            raise ExportInterrupted
        movements = list(islice(listed.movements, min(rows, total - done)))
        if number and not movements:
            break
        number += 1
        press.print_page(press.lay_out(_page_html(listed, movements)), 0, f"{number} / {pages}")
        done += len(movements)
        progress(done, total)
    return done


def _page_html(listed: MovementList, movements: Sequence[Movement]) -> str:
    heading, totals = listed.heading, listed.totals
    title = translate("printing", "Movimientos")
    sums = translate("printing", "Aperturas {opened} · Cancelaciones {cancelled} · Neto {net}").format(
        opened=format_amount(totals.subscribed),
        cancelled=format_amount(totals.cancelled),
        net=format_amount(totals.net),
    )
    count = translate("printing", "{count} movimientos").format(count=format_count(totals.count))
    if totals.count > MAX_PRINTED:
        count = translate("printing", "Primeros {printed} de {count} movimientos").format(
            printed=format_count(MAX_PRINTED), count=format_count(totals.count)
        )
    return (
        f"<body style='font-size: {_FONT_PT}pt'><p style='font-size: 12pt'><b>{escape(title)}</b></p>"
        f"<p><b>{escape(heading.whose)}</b><br>{escape(heading.chosen)}<br>"
        f"{escape(count)} · {escape(sums)}</p>"
        f"<table width='100%' cellspacing='0' cellpadding='3' border='0'>"
        f"{_head(heading)}{''.join(_row(each, heading) for each in movements)}</table></body>"
    )


def _head(heading: Heading) -> str:
    cells = [
        (translate("printing", "Cliente") if heading.by_client else translate("printing", "N.º"), "left"),
        (translate("printing", "Fecha"), "left"),
        (translate("printing", "Movimiento"), "left"),
        (translate("printing", "Fondo"), "left"),
        (translate("printing", "Valor"), "right"),
        (translate("printing", "Saldo después"), "right"),
    ]
    made = "".join(f"<td align='{align}'><b>{escape(text)}</b></td>" for text, align in cells)
    return f"<tr style='background:#eeeeee'>{made}</tr>"


def _row(movement: Movement, heading: Heading) -> str:
    row = MovementRow(
        movement.transaction, movement.notification, movement.owner if heading.by_client else None
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
