"""A day to choose that a passing mouse wheel does not change, and that Enter leaves once it is chosen."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QDateEdit, QWidget

from btg_desktop.ui.look.theme import icon, px


class CalmDateEdit(QDateEdit):
    """Tells of a day once it is whole, not while its figures are typed. `latest` is the last one there is."""

    day_chosen = Signal(object)

    def __init__(self, name: str, latest: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.lineEdit().setObjectName(f"{name}Text")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCalendarPopup(True)
        self.setDisplayFormat("dd/MM/yyyy")
        self.setKeyboardTracking(False)
        self.setMaximumDate(QDate(latest.year, latest.month, latest.day))
        self.setDate(self.maximumDate())
        self._told = self.date()
        self.dateChanged.connect(self._tell)

    def set_name(self, name: str) -> None:
        """What it is for, for those who do not see it."""
        for each in (self, self.lineEdit()):
            each.setAccessibleName(name)
            each.setAccessibleDescription(self.tr("Las flechas cambian el día"))
        dress_calendar(self)

    def day(self) -> date:
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # so that what is around it scrolls instead

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        told = self._told
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._told != told:
            event.accept()  # it chose the day; it must not press the dialog's button too

    def _tell(self, chosen: QDate) -> None:
        if chosen != self._told:  # Qt repeats itself at every Enter
            self._told = chosen
            self.day_chosen.emit(self.day())


def dress_calendar(edit: QDateEdit) -> None:
    """Give the arrows of its calendar a name and our size, which Qt's own lack, and its Sundays ink.

    Qt writes weekends in a red that cannot be read on a dark ground.
    """
    calendar = edit.calendarWidget()
    for name, drawing, text in (
        ("qt_calendar_prevmonth", "chevron-left", QCoreApplication.translate("calendar", "Mes anterior")),
        ("qt_calendar_nextmonth", "chevron-right", QCoreApplication.translate("calendar", "Mes siguiente")),
    ):
        for arrow in calendar.findChildren(QAbstractButton, name):
            arrow.setIcon(icon(drawing, "on_primary"))
            arrow.setIconSize(QSize(px(16), px(16)))
            arrow.setAccessibleName(text)
            arrow.setToolTip(text)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, QTextCharFormat())
