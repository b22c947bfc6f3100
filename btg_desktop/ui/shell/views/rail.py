"""The rail on the left: the search, a new client, the branch's movements, the connection and the operator."""

from typing import Final, Literal

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from btg_desktop.ui.look.texts import key_text
from btg_desktop.ui.look.theme import icon, px
from btg_desktop.ui.search.views.search_panel import SearchPanel
from btg_desktop.ui.widgets.parts import ElidedLabel, IconLabel, TranslatedFrame, button, label

WIDTH: Final = 252
_MARGIN: Final = 16
WIDEST: Final = 430  # large text must not push the page off a small screen

ConnectionState = Literal["connecting", "connected", "offline"]
_CONNECTION_TONES: Final[dict[ConnectionState, str]] = {
    "connecting": "rail_warn",
    "connected": "rail_good",
    "offline": "rail_bad",
}


class Rail(TranslatedFrame):
    """What stands beside every page: `search` finds the client, the rest leads elsewhere or tells a state."""

    new_client_requested = Signal()
    branch_requested = Signal()
    pending_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("rail", "rail", parent)
        self._connection_state: ConnectionState = "connecting"
        self._pending_count = 0
        self._build_parts()
        self._build_layout()
        self.search.register_requested.connect(self.new_client_requested)
        self._new_client.clicked.connect(self.new_client_requested)
        self._branch_movements.clicked.connect(self.branch_requested)
        self._pending.clicked.connect(self.pending_requested)
        self._retranslate()

    def _build_parts(self) -> None:
        self._brand = label("brand", "brand")
        self._branch = ElidedLabel("caption", "branch")
        self.search = SearchPanel(self)
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
        layout.addWidget(self.search, 1)
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

    def show_connection(self, state: ConnectionState) -> None:
        """Say how the database stands."""
        self._connection_state = state
        self._connection_icon.show_icon(state, _CONNECTION_TONES[state])
        self._say_connection()

    def show_pending_count(self, count: int) -> None:
        """How many operations wait for an answer; the button that leads to them is hidden when none does."""
        self._pending_count = count
        self._pending.setVisible(count > 0)
        self._say_pending()
        self._fit_width()

    def show_desk(self, operator: str, branch: str) -> None:
        self._operator.setText(operator)
        self._branch.setText(branch)

    def _say_connection(self) -> None:
        words = {
            "connecting": self.tr("Abriendo la base de datos…"),
            "connected": self.tr("Conectado"),
            "offline": self.tr("Sin conexión"),
        }
        self._connection.setText(words[self._connection_state])

    def _say_pending(self) -> None:
        text = self.tr("Sin respuesta: {count}").format(count=self._pending_count)
        self._pending.setText(f"{text}   F2")
        self._pending.setAccessibleName(text)
        self._pending.setAccessibleDescription(key_text("F2"))

    def _retranslate(self) -> None:
        self._brand.setText("BTG Desktop")
        self._say_connection()
        self._new_client.setText(self.tr("Cliente nuevo   Ctrl+N"))
        self._new_client.setAccessibleName(self.tr("Cliente nuevo"))
        self._new_client.setAccessibleDescription(key_text("Ctrl+N"))
        self._branch_movements.setText(self.tr("Movimientos   F7"))
        self._branch_movements.setAccessibleName(self.tr("Movimientos de la sucursal"))
        self._branch_movements.setAccessibleDescription(key_text("F7"))
        self._say_pending()
        self._fit_width()
