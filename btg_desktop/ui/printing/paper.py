"""A written paper: shown on screen, printed and saved as PDF from the same text."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF, QUuid
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter

from btg_desktop.ui.printing.press import Press

LETTER: Final = QSizeF(215.9, 279.4)
HALF_LETTER: Final = QSizeF(215.9, 139.7)
_MARGIN_MM: Final = 12.0
_SCALES: Final = (1.0, 1.15, 1.3, 1.5)
"""A paper of one sheet stays on one page: where names are long, everything on it gets smaller."""


@dataclass(frozen=True)
class Paper:
    """HTML in one or more sheets, each of which begins a page. `size` is in millimetres.

    Safe to use from any thread.
    """

    title: str
    sheets: tuple[str, ...]
    size: QSizeF
    id: UUID | None = None

    def pdf(self) -> bytes:
        """The paper as a PDF file. Raises NotPrinted."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(self.title)
        writer.setCreator("BTG Desktop")
        if self.id is not None:
            writer.setDocumentId(QUuid(str(self.id)))
        writer.setPageLayout(page_layout(self.size))
        self.print_on(writer)
        return bytes(buffer.data().data())

    def print_on(self, device: QPagedPaintDevice) -> None:
        """Print on the device's own pages, whatever their size. Raises NotPrinted."""
        with Press(device, self.title) as press:
            scales = _SCALES if len(self.sheets) == 1 else (1.0,)
            laid_out = [press.lay_out(sheet, scales) for sheet in self.sheets]
            pages = [(document, n) for document in laid_out for n in range(document.pageCount())]
            for number, (document, n) in enumerate(pages, 1):
                press.print_page(document, n, f"{number} / {len(pages)}" if len(pages) > 1 else "")


def page_layout(size: QSizeF) -> QPageLayout:
    """A page of `size` (mm) with the margins of our papers."""
    page = QPageSize(size, QPageSize.Unit.Millimeter, matchPolicy=QPageSize.SizeMatchPolicy.ExactMatch)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    return QPageLayout(page, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
