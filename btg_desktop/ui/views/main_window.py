"""The window: the rail, the banner, and the page of the client who is being served."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from btg_desktop.ui.discreet import is_discreet, toggle_discreet
from btg_desktop.ui.models.funds_model import ACTIONS
from btg_desktop.ui.texts import key_text
from btg_desktop.ui.theme import app_icon, px, restyle
from btg_desktop.ui.translation import Text, say
from btg_desktop.ui.views.banner import Banner
from btg_desktop.ui.views.client_card import ClientCard
from btg_desktop.ui.views.column_widths import RememberedWidths
from btg_desktop.ui.views.flow_layout import FlowLayout
from btg_desktop.ui.views.funds_card import FundsCard
from btg_desktop.ui.views.funds_table import FundsTable
from btg_desktop.ui.views.movements_card import MovementsCard
from btg_desktop.ui.views.movements_table import MovementsTable
from btg_desktop.ui.views.parts import button
from btg_desktop.ui.views.portfolio_card import PortfolioCard
from btg_desktop.ui.views.rail import Rail
from btg_desktop.ui.views.toast import Toast
from btg_desktop.ui.views.welcome import Welcome

NUMBERED_FUNDS: Final = 9
PORTFOLIO_WIDTH: Final = 300
WIDE_PAGE: Final = 878
_BRANCH_PAGE: Final = 2
QWIDGETSIZE_MAX: Final = (1 << 24) - 1  # Qt's "no limit"


class MainWindow(QMainWindow):
    """Puts the views together and turns keys into requests. It stays open until `finish_closing`."""

    new_client_requested = Signal()
    preferences_requested = Signal()
    refresh_requested = Signal()
    cancel_requested = Signal()
    subscribe_nth_requested = Signal(object)
    keys_requested = Signal()
    messages_requested = Signal()
    reports_requested = Signal()
    receipt_requested = Signal()
    shift_requested = Signal()
    branch_requested = Signal()
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowIcon(app_icon())
        self.setWindowTitle("BTG Desktop")
        self._may_close = False
        self._client_page = 0
        self._footer_words: Text = ""
        self._build()
        self.widths = RememberedWidths(self)
        for table in (*self.findChildren(MovementsTable), *self.findChildren(FundsTable)):
            self.widths.follow(table, (ACTIONS,) if isinstance(table, FundsTable) else ())
        self._connect()
        self._add_shortcuts()
        self._retranslate()
        self.setMinimumSize(900, 520)
        self.rail.focus_search()

    def _build(self) -> None:
        """Build from the outside in: to move a dressed subtree to a new parent dresses it again."""
        desk = QWidget(self)
        desk.setObjectName("page")
        self.setCentralWidget(desk)
        self.rail = Rail(desk)
        self.banner = Banner(desk)
        self._pages = QStackedWidget(desk)
        self.toast = Toast(self._pages, desk)
        self._welcome = Welcome(self._pages)
        self._pages.addWidget(self._welcome)
        self._build_client_page()
        self._messages = button("footer", "messagesButton")
        self._discreet = button("footer", "discreetButton")
        self.branch_card = MovementsCard(self._pages, by_client=True)
        self._pages.addWidget(self.branch_card)
        self._keys = button("footer", "keysButton")
        self._refresh = button("footer", "refreshButton")
        self._reports = button("footer", "reportsButton")
        self._receipt = button("footer", "receiptButton")
        self._shift = button("footer", "shiftButton")
        self._preferences = button("footer", "preferencesButton")
        whole = QHBoxLayout(desk)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        page = QVBoxLayout()
        page.setContentsMargins(px(20), px(16), px(20), px(4))
        page.setSpacing(px(12))
        page.addWidget(self.banner)
        page.addWidget(self._pages, 1)
        page.addSpacing(-px(8))
        foot = FlowLayout()
        foot.setContentsMargins(-px(7), 0, -px(7), 0)  # the words begin and end where the cards do
        foot.setSpacing(px(4))
        foot.addWidget(self._messages)
        foot.add_spring()
        foot.add_widgets(self._discreet, self._refresh, self._receipt, self._keys)
        foot.add_widgets(self._shift, self._reports, self._preferences)  # for hands on the mouse
        page.addLayout(foot)
        whole.addLayout(page, 1)

    def _build_client_page(self) -> None:
        """The page scrolls where large text meets a small screen, instead of being cut."""
        area = QScrollArea(self._pages)
        area.setObjectName("pageScroll")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        self._pages.addWidget(area)
        page = QWidget(area.viewport())
        page.setObjectName("page")
        area.setWidget(page)
        self.client_card = ClientCard(page)
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
        layout.addLayout(self._middle)
        layout.addWidget(self.movements_card, 1)

    def _connect(self) -> None:
        self.rail.new_client_requested.connect(self.new_client_requested)
        self._welcome.new_client_requested.connect(self.new_client_requested)
        self._welcome.search_requested.connect(self.rail.focus_search)
        self.client_card.preferences_requested.connect(self.preferences_requested)
        self._messages.clicked.connect(self.messages_requested)
        self._discreet.clicked.connect(toggle_discreet)
        self.rail.branch_requested.connect(self.branch_requested)
        self.branch_card.close_requested.connect(lambda: self.show_branch_page(shown=False))
        self._keys.clicked.connect(self.keys_requested)
        self._refresh.clicked.connect(self.refresh_requested)
        self._reports.clicked.connect(self.reports_requested)
        self._receipt.clicked.connect(self._ask_for_receipt)
        self._shift.clicked.connect(self.shift_requested)
        self._preferences.clicked.connect(self.preferences_requested)

    def _add_shortcuts(self) -> None:
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.rail.focus_search)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self.new_client_requested)
        QShortcut(QKeySequence("Ctrl+Shift+C"), self).activated.connect(self._ask_to_cancel)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._ask_for_receipt)
        QShortcut(QKeySequence("F9"), self).activated.connect(self.shift_requested)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.refresh_requested)
        QShortcut(QKeySequence("F6"), self).activated.connect(self.messages_requested)
        QShortcut(QKeySequence("F8"), self).activated.connect(toggle_discreet)
        QShortcut(QKeySequence("Ctrl+,"), self).activated.connect(self.preferences_requested)
        QShortcut(QKeySequence("F10"), self).activated.connect(self.reports_requested)
        QShortcut(QKeySequence("F7"), self).activated.connect(self.branch_requested)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.keys_requested)
        for n in range(1, NUMBERED_FUNDS + 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{n}"), self)
            shortcut.activated.connect(lambda n=n: self._ask_to_subscribe(n))

    def show_client_page(self, shown: bool) -> None:
        """Show the chosen client's page, or the one that says how to choose; the branch's stays in front."""
        self._client_page = 1 if shown else 0
        if not self.is_branch_shown():
            self._pages.setCurrentIndex(self._client_page)

    def show_branch_page(self, *, shown: bool) -> None:
        """Show the movements of the branch, or go back to where one was."""
        if shown == self.is_branch_shown():
            return
        self._pages.setCurrentIndex(_BRANCH_PAGE if shown else self._client_page)
        if shown:
            self.branch_card.focus_table()
        else:
            self.rail.focus_search()

    def is_branch_shown(self) -> bool:
        return self._pages.currentIndex() == _BRANCH_PAGE

    def show_footer(self, text: Text) -> None:
        """What stands at the left of the foot, such as how many messages are pending."""
        self._footer_words = text
        self._say_footer()

    def has_dialog(self) -> bool:
        """Whether a dialog is in front: then no key meant for the window opens another."""
        return any(dialog.isVisible() for dialog in self.findChildren(QDialog))

    def hide_all(self) -> None:
        """Go from the screen, dialogs too, while what stands behind the window ends."""
        for dialog in self.findChildren(QDialog):
            dialog.hide()
        self.hide()

    def finish_closing(self) -> None:
        """Everything has stopped: close now."""
        self._may_close = True
        self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Where the page is narrow, as with large text, the portfolio goes below the funds."""
        super().resizeEvent(event)
        room = event.size().width() - self.rail.width() - 2 * px(20)
        wide = room >= px(WIDE_PAGE)
        self.portfolio_card.setMaximumWidth(px(PORTFOLIO_WIDTH) if wide else QWIDGETSIZE_MAX)
        self.portfolio_card.setMinimumWidth(px(PORTFOLIO_WIDTH))
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._middle.setDirection(direction)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if self._may_close:
            event.accept()
        else:
            event.ignore()
            self.closing.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _client_is_shown(self) -> bool:
        return self._pages.currentIndex() == 1

    def _ask_to_cancel(self) -> None:
        if self._client_is_shown():
            self.cancel_requested.emit()

    def _ask_for_receipt(self) -> None:
        if self._client_is_shown():
            self.receipt_requested.emit()

    def _ask_to_subscribe(self, n: int) -> None:
        if self._client_is_shown():
            self.subscribe_nth_requested.emit(n)

    def _say_footer(self) -> None:
        text = say(self._footer_words) or self.tr("Notificaciones")
        self._messages.setText(f"F6  {text}")
        self._messages.setAccessibleName(text)
        self._messages.setAccessibleDescription(key_text("F6"))

    def _say_discreet(self) -> None:
        text = self.tr("Modo discreto activo") if is_discreet() else self.tr("Modo discreto")
        self._discreet.setText(f"F8  {text}")
        self._discreet.setAccessibleName(text)
        self._discreet.setAccessibleDescription(key_text("F8"))
        if self._discreet.property("on") != is_discreet():
            self._discreet.setProperty("on", is_discreet())
            restyle(self._discreet)

    def _retranslate(self) -> None:
        self._say_footer()
        self._say_discreet()
        for each, keys, text in (
            (self._keys, "F1", self.tr("Teclas")),
            (self._refresh, "F5", self.tr("Actualizar")),
            (self._reports, "F10", self.tr("Informes")),
            (self._receipt, "Ctrl+P", self.tr("Comprobante")),
            (self._shift, "F9", self.tr("Cierre de turno")),
            (self._preferences, "Ctrl+,", self.tr("Preferencias")),
        ):
            each.setText(f"{keys}  {text}")
            each.setAccessibleName(text)
            each.setAccessibleDescription(key_text(keys))
