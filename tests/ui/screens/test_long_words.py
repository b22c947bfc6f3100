"""A language with longer words has room as well, and Qt's own dialogs speak the window's language."""

import re
from collections.abc import Callable, Iterator

import pytest
from pseudo import Pseudo, lengthened
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox
from screens import QTS_OWN, SCREENS
from test_room import Show, all_cramped

from btg_desktop.ui.look.translation import install_language

Button = QMessageBox.StandardButton
ALL_BUTTONS = Button.Yes | Button.No | Button.Cancel | Button.Save | Button.Close


@pytest.fixture
def longer(qapp: QApplication) -> Iterator[None]:
    translator = Pseudo(qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)
    translator.setParent(None)


def test_longer_words_keep_what_programs_need() -> None:
    assert lengthened("&Fechas: {dates}").startswith("&Féchäs: {dates} ß")
    assert lengthened("{percent} %") == "{percent} %"
    assert lengthened("Excel (*.xlsx)").startswith("Éxcél (*.xlsx) ß")
    assert len(lengthened("Cerrar")) >= 2 * len("Cerrar")
    sentence = "Suscriba al cliente a un fondo y aquí verá cada apertura y cancelación."
    assert len(lengthened(sentence)) >= 1.3 * len(sentence)


@pytest.mark.usefixtures("longer", "small_screen")
def test_longer_words_are_not_cut(qapp: QApplication, show: Show) -> None:
    assert QCoreApplication.translate("MainWindow", "Teclas").startswith("Téclä")
    assert all_cramped(show, qapp) == {}


class Recorder(QTranslator):
    """Asked last: what reaches it has no translation."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[tuple[str, str]] = set()

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(
        self, context: str, source: str, _disambiguation: str | None = None, _count: int = -1
    ) -> None:
        self.asked.add((context, source))


@pytest.fixture
def untranslated(qapp: QApplication) -> Iterator[Callable[[], set[tuple[str, str]]]]:
    """What Qt's own code asked for in vain, since the window speaks Spanish."""
    recorder = Recorder()
    qapp.installTranslator(recorder)
    install_language(qapp, "es")
    ours = Pseudo(qapp).sources()
    # the desktop's kinds of files; names of keys that Qt looks through; a switch that is no text
    foreign = {"QMimeType", "QShortcut", "QGuiApplication"}

    def asked() -> set[tuple[str, str]]:
        return {
            (context, source)
            for context, source in recorder.asked
            if source not in ours and context not in foreign and re.search("[A-Za-z]{2}", source)
        }

    yield asked
    qapp.removeTranslator(recorder)


def test_qts_own_dialogs_speak_spanish_to_the_last_word(
    untranslated: Callable[[], set[tuple[str, str]]], show: Show, qapp: QApplication
) -> None:
    for name, screen in {**SCREENS, **QTS_OWN}.items():
        top = show(screen)
        if name != "menu" and isinstance(top, QDialog):
            top.hide()
    box = QMessageBox(QMessageBox.Icon.Question, "", "", ALL_BUTTONS, top)
    box.open()
    qapp.processEvents()
    box.close()
    line = QLineEdit(top)
    line.createStandardContextMenu().deleteLater()
    assert untranslated() == set()
    buttons = [each.text().replace("&", "") for each in box.buttons()]
    assert {"Sí", "No", "Cancelar", "Guardar", "Cerrar"} <= set(buttons)
    install_language(qapp, "en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
