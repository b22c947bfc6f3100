"""The rail on the left: whom to serve. Search, recents, a new client, the connection and the operator."""

from collections.abc import Sequence
from typing import Final, Literal

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from btg_desktop.domain.models import Client
from btg_desktop.ui.look.discreet import MASK, is_discreet
from btg_desktop.ui.look.texts import key_text
from btg_desktop.ui.look.theme import icon, px
from btg_desktop.ui.look.translation import Text, say
from btg_desktop.ui.search.views.client_list import ClientList
from btg_desktop.ui.widgets.fields.personal_edit import PersonalEdit
from btg_desktop.ui.widgets.parts import (
    ElidedLabel,
    IconLabel,
    TranslatedFrame,
    button,
    label,
)

SEARCH_DELAY_MS: Final = 150
MAX_QUERY_LENGTH: Final = 80
WIDTH: Final = 252
_MARGIN: Final = 16
WIDEST: Final = 430  # large text must not push the page off a small screen

Connection = Literal["connecting", "connected", "offline"]
_CONNECTION_TONES: Final[dict[Connection, str]] = {
    "connecting": "rail_warn",
    "connected": "rail_good",
    "offline": "rail_bad",
}


class Rail(TranslatedFrame):
    """Finds the client. The clerk's hands stay in the search field: ↑↓ move in the list, Enter chooses.

    Answers to a question that is no longer in the field are ignored.
    """

    search_requested = Signal(str)
    client_chosen = Signal(str)
    nobody_chosen = Signal()
    """Enter came before the results, and they did not say whom it meant."""
    returned = Signal()
    """Esc emptied the search, or went back in the list to whose page is open."""
    new_client_requested = Signal()
    branch_requested = Signal()
    pending_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("rail", "rail", parent)
        self._recents: tuple[Client, ...] = ()
        self._answered = ""  # the query whose results are in the list
        self._open_single = False  # Enter came before the results: open the only one when they come
        self._current_id = ""
        self._connection_words: Text = ""
        self._pending_count = 0
        self._build_parts()
        self._build_layout()
        self._debounce = QTimer(self, singleShot=True, interval=SEARCH_DELAY_MS)
        self._debounce.timeout.connect(self._ask)
        self._search.textChanged.connect(self._text_changed)
        self._search.installEventFilter(self)
        self._list.chosen.connect(self.client_chosen)
        self._list.chosen.connect(self._make_ready_for_the_next)
        self._list.register_requested.connect(self.new_client_requested)
        self._new_client.clicked.connect(self.new_client_requested)
        self._branch_movements.clicked.connect(self.branch_requested)
        self._pending.clicked.connect(self.pending_requested)
        self._retranslate()

    def _build_parts(self) -> None:
        self._brand = label("brand", "brand")
        self._branch = ElidedLabel("caption", "branch")
        self._search = PersonalEdit(self)  # Tab goes from it to the list
        self._search.setMaxLength(MAX_QUERY_LENGTH)
        self._search.setObjectName("searchField")
        self._glass = self._search.addAction(
            icon("search", "rail_muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._glass.triggered.connect(self._enter)
        self._hint = label("caption", "searchHint")
        self._hint.setBuddy(self._search)
        self._hint.setWordWrap(True)
        self._section = label("section", "listTitle")
        self._list = ClientList(self)
        self._section.setBuddy(self._list.view())
        self._new_client = button("secondary", "newClientButton")
        self._new_client.setIcon(icon("plus", "rail_text"))
        self._branch_movements = button("secondary", "branchMovementsButton")
        self._branch_movements.setIcon(icon("movements", "rail_text"))
        self._pending = button("secondary", "pendingButton")
        self._pending.setIcon(icon("warning", "rail_warn"))
        self._pending.hide()
        self._connection_icon = IconLabel("connecting", "rail_warn", 14)
        self._connection = ElidedLabel("caption", "connection")
        self._operator = ElidedLabel("caption", "operator")

    def _build_layout(self) -> None:
        state = QHBoxLayout()
        state.setSpacing(px(6))
        state.addWidget(self._connection_icon)
        state.addWidget(self._connection, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(_MARGIN), px(18), px(_MARGIN), px(14))
        layout.setSpacing(px(6))
        layout.addWidget(self._brand)
        layout.addWidget(self._branch)
        layout.addSpacing(px(12))
        layout.addWidget(self._search)
        layout.addWidget(self._hint)
        layout.addSpacing(px(8))
        layout.addWidget(self._section)
        layout.addWidget(self._list, 1)
        layout.addSpacing(px(4))
        layout.addWidget(self._new_client)
        layout.addWidget(self._branch_movements)
        layout.addWidget(self._pending)
        layout.addSpacing(px(12))
        layout.addLayout(state)
        layout.addWidget(self._operator)
        self._fit_width()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_width()

    def _fit_width(self) -> None:
        buttons = (self._new_client, self._branch_movements, self._pending)
        words = max(each.sizeHint().width() for each in buttons) + 2 * px(_MARGIN)
        self.setFixedWidth(min(max(px(WIDTH), words), WIDEST))

    # What the controller shows

    def show_results(self, clients: Sequence[Client], query: str) -> None:
        """Show what `query` found; where it found nobody, offer to register."""
        if query != self.query():
            return
        self._answered = query
        if clients:
            self._list.show_clients(clients)
            self._list.select(clients[0].id)
        else:
            self._list.show_nothing()
        self._retranslate()
        if self._open_single and len(clients) == 1:
            self._open_single = False
            self._list.accept_current()
        else:
            self._give_up_choosing()

    def show_recents(self, clients: Sequence[Client]) -> None:
        """Remember the latest clients, and list them unless a search is on."""
        self._recents = tuple(clients)
        if not self.query():
            self._list_recents(self._list.selected() or self._current_id)

    def show_loading(self) -> None:
        """Show, if it takes a while, that a search runs."""
        self._list.show_loading()

    def stop_loading(self) -> None:
        """The search brought no answer: keep what was listed before."""
        self._list.stop_loading()
        self._give_up_choosing()

    def show_current(self, client_id: str) -> None:
        """Mark the client whose page is open ("" for none). Read again, they take no arrow's choice back."""
        if client_id != self._current_id:
            self._current_id = client_id
            self._list.select(client_id)

    def show_connection(self, state: Connection, text: Text) -> None:
        self._connection_words = text
        self._connection_icon.show_icon(state, _CONNECTION_TONES[state])
        self._connection.setText(say(text))

    def show_pending_count(self, count: int) -> None:
        """How many operations wait for an answer; the button that leads to them is hidden when none does."""
        self._pending_count = count
        self._pending.setVisible(count > 0)
        self._say_pending()
        self._fit_width()

    def show_desk(self, operator: str, branch: str) -> None:
        self._operator.setText(operator)
        self._branch.setText(branch)

    def focus_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def is_choosing(self) -> bool:
        """Whether Enter was pressed and the client it will open is still being looked for."""
        return self._open_single

    def names_another(self) -> bool:
        """Whether what is typed or highlighted is not, or not known to be, whose page is open."""
        if self.query() != self._answered or self._list.is_empty_handed():
            return True
        return self._list.selected() not in ("", self._current_id)

    def unmatched(self) -> str:
        """What was searched for and found nobody; "" where somebody was found, or nothing was looked for."""
        return self._answered if self._list.is_empty_handed() and self._answered == self.query() else ""

    def clear_search(self) -> None:
        """Empty the field and go back to the recents."""
        self._search.clear()

    def query(self) -> str:
        """What is typed, without the spaces around it."""
        return str(self._search.text()).strip()

    # What the clerk does

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._search and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._key_pressed(Qt.Key(event.key()))
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.setAccepted(self._is_typing())  # else it closes what lies over the client's page
        return super().eventFilter(watched, event)

    def _is_typing(self) -> bool:
        """Whether somebody is being typed. What found the last client is selected: the next replaces it."""
        return bool(self.query()) and not self._search.hasSelectedText()

    def _key_pressed(self, key: Qt.Key) -> bool:
        match key:
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self._list.move_by(1 if key == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter()
            case Qt.Key.Key_Escape if self._search.text() or self.names_another():
                self._search.clear()
                self._list.select(self._current_id)
                self.returned.emit()
            case _:
                return False
        return True

    def _enter(self) -> None:
        if self.query() != self._answered:
            self._open_single = True
            self._ask()
        else:
            self._list.accept_current()

    def _make_ready_for_the_next(self) -> None:
        """What is typed next replaces what found this client."""
        if self._search.hasFocus():
            self._search.selectAll()

    def _text_changed(self) -> None:
        if self.query():
            self._debounce.start()
        else:
            self._debounce.stop()
            self._list_recents(self._current_id)
        self._give_up_choosing()

    def _give_up_choosing(self) -> None:
        if self._open_single:
            self._open_single = False
            self.nobody_chosen.emit()

    def _ask(self) -> None:
        self._debounce.stop()
        self.search_requested.emit(self.query())

    def _list_recents(self, selected: str) -> None:
        self._answered = ""
        self._list.show_clients(self._recents)
        self._list.select(selected)
        self._retranslate()

    def _say_pending(self) -> None:
        text = self.tr("Sin respuesta: {count}").format(count=self._pending_count)
        self._pending.setText(f"{text}   F2")
        self._pending.setAccessibleName(text)
        self._pending.setAccessibleDescription(key_text("F2"))

    def _retranslate(self) -> None:
        self._brand.setText("BTG Desktop")
        self._search.setPlaceholderText(self.tr("Buscar cliente"))
        self._search.setAccessibleName(self.tr("Buscar cliente por documento, nombre o celular"))
        self._glass.setText(self.tr("Buscar"))
        for glass in self._search.findChildren(QToolButton):
            glass.setObjectName("searchButton")
            glass.setAccessibleName(self._glass.text())
        self._hint.setText(self.tr("Documento, nombre o celular · Ctrl+F"))
        self._section.setText(self.tr("RESULTADOS") if self._answered else self.tr("RECIENTES"))
        is_list = not self._list.is_empty_handed()
        self._section.setVisible(is_list and bool(self._answered or self._recents))
        self._list.show_words(
            self.tr("Clientes encontrados") if self._answered else self.tr("Clientes recientes"),
            self.tr("Nadie coincide con «{query}»").format(query=MASK if is_discreet() else self._answered),
            self.tr("Registrar cliente"),
            self.tr("Registrar cliente con lo escrito"),
        )
        self._connection.setText(say(self._connection_words))
        self._new_client.setText(self.tr("Cliente nuevo   Ctrl+N"))
        self._new_client.setAccessibleName(self.tr("Cliente nuevo"))
        self._new_client.setAccessibleDescription(key_text("Ctrl+N"))
        self._branch_movements.setText(self.tr("Movimientos   F7"))
        self._branch_movements.setAccessibleName(self.tr("Movimientos de la sucursal"))
        self._branch_movements.setAccessibleDescription(key_text("F7"))
        self._say_pending()
        self._fit_width()
