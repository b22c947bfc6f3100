"""Puts each screen of the program in front, in Spanish and light, on a small branch screen."""

import runpy
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot
from room import SCREEN
from screens import Screen

from btg_desktop.ui.look.discreet import is_discreet
from btg_desktop.ui.look.theme import LIGHT, apply_theme, current_tokens, px
from btg_desktop.ui.look.translation import install_language
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.widgets.dialogs.action_dialog import ActionDialog

ROOT = Path(__file__).resolve().parents[3]
Show = Callable[[Screen], QWidget]


@pytest.fixture(scope="session", autouse=True)
def english() -> None:
    """Compile the English translation, which is not kept in the repository."""
    runpy.run_path(str(ROOT / "tools" / "translations.py"))["release"]()


@pytest.fixture(autouse=True)
def spanish_and_light(qapp: QApplication) -> None:
    assert not is_discreet()
    if current_tokens() is not LIGHT or px(100) != 100 or not qapp.styleSheet():  # it takes its time
        apply_theme(qapp, LIGHT)
    install_language(qapp, "es")


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow()
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.hide_all()
    made.finish_closing()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class _SmallScreen:
    def availableGeometry(self) -> QRect:  # noqa: N802 - Qt's name
        return QRect(0, 0, *SCREEN)


@pytest.fixture
def small_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dialogs' screen is a branch's, not the offscreen platform's."""
    monkeypatch.setattr(ActionDialog, "screen", lambda _dialog: _SmallScreen())


@pytest.fixture
def show(request: pytest.FixtureRequest, qtbot: QtBot) -> Show:
    """Open a screen as the program does, and wait until keys reach it. The first builds the window."""

    def it(screen: Screen) -> QWidget:
        shown = screen(request.getfixturevalue("window"))
        if isinstance(shown, QDialog) and not shown.isVisible():
            with qtbot.waitExposed(shown):
                QDialog.open(shown)
        if not isinstance(shown, QMenu):
            shown.activateWindow()
            qtbot.waitUntil(shown.isActiveWindow)
        QApplication.processEvents()
        return shown

    return it
