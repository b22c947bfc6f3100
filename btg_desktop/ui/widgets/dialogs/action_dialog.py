"""The frame that all dialogs share: a heading, a body that scrolls where the screen is too small for
it, a note for what went wrong, and two buttons. Enter goes forward, Esc goes back. The keys that scroll do
so from wherever the focus is, but for what uses them itself.
"""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from btg_desktop.ui.look.discreet import toggle_discreet
from btg_desktop.ui.look.theme import px
from btg_desktop.ui.look.wording import wording
from btg_desktop.ui.widgets.action_button import ActionButton
from btg_desktop.ui.widgets.flow_layout import FlowLayout
from btg_desktop.ui.widgets.note import Note
from btg_desktop.ui.widgets.parts import label

_Step = QScrollBar.SliderAction
_SCROLLING = {
    Qt.Key.Key_Up: _Step.SliderSingleStepSub,
    Qt.Key.Key_Down: _Step.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: _Step.SliderPageStepSub,
    Qt.Key.Key_PageDown: _Step.SliderPageStepAdd,
    Qt.Key.Key_Home: _Step.SliderToMinimum,
    Qt.Key.Key_End: _Step.SliderToMaximum,
}
_WIDTH = 500
_MARGIN = 24
_LINE = 32  # what an arrow scrolls by
_SCREEN_EDGE = 48  # what a window's frame and a taskbar take


class _Content(QWidget):
    """As low as its parts can be: a table gives way before the body has to scroll."""

    def __init__(self, dialog: QWidget) -> None:
        super().__init__(dialog)
        self.parts = QVBoxLayout(self)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        return self.parts.minimumHeightForWidth(width)


class _Body(QScrollArea):
    """As tall as what is in it, where there is room."""

    def __init__(self, content: _Content, dialog: QWidget) -> None:
        super().__init__(dialog)
        self.setObjectName("dialogBody")
        self._content = content
        self._dialog = dialog
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().setSingleStep(px(_LINE))
        content.setAutoFillBackground(False)  # setWidget() turned it on

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        width = self._dialog.width() - 2 * px(_MARGIN)
        if self.verticalScrollBar().isVisible():  # it goes only once there is room for the words beside it
            width -= self.verticalScrollBar().width()
        layout = self._content.parts
        flows = layout.hasHeightForWidth()
        return QSize(width, layout.heightForWidth(width) if flows else layout.sizeHint().height())

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().viewportEvent(event)


class ActionDialog(QDialog):
    """Subclasses fill `body`, write their texts in `_retranslate()` and say what the buttons do."""

    def __init__(self, name: str, parent: QWidget | None = None, width: int = _WIDTH) -> None:
        super().__init__(parent)
        wording().changed.connect(self._retranslate)
        wording().said.connect(self._fit_width)
        self.setObjectName(name)
        self._width = width
        self._heading = label("clientName", "heading")
        self._subtitle = label("muted", "subtitle")
        self.content = _Content(self)
        self.body = self.content.parts
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(px(8))
        self.note = Note("note", self)
        self.outcome = QVBoxLayout()  # below the body: how it went
        self.outcome.addWidget(self.note)
        self.buttons = FlowLayout(right=True)  # at the foot: the way back first, the way forward last
        self.back_button = ActionButton("backButton", self)
        self.forward_button = ActionButton("forwardButton", self)
        self.back_button.acted.connect(self._back)
        self.forward_button.acted.connect(self._forward)
        self._lay_out()

    def set_heading(self, heading: str, subtitle: str) -> None:
        self.setWindowTitle(heading)
        self._heading.setText(heading)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def focus_default(self, button: ActionButton) -> None:
        """Make `button` the one that Enter presses, and go to it."""
        button.setDefault(True)
        button.setFocus()

    def scroll_bar(self) -> QScrollBar:
        """What the keys that scroll move: the body, unless its one part scrolls by itself."""
        return self._area.verticalScrollBar()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        elif event.key() == Qt.Key.Key_F8:
            toggle_discreet()
        elif event.key() in _SCROLLING:  # what has the focus makes no use of it
            self.scroll_bar().triggerAction(_SCROLLING[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)  # Enter presses the default button

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return handled

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        self._put_buttons_last()
        self._fit()
        super().showEvent(event)
        if (window := self.windowHandle()) is not None:
            window.focusObjectChanged.connect(self._show_focused)

    def _retranslate(self) -> None:
        raise NotImplementedError

    def _forward(self) -> None:
        self.accept()

    def _back(self) -> None:
        self.reject()

    def _put_buttons_last(self) -> None:
        """Tab goes through the body first; it was filled after the buttons were made."""
        last = self.previousInFocusChain()
        if last is not None and last is not self.forward_button:
            self.setTabOrder(last, self.back_button)
            self.setTabOrder(self.back_button, self.forward_button)

    def _show_focused(self, focused: QObject | None) -> None:
        """Scroll to what has the focus, also when it did not get there by Tab.

        What is taller than the room stays where it is, if it can be seen: its top says more than its middle.
        """
        if not isinstance(focused, QWidget) or not self._area.isAncestorOf(focused):
            return
        if focused.height() <= self._area.viewport().height() or focused.visibleRegion().isEmpty():
            self._area.ensureWidgetVisible(focused)

    def _fit(self) -> None:
        """Grow to what there is to show, within the screen; never shrink under the reader's eyes."""
        room = self.screen().availableGeometry().height() - _SCREEN_EDGE
        wanted = self._layout.totalHeightForWidth(self.width())
        shown = self.height() if self.isVisible() else 0
        self.resize(self.width(), min(max(wanted, shown), room))
        self._stay_on_screen()

    def _fit_width(self) -> None:
        """As wide as its kind is, at this size of text, within the screen."""
        self.setFixedWidth(min(px(self._width), self.screen().availableGeometry().width() - _SCREEN_EDGE))

    def _stay_on_screen(self) -> None:
        """What grew where it stands, as with larger text, moves back until all of it is seen."""
        if self.isVisible():
            room, frame = self.screen().availableGeometry(), self.frameGeometry()
            left = max(room.left(), min(frame.left(), room.left() + room.width() - frame.width()))
            top = max(room.top(), min(frame.top(), room.top() + room.height() - frame.height()))
            self.move(left, top)

    def _lay_out(self) -> None:
        margin = px(_MARGIN)
        self._fit_width()
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(margin, px(20), margin, px(18))
        layout.setSpacing(px(12))
        header = QVBoxLayout()
        header.setSpacing(px(6))
        for line in (self._heading, self._subtitle):
            line.setWordWrap(True)
            header.addWidget(line)
        layout.addLayout(header)
        self._area = _Body(self.content, self)
        layout.addWidget(self._area, stretch=1)
        layout.addLayout(self.outcome)
        layout.addSpacing(px(6))
        self.buttons.setSpacing(px(10))
        self.buttons.add_widgets(self.back_button, self.forward_button)
        layout.addLayout(self.buttons)
