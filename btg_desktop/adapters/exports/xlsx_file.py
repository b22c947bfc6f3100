"""Excel: moments and amounts as what they are, text only ever as text, in constant memory."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from btg_desktop.adapters.exports.columns import (
    MACHINE_HEADINGS,
    desk_texts,
    kind_code,
    number,
    people_texts,
    utc_text,
)
from btg_desktop.adapters.exports.replacing import replacing
from btg_desktop.domain.days import BOGOTA
from btg_desktop.domain.errors import ExportTooLong
from btg_desktop.domain.history import Movement
from btg_desktop.services.ports import ExportWords

MAX_ROWS: Final = 1_048_576 - 1
"""Excel's own limit, without the headings."""

_COP: Final = "[$$-240A]\\ #,##0.00"
_WIDTHS: Final = (6, 17, 28, 18, 14, 32, 16, 16, 18, 25, 14, 9, 14, 14, 18, 18, 14, 38)


class XlsxFiles:
    @contextmanager
    def writing(self, path: Path, words: ExportWords) -> Iterator[Callable[[Movement], None]]:
        """See the port."""
        import xlsxwriter
        from xlsxwriter.exceptions import FileCreateError

        with replacing(path) as folder:
            workbook = xlsxwriter.Workbook(
                str(folder / path.name),
                {
                    "constant_memory": True,
                    "tmpdir": str(folder),
                    "strings_to_formulas": False,
                    "strings_to_urls": False,
                    "strings_to_numbers": False,
                },
            )
            sheet = _Sheet(workbook, words, path)
            try:
                yield sheet.add
                workbook.close()
            except FileCreateError as error:
                raise _cause(error) from error
            finally:
                sheet.close()


def _cause(error: Exception) -> OSError:
    """What the disk said: XlsxWriter wraps it."""
    inner = error.args[0] if error.args else None
    return inner if isinstance(inner, OSError) else OSError(str(error))


class _Sheet:
    def __init__(self, workbook: Any, words: ExportWords, path: Path) -> None:
        self._words = words
        self._path = path
        self._row = 0
        self._moment = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        self._money = workbook.add_format({"num_format": _COP})
        self._plain = workbook.add_format({"num_format": "0.00"})
        bold = workbook.add_format({"bold": True})
        self._sheet = workbook.add_worksheet(words.title[:31])
        self._sheet.freeze_panes(1, 0)
        for column, (width, heading) in enumerate(
            zip(_WIDTHS, (*words.headings, *MACHINE_HEADINGS), strict=True)
        ):
            self._sheet.set_column(column, column, width)
            self._sheet.write_string(0, column, heading, bold)

    def close(self) -> None:
        """Let go of the rows' temporary file, which the workbook closes only when it is finished."""
        self._sheet.row_data_fh.close()

    def add(self, movement: Movement) -> None:
        """Write one row. A double holds every amount of the bank to the centavo."""
        if self._row >= MAX_ROWS:
            raise ExportTooLong(file=self._path.name, maximum=MAX_ROWS)
        self._row += 1
        transaction = movement.transaction
        at: datetime = transaction.at.astimezone(BOGOTA).replace(tzinfo=None)
        sheet, row = self._sheet, self._row
        client, document, kind, fund, message = people_texts(movement, self._words)
        sheet.write_number(row, 0, number(movement))
        sheet.write_datetime(row, 1, at, self._moment)
        for column, text in enumerate((client, document, kind, fund), 2):
            sheet.write_string(row, column, text)
        sheet.write_number(row, 6, float(transaction.amount), self._money)
        sheet.write_number(row, 7, float(transaction.balance_after), self._money)
        for column, text in enumerate((message, utc_text(movement), kind_code(movement)), 8):
            sheet.write_string(row, column, text)
        sheet.write_number(row, 11, transaction.fund_id)
        sheet.write_number(row, 12, float(transaction.amount), self._plain)
        sheet.write_number(row, 13, float(transaction.balance_after), self._plain)
        for column, text in enumerate(desk_texts(movement), 14):
            sheet.write_string(row, column, text)
