"""Preferences: how the client is told, and how the window looks and speaks."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from btg_desktop.domain.models import Client
from btg_desktop.ui.look.discreet import name_text
from btg_desktop.ui.look.scaling import SIZES
from btg_desktop.ui.look.theme import px
from btg_desktop.ui.people.views.contact_fields import ContactFields
from btg_desktop.ui.widgets.dialogs.form_dialog import FormDialog
from btg_desktop.ui.widgets.fields.choice_field import ChoiceField
from btg_desktop.ui.widgets.parts import label


class PreferencesDialog(FormDialog):
    """The window's choices take effect at once; the client's contact is saved by its button.

    `locked` maps `language`, `theme` or `text_size` to who locked it. Without a client only the window
    is shown.
    """

    contact_submitted = Signal(object)
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    text_size_chosen = Signal(str)

    def __init__(
        self,
        client: Client | None,
        language: str,
        theme: str,
        locked: Mapping[str, str],
        parent: QWidget | None = None,
        text_size: int = 100,
    ) -> None:
        super().__init__("preferencesDialog", parent)
        self._client = client
        self._locked = locked
        self._contact_title = label("cardTitle", "contactTitle")
        self._contact = ContactFields(self)
        self.fields = {
            "email": self._contact.email,
            "phone": self._contact.phone,
            "consent": self._contact.consent,
        }
        spoken = client.language if client else "es"
        self._message_language = ChoiceField("messageLanguage", ("es", "en"), spoken, self)
        self._window_title = label("cardTitle", "windowTitle")
        self._language = ChoiceField("language", ("es", "en"), language, self)
        self._theme = ChoiceField("theme", ("system", "light", "dark"), theme, self)
        sizes = [str(size) for size in SIZES]
        self._text_size = ChoiceField("textSize", sizes, str(text_size), self)
        self._text_size.chosen.connect(self.text_size_chosen)
        self._language.chosen.connect(self.language_chosen)
        self._theme.chosen.connect(self.theme_chosen)
        self._fill_body()
        self._retranslate()

    def show_choice(self, key: str, value: str) -> None:
        """Show a choice of `language`, `theme` or `text_size` that was made elsewhere."""
        {"language": self._language, "theme": self._theme, "text_size": self._text_size}[key].show_value(
            value
        )

    def _submit(self) -> None:
        self.contact_submitted.emit(replace(self._contact.draft(), language=self._message_language.value()))

    def _fill_body(self) -> None:
        self.body.setSpacing(px(12))
        self._contact_title.setWordWrap(True)
        rule = QFrame(self)
        rule.setProperty("role", "rule")
        rule.setFixedHeight(1)
        contact = (self._contact_title, self._contact, self._message_language, rule)
        for widget in (*contact, self._window_title, self._language, self._theme, self._text_size):
            self.body.addWidget(widget)
        self.body.addStretch()
        if self._client is None:
            for hidden in (*contact, self.forward_button):
                hidden.hide()
            self.focus_default(self.back_button)
        else:
            self._contact.show_contact(self._client)
            self._contact.email.editor.setFocus()

    def _retranslate(self) -> None:
        self.set_heading(self.tr("Preferencias"), "")
        name = name_text(self._client.name) if self._client else ""
        self._contact_title.setText(self.tr("Cómo avisar a {client}").format(client=name))
        self._message_language.set_texts(self.tr("Idioma de los &mensajes"), ("Español", "English"))
        self._window_title.setText(self.tr("Esta ventana"))
        self._language.set_texts(self.tr("&Idioma"), ("Español", "English"))
        self._theme.set_texts(
            self.tr("&Tema"), (self.tr("Como el sistema"), self.tr("Claro"), self.tr("Oscuro"))
        )
        sizes = [self.tr("{percent} %").format(percent=size) for size in SIZES]
        self._text_size.set_texts(self.tr("Tamaño del te&xto"), sizes)
        for key, field in (
            ("language", self._language),
            ("theme", self._theme),
            ("text_size", self._text_size),
        ):
            if key in self._locked:
                field.lock(self.tr("Fijado por {who}").format(who=self._locked[key]))
        self.back_button.set_text(self.tr("Cerrar"), self.tr("Esc"))
        if self._sending:
            self.forward_button.set_text(self.tr("Guardando…"))
        else:
            self.forward_button.set_text(self.tr("Guardar contacto"), self.tr("Intro"))
