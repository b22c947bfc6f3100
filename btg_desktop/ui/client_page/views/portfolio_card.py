"""The portfolio at a glance: how much is invested, in what, and the balance over time."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from btg_desktop.domain.models import Client, Fund
from btg_desktop.ui.client_page.views.balance_line import BalanceLine
from btg_desktop.ui.client_page.views.donut import Donut, Legend
from btg_desktop.ui.client_page.views.portfolio_groups import GroupNames, Holding, group_holdings, percent_of
from btg_desktop.ui.look.discreet import amount_text
from btg_desktop.ui.look.plain import tool_tip
from btg_desktop.ui.look.theme import px
from btg_desktop.ui.widgets.parts import TranslatedFrame, label


class PortfolioCard(TranslatedFrame):
    """Rings with their legend, and a line; a screen reader hears the same as a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("portfolioCard", "card", parent)
        self._client: Client | None = None
        self._funds: dict[int, Fund] = {}
        self._title = label("cardTitle", "portfolioTitle")
        self._donut = Donut()
        self._legend = Legend()
        self._line_title = label("caption", "balanceTitle")
        self._line = BalanceLine()
        whole = QHBoxLayout()
        whole.setSpacing(px(12))
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
        self._client, self._funds = client, {fund.id: fund for fund in funds}
        self._retranslate()

    def show_balances(self, points: Sequence[tuple[datetime, Decimal]]) -> None:
        """Show the available balance after each movement, oldest first."""
        self._line.show_points(points)

    def _holdings(self) -> list[Holding]:
        held = self._client.holdings if self._client else {}
        known = self._funds
        return [
            Holding(known[each].name, known[each].category, amount)
            if each in known
            else Holding(str(each), self.tr("Fuera de catálogo"), amount)
            for each, amount in held.items()
            if amount
        ]

    def _names(self) -> GroupNames:
        return GroupNames(
            lambda count: self.tr("Otras {count} categorías").format(count=count),
            lambda count: self.tr("Otros {count} fondos").format(count=count),
            lambda count: self.tr("{count} fondos").format(count=count),
        )

    def _retranslate(self) -> None:
        holdings = self._holdings()
        groups = group_holdings(holdings, self._names())
        available = self._client.available_balance if self._client else Decimal(0)
        invested = sum((group.amount for group in groups), Decimal(0))
        share = self.tr("{percent} %")
        percent = share.format(percent=percent_of(invested, invested + available))
        self._donut.show_groups(groups, available)
        self._legend.show_groups(groups, (self.tr("Disponible"), available), share)
        self._donut.show_figure(percent, self.tr("invertido"))
        self._title.setText(self.tr("Portafolio"))
        self._line_title.setText(self.tr("Saldo disponible en el tiempo"))
        self._line.show_words(
            self._line_title.text(), self.tr("hoy"), self.tr("Se dibuja con el primer movimiento")
        )
        words = [*_spelled(holdings), f"{self.tr('Disponible')} {amount_text(available)}"]
        self.setAccessibleName(self.tr("Portafolio"))
        self.setAccessibleDescription(f"{percent} {self.tr('invertido')}: {', '.join(words)}")
        self._donut.say(f"{self.tr('Portafolio')}: {percent} {self.tr('invertido')}", ", ".join(words))
        self._legend.setToolTip(tool_tip("\n".join(words)))


def _spelled(holdings: Sequence[Holding]) -> list[str]:
    """Every category with its amount and that of each of its funds, none left out."""
    by_category: dict[str, list[Holding]] = {}
    for holding in sorted(holdings, key=lambda each: each.amount, reverse=True):
        by_category.setdefault(holding.category, []).append(holding)
    return [
        f"{category} {amount_text(sum((each.amount for each in held), Decimal(0)))}"
        f" ({', '.join(f'{each.fund} {amount_text(each.amount)}' for each in held)})"
        for category, held in by_category.items()
    ]
