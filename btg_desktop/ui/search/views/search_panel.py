"""The search: a field, and whom it finds or this PC served last. The clerk's hands stay in the field."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget

from btg_desktop.domain.models import Client
from btg_desktop.ui.look.discreet import MASK, is_discreet
from btg_desktop.ui.look.theme import icon, px
from btg_desktop.ui.search.views.client_list import ClientList
from btg_desktop.ui.widgets.fields.personal_edit import PersonalEdit
from btg_desktop.ui.widgets.parts import TranslatedFrame, label

SEARCH_DELAY_MS: Final = 150
MAX_QUERY_LENGTH: Final = 80


class SearchPanel(TranslatedFrame):
    """Finds the client: ↑↓ move in the list, Enter chooses. An answer to an earlier question is ignored."""

    search_requested = Signal(str)
    client_chosen = Signal(str)
    nobody_chosen = Signal()
    """Enter came before the results, and they did not say whom it meant."""
    returned = Signal()
    """Esc emptied the search, or went back in the list to whose page is open."""
    register_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("searchPanel", "plain", parent)
        self._recents: tuple[Client, ...] = ()
        self._answered = ""  # the query whose results are in the list
        self._open_single = False  # Enter came before the results: open the only one when they come
        self._current_id = ""
        self._build()
        self._debounce = QTimer(self, singleShot=True, interval=SEARCH_DELAY_MS)
        self._debounce.timeout.connect(self._ask)
        self._search.textChanged.connect(self._text_changed)
        self._search.installEventFilter(self)
        self._list.chosen.connect(self.client_chosen)
        self._list.chosen.connect(self._make_ready_for_the_next)
        self._list.register_requested.connect(self.register_requested)
        self._retranslate()

    def _build(self) -> None:
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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        layout.addWidget(self._search)
        layout.addWidget(self._hint)
        layout.addSpacing(px(8))
        layout.addWidget(self._section)
        layout.addWidget(self._list, 1)

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

    def _retranslate(self) -> None:
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
