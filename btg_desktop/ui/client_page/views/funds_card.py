"""The card of funds: the catalogue by category, what the client holds, and the two actions on each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from btg_desktop.domain.branches import Branch
from btg_desktop.domain.models import Client, Fund
from btg_desktop.ui.client_page.model import ACTIONS, FundsModel
from btg_desktop.ui.client_page.views.funds_table import FundsTable
from btg_desktop.ui.look.theme import px
from btg_desktop.ui.look.translation import Text, say
from btg_desktop.ui.widgets.flow_layout import FlowLayout
from btg_desktop.ui.widgets.parts import ElidedLabel, EmptyState, IconLabel, TranslatedFrame, button, label
from btg_desktop.ui.widgets.tables.column_widths import RememberedWidths


class FundsCard(TranslatedFrame):
    """Shows the funds and asks to subscribe to one or to cancel it."""

    subscribe_requested = Signal(object)
    cancel_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("fundsCard", "card", parent)
        self._model = FundsModel(self)
        self._title = label("cardTitle", "fundsTitle")
        self._waiting_icon = IconLabel("warning", "warn", 14)
        self._waiting = ElidedLabel("waiting", "waitingReason")
        self._chips = QButtonGroup(self)
        self._head = FlowLayout()
        self._all = self._chip("")  # stays, and so keeps the place of all of them in the order of Tab
        self._pages = QStackedWidget(self)
        self._table = FundsTable(self._model, self._pages)
        self._title.setBuddy(self._table)
        self._empty = EmptyState("noFunds", "funds")
        self._pages.addWidget(self._table)
        self._pages.addWidget(self._empty)
        self._build_layout()
        self._table.subscribe_requested.connect(self.subscribe_requested)
        self._table.cancel_requested.connect(self.cancel_requested)
        self._chips.buttonClicked.connect(self._choose_category)
        self.set_waiting("")
        self.show_funds(())
        self._retranslate()

    def _build_layout(self) -> None:
        self._head.setSpacing(px(6))
        self._head.add_widgets(self._title, self._waiting_icon, self._waiting)
        self._head.add_spring()  # the categories go to the right
        self._head.add_widgets(self._all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(14), px(12), px(14), px(10))
        layout.setSpacing(px(4))
        layout.addLayout(self._head)
        layout.addWidget(self._pages, 1)

    # What the controller shows

    def show_funds(self, funds: Sequence[Fund]) -> None:
        """Show the catalogue. If it is the one that is shown, nothing moves."""
        if tuple(funds) != self._model.catalogue():
            self._model.show_funds(funds)
            self._show_chips()
        self._pages.setCurrentWidget(self._table if funds else self._empty)

    def show_client(self, client: Client) -> None:
        """Show what `client` holds."""
        self._model.show_holdings(client.holdings)

    def show_branch(self, branch: Branch | None) -> None:
        """Say which funds `branch` does not offer; without one, all can be bought."""
        self._model.show_branch(branch)

    def set_waiting(self, reason: Text) -> None:
        """Say why no money can be moved now, and keep it from being; "" allows it."""
        self._waiting_reason = reason
        text = say(reason)
        self._waiting_icon.setVisible(bool(text))
        self._waiting.setVisible(bool(text))
        self._waiting.setText(text)
        self._table.set_waiting(text)

    def remember_widths(self, widths: RememberedWidths) -> None:
        """Let the columns be dragged, but the buttons', and keep how wide they are made."""
        widths.follow(self._table, (ACTIONS,))

    def focus_table(self) -> None:
        self._table.setFocus()

    # What the controller asks, for the keys that name no fund

    def count(self) -> int:
        """How many funds are listed."""
        return self._model.rowCount()

    def nth_fund(self, n: int) -> int | None:
        """The id of the n-th fund shown, counted from 1."""
        return self._model.fund_at(n - 1).id if 1 <= n <= self._model.rowCount() else None

    def fund_to_cancel(self) -> int | None:
        """The id of the current row's fund if it is held, else of the only fund that is held."""
        current = self._table.current_fund()
        if current and self._model.held(current):
            return current.id
        held = [fund.id for fund in self._model.catalogue() if self._model.held(fund)]
        return held[0] if len(held) == 1 else None

    # Categories

    def _show_chips(self) -> None:
        for chip in self._chips.buttons():
            if chip is not self._all:
                self._chips.removeButton(chip)
                chip.hide()
                chip.deleteLater()
        categories = self._model.categories()
        self._all.setVisible(len(categories) > 1)
        self._all.setChecked(not self._model.category())
        before: QWidget = self._all
        for category in categories if len(categories) > 1 else ():
            chip = self._chip(category)
            chip.setChecked(category == self._model.category())
            self._head.addWidget(chip)
            self.setTabOrder(before, chip)
            before = chip
        self._retranslate_chips()

    def _chip(self, category: str) -> QPushButton:
        chip = button("chip", f"category{category or 'All'}")
        chip.setParent(self)
        chip.setCheckable(True)
        chip.setProperty("category", category)
        self._chips.addButton(chip)
        return chip

    def _choose_category(self, chip: QPushButton) -> None:
        self._model.show_category(chip.property("category"))

    def _retranslate_chips(self) -> None:
        for chip in self._chips.buttons():
            category = chip.property("category")
            chip.setText(category or self.tr("Todos"))
            chip.setAccessibleName(
                self.tr("Mostrar los fondos {category}").format(category=category)
                if category
                else self.tr("Mostrar todos los fondos")
            )
            chip.setAccessibleDescription(self.tr("Elige qué fondos lista la tabla"))

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Fondos"))
        self._table.setAccessibleName(self.tr("Fondos"))
        self._table.setAccessibleDescription(self.tr("Intro suscribe, Suprimir cancela"))
        self.set_waiting(self._waiting_reason)
        self._table.retranslate()
        self._empty.show_words(
            self.tr("No hay fondos para mostrar"),
            self.tr("El catálogo está vacío. Pida al área de tecnología que lo cargue."),
        )
        self._retranslate_chips()
