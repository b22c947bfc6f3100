"""Why the program does not start, told to those who have no terminal to read it in."""

from PySide6.QtWidgets import QApplication

from btg_desktop.domain.errors import SettingsError
from btg_desktop.ui.look.theme import apply_theme, tokens_for
from btg_desktop.ui.look.translation import install_language
from btg_desktop.ui.shell.views.settings_error_dialog import SettingsErrorDialog


def show_settings_error(error: SettingsError) -> None:
    """Show `error` until the dialog is closed. The settings are not known, so it is in Spanish."""
    app = QApplication([])
    app.setApplicationDisplayName("BTG Desktop")
    install_language(app, "es")
    apply_theme(app, tokens_for("system"))
    dialog = SettingsErrorDialog(error)
    dialog.finished.connect(app.quit)
    dialog.open()
    dialog.activateWindow()
    app.exec()
    dialog.deleteLater()
