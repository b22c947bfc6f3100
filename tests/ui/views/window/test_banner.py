"""The banner: a message stays until it is dismissed or cleared, and says the same to a screen reader."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from btg_desktop.ui.shell.program import tell_slips
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.widgets.banner import ABOUT_WINDOW, Banner


@pytest.fixture
def banner(window: MainWindow) -> Banner:
    return window.banner


def a_button(banner: Banner, name: str) -> QPushButton:
    found = banner.findChild(QPushButton, name)
    assert found is not None
    return found


def test_nothing_is_said_at_first(banner: Banner) -> None:
    assert not banner.isVisible()


def test_a_message_shows_its_words_and_only_its_buttons(banner: Banner) -> None:
    banner.show_message("warn", "No hay conexión", "Se reintenta sola", ("retry",))
    text = banner.findChild(QLabel, "bannerText")
    assert text is not None
    assert text.text() == "No hay conexión"
    assert banner.isVisible()
    assert banner.accessibleName() == "No hay conexión. Se reintenta sola"
    assert a_button(banner, "bannerRetry").isVisible()
    assert not a_button(banner, "bannerCopy").isVisible()
    assert not a_button(banner, "bannerDismiss").isVisible()


def test_retry_asks_and_the_message_stays(qtbot: QtBot, banner: Banner) -> None:
    banner.show_message("bad", "Falló", actions=("retry", "dismiss"))
    with qtbot.waitSignal(banner.retry_requested):
        qtbot.mouseClick(a_button(banner, "bannerRetry"), Qt.MouseButton.LeftButton)
    assert banner.isVisible()


def test_dismissing_hides_it(qtbot: QtBot, banner: Banner) -> None:
    banner.show_message("bad", "Falló")
    with qtbot.waitSignal(banner.dismissed):
        qtbot.mouseClick(a_button(banner, "bannerDismiss"), Qt.MouseButton.LeftButton)
    assert not banner.isVisible()


def test_what_is_said_of_a_page_goes_with_it_unless_it_concerns_the_desk(
    window: MainWindow, banner: Banner
) -> None:
    banner.show_message("good", "Movimientos exportados: 3", "movimientos-1214727927.csv")
    window.toast.show_message("Apertura de $ 75.000")
    window.notices.forget_page()
    assert not banner.isVisible()
    assert not window.toast.isVisible()
    banner.show_message("warn", "La preferencia no se pudo guardar", topic=ABOUT_WINDOW)
    window.toast.show_message("La copia de hoy ya está hecha", topic=ABOUT_WINDOW)
    window.notices.forget_page()
    assert banner.isVisible()
    assert window.toast.isVisible()


def test_the_details_can_be_copied(qtbot: QtBot, banner: Banner) -> None:
    banner.show_message("bad", "Falló", "código 13", ("copy",))
    qtbot.mouseClick(a_button(banner, "bannerCopy"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Falló\ncódigo 13"


def test_a_setting_that_was_meant_and_not_made_is_told_before_money_moves(window: MainWindow) -> None:
    tell_slips(window, ())
    assert not window.banner.isVisible()
    tell_slips(window, [("BTG_MONGODB_URL", "BTG_MONGODB_URI")])
    assert window.banner.accessibleName() == (
        "La variable BTG_MONGODB_URL no se usa: ¿quiso decir BTG_MONGODB_URI?. "
        "Esta ventana trabaja sin ese ajuste: avise a soporte antes de mover dinero"
    )
    assert a_button(window.banner, "bannerCopy").isVisible()
