"""The window's keys that mean the client being served: they reach that one, or say why not."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from btg_desktop.domain.models import Client
from btg_desktop.ui.context.connection import ConnectionController
from btg_desktop.ui.context.current_client import CurrentClient
from btg_desktop.ui.look.discreet import name_text
from btg_desktop.ui.look.translation import Text
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.widgets.banner import PAGE

Act = Callable[[], None]


class ClientKeys(QObject):
    """A key that comes while a client is on the way waits for them, and for nobody else."""

    def __init__(self, window: MainWindow, desk: CurrentClient, connection: ConnectionController) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._connection = connection
        self._ahead: Act | None = None
        self._whose = ""  # who is on the way; "" while they are still being looked for
        window.rail.client_chosen.connect(self._chosen)
        window.rail.nobody_chosen.connect(self._not_chosen)
        window.rail.returned.connect(lambda: window.banner.clear(PAGE))
        desk.client_shown.connect(self._shown)

    def press(self, act: Act) -> None:
        """Do it for the client on screen or on the way; else say why it cannot be."""
        is_choosing = self._window.rail.is_choosing()
        if self._window.has_dialog():
            return
        if is_choosing or self._desk.awaited:
            self._ahead, self._whose = act, "" if is_choosing else self._desk.awaited
        elif not self._explain():
            act()

    def _chosen(self, client_id: str) -> None:
        if self._whose:  # the key was for whoever was chosen before, and did not come
            self._ahead = None
        self._whose = client_id

    def _not_chosen(self) -> None:
        if self._ahead is not None:
            self._ahead = None
            self._tell(lambda: self.tr("Nadie quedó elegido: elija un cliente y repita la tecla"))

    def _shown(self, client: Client) -> None:
        """Whoever was on the way is here, or does not come; who is still looked for may yet."""
        act = self._ahead
        if act is None or not self._whose:
            return
        self._ahead = None
        if client.id == self._whose and not self._window.rail.is_choosing():
            self.press(act)

    def _explain(self) -> bool:
        """Whether there is a reason why no key can mean the client on screen; it is said."""
        client, rail = self._desk.client, self._window.rail
        if client is None:
            self._tell(lambda: self.tr("Elija primero un cliente: escriba su documento y pulse Intro"))
        elif self._window.is_branch_shown():
            self._tell(lambda: self.tr("Los movimientos de la sucursal están delante: Esc vuelve al cliente"))
        elif rail.names_another():
            rail.focus_search()
            self._tell(lambda: self._another_text(client))
        else:
            return False
        return True

    def _another_text(self, client: Client) -> str:
        template = self.tr(
            "La búsqueda ya no señala a {name}: Intro elige lo que señala, Esc vuelve a {name}"
        )
        return template.format(name=name_text(client.name))

    def _tell(self, reason: Text) -> None:
        if self._connection.is_lost:
            self._connection.explain()
        else:
            self._window.banner.show_message("primary", reason)
