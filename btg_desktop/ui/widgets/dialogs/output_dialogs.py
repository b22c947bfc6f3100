"""Asking for a printer, and for a file to save to: Qt's own dialogs, opened without waiting for them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtGui import QPageLayout
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


def ask_printer(
    parent: QWidget, title: str, layout: QPageLayout | None, chosen: "Callable[[QPrinter], None]"
) -> None:
    """Let the clerk choose a printer; `chosen` gets it, set up as they want it.

    Without a `layout` a list is printed, on the printer's own pages. At a high resolution Qt would lay out
    such a long sheet in steps by a timer, which needs an event loop; a worker has none.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter() if layout is None else QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    if layout is not None:
        printer.setPageLayout(layout)
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("printDialog")
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)
    for dots in dialog.findChildren(QAbstractButton, "fileBrowser"):  # Qt calls it «...»
        dots.setAccessibleName(QCoreApplication.translate("output", "Elegir el archivo"))

    def finish(result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            chosen(printer)

    dialog.finished.connect(finish)
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


def ask_file(parent: QWidget, title: str, suggestion: str, chosen: Callable[[Path], None]) -> None:
    """Let the clerk choose where to save; the kind of the file is that of the name suggested."""
    suffix = Path(suggestion).suffix[1:]
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, title, folder, f"{suffix.upper()} (*.{suffix})")
    dialog.setObjectName("saveDialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(suggestion)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)
