"""Registering a client."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from btg_desktop.domain.models import Client
from btg_desktop.services.clients import Clients
from btg_desktop.ui.controllers.field_errors import show_refusal
from btg_desktop.ui.tasks import Tasks
from btg_desktop.ui.views.client_dialog import ClientDialog
from btg_desktop.ui.views.drafts import ClientDraft
from btg_desktop.ui.views.main_window import MainWindow


class RegistrationController(QObject):
    registered = Signal(object)

    def __init__(self, clients: Clients, tasks: Tasks, window: MainWindow) -> None:
        super().__init__(window)
        self._clients = clients
        self._tasks = tasks
        self._window = window

    def open(self, query: str) -> None:
        """Ask for a new client's data, beginning with what was searched for."""
        dialog = ClientDialog(self._window)
        dialog.prefill(query)
        dialog.submitted.connect(partial(self._register, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _register(self, dialog: ClientDialog, draft: ClientDraft) -> None:
        self._tasks.write(
            lambda: self._clients.register(
                name=draft.name,
                document_type=draft.document_type,
                document=draft.document,
                email=draft.email,
                phone=draft.phone,
                channel=draft.channel,
                consents=draft.consents,
            ),
            partial(self._registered, dialog),
            partial(show_refusal, dialog),
        )

    def _registered(self, dialog: ClientDialog, client: Client) -> None:
        dialog.accept()
        self._window.rail.clear_search()  # what was searched for is here now
        self.registered.emit(client)
