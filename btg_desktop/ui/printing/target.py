"""Where a printer prints: on paper, or into a PDF file that appears whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple, Self, TypeVar

from PySide6.QtPrintSupport import QPrinter

from btg_desktop.ui.printing.saving import save

T = TypeVar("T")

_PDF: Final = QPrinter.OutputFormat.PdfFormat  # Qt's types are made on the GUI thread


class PrintTarget(NamedTuple):
    """The printer that was chosen, or the file that it prints into."""

    printer: str
    file: Path | None = None

    @classmethod
    def of(cls, printer: QPrinter) -> Self:
        """Return where `printer` prints as it is set up now."""
        if printer.outputFormat() is _PDF:
            return cls(printer.printerName(), Path(printer.outputFileName()))
        return cls(printer.printerName())


def print_whole(printer: QPrinter, work: Callable[[], T]) -> T:
    """Let `work` print on `printer`; a PDF file replaces an earlier one only when it is complete.

    Not for the window's thread. Raises NotSaved, and whatever `work` raises.
    """
    file = PrintTarget.of(printer).file
    if file is None:
        return work()
    with TemporaryDirectory(prefix="btg-print-") as scratch:
        unfinished = Path(scratch, "unfinished.pdf")
        printer.setOutputFileName(str(unfinished))
        try:
            result = work()
        finally:
            printer.setOutputFileName(str(file))
        save(file, unfinished.read_bytes())
        return result
