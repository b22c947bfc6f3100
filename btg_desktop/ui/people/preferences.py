"""The preferences: how the client on screen is told, and the user's language and theme."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from btg_desktop.domain.models import Client
from btg_desktop.services.clients import Clients
from btg_desktop.ui.context.shared import Shared
from btg_desktop.ui.look.appearance import Appearance
from btg_desktop.ui.look.failure import explained
from btg_desktop.ui.people.drafts import ContactDraft
from btg_desktop.ui.people.field_errors import show_refusal
from btg_desktop.ui.people.views.preferences_dialog import PreferencesDialog
from btg_desktop.ui.widgets.banner import ABOUT_WINDOW


class PreferencesController(QObject):
    """Applies the user's own choices at once; how the client is told is stored with the client."""

    contact_changed = Signal(object)

    def __init__(self, clients: Clients, appearance: Appearance, shared: Shared) -> None:
        super().__init__(shared)
        self._clients = clients
        self._appearance = appearance
        self._shared = shared

    def open(self, client: Client | None) -> None:
        """Show the preferences; without a client on screen, only the user's own."""
        appearance = self._appearance
        dialog = PreferencesDialog(
            client,
            appearance.language,
            appearance.theme,
            appearance.locked,
            self._shared.dialogs.window,
            appearance.text_size,
        )
        dialog.language_chosen.connect(partial(self._choose, "language"))
        dialog.theme_chosen.connect(partial(self._choose, "theme"))
        dialog.text_size_chosen.connect(partial(self._choose, "text_size"))
        appearance.changed.connect(dialog.show_choice)
        if client is not None:
            dialog.contact_submitted.connect(partial(self._save_contact, dialog, client))
        self._shared.dialogs.open(dialog)

    def _choose(self, key: str, value: str) -> None:
        """Apply the user's choice at once and remember it."""
        self._appearance.choose(key, value)
        save = partial(self._appearance.save, key, value)
        self._shared.tasks.write(save, lambda _saved: None, self._not_saved)

    def _not_saved(self, error: BaseException) -> None:
        self._shared.notices.banner.show_message(
            "warn",
            lambda: self.tr("La preferencia se aplicó, pero no se pudo guardar"),
            explained(error),
            topic=ABOUT_WINDOW,
        )

    def _save_contact(self, dialog: PreferencesDialog, client: Client, draft: ContactDraft) -> None:
        self._shared.tasks.write(
            lambda: self._clients.set_contact(
                client.id,
                email=draft.email,
                phone=draft.phone,
                channel=draft.channel,
                language=draft.language,
                consents=draft.consents,
            ),
            partial(self._contact_saved, dialog),
            partial(show_refusal, dialog),
        )

    def _contact_saved(self, dialog: PreferencesDialog, client: Client) -> None:
        dialog.accept()
        self.contact_changed.emit(client)
