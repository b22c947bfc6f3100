"""How the operations ended that an earlier run of the program left without an answer."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from btg_desktop.domain.models import Client
from btg_desktop.services.clients import Clients
from btg_desktop.ui.discreet import name_text
from btg_desktop.ui.tasks import Tasks
from btg_desktop.ui.views.banner import DESK
from btg_desktop.ui.views.main_window import MainWindow

Outcome = Callable[[], str]


class EarlierOutcomes(QObject):
    """Told all together, each with its client's name, until they are dismissed."""

    def __init__(self, clients: Clients, tasks: Tasks, window: MainWindow) -> None:
        super().__init__(window)
        self._clients = clients
        self._tasks = tasks
        self._window = window
        self._told: list[tuple[str, Outcome]] = []
        window.banner.dismissed.connect(self._told.clear)

    def tell(self, client_id: str, outcome: Outcome) -> None:
        """Show `outcome`, which is certain; the name is read first, and may stay unknown."""

        def show_named(client: Client) -> None:
            self._show(client.name, outcome)

        def show_unnamed(_error: BaseException) -> None:
            self._show(client_id, outcome)

        self._tasks.read(partial(self._clients.get, client_id), show_named, show_unnamed)

    def _show(self, name: str, outcome: Outcome) -> None:
        self._told.append((name, outcome))
        self._window.banner.show_message(
            "primary",
            lambda: self.tr("La última vez quedaron operaciones sin respuesta. Así terminaron:"),
            lambda: "\n".join(f"{name_text(name)}: {outcome()}" for name, outcome in self._told),
            ("copy", "dismiss"),
            topic=DESK,
        )
