"""A written paper: shown on screen, printed and saved as PDF from the same text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, QUuid
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from btg_desktop.domain.errors import NotPrinted
from btg_desktop.ui.theme import FAMILIES

LETTER: Final = QSizeF(215.9, 279.4)
HALF_LETTER: Final = QSizeF(215.9, 139.7)
_MARGIN_MM: Final = 12.0
_FONT_PT: Final = 9.5
_STYLE: Final = re.compile(r"<style>.*?</style>", re.DOTALL)
_SIZE: Final = re.compile(r"(\d+(?:\.\d+)?)(pt|px)\b")
_SCALES: Final = (1.0, 1.15, 1.3, 1.5)
"""A paper of one sheet stays on one page: where names are long, everything on it gets smaller."""


@dataclass(frozen=True)
class Paper:
    """HTML in one or more sheets, each of which begins a page. `size` is in millimetres.

    Safe to use from any thread. Qt keeps Python's other threads waiting while it lays out a document:
    what is long comes in sheets, so that the window's thread gets its turn between them.
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
        painter = QPainter()
        if not painter.begin(device):
            raise NotPrinted(title=self.title)
        try:
            self._paint(painter, device)
        finally:
            painter.end()

    def _paint(self, painter: QPainter, device: QPagedPaintDevice) -> None:
        foot = 2 * QFontMetricsF(QFont(_font(), device), device).height()
        room = QSizeF(device.width(), device.height() - foot)
        scales = _SCALES if len(self.sheets) == 1 else (1.0,)
        laid_out = [_laid_out(sheet, device, room, scales) for sheet in self.sheets]
        pages = [(document, n) for document in laid_out for n in range(document.pageCount())]
        for number, (document, n) in enumerate(pages, 1):
            if number > 1:
                device.newPage()
            _paint_page(painter, document, room, n)
            if len(pages) > 1:
                text = f'<p align="right" style="color: #566273">{number} / {len(pages)}</p>'
                line = _laid_out(text, device, QSizeF(room.width(), foot), (1.0,))
                painter.translate(0, room.height() + foot / 2)
                _paint_page(painter, line, line.pageSize(), 0)
                painter.resetTransform()


def page_layout(size: QSizeF) -> QPageLayout:
    """A page of `size` (mm) with the margins of our papers."""
    page = QPageSize(size, QPageSize.Unit.Millimeter, matchPolicy=QPageSize.SizeMatchPolicy.ExactMatch)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    return QPageLayout(page, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


def document_of(sheet: str, zoom: float = 1.0) -> QTextDocument:
    """A sheet as text, to lay out; or, with a `zoom`, to look at by those who need large text."""
    document = QTextDocument()
    font = _font()
    font.setPointSizeF(font.pointSizeF() * zoom)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setHtml(sheet if zoom == 1.0 else _STYLE.sub(lambda style: _zoomed(style[0], zoom), sheet))
    return document


def _zoomed(style: str, zoom: float) -> str:
    """Every size in a style sheet, `zoom` times as large."""
    return _SIZE.sub(lambda size: f"{float(size[1]) * zoom:g}{size[2]}", style)


def _laid_out(sheet: str, device: QPagedPaintDevice, room: QSizeF, scales: Sequence[float]) -> QTextDocument:
    """The sheet on pages of `room`; on larger ones, by `scales`, where one of those holds all of it."""
    document = document_of(sheet)
    document.documentLayout().setPaintDevice(device)
    for scale in (*scales, scales[0]):
        document.setPageSize(room * scale)
        if document.pageCount() == 1:
            break
    return document


def _font() -> QFont:
    font = paper_font()
    font.setPointSizeF(_FONT_PT)
    return font


def paper_font() -> QFont:
    """The window's typeface without its variants of figures and signs, which a PDF could not read back."""
    font = QFont()
    font.setFamilies(FAMILIES)
    for variants in ("calt", "liga", "tnum"):
        font.setFeature(QFont.Tag(variants), 0)
    return font


def _paint_page(painter: QPainter, document: QTextDocument, room: QSizeF, number: int) -> None:
    page = document.pageSize()
    area = QRectF(0, number * page.height(), page.width(), page.height())
    painter.save()
    painter.scale(room.width() / page.width(), room.height() / page.height())
    painter.translate(0, -area.top())
    painter.setClipRect(area)
    layout = document.documentLayout()
    context = layout.PaintContext()
    context.clip = area
    context.palette.setColor(QPalette.ColorRole.Text, "black")
    layout.draw(painter, context)
    painter.restore()
