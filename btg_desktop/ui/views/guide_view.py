"""The guide for the counter as a text to read: by the keys that scroll, by its links, or by the pointer."""

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import QImage, QResizeEvent, QTextDocument, QTextFrameFormat, QTextTable
from PySide6.QtWidgets import QTextBrowser, QWidget

from btg_desktop.ui.guide import Guide, anchor
from btg_desktop.ui.theme import colour, px

_HEIGHT = 560
_LEAST_HEIGHT = 120
_REDRAWN = (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange)  # the text's size, and the theme


class GuideView(QTextBrowser):
    """Its links lead to headings of the guide, and nowhere else."""

    def __init__(self, guide: Guide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guide = guide
        self._width = 0
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
        super().changeEvent(event)
        if event.type() in _REDRAWN and self._width:
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self.viewport().width() != self._width:
            self._width = self.viewport().width()
            self._show()

    def _show(self) -> None:
        """Lay the guide out for this width, size of text and theme; the reader stays where they were."""
        bar = self.verticalScrollBar()
        read = bar.value() / max(bar.maximum(), 1)
        document = QTextDocument(self)
        document.setDefaultFont(self.font())
        document.setMarkdown(self._guide.text)
        room = self._width - round(2 * document.documentMargin())
        for name, picture in self._guide.pictures.items():
            url, kind = QUrl(name), QTextDocument.ResourceType.ImageResource
            document.addResource(kind, url, self._fitted(picture, room))
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _rule(frame)
        self.setDocument(document)
        bar.setValue(round(read * bar.maximum()))

    def _fitted(self, picture: QImage, room: int) -> QImage:
        """The picture as wide as the text, in the screen's own pixels; never larger than it was taken."""
        ratio = self.devicePixelRatioF()
        width = min(picture.width(), round(room * ratio))
        fitted = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        fitted.setDevicePixelRatio(max(width / room, 1.0))
        return fitted

    def _follow(self, link: QUrl) -> None:
        """Go to the heading that a link names."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and anchor(block.text()) == link.fragment():
                place = self.document().documentLayout().blockBoundingRect(block)
                self.verticalScrollBar().setValue(round(place.top()))
                return
            block = block.next()


def _rule(table: QTextTable) -> None:
    """Give a table thin lines in the theme's colour."""
    looks = table.format()
    looks.setBorderCollapse(True)
    looks.setBorder(1)
    looks.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    looks.setBorderBrush(colour("line"))
    looks.setCellPadding(px(4))
    table.setFormat(looks)
