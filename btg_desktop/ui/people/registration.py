"""Registering a client."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from btg_desktop.domain.errors import DuplicateDocument
from btg_desktop.domain.models import Client
from btg_desktop.services.clients import Clients
from btg_desktop.ui.context.shared import Shared
from btg_desktop.ui.people.drafts import ClientDraft
from btg_desktop.ui.people.field_errors import show_refusal
from btg_desktop.ui.people.views.client_dialog import ClientDialog


class RegistrationController(QObject):
    """Asks for a new client's data and stores them."""

    client_meant = Signal(str)
    """The id of the client whom the clerk wants on screen: just registered, or found to be one already."""

    def __init__(self, clients: Clients, shared: Shared) -> None:
        super().__init__(shared)
        self._clients = clients
        self._shared = shared

    def open(self, query: str) -> None:
        """Ask for a new client's data, beginning with what was searched for."""
        dialog = ClientDialog(self._shared.dialogs.window)
        dialog.prefill(query)
        dialog.submitted.connect(partial(self._register, dialog))
        dialog.holder_requested.connect(partial(self._leave_for, dialog))
        self._shared.dialogs.open(dialog)

    def _register(self, dialog: ClientDialog, draft: ClientDraft) -> None:
        self._shared.tasks.write(
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
            partial(self._refused, dialog),
        )

    def _registered(self, dialog: ClientDialog, client: Client) -> None:
        self._leave_for(dialog, client.id)

    def _refused(self, dialog: ClientDialog, error: BaseException) -> None:
        show_refusal(dialog, error)
        if isinstance(error, DuplicateDocument) and (holder := str(error.fields["client"])):
            dialog.offer_holder(holder)

    def _leave_for(self, dialog: ClientDialog, client_id: str) -> None:
        dialog.accept()
        self.client_meant.emit(client_id)
