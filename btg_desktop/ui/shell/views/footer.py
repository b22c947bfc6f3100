"""The window's foot: one line of keys to press by mouse. What has no room there is in a menu at its end."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QWidget

from btg_desktop.ui.look.theme import px
from btg_desktop.ui.look.wording import wording
from btg_desktop.ui.widgets.flow_layout import FlowLayout
from btg_desktop.ui.widgets.parts import button

_GAP = 4
_PADDING = 7  # of a button: its words begin where the cards do


class Footer(QWidget):
    """`first` always stays, at the left; the last of the `others` is the first to go to the menu."""

    def __init__(self, first: QPushButton, others: Sequence[QPushButton], parent: QWidget) -> None:
        super().__init__(parent)
        wording().changed.connect(self._retranslate)
        self.setObjectName("footer")
        self._first = first
        self._others = others
        self.more = button("footer", "moreButton")
        self.more.hide()
        self.more.clicked.connect(self._open)
        self._menu = QMenu(self)
        self._menu.setObjectName("moreMenu")
        self._line = line = FlowLayout(self)
        line.setContentsMargins(-px(_PADDING), 0, -px(_PADDING), 0)
        line.setSpacing(px(_GAP))
        line.addWidget(first)
        line.add_spring()
        line.add_widgets(*others, self.more)
        self._retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:  # other words, or larger ones
            self._arrange()
        return handled

    def _arrange(self) -> None:
        room = self._line.contentsRect().width() - self._wanted(self._first)
        shown = len(self._others)
        if sum(map(self._wanted, self._others)) > room:
            room -= self._wanted(self.more)
            while shown and sum(map(self._wanted, self._others[:shown])) > room:
                shown -= 1
        for place, each in enumerate(self._others):
            each.setVisible(place < shown)
        self.more.setVisible(shown < len(self._others))

    def _wanted(self, each: QAbstractButton) -> int:
        return each.sizeHint().width() + self._line.spacing()

    def _open(self) -> None:
        self._menu.clear()
        for each in self._others:
            if each.isHidden():
                keys, words = each.text().split("  ", 1)
                self._menu.addAction(f"{words}\t{keys}").triggered.connect(each.click)
        self._menu.popup(self.more.mapToGlobal(QPoint(0, -self._menu.sizeHint().height() - px(_GAP))))

    def _retranslate(self) -> None:
        self.more.setText(f"{self.tr('Más')}  ▴")
        self.more.setAccessibleName(self.tr("Más"))
        self.more.setAccessibleDescription(self.tr("Abre un menú; las flechas e Intro eligen"))
