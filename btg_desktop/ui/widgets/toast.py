"""Good news at the bottom right, over the page: it moves and hides nothing that counts, is read out, and
goes by itself.

It is never the only trace: what it tells is on the page, or in a list, as well.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from btg_desktop.ui.look.theme import icon, px, restyle
from btg_desktop.ui.look.translation import Text, say
from btg_desktop.ui.widgets.banner import ABOUT_PAGE, Tone
from btg_desktop.ui.widgets.parts import IconLabel, TranslatedFrame, button
from btg_desktop.ui.widgets.sentence import Sentence

FADE_MS: Final = 8_000
WIDEST: Final = 520
_EDGE: Final = 8
_FOOT: Final = 44
"""What a card says in its last line, such as its totals, stays in sight."""
_MOVES: Final = (QEvent.Type.Resize, QEvent.Type.Move)
_DRAWINGS: Final = {"good": "good", "primary": "info"}


class Toast(TranslatedFrame):
    """One message at a time, over the corner of `area`, its sibling; it never takes the focus."""

    def __init__(self, area: QWidget, parent: QWidget) -> None:
        super().__init__("toast", "banner", parent)
        self._topic = ""
        self._words: Text = ""
        self._icon = IconLabel("good", "good", 18)
        self._text = Sentence("bannerText", "toastText")
        self._dismiss = button("quiet", "toastDismiss")
        self._dismiss.setIconSize(QSize(px(16), px(16)))
        self._dismiss.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._dismiss.clicked.connect(self.hide)
        self._fade = QTimer(self, singleShot=True, interval=FADE_MS)
        self._fade.timeout.connect(self.hide)
        self._area = area
        self._layout = layout = QHBoxLayout(self)
        layout.setContentsMargins(px(14), px(8), px(8), px(8))
        layout.setSpacing(px(10))
        layout.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._dismiss, alignment=Qt.AlignmentFlag.AlignVCenter)
        area.installEventFilter(self)
        self._retranslate()
        self.hide()

    def show_message(self, text: Text, tone: Tone = "good", *, topic: str = ABOUT_PAGE) -> None:
        """Show and announce `text` about `topic`, as the banner does; an earlier one gives way."""
        self._topic = topic
        self._words = text
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self._icon.show_icon(_DRAWINGS[tone], tone)
            self._dismiss.setIcon(icon("close", tone))
            for each in (self, self._text, self._dismiss):
                restyle(each)
        self._retranslate()
        self.show()
        self._place()
        self.raise_()
        self._fade.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._text.text()))

    def clear(self, topic: str) -> None:
        """Go now, if the message is about `topic`."""
        if topic == self._topic:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._area and event.type() in _MOVES and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """As wide as its words need, up to a bound, and as high as they then are."""
        room = self._area.geometry()
        self._text.ensurePolished()
        words = self._text.fontMetrics().horizontalAdvance(self._text.text())
        beside = self._layout.sizeHint().width() - self._text.sizeHint().width()
        width = min(words + beside + px(4), px(WIDEST), room.width() - 2 * px(_EDGE))
        height = self._layout.totalHeightForWidth(width)
        edge = px(_EDGE)
        bottom = room.bottom() + 1 - px(_FOOT)
        self.setGeometry(room.right() + 1 - width - edge, bottom - height, width, height)

    def _retranslate(self) -> None:
        self._text.setText(say(self._words))
        self.setAccessibleName(self._text.text())
        self._dismiss.setAccessibleName(self.tr("Cerrar el aviso"))
        self._dismiss.setToolTip(self.tr("Cerrar el aviso"))
        if not self.isHidden():
            self._place()
