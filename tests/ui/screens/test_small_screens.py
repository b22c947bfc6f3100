"""On the smallest screens, with large text or a scale of the desktop, nothing leaves the screen."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from room import SCREEN
from screens import SCREENS, Screen, part
from test_room import appearance

from btg_desktop.ui.look.scaling import SIZES
from btg_desktop.ui.look.translation import Language
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.widgets.dialogs.action_dialog import ActionDialog

Show = Callable[[Screen], QWidget]

SCALED = (911, 512)
"""1366 x 768 pixels at a scale of 150 %, as the window sees it."""
FRAME_AND_TASKBAR = 72
FOOT = ("messages", "discreet", "refresh", "receipt", "keys", "shift", "reports", "preferences")


def settle(app: QApplication) -> None:
    for _ in range(4):  # what finds its size late may move the rest
        app.processEvents()


@pytest.mark.usefixtures("small_screen")
def test_a_dialog_that_grows_where_it_stands_stays_on_the_screen(qapp: QApplication, show: Show) -> None:
    screen, outside = QRect(0, 0, *SCREEN), {}
    for name in [each for each in SCREENS if each != "menu"]:
        with appearance(qapp, 100) as looks:
            dialog = show(SCREENS[name])
            if not isinstance(dialog, ActionDialog):
                continue
            dialog.move(QPoint(screen.width() - dialog.width(), screen.height() - dialog.height()))
            looks.choose("text_size", "200")
            settle(qapp)
            for each in (dialog, *_shown(dialog.back_button, dialog.forward_button)):
                area = QRect(each.mapToGlobal(QPoint()), each.size())
                if not screen.contains(area):
                    outside[f"{name} {each.objectName()}"] = area.getRect()
            dialog.hide()
            looks.choose("text_size", "100")
            settle(qapp)
    assert outside == {}


def _shown(*buttons: QWidget) -> list[QWidget]:
    return [each for each in buttons if each.isVisible()]


def test_the_window_fits_beside_a_taskbar_at_a_scale_of_150_percent(window: MainWindow) -> None:
    wide, high = SCALED[0], SCALED[1] - FRAME_AND_TASKBAR
    window.resize(wide, high)
    assert window.size().toTuple() == (wide, high)


@pytest.mark.parametrize("screen", [SCREEN, SCALED], ids=str)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["es", "en"])
def test_the_foot_is_one_line_and_everything_in_it_is_there_or_in_its_menu(
    qapp: QApplication, show: Show, screen: tuple[int, int], size: int, language: Language
) -> None:
    with appearance(qapp, size, language):
        window = show(SCREENS["serving"])
        window.resize(*screen)
        settle(qapp)
        assert window.size().toTuple() == screen
        there = {name: part(window, QAbstractButton, f"{name}Button") for name in (*FOOT, "more")}
        shown = [each for each in there.values() if each.isVisible()]
        areas = [QRect(each.mapTo(window, QPoint()), each.size()) for each in shown]
        assert [area.getRect() for area in areas if not window.rect().contains(area)] == []
        assert len({area.center().y() for area in areas}) == 1
        assert all(left.right() < right.left() for left, right in pairwise(areas))
        assert [each.text() for each in shown if each.width() < each.minimumSizeHint().width()] == []
        missing = [there[name].accessibleName() for name in FOOT if not there[name].isVisible()]
        assert there["more"].isVisible() == bool(missing)
        assert in_menu(window) == missing


def in_menu(window: QWidget) -> list[str]:
    """What the foot's menu offers, if it is there."""
    more, menu = part(window, QPushButton, "moreButton"), part(window, QMenu, "moreMenu")
    if not more.isVisible():
        return []
    more.click()
    offered = [action.text().split("\t")[0] for action in menu.actions()]
    menu.close()
    return offered


def test_what_is_in_the_foots_menu_does_what_its_button_does(
    qapp: QApplication, qtbot: QtBot, show: Show
) -> None:
    with appearance(qapp, 200):
        window = show(SCREENS["serving"])
        assert isinstance(window, MainWindow)
        settle(qapp)
        part(window, QPushButton, "moreButton").click()
        menu = part(window, QMenu, "moreMenu")
        assert menu.actions()[-1].text() == "Preferencias\tCtrl+,"
        with qtbot.waitSignal(window.preferences_requested):
            qtbot.keyClick(menu, Qt.Key.Key_Up)
            qtbot.keyClick(menu, Qt.Key.Key_Return)
