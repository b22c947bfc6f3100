"""The window: the rail, the banner, and the page of the client who is being served."""

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from btg_desktop.ui.context.dialogs import Dialogs
from btg_desktop.ui.context.notices import Notices
from btg_desktop.ui.look.discreet import is_discreet, toggle_discreet
from btg_desktop.ui.look.texts import key_text
from btg_desktop.ui.look.theme import app_icon, px, restyle
from btg_desktop.ui.look.translation import Text, say
from btg_desktop.ui.look.wording import wording
from btg_desktop.ui.shell.views.footer import Footer
from btg_desktop.ui.shell.views.rail import Rail
from btg_desktop.ui.shell.views.welcome import Welcome
from btg_desktop.ui.widgets.banner import Banner
from btg_desktop.ui.widgets.held_keys import Shortcut
from btg_desktop.ui.widgets.parts import button
from btg_desktop.ui.widgets.tables.column_widths import RememberedWidths
from btg_desktop.ui.widgets.toast import Toast

if TYPE_CHECKING:  # the pages load after the first paint
    from btg_desktop.ui.client_page.views.client_card import ClientCard
    from btg_desktop.ui.client_page.views.funds_card import FundsCard
    from btg_desktop.ui.client_page.views.portfolio_card import PortfolioCard
    from btg_desktop.ui.money.views.pending_band import PendingBand
    from btg_desktop.ui.movements.views.movements_card import MovementsCard
    from btg_desktop.ui.shell.views.client_page import ClientPage

NUMBERED_FUNDS: Final = 9
SMALLEST: Final = (900, 440)
"""Fits on the smallest screen (1366 x 768) at a scale of 150 %, beside a title bar and a taskbar."""
_WELCOME, _CLIENT, _BRANCH = range(3)  # the pages


