"""The guide for the counter as a text to read: by the keys that scroll, by its links, or by the pointer."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from btg_desktop.ui.look.theme import colour, px
from btg_desktop.ui.shell.guide import Guide, anchor

_HEIGHT = 560
_LEAST_HEIGHT = 120
_REDRAWN = (QEvent.Type.FontChange, QEvent.Type.PaletteChange)


class GuideView(QTextBrowser):
    """Its links lead to headings of the guide, and nowhere else."""

    def __init__(self, guide: Guide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guide = guide
        self._read = 0  # the number of the paragraph at the top
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show)
        self.setObjectName("guideView")
        self.setProperty("role", "guide")
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the width stays the same
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setMinimumHeight(px(_LEAST_HEIGHT))
        self.anchorClicked.connect(self._follow)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(super().sizeHint().width(), px(_HEIGHT))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() in _REDRAWN:
            self._show_later()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        if self.document().isEmpty():
            super().resizeEvent(event)
            self._show()
        else:
            if event.size().width() != event.oldSize().width():
                self._show_later()
            super().resizeEvent(event)

    def _show_later(self) -> None:
        """Lay the guide out once, after all that a new theme or size of text changes.

        Called before the text moves: what is at the top now is where the reader is.
        """
        if not self._later.isActive() and not self.document().isEmpty():
            self._read = self.cursorForPosition(QPoint(0, px(8))).blockNumber()
            self._later.start()

    def _show(self) -> None:
        """Lay the guide out for this width, size of text and theme; the reader stays where they were."""
        document = QTextDocument(self)
        document.setDefaultFont(self.font())
        document.setMarkdown(self._guide.text)
        room = self.viewport().width() - round(2 * document.documentMargin())
        for name, picture in self._guide.pictures.items():
            url, kind = QUrl(name), QTextDocument.ResourceType.ImageResource
            document.addResource(kind, url, self._fitted(picture, room))
        for block in _blocks(document):
            _space(block)
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _rule(frame)
        self.setDocument(document)
        if self._read:
            self._go_to(document.findBlockByNumber(self._read))

    def _fitted(self, picture: QImage, room: int) -> QImage:
        """The picture as wide as the text, in the screen's own pixels; never larger than it was taken."""
        ratio = self.devicePixelRatioF()
        width = min(picture.width(), round(room * ratio))
        fitted = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        fitted.setDevicePixelRatio(max(width / room, 1.0))
        return fitted

    def _follow(self, link: QUrl) -> None:
        """Go to the heading that a link names."""
        for block in _blocks(self.document()):
            if block.blockFormat().headingLevel() and anchor(block.text()) == link.fragment():
                self._go_to(block)
                return

    def _go_to(self, block: QTextBlock) -> None:
        layout = self.document().documentLayout()
        layout.documentSize()  # lays out all of it: the scroll bar then reaches every place
        self.verticalScrollBar().setValue(round(layout.blockBoundingRect(block).top()))


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _space(block: QTextBlock) -> None:
    """Put room above a heading, and below whatever is in neither a list nor a table."""
    cursor, looks = QTextCursor(block), block.blockFormat()
    if looks.headingLevel():
        looks.setTopMargin(px(14))
    if looks.headingLevel() or not (cursor.currentTable() or cursor.currentList()):
        looks.setBottomMargin(px(6))
    cursor.setBlockFormat(looks)


def _rule(table: QTextTable) -> None:
    """Give a table thin lines in the theme's colour."""
    looks = table.format()
    looks.setBorderCollapse(True)
    looks.setBorder(1)
    looks.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    looks.setBorderBrush(colour("line"))
    looks.setCellPadding(px(4))
    looks.setBottomMargin(px(8))
    table.setFormat(looks)
