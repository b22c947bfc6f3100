"""The window's keys that mean the client being served: they reach that one, or say why not."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from btg_desktop.domain.models import Client
from btg_desktop.ui.context.pages import Choosing, Pages
from btg_desktop.ui.context.shared import Shared
from btg_desktop.ui.look.discreet import name_text
from btg_desktop.ui.look.translation import Text

Act = Callable[[], None]


class ClientKeys(QObject):
    """A key that comes while a client is on the way waits for them, and for nobody else."""

    def __init__(self, shared: Shared, pages: Pages, choosing: Choosing) -> None:
        super().__init__(shared)
        self._shared = shared
        self._current = shared.current
        self._pages = pages
        self._choosing = choosing
        self._ahead: Act | None = None
        self._whose = ""  # who is on the way; "" while they are still being looked for

    def comes_too_early(self) -> bool:
        """Whether a key was typed ahead: it was meant for what is not there yet."""
        return self._shared.dialogs.is_one_open() or self._choosing.is_choosing()

    def press(self, act: Act) -> None:
        """Do it for the client on screen or on the way; else say why it cannot be."""
        is_choosing = self._choosing.is_choosing()
        if self._shared.dialogs.is_one_open():
            return
        if is_choosing or self._current.awaited:
            self._ahead, self._whose = act, "" if is_choosing else self._current.awaited
        elif not self._explain():
            act()

    def chosen(self, client_id: str) -> None:
        """The search chose a client, who is on the way now."""
        if self._whose:  # the key was for whoever was chosen before, and did not come
            self._ahead = None
        self._whose = client_id

    def nobody_chosen(self) -> None:
        """The search found nobody in particular: a key that waits has no one to reach."""
        if self._ahead is not None:
            self._ahead = None
            self._tell(lambda: self.tr("Nadie quedó elegido: elija un cliente y repita la tecla"))

    def client_shown(self, client: Client) -> None:
        """Whoever was on the way is here, or does not come; who is still looked for may yet."""
        act = self._ahead
        if act is None or not self._whose:
            return
        self._ahead = None
        if client.id == self._whose and not self._choosing.is_choosing():
            self.press(act)

    def _explain(self) -> bool:
        """Whether there is a reason why no key can mean the client on screen; it is said."""
        client = self._current.client
        if client is None:
            self._tell(lambda: self.tr("Elija primero un cliente: escriba su documento y pulse Intro"))
        elif self._pages.is_branch_shown():
            self._tell(lambda: self.tr("Los movimientos de la sucursal están delante: Esc vuelve al cliente"))
        elif self._choosing.names_another():
            self._choosing.focus_search()
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
        if self._shared.connection.is_lost:
            self._shared.connection.explain()
        else:
            self._shared.notices.banner.show_message("primary", reason)
