"""The window's language: loads the translations and puts errors into words.

The source language is Spanish. English comes from `resources/translations/btg_en.ts`.
"""

import logging
from collections.abc import Callable
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from btg_desktop.domain.errors import BtgError
from btg_desktop.resources import RESOURCES
from btg_desktop.ui.look.discreet import fill_error
from btg_desktop.ui.look.wording import wording

logger = logging.getLogger(__name__)

Language = Literal["es", "en"]
Text = str | Callable[[], str]
"""Words that never change, or that are said anew in the language of the moment."""

LOCALES: Final[dict[Language, str]] = {"es": "es_CO", "en": "en_US"}


def install_language(app: QCoreApplication, language: Language) -> None:
    """Show the window and Qt's own texts in `language`; what shows words says them anew."""
    for earlier in app.findChildren(QTranslator):
        app.removeTranslator(earlier)
        earlier.setParent(None)
    QLocale.setDefault(QLocale(LOCALES[language]))
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    _install(app, f"qtbase_{language}", qt_folder)
    # ours after Qt's own, which they complete: the last one is asked first
    _install(app, "qt_es" if language == "es" else f"btg_{language}", str(RESOURCES / "translations"))

    wording().say_anew()


def _install(app: QCoreApplication, name: str, folder: str) -> None:
    translator = QTranslator(app)
    if translator.load(name, folder):
        app.installTranslator(translator)
    else:
        translator.setParent(None)
        logger.warning("no translation %s.qm in %s", name, folder)


def say(text: Text) -> str:
    """Return `text` in the language of the moment."""
    return text if isinstance(text, str) else text()


def error_text(error: BtgError) -> str:
    """What happened, in the window's language, with the error's figures."""
    return fill_error(error, QCoreApplication.translate("errors", error.template))


def remedy_text(error: BtgError) -> str:
    """What to do about it, in the window's language; empty when there is nothing to say."""
    return QCoreApplication.translate("errors", error.remedy) if error.remedy else ""
