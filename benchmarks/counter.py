"""What a clerk does at our window, as steps of a script: one client, and subscriptions by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from benchmarks.heart import Step, find, until
from btg_desktop.ui.movements.model import Loading
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.widgets.action_button import takes_a_press

_FUND_KEY = Qt.Key.Key_3


def choose(window: MainWindow, client_id: str) -> Step:
    """Open a client's page, with the first movements in it."""
    window.rail.search.client_chosen.emit(client_id)
    model = window.movements_card.model
    yield from until(lambda: model.listing().client_id == client_id and model.loading() is Loading.NOTHING)


def come_to_the_front(window: MainWindow) -> Step:
    while not window.isActiveWindow():
        window.activateWindow()
        yield


def subscribe(window: MainWindow) -> Step:
    """The minimum of a fund, until the balance shows it."""
    balance = find(window, QLabel, "availableBalance")
    before = balance.text()
    yield from come_to_the_front(window)
    QTest.keyClick(window, _FUND_KEY, Qt.KeyboardModifier.AltModifier)
    while not isinstance(dialog := QApplication.activeModalWidget(), QDialog):
        yield
    QTest.keyClick(find(dialog, QWidget, "minimumButton"), Qt.Key.Key_Space)
    for _step in ("review", "confirm"):
        yield from until(lambda: takes_a_press(dialog))
        QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
    yield from until(lambda: balance.text() != before)
