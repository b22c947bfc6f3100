"""Asks where to save an export; the kind of file follows the chosen type."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

ENDINGS: Final = (".xlsx", ".csv")


class SaveDialog(QFileDialog):
    """`path_chosen` carries a path with one of the endings. An existing file is asked about first."""

    path_chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("saveDialog")
        self.setWindowTitle(self.tr("Exportar los movimientos"))
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        self._filters = (self.tr("Excel (*.xlsx)"), self.tr("CSV, separado por punto y coma (*.csv)"))
        self.setNameFilters(self._filters)
        self.setDirectory(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self.filterSelected.connect(self._filter_selected)
        self._filter_selected(self._filters[0])
        self.selectFile(name)
        self.fileSelected.connect(self._selected)

    def _filter_selected(self, chosen: str) -> None:
        self.setDefaultSuffix(ENDINGS[self._filters.index(chosen)][1:] if chosen in self._filters else "xlsx")

    def _selected(self, text: str) -> None:
        path = Path(text)
        if path.suffix.lower() not in ENDINGS:
            path = path.with_name(f"{path.name}.{self.defaultSuffix()}")
        self.path_chosen.emit(path)
