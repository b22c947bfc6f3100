"""Paints written sheets on the pages of a printer or a PDF. Not for the window's thread.

Qt keeps Python's other threads waiting while it lays out a document: what is long comes in sheets of a page,
so that the window's thread gets its turn between them.
"""

import re
from collections.abc import Sequence
from types import TracebackType
from typing import Final, Self

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPainter,
    QPalette,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextDocumentLayout

from btg_desktop.domain.errors import NotPrinted
from btg_desktop.ui.look.theme import FAMILIES

_LAYOUTS: Final = (QAbstractTextDocumentLayout, QPlainTextDocumentLayout)
"""Made by now, for `documentLayout` would make these types off the GUI thread; see `ui/runtime/turns.py`."""

_FONT_PT: Final = 9.5
_WHOLE: Final = (1.0,)
_STYLE: Final = re.compile(r"<style>.*?</style>", re.DOTALL)
_SIZE: Final = re.compile(r"(\d+(?:\.\d+)?)(pt|px)\b")


class Press:
    """Works on the device's own pages, whatever their size, while it is entered. Raises NotPrinted."""

    def __init__(self, device: QPagedPaintDevice, title: str) -> None:
        self._device = device
        self._title = title
        self._painter = QPainter()
        self._pages = 0
        self._foot = 2 * QFontMetricsF(QFont(_font(), device), device).height()
        self.room = QSizeF(device.width(), device.height() - self._foot)
        """What a page holds above its foot, in the device's pixels."""

    def __enter__(self) -> Self:
        if not self._painter.begin(self._device):
            raise NotPrinted(title=self._title)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._painter.end()

    def lay_out(self, sheet: str, scales: Sequence[float] = _WHOLE) -> QTextDocument:
        """The sheet on pages; on larger ones, by `scales`, where one of those holds all of it."""
        return self._laid_out(sheet, self.room, scales)

    def print_page(self, document: QTextDocument, number: int, place: str = "") -> None:
        """Print the document's page `number` (from 0) on the next page, with `place` at its foot."""
        if self._pages:
            self._device.newPage()
        self._pages += 1
        self._paint(document, self.room, number)
        if place:
            text = f'<p align="right" style="color: #566273">{place}</p>'
            line = self._laid_out(text, QSizeF(self.room.width(), self._foot), _WHOLE)
            self._painter.translate(0, self.room.height() + self._foot / 2)
            self._paint(line, line.pageSize(), 0)
            self._painter.resetTransform()

    def _laid_out(self, sheet: str, room: QSizeF, scales: Sequence[float]) -> QTextDocument:
        document = document_of(sheet)
        document.documentLayout().setPaintDevice(self._device)
        for scale in (*scales, scales[0]):
            document.setPageSize(room * scale)
            if document.pageCount() == 1:
                break
        return document

    def _paint(self, document: QTextDocument, room: QSizeF, number: int) -> None:
        page, painter = document.pageSize(), self._painter
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


def _font() -> QFont:
    """The window's typeface without its variants of figures and signs, which a PDF could not read back."""
    font = QFont()
    font.setFamilies(FAMILIES)
    for variants in ("calt", "liga", "tnum"):
        font.setFeature(QFont.Tag(variants), 0)
    font.setPointSizeF(_FONT_PT)
    return font
