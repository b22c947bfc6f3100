"""Asks for a first and a last day, each with a small calendar."""

from datetime import date
from typing import Final

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QVBoxLayout, QWidget

from btg_desktop.ui.look.theme import px
from btg_desktop.ui.widgets.dialogs.action_dialog import ActionDialog
from btg_desktop.ui.widgets.fields.calm_date_edit import dress_calendar
from btg_desktop.ui.widgets.note import announce
from btg_desktop.ui.widgets.parts import label
from btg_desktop.ui.widgets.sentence import Sentence

_FORMAT: Final = "dd/MM/yyyy"


class DayEdit(QDateEdit):
    """Follows the wheel only while it has the focus."""

    def __init__(self, name: str, day: date, parent: QWidget | None = None) -> None:
        super().__init__(QDate(day.year, day.month, day.day), parent)
        self.setObjectName(name)
        self.setDisplayFormat(_FORMAT)
        self.setCalendarPopup(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def day(self) -> date:
        return date(self.date().year(), self.date().month(), self.date().day())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class DaysDialog(ActionDialog):
    """`chosen` carries both days; the first is never after the last."""

    chosen = Signal(object, object)

    def __init__(self, since: date, until: date, parent: QWidget | None = None) -> None:
        super().__init__("daysDialog", parent)
        self._since_label, self._until_label = label("body"), label("body")
        self._since = DayEdit("sinceField", since, self)
        self._until = DayEdit("untilField", until, self)
        self._reason = Sentence("error", "daysReason")
        row = QHBoxLayout()
        row.setSpacing(px(16))
        for title, field in ((self._since_label, self._since), (self._until_label, self._until)):
            title.setBuddy(field)
            column = QVBoxLayout()
            column.setSpacing(px(4))
            column.addWidget(title)
            column.addWidget(field)
            row.addLayout(column, 1)
            field.dateChanged.connect(self._judge)
        self.body.addLayout(row)
        self.body.addWidget(self._reason)
        self.forward_button.set_role("primary")
        self.forward_button.setDefault(True)
        self._retranslate()
        self._since.setFocus()

    def _forward(self) -> None:
        if self._since.day() > self._until.day():
            self._judge()
            self._until.setFocus()
            announce(self._until, self._reason.text())
            return
        self.chosen.emit(self._since.day(), self._until.day())
        self.accept()

    def _judge(self) -> None:
        is_wrong = self._since.day() > self._until.day()
        self._reason.setText(self.tr("El primer día va después del último") if is_wrong else "")
        self._reason.setVisible(is_wrong)

    def _retranslate(self) -> None:
        self.set_heading(self.tr("Rango de fechas"), self.tr("Los dos días se incluyen, en hora de Bogotá"))
        for title, field, text in (
            (self._since_label, self._since, self.tr("&Desde")),
            (self._until_label, self._until, self.tr("&Hasta")),
        ):
            title.setText(text)
            field.setAccessibleName(text.replace("&", ""))
            field.setAccessibleDescription(self.tr("Las flechas cambian el día"))
            dress_calendar(field)
        self.back_button.set_text(self.tr("Volver"), self.tr("Esc"))
        self.forward_button.set_text(self.tr("Mostrar"), self.tr("Intro"))
        self._judge()
