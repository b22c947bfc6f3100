"""The banner above the page: what went wrong or waits, in words, until it is dismissed or solved.

A message belongs to the page in front and goes with that page, for it may name the client. A message that
concerns no client stays: its caller passes ABOUT_WINDOW or a topic of its own.
"""

from collections.abc import Collection
from typing import Final, Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from btg_desktop.ui.look.theme import icon, px, restyle
from btg_desktop.ui.look.translation import Text, say
from btg_desktop.ui.widgets.flow_layout import FlowLayout
from btg_desktop.ui.widgets.parts import IconLabel, TranslatedFrame, button, label

Tone = Literal["primary", "good", "bad", "warn"]
Action = Literal["retry", "copy", "dismiss"]

_WIDE: Final = 640
ABOUT_PAGE: Final = "page"
"""The topic of a message about the page in front: another client's page never shows it."""
ABOUT_WINDOW: Final = "window"
"""The topic of a message that stays when another client is served."""
DISMISS: Final[tuple[Action, ...]] = ("dismiss",)
_DRAWINGS: Final[dict[Tone, str]] = {"primary": "info", "good": "good", "bad": "bad", "warn": "warning"}


class Banner(TranslatedFrame):
    """One message at a time, until it is dismissed or cleared. Good news that may fade is the toast's."""

    retry_requested = Signal()
    dismissed = Signal()
    gone = Signal()
    """No message stands here any more: there is room for one that had to give way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("banner", "banner", parent)
        self._icon = IconLabel("info", "primary", 18)
        self._topic = ""
        self._words: tuple[Text, Text] = ("", "")
        self._text = label("bannerText", "bannerText", selectable=True)
        self._detail = label("bannerDetail", "bannerDetail", selectable=True)
        for words in (self._text, self._detail):
            words.setWordWrap(True)
            words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._retry = button("secondary", "bannerRetry")
        self._copy = button("secondary", "bannerCopy")
        self._dismiss = button("quiet", "bannerDismiss")
        self._dismiss.setIconSize(QSize(px(16), px(16)))
        self._retry.clicked.connect(self.retry_requested)
        self._copy.clicked.connect(self._copy_details)
        self._dismiss.clicked.connect(self._dismissed)
        self._build_layout()
        self._retranslate()
        self.hide()

    def _build_layout(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(self._text)
        words.addWidget(self._detail)
        told = QHBoxLayout()
        told.setSpacing(px(10))
        told.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignVCenter)
        told.addLayout(words, 1)
        buttons = FlowLayout(right=True)
        buttons.setSpacing(px(10))
        buttons.add_widgets(self._retry, self._copy, self._dismiss)
        self._layout = layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        layout.setContentsMargins(px(14), px(8), px(8), px(8))
        layout.setSpacing(px(10))
        layout.addLayout(told, 1)
        layout.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Where it is narrow, as with large text, the buttons go below the words."""
        super().resizeEvent(event)
        wide = event.size().width() >= px(_WIDE)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(direction)

    def show_message(
        self,
        tone: Tone,
        text: Text,
        detail: Text = "",
        actions: Collection[Action] = DISMISS,
        *,
        topic: str = ABOUT_PAGE,
    ) -> None:
        """Show and announce a message about `topic`, with the buttons named in `actions`."""
        self._topic = topic
        self._words = (text, detail)
        self.setProperty("tone", tone)
        self._icon.show_icon(_DRAWINGS[tone], tone)
        self._dismiss.setIcon(icon("close", tone))
        self._say()
        self._retry.setVisible("retry" in actions)
        self._copy.setVisible("copy" in actions)
        self._dismiss.setVisible("dismiss" in actions)
        for each in (self, self._text, self._detail, self._retry, self._copy, self._dismiss):
            restyle(each)
        self.show()
        self._announce()

    def insist(self) -> None:
        """Somebody asked for what the message says has to wait: have it read out, and offer the retry."""
        self.show()
        self._announce()
        self._retry.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_about(self, topic: str) -> bool:
        """Whether the message that stands here, or stood here last, is about `topic`."""
        return self._topic == topic

    def clear(self, topic: str | None = None) -> None:
        """What the banner said is solved or seen; with a `topic`, only if it is still about that."""
        if not self.isHidden() and topic in (None, self._topic):
            self.hide()
            self.gone.emit()

    def _say(self) -> None:
        text, detail = (say(words) for words in self._words)
        self._text.setText(text)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.setAccessibleName(f"{text}. {detail}".strip())

    def _announce(self) -> None:
        event = QAccessibleAnnouncementEvent(self, self.accessibleName())
        if self.property("tone") == "bad":
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._text.text()}\n{self._detail.text()}".strip())

    def _dismissed(self) -> None:
        self.dismissed.emit()
        self.clear()

    def _retranslate(self) -> None:
        self._say()
        self._retry.setText(self.tr("Reintentar"))
        self._retry.setAccessibleName(self.tr("Reintentar"))
        self._retry.setAccessibleDescription(self.tr("Consulta de nuevo la base de datos"))
        self._copy.setText(self.tr("Copiar detalles"))
        self._copy.setAccessibleName(self.tr("Copiar detalles"))
        self._copy.setAccessibleDescription(self.tr("Al portapapeles, para soporte"))
        self._dismiss.setAccessibleName(self.tr("Cerrar el aviso"))
        self._dismiss.setToolTip(self.tr("Cerrar el aviso"))
