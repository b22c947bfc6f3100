"""A setting that cannot be used: where it is, which one, and what to do about it."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from btg_desktop.domain.errors import SettingsError
from btg_desktop.ui.look.theme import app_icon
from btg_desktop.ui.look.translation import error_text, remedy_text
from btg_desktop.ui.widgets.dialogs.action_dialog import ActionDialog
from btg_desktop.ui.widgets.facts import Facts
from btg_desktop.ui.widgets.note import Note

_FIELDS = ("where", "key", "reason")


class SettingsErrorDialog(ActionDialog):
    """Stands alone: there is no window, since nobody knows yet on which data it would open."""

    def __init__(self, error: SettingsError, parent: QWidget | None = None) -> None:
        super().__init__("settingsErrorDialog", parent)
        self.setWindowIcon(app_icon())
        self._error = error
        self._facts = Facts(self.content)
        for field in _FIELDS:
            self._facts.add(field)
        self._remedy = Note("remedy", self.content)
        self.body.addWidget(self._facts)
        self.body.addWidget(self._remedy)
        self._retranslate()
        self.focus_default(self.back_button)

    def _forward(self) -> None:
        error = self._error
        QGuiApplication.clipboard().setText(f"{error_text(error)}\n{remedy_text(error)}")
        self.note.show_text("good", self.tr("Detalles copiados"))

    def _retranslate(self) -> None:
        self.set_heading(
            self.tr("La configuración no se puede usar"),
            self.tr("La aplicación no se abrió, y no se tocó ningún dato"),
        )
        names = (self.tr("Dónde"), self.tr("Ajuste"), self.tr("Motivo"))
        for field, name in zip(_FIELDS, names, strict=True):
            self._facts.set(field, name, str(self._error.fields.get(field, "")) or "—")
        self._remedy.show_text("primary", remedy_text(self._error))
        self.back_button.set_text(self.tr("Cerrar"), self.tr("Esc"))
        self.forward_button.set_text(self.tr("Copiar detalles"), what=self.tr("Al portapapeles"))
