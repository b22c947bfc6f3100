"""The portfolio at a glance: how much is invested, in what, and the balance over time."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from btg_desktop.domain.models import Client, Fund
from btg_desktop.ui.discreet import amount_text
from btg_desktop.ui.theme import px
from btg_desktop.ui.views.charts import AVAILABLE, BalanceLine, Donut, Legend, Slice
from btg_desktop.ui.views.parts import TranslatedFrame, label

MOST_SLICES: Final = 3
"""More funds than this and the smaller ones become one slice, so that every slice has its name."""


class PortfolioCard(TranslatedFrame):
    """A donut with its legend, and a line; a screen reader hears the same as a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("portfolioCard", "card", parent)
        self._holdings: list[tuple[str, Decimal]] = []
        self._available = Decimal(0)
        self._title = label("cardTitle", "portfolioTitle")
        self._donut = Donut()
        self._legend = Legend()
        self._line_title = label("caption", "balanceTitle")
        self._line = BalanceLine()
        whole = QHBoxLayout()
        whole.setSpacing(px(14))
        whole.addWidget(self._donut)
        whole.addWidget(self._legend, 1, Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(14), px(12), px(14), px(10))
        layout.setSpacing(px(8))
        layout.addWidget(self._title)
        layout.addLayout(whole)
        layout.addWidget(self._line_title)
        layout.addWidget(self._line, 1)
        layout.addStretch()
        self._retranslate()

    def show_client(self, client: Client, funds: Sequence[Fund]) -> None:
        """Show what `client` holds in `funds`; a fund that left the catalogue goes by its number."""
        names = {fund.id: fund.name for fund in funds}
        held = [(names.get(each, str(each)), amount) for each, amount in client.holdings.items() if amount]
        self._holdings = sorted(held, key=lambda holding: holding[1], reverse=True)
        self._available = client.available_balance
        self._retranslate()

    def show_balances(self, points: Sequence[tuple[datetime, Decimal]]) -> None:
        """Show the available balance after each movement, oldest first."""
        self._line.show_points(points)

    def _slices(self) -> list[Slice]:
        short = short_names([name for name, _ in self._holdings])
        shown = self._holdings
        others: list[Slice] = []
        if len(shown) > MOST_SLICES:
            shown, rest = shown[: MOST_SLICES - 1], shown[MOST_SLICES - 1 :]
            name = self.tr("Otros {count} fondos").format(count=len(rest))
            others = [Slice(name, sum((each[1] for each in rest), Decimal(0)), MOST_SLICES - 1)]
        own = [Slice(short[name], amount, place) for place, (name, amount) in enumerate(shown)]
        return [*own, *others, Slice(self.tr("Disponible"), self._available, AVAILABLE)]

    def _retranslate(self) -> None:
        slices = self._slices()
        self._donut.show_slices(slices)
        self._legend.show_slices(slices)
        invested = sum((amount for _, amount in self._holdings), Decimal(0))
        percent = self.tr("{percent} %").format(percent=percent_of(invested, invested + self._available))
        self._donut.show_figure(percent, self.tr("invertido"))
        self._title.setText(self.tr("Portafolio"))
        self._line_title.setText(self.tr("Saldo disponible en el tiempo"))
        self._line.show_words(
            self._line_title.text(), self.tr("hoy"), self.tr("Se dibuja con el primer movimiento")
        )
        parts = [f"{name} {amount_text(amount)}" for name, amount in self._holdings]
        parts.append(f"{self.tr('Disponible')} {amount_text(self._available)}")
        self.setAccessibleName(self.tr("Portafolio"))
        self.setAccessibleDescription(f"{percent} {self.tr('invertido')}: {', '.join(parts)}")
        self._donut.say(f"{self.tr('Portafolio')}: {percent} {self.tr('invertido')}", ", ".join(parts))
        self._legend.setToolTip("\n".join(parts))


def percent_of(part: Decimal, whole: Decimal) -> int:
    """Whole percents; 0 and 100 only for nothing and for all."""
    if not part:
        return 0
    if part == whole:
        return 100
    return min(max(round(part / whole * 100), 1), 99)


def short_names(names: Sequence[str]) -> dict[str, str]:
    """The last word of names such as FPV_BTG_PACTUAL_ECOPETROL, where it tells them apart."""
    last = {name: name.rpartition("_")[2] or name for name in names}
    uses = Counter(last.values())
    return {name: word if uses[word] == 1 else name for name, word in last.items()}
