"""The filters of a history: days, fund and type. Asks for what they say; filters nothing itself."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from btg_desktop.domain.days import today
from btg_desktop.domain.history import Filter, Period
from btg_desktop.domain.models import Fund, TransactionKind
from btg_desktop.ui.look.texts import day_text, kind_text
from btg_desktop.ui.look.theme import px
from btg_desktop.ui.movements.views.days_dialog import DaysDialog
from btg_desktop.ui.widgets.filter_button import FilterButton
from btg_desktop.ui.widgets.flow_layout import FlowLayout
from btg_desktop.ui.widgets.parts import TranslatedFrame

Days = tuple[date | None, date | None]
_RANGE = "range"


class HistoryFilters(TranslatedFrame):
    """`changed` tells that `filter()` now says something else.

    A period such as today is remembered as such: a window left open over midnight means the new day.
    """

    changed = Signal()

    def __init__(self, prefix: str, parent: QWidget | None = None, now: Callable[[], date] = today) -> None:
        super().__init__(f"{prefix}Filters", "plain", parent)
        self._now = now
        self._period: Period | None = Period.ALL
        self._days: Days = (None, None)  # what was chosen in the dialog, where no period is
        self._funds: tuple[Fund, ...] = ()
        self._fund_id: int | None = None
        self._kind: TransactionKind | None = None
        self._dates = FilterButton(f"{prefix}DatesFilter", self)
        self._fund = FilterButton(f"{prefix}FundFilter", self)
        self._type = FilterButton(f"{prefix}TypeFilter", self)
        layout = FlowLayout(self)
        layout.setSpacing(px(8))
        layout.add_widgets(*self.buttons())
        self._dates.chosen.connect(self._choose_dates)
        self._fund.chosen.connect(self._choose_fund)
        self._type.chosen.connect(self._choose_kind)
        self._retranslate()

    def filter(self) -> Filter:
        """What is chosen, as of now."""
        since, until = self._period.days(self._now()) if self._period else self._days
        return Filter(since, until, self._fund_id, self._kind)

    def buttons(self) -> tuple[QWidget, ...]:
        """In reading order."""
        return self._dates, self._fund, self._type

    def reset(self) -> None:
        """Choose everything again, and ask for nothing."""
        self._period, self._days, self._fund_id, self._kind = Period.ALL, (None, None), None, None
        self._retranslate()

    def show_funds(self, funds: Sequence[Fund]) -> None:
        """The funds that one may choose from."""
        if tuple(funds) != self._funds:
            self._funds = tuple(funds)
            self._retranslate()

    def words(self) -> str:
        """What is chosen, in one line for people."""
        fund = next((each.name for each in self._funds if each.id == self._fund_id), None)
        parts = [self._dates_text(), fund or self.tr("Todos los fondos")]
        parts.append(kind_text(self._kind) if self._kind else self.tr("Todos los tipos"))
        return " · ".join(parts)

    def _choose_dates(self, value: str) -> None:
        if value == _RANGE:
            since, until = self.filter().since, self.filter().until
            dialog = DaysDialog(since or self._now(), until or self._now(), self.window())
            dialog.chosen.connect(self._choose_range)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
        else:
            self._period = Period(value) if value else Period.ALL
            self._tell()

    def _choose_range(self, since: date, until: date) -> None:
        self._period, self._days = None, (since, until)
        self._tell()

    def _choose_fund(self, fund_id: int | None) -> None:
        self._fund_id = fund_id
        self._tell()

    def _choose_kind(self, kind: str | None) -> None:
        self._kind = TransactionKind(kind) if kind else None
        self._tell()

    def _tell(self) -> None:
        self._retranslate()
        self.changed.emit()

    def _dates_text(self) -> str:
        if self._period is not None:
            return self._period_text(self._period)
        since, until = (day_text(day) for day in self._days if day)
        return since if since == until else f"{since} – {until}"

    def _period_text(self, period: Period) -> str:
        return {
            Period.ALL: self.tr("Todas las fechas"),
            Period.TODAY: self.tr("Hoy"),
            Period.YESTERDAY: self.tr("Ayer"),
            Period.WEEK: self.tr("Últimos 7 días"),
            Period.MONTH: self.tr("Últimos 30 días"),
            Period.THIS_MONTH: self.tr("Este mes"),
        }[period]

    def _retranslate(self) -> None:
        periods = [(None if each is Period.ALL else each.value, self._period_text(each)) for each in Period]
        self._dates.set_choices([*periods, (_RANGE, self.tr("Rango de fechas…"))])
        dates = self._dates_text()
        chosen = None if self._period is Period.ALL else self._period.value if self._period else _RANGE
        self._dates.show_value(
            chosen,
            self.tr("&Fechas: {dates}").format(dates=dates) if chosen else self.tr("Todas las &fechas"),
            self.tr("Filtrar por fecha: {dates}").format(dates=dates),
        )
        self._retranslate_fund()
        kinds = [(kind.value, kind_text(kind)) for kind in TransactionKind]
        self._type.set_choices([(None, self.tr("Todos los tipos")), *kinds])
        kind_words = kind_text(self._kind) if self._kind else self.tr("Todos los tipos")
        self._type.show_value(
            self._kind.value if self._kind else None,
            self.tr("&Tipo: {kind}").format(kind=kind_words) if self._kind else self.tr("Todos los &tipos"),
            self.tr("Filtrar por tipo: {kind}").format(kind=kind_words),
        )

    def _retranslate_fund(self) -> None:
        funds = [(fund.id, fund.name) for fund in self._funds]
        self._fund.set_choices([(None, self.tr("Todos los fondos")), *funds])
        name = dict(funds).get(self._fund_id or 0)
        text = self.tr("Todos los f&ondos")
        if name:
            text = self.tr("F&ondo: {fund}").format(fund=name.replace("&", "&&"))
        self._fund.show_value(
            self._fund_id,
            text,
            self.tr("Filtrar por fondo: {fund}").format(fund=name or self.tr("Todos los fondos")),
        )