class MainWindow(QMainWindow):
    """Puts the views together and turns keys into requests. It stays open until `finish_closing`.

    The pages of the client and of the branch are built when they are first asked for, by `build_pages` or by
    whoever shows something in them: the first paint does without.
    """

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
    pending_requested = Signal()
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        wording().changed.connect(self._retranslate)
        self.setObjectName("mainWindow")
        self.setWindowIcon(app_icon())
        self.setWindowTitle("BTG Desktop")
        self._may_close = False
        self._behind = _WELCOME  # the page that the branch's covers
        self._footer_words: Text = ""
        self._build()
        self.widths = RememberedWidths(self)
        self.dialogs = Dialogs(self)
        self._connect()
        self._add_shortcuts()
        self._retranslate()
        self.setMinimumSize(*SMALLEST)
        self.rail.search.focus_search()

    def _build(self) -> None:
        """Build from the outside in: to move a dressed subtree to a new parent dresses it again."""
        desk = QWidget(self)
        desk.setObjectName("page")
        self.setCentralWidget(desk)
        self.rail = Rail(desk)
        self.banner = Banner(desk)
        self._pages = QStackedWidget(desk)
        self.toast = Toast(self._pages, desk)
        self.notices = Notices(self.banner, self.toast)
        self._welcome = Welcome(self._pages)
        self._pages.addWidget(self._welcome)
        self._messages = button("footer", "messagesButton")
        self._discreet = button("footer", "discreetButton")
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
        others = (
            *(self._discreet, self._refresh, self._receipt, self._keys),
            *(self._shift, self._reports, self._preferences),  # for hands on the mouse
        )
        footer = Footer(self._messages, others, desk)
        self._foot = (self._messages, *others, footer.more)
        page.addWidget(footer)
        whole.addLayout(page, 1)

    # The pages

    def build_pages(self) -> Iterator[None]:
        """Build the pages that are not there yet, one a piece: for `in_turns`."""
        for page in (_CLIENT, _BRANCH):
            self._page(page)
            yield

    def _page(self, page: int) -> QWidget:
        """One of the pages, built if it is not there yet."""
        if page == _WELCOME:
            return self._welcome
        return self._client_page if page == _CLIENT else self.branch_card

    @cached_property
    def _client_page(self) -> "ClientPage":
        from btg_desktop.ui.shell.views.client_page import ClientPage

        page = ClientPage(self._pages)
        page.client_card.preferences_requested.connect(self.preferences_requested)
        page.remember_widths(self.widths)
        self._add_page(page)
        return page

    @cached_property
    def branch_card(self) -> "MovementsCard":
        from btg_desktop.ui.movements.views.movements_card import MovementsCard

        self._page(_CLIENT)  # which stands before it
        card = MovementsCard(self._pages, by_client=True)
        card.close_requested.connect(lambda: self.show_branch_page(shown=False))
        card.remember_widths(self.widths)
        self._add_page(card)
        return card

    def _add_page(self, page: QWidget) -> None:
        """Tab goes from the page to the foot, which was built before it."""
        self._pages.addWidget(page)
        last = self.previousInFocusChain()
        while last is not None and last.focusPolicy() == Qt.FocusPolicy.NoFocus:  # Qt lets nothing follow it
            last = last.previousInFocusChain()
        for before, after in pairwise((last or self, *self._foot)):
            self.setTabOrder(before, after)

    @property
    def client_card(self) -> "ClientCard":
        return self._client_page.client_card

    @property
    def funds_card(self) -> "FundsCard":
        return self._client_page.funds_card

    @property
    def portfolio_card(self) -> "PortfolioCard":
        return self._client_page.portfolio_card

    @property
    def pending_band(self) -> "PendingBand":
        return self._client_page.pending_band

    @property
    def movements_card(self) -> "MovementsCard":
        return self._client_page.movements_card

    # Keys and buttons

    def _connect(self) -> None:
        self.rail.new_client_requested.connect(self.new_client_requested)
        self._welcome.new_client_requested.connect(self.new_client_requested)
        self._welcome.search_requested.connect(self.rail.search.focus_search)
        self._messages.clicked.connect(self.messages_requested)
        self._discreet.clicked.connect(toggle_discreet)
        self.rail.branch_requested.connect(self.branch_requested)
        self.rail.pending_requested.connect(self.pending_requested)
        self._keys.clicked.connect(self.keys_requested)
        self._refresh.clicked.connect(self.refresh_requested)
        self._reports.clicked.connect(self.reports_requested)
        self._receipt.clicked.connect(self.receipt_requested)
        self._shift.clicked.connect(self.shift_requested)
        self._preferences.clicked.connect(self.preferences_requested)

    def _add_shortcuts(self) -> None:
        Shortcut("Ctrl+F", self).activated.connect(self.rail.search.focus_search)
        Shortcut("Ctrl+N", self).activated.connect(self.new_client_requested)
        Shortcut("Ctrl+Shift+C", self).activated.connect(self.cancel_requested)
        Shortcut("Ctrl+P", self).activated.connect(self.receipt_requested)
        Shortcut("F9", self).activated.connect(self.shift_requested)
        Shortcut("F5", self).activated.connect(self.refresh_requested)
        Shortcut("F6", self).activated.connect(self.messages_requested)
        Shortcut("F8", self).activated.connect(toggle_discreet)
        Shortcut("Ctrl+,", self).activated.connect(self.preferences_requested)
        Shortcut("F10", self).activated.connect(self.reports_requested)
        Shortcut("F7", self).activated.connect(self.branch_requested)
        Shortcut("F2", self).activated.connect(self.pending_requested)
        Shortcut("F1", self).activated.connect(self.keys_requested)
        for n in range(1, NUMBERED_FUNDS + 1):
            shortcut = Shortcut(f"Alt+{n}", self)
            shortcut.activated.connect(lambda n=n: self.subscribe_nth_requested.emit(n))

    def needing_the_database(self) -> tuple[SignalInstance, ...]:
        """What a person can ask for here that nobody answers before the database is open."""
        return (
            *(self.new_client_requested, self.preferences_requested, self.messages_requested),
            *(self.reports_requested, self.shift_requested, self.branch_requested, self.receipt_requested),
            *(self.cancel_requested, self.subscribe_nth_requested),
        )

    def show_client_page(self, shown: bool) -> None:
        """Show the chosen client's page, or the one that says how to choose; the branch's stays in front."""
        self._behind = _CLIENT if shown else _WELCOME
        if not self.is_branch_shown():
            self._pages.setCurrentWidget(self._page(self._behind))

    def show_branch_page(self, *, shown: bool) -> None:
        """Show the movements of the branch, or go back to where one was."""
        if shown == self.is_branch_shown():
            return
        self.notices.forget_page()
        self._pages.setCurrentWidget(self._page(_BRANCH if shown else self._behind))
        if shown:
            self.branch_card.focus_table()
        else:
            self.rail.search.focus_search()

    def is_branch_shown(self) -> bool:
        return self._pages.currentIndex() == _BRANCH

    def show_footer(self, text: Text) -> None:
        """What stands at the left of the foot, such as how many messages are pending."""
        self._footer_words = text
        self._say_footer()

    def finish_closing(self) -> None:
        """Everything has stopped: close now."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if self._may_close:
            event.accept()
        else:
            event.ignore()
            self.closing.emit()

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
