"""What stands below the search field: clients, the skeleton of them, or the offer to register one."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QListView, QStackedWidget, QVBoxLayout, QWidget

from btg_desktop.domain.models import Client
from btg_desktop.ui.look.theme import px
from btg_desktop.ui.search.model import ClientsModel
from btg_desktop.ui.search.views.client_delegate import ClientDelegate
from btg_desktop.ui.widgets.parts import SKELETON_DELAY_MS, Skeleton, button, label


class ClientList(QStackedWidget):
    """One of three pages at a time. It moves and chooses for whoever holds the keyboard."""

    chosen = Signal(str)
    register_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ClientsModel(self)
        self._list = QListView(self)
        self._list.setObjectName("clientList")
        self._list.setModel(self._model)
        self._list.setItemDelegate(ClientDelegate(self._list))
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._let_focus_in(has_rows=False)
        self._skeleton = Skeleton("rail_field", row_height=50, widths=(0.8,))
        self._nothing = QWidget(self)
        self._none_found = label("body", "noneFound")
        self._none_found.setWordWrap(True)
        self._register = button("secondary", "registerButton")
        column = QVBoxLayout(self._nothing)
        column.setContentsMargins(0, px(8), 0, 0)
        column.setSpacing(px(10))
        column.addWidget(self._none_found)
        column.addWidget(self._register)
        column.addStretch()
        for page in (self._list, self._skeleton, self._nothing):
            self.addWidget(page)
        self._delay = QTimer(self, singleShot=True, interval=SKELETON_DELAY_MS)
        self._delay.timeout.connect(lambda: self.setCurrentWidget(self._skeleton))
        self._list.clicked.connect(self._choose)
        self._list.activated.connect(self._choose)
        self._register.clicked.connect(self.register_requested)

    def view(self) -> QListView:
        """The list itself, for labels that lead to it."""
        return self._list

    def show_clients(self, clients: Sequence[Client]) -> None:
        self._delay.stop()
        self._model.show(clients)
        self._let_focus_in(has_rows=bool(clients))
        self.setCurrentWidget(self._list)

    def show_nothing(self) -> None:
        """Nobody was found."""
        self.show_clients(())
        self.setCurrentWidget(self._nothing)

    def is_empty_handed(self) -> bool:
        """Whether it says that nobody was found."""
        return self.currentWidget() is self._nothing

    def show_loading(self) -> None:
        """Show the skeleton, if it takes a while."""
        self._delay.start()

    def stop_loading(self) -> None:
        """No answer came: show again what was listed."""
        self._delay.stop()
        if self.currentWidget() is self._skeleton:
            self.setCurrentWidget(self._list)

    def show_words(self, title: str, nothing: str, register: str, register_name: str) -> None:
        self._model.retranslate()
        self._list.setAccessibleName(title)
        self._list.setAccessibleDescription(self.tr("Las flechas eligen, Intro abre la página del cliente"))
        self._none_found.setText(nothing)
        self._register.setText(register)
        self._register.setAccessibleName(register_name)
        self._register.setAccessibleDescription(self.tr("Abre el registro de un cliente"))

    def select(self, client_id: str) -> None:
        """Make this client the current one; nobody, if they are not listed."""
        row = self._model.row_of(client_id)
        self._list.setCurrentIndex(self._model.index(row) if row >= 0 else QModelIndex())

    def selected(self) -> str:
        """The id of the current client; "" for nobody."""
        row = self._list.currentIndex().row()
        return self._model.client_at(row).id if row >= 0 else ""

    def move_by(self, rows: int) -> None:
        """Go up or down among the clients."""
        row = self._list.currentIndex().row() + rows
        self._list.setCurrentIndex(self._model.index(min(max(row, 0), self._model.rowCount() - 1)))

    def accept_current(self) -> None:
        """Choose the current client, or register one where nobody was found."""
        if self.is_empty_handed():
            self.register_requested.emit()
        else:
            self._choose(self._list.currentIndex())

    def _let_focus_in(self, *, has_rows: bool) -> None:
        """In an empty list nobody would see where the focus is."""
        self._list.setFocusPolicy(Qt.FocusPolicy.StrongFocus if has_rows else Qt.FocusPolicy.NoFocus)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._model.client_at(index.row()).id)
