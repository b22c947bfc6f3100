"""The page of the client who is being served: who they are, the funds, the portfolio and the movements."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from btg_desktop.ui.client_page.views.client_card import ClientCard
from btg_desktop.ui.client_page.views.funds_card import FundsCard
from btg_desktop.ui.client_page.views.portfolio_card import PortfolioCard
from btg_desktop.ui.look.theme import px
from btg_desktop.ui.money.views.pending_band import PendingBand
from btg_desktop.ui.movements.views.movements_card import MovementsCard
from btg_desktop.ui.widgets.tables.column_widths import RememberedWidths

PORTFOLIO_WIDTH: Final = 300
WIDE_PAGE: Final = 878
QWIDGETSIZE_MAX: Final = (1 << 24) - 1  # Qt's "no limit"


class ClientPage(QScrollArea):
    """It scrolls where large text meets a small screen, instead of being cut."""

    def __init__(self, parent: QWidget) -> None:
        """Build from the outside in: to move a dressed subtree to a new parent dresses it again."""
        super().__init__(parent)
        self.setObjectName("pageScroll")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        page = QWidget(self.viewport())
        page.setObjectName("page")
        self.setWidget(page)
        self.client_card = ClientCard(page)
        self.pending_band = PendingBand(page)
        self.funds_card = FundsCard(page)
        self.portfolio_card = PortfolioCard(page)
        self.movements_card = MovementsCard(page)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(px(12))
        self._middle.addWidget(self.funds_card, 1)
        self._middle.addWidget(self.portfolio_card)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(self.client_card)
        layout.addWidget(self.pending_band)
        layout.addLayout(self._middle)
        layout.addWidget(self.movements_card, 1)

    def remember_widths(self, widths: RememberedWidths) -> None:
        """Let the columns of the tables be dragged, and keep how wide they are made."""
        self.funds_card.remember_widths(widths)
        self.movements_card.remember_widths(widths)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Where the page is narrow, as with large text, the portfolio goes below the funds."""
        super().resizeEvent(event)
        wide = self.width() >= px(WIDE_PAGE)
        self.portfolio_card.setMaximumWidth(px(PORTFOLIO_WIDTH) if wide else QWIDGETSIZE_MAX)
        self.portfolio_card.setMinimumWidth(px(PORTFOLIO_WIDTH))
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._middle.setDirection(direction)
