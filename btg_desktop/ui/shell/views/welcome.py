"""The page while nobody is chosen: what to type, and the other ways to begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from btg_desktop.ui.look.texts import key_text
from btg_desktop.ui.look.theme import icon, px
from btg_desktop.ui.widgets.parts import IconLabel, TranslatedFrame, button, label


class Welcome(TranslatedFrame):
    """Says how to find a client or register one."""

    search_requested = Signal()
    new_client_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("welcome", "welcome", parent)
        self._title = label("pageTitle", "welcomeTitle")
        self._text = label("muted", "welcomeText")
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._search = button("primary", "welcomeSearch")
        self._search.setIcon(icon("search", "on_primary"))
        self._new_client = button("secondary", "welcomeNewClient")
        self._new_client.setIcon(icon("plus", "primary"))
        self._search.clicked.connect(self.search_requested)
        self._new_client.clicked.connect(self.new_client_requested)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(10))
        buttons.addStretch()
        buttons.addWidget(self._search)
        buttons.addWidget(self._new_client)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(px(10))
        layout.addStretch(2)
        for part in (IconLabel("person-search", "muted", 56), self._title, self._text):
            layout.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(px(8))
        layout.addLayout(buttons)
        layout.addStretch(3)
        self._retranslate()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("¿A quién atiende?"))
        self._text.setText(
            self.tr("Escriba el documento, el nombre o el celular del cliente.\nIntro abre su página.")
        )
        self._search.setText(self.tr("Buscar cliente   Ctrl+F"))
        self._search.setAccessibleName(self.tr("Buscar cliente"))
        self._search.setAccessibleDescription(key_text("Ctrl+F"))
        self._new_client.setText(self.tr("Cliente nuevo   Ctrl+N"))
        self._new_client.setAccessibleName(self.tr("Cliente nuevo"))
        self._new_client.setAccessibleDescription(key_text("Ctrl+N"))
