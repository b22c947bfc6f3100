"""The field for an amount of pesos: what is typed is grouped as it grows, and never guessed.

Thousands are grouped live only while every separator in the text is the field's own. A separator
that a person types or pastes is theirs: the text then stays exactly as it is, and `parse_amount`
accepts or refuses it as a whole.
"""

import re
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from btg_desktop.domain.errors import InvalidAmount
from btg_desktop.domain.formats import format_amount
from btg_desktop.domain.money import parse_amount
from btg_desktop.ui.look.theme import colour, px
from btg_desktop.ui.widgets.fields.typed_edit import TypedEdit
from btg_desktop.ui.widgets.parts import label

_PLAIN: Final = re.compile(r"[1-9][0-9]*")
_DIGITS: Final = frozenset("0123456789")
_ERASERS: Final = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})
_ARRIVALS: Final = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
        Qt.FocusReason.OtherFocusReason,
    }
)


class AmountEdit(TypedEdit):
    """A line of text that groups the thousands of the digits typed into it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ours = ""  # the text whose separators are all this field's own
        self._arrived_by_click = False
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.textChanged.connect(self._keep_track)

    def show_amount(self, amount: Decimal) -> None:
        """Write `amount` as it would be typed: grouped, without the currency."""
        text = format_amount(amount).removeprefix("$ ")
        self._ours = text
        self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        before = self.text()
        ours = before == self._ours or _PLAIN.fullmatch(before) is not None
        super().keyPressEvent(event)
        if ours and (event.text() in _DIGITS or event.key() in _ERASERS):
            self._group()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self._arrived_by_click = event.reason() is Qt.FocusReason.MouseFocusReason
        if event.reason() in _ARRIVALS:
            self.selectAll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseReleaseEvent(event)
        # the press placed the cursor, so selecting on focus would not have lasted
        if self._arrived_by_click and not self.hasSelectedText():
            self.selectAll()
        self._arrived_by_click = False

    def _keep_track(self, text: str) -> None:
        if text != self._ours:
            self._ours = ""

    def _group(self) -> None:
        """Group the digits, keeping as many of them to the right of the cursor as there were."""
        text = self.text()
        digits = text.replace(".", "")
        self._ours = f"{int(digits):,}".replace(",", ".") if _PLAIN.fullmatch(digits) else text
        if self._ours == text:
            return
        right = len(text[self.cursorPosition() :].replace(".", ""))
        # an edit rather than setText(), so that Ctrl+Z still works
        self.selectAll()
        self.insert(self._ours)
        self.setCursorPosition(_before_digits(self._ours, right))


class MoneyField(QFrame):
    """An amount of pesos with its currency inside the frame; `changed` follows every edit."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._invalid = False
        self.editor = AmountEdit(self)
        self.editor.setObjectName("amountField")
        self.editor.installEventFilter(self)
        self.editor.textChanged.connect(self.changed)
        self.editor.editingFinished.connect(self._tidy)
        self.setFocusProxy(self.editor)
        self._lay_out()

    def amount(self) -> Decimal:
        """The amount as it is written. Raises InvalidAmount."""
        return parse_amount(self.editor.text())

    def set_amount(self, amount: Decimal) -> None:
        self.editor.show_amount(amount)

    def set_invalid(self, invalid: bool) -> None:
        """Draw the frame as wrong; the reason stands in words elsewhere."""
        self._invalid = invalid
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        focused = self.editor.hasFocus()
        width = 2 if focused else 1
        tone = "bad" if self._invalid else "primary" if focused else "field_line"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(tone), width))
        painter.setBrush(colour("field"))
        inset = width / 2
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, px(8), px(8))

    def _tidy(self) -> None:
        """On leaving, write a clear amount the usual way; what is not clear stays as it was typed."""
        try:
            amount = self.amount()
        except InvalidAmount:
            pass
        else:
            self.set_amount(amount)
        self.left.emit()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(14), px(8), px(14), px(8))
        layout.setSpacing(px(8))
        for text, role in (("$", "sign"), ("COP", "currency")):
            sign = label(role)
            sign.setText(text)
            layout.addWidget(sign)
        layout.insertWidget(1, self.editor, stretch=1)


def _before_digits(text: str, digits: int) -> int:
    """The position in `text` that has `digits` digits after it."""
    position = len(text)
    while digits:
        position -= 1
        digits -= text[position] != "."
    return position
