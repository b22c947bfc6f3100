"""The window in a process of its own, on a real X server, worked by keys that X itself sends and repeats.

`held_child.py PLAY TRIES URI FOLDER [WITHOUT]` plays an attack and writes what came of it as JSON. WITHOUT
names the part of the defence that is taken out: `release` or `arming`.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QTableView, QWidget
from x_keyboard import ALT, CONTROL, ESCAPE, RETURN, XKeyboard

from btg_desktop import config
from btg_desktop.bootstrap import desk_of, open_services
from btg_desktop.config import Configuration, Settings
from btg_desktop.ui.look.appearance import Appearance
from btg_desktop.ui.money.views.money_dialog import MoneyDialog
from btg_desktop.ui.shell.app import BtgApp, tear_down
from btg_desktop.ui.shell.views.fault_dialog import FaultDialog
from btg_desktop.ui.widgets import action_button, held_keys

_PATIENCE_SECONDS = 30.0
_HELD_PRESSES = 48  # at 40 a second, well beyond the arming
_CALM_MS = 300
_DOWN_MS, _UP_MS = 60, 90  # a quick finger
_FUND = 3  # DEUDAPRIVADA, whose minimum is COP 50.000


def _pass_ms(duration: int) -> None:
    """Let the program run for as long as a finger takes."""
    loop = QEventLoop()
    QTimer.singleShot(duration, loop.quit)
    loop.exec()


class Ear(QObject):
    """Counts what the window system says of Enter, as each window gets it before the program does."""

    def __init__(self) -> None:
        super().__init__()
        self.presses = self.unmarked = 0
        self.releases: Counter[int] = Counter()
        QGuiApplication.instance().focusWindowChanged.connect(self._listen)

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # after the program's own, so it is asked before

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_return = event.key() == Qt.Key.Key_Return
            self.presses += is_return
            self.unmarked += is_return and not event.isAutoRepeat()
        if event.type() is QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            self.releases[event.key()] += 1
        return super().eventFilter(watched, event)


class Attack:
    def __init__(self, app: BtgApp) -> None:
        self.app = app
        self.window = app.window
        self.keys = XKeyboard()
        self.ear = Ear()
        self.submitted = 0
        self.reopened = 0
        # There is no window manager here: do what one does when a dialog goes.
        QGuiApplication.instance().focusWindowChanged.connect(
            lambda window: window or QTimer.singleShot(0, self.window, self._raise_front)
        )

    # Hands

    def hold(self, presses: int = _HELD_PRESSES) -> None:
        """Hold Enter until the window system has repeated it often enough."""
        until = self.ear.presses + presses
        self.keys.press(RETURN)
        self.wait(lambda: self.ear.presses >= until, "repeats")
        self.keys.release(RETURN)

    def tap(self) -> None:
        """One press, as long after the last one as a quick finger needs."""
        _pass_ms(_UP_MS)
        until = self.ear.presses + 1
        self.keys.press(RETURN)
        _pass_ms(_DOWN_MS)
        self.keys.release(RETURN)
        self.wait(lambda: self.ear.presses >= until, "the press")

    def serve(self, name: str) -> None:
        self.window.rail.focus_search()
        field = self.window.findChild(QLineEdit, "searchField")
        field.setText(name)
        self.wait_active(self.window)
        self.tap()
        self.wait(self.window.funds_card.isVisible, name)

    def open_amount(self) -> MoneyDialog:
        """Open the subscription from the row of the table, and fill in the minimum."""
        table = self.window.findChild(QTableView, "fundsTable")
        self.wait_active(self.window)
        self.wait(lambda: table.model().rowCount() >= _FUND, "the funds")
        table.setFocus()
        table.setCurrentIndex(table.model().index(_FUND - 1, 0))
        self.tap()
        dialog = self.dialog()
        self.wait_active(dialog)
        self.keys.chord(ALT, ord("m"))
        self.wait(lambda: bool(dialog.findChild(QLineEdit, "amountField").text()), "the minimum")
        return dialog

    def review(self) -> MoneyDialog:
        dialog = self.open_amount()
        self.tap()
        self.wait(dialog.forward_button.is_armed, "armed")
        self.wait(lambda: dialog.windowTitle() == "Revise antes de suscribir", "the review")
        return dialog

    def leave(self) -> None:
        while self.dialogs():
            count = len(self.dialogs())
            self.wait_active(self.dialogs()[-1])
            titles = [each.windowTitle() for each in self.dialogs()]
            self.keys.tap(ESCAPE)
            self.wait(
                lambda count=count, titles=titles: (
                    len(self.dialogs()) < count or [each.windowTitle() for each in self.dialogs()] != titles
                ),
                "leaving",
            )

    # Eyes

    def dialogs(self) -> list[QDialog]:
        return [dialog for dialog in self.window.findChildren(QDialog) if dialog.isVisible()]

    def dialog(self) -> MoneyDialog:
        self.wait(lambda: bool(self.dialogs()), "a dialog")
        found = self.dialogs()[-1]
        assert isinstance(found, MoneyDialog)
        found.submitted.connect(self._count)
        return found

    def report(self) -> str:
        """What is on screen, for an attack that waited in vain."""
        labels = [label.text() for label in self.window.findChildren(QLabel) if label.isVisible()]
        return f"focus {QApplication.focusWidget()}; {' | '.join(filter(None, labels))}"

    def _count(self, _amount: object) -> None:
        self.submitted += 1

    def _raise_front(self) -> None:
        if QGuiApplication.focusWindow() is None and self.window.isVisible():
            (self.dialogs() or [self.window])[-1].activateWindow()

    def wait_active(self, widget: QWidget) -> None:
        self.wait(lambda: widget.isActiveWindow() or bool(widget.activateWindow()), "in front")

    def wait(self, is_so: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not is_so():
            if time.monotonic() > deadline:
                raise TimeoutError(f"{what}: {self.report()}")
            _pass_ms(2)


def hold_through_the_review(attack: Attack) -> None:
    """Enter goes down on the amount, and stays down while the review is there."""
    attack.open_amount()
    attack.hold()
    attack.leave()


def double_tap(attack: Attack) -> None:
    """Two presses of a quick finger: one for the amount, one for what came after it, unread."""
    dialog = attack.open_amount()
    attack.tap()
    attack.wait(lambda: dialog.windowTitle() == "Revise antes de suscribir", "the review")
    attack.tap()
    attack.leave()


def hold_after_the_end(attack: Attack) -> None:
    """Enter confirms the review, and stays down while the dialog closes over the row it was opened from."""
    dialog = attack.review()
    ended: list[int] = []
    dialog.finished.connect(ended.append)
    attack.hold()
    attack.wait(lambda: bool(ended), "the end")
    attack.reopened += len(attack.dialogs())
    attack.leave()


def hold_the_receipts_key(attack: Attack) -> None:
    """Ctrl+P opens a receipt, and in it prints; it stays down."""
    dialog = attack.review()
    ended: list[int] = []
    dialog.finished.connect(ended.append)
    attack.tap()
    attack.wait(lambda: bool(ended), "the end")
    attack.wait_active(attack.window)
    until = attack.ear.releases[Qt.Key.Key_P] + _HELD_PRESSES
    attack.keys.press(CONTROL)
    attack.keys.press(ord("p"))
    attack.wait(lambda: attack.ear.releases[Qt.Key.Key_P] >= until, "repeats")
    attack.keys.release(ord("p"))
    attack.keys.release(CONTROL)
    attack.reopened += len(attack.dialogs()) - 1  # the receipt is wanted, once
    attack.leave()


def answer_a_fault_twice(attack: Attack, *, by_mouse: bool = False) -> None:
    """A fault is told over a review that was read; the second press is meant for nothing."""
    review = attack.review()
    attack.app.tell_fault("ValueError: x")
    fault = next(each for each in attack.dialogs() if isinstance(each, FaultDialog))
    attack.wait_active(fault)
    attack.wait(fault.back_button.is_armed, "time to read")
    ended: list[int] = []
    fault.finished.connect(ended.append)
    if by_mouse:
        fault.move(fault.pos() + _middle(review.forward_button) - _middle(fault.back_button))
        attack.wait(
            lambda: _middle(review.forward_button) == _middle(fault.back_button), "one over the other"
        )
        QGuiApplication.sync()  # the keys come by another connection: the X server must have moved it before
        attack.keys.double_click(*_middle(fault.back_button).toTuple())
    else:
        attack.tap()
        attack.tap()
    attack.wait(lambda: bool(ended), "the answer")
    _pass_ms(_CALM_MS)  # for what the second press would do
    attack.leave()


def double_click_a_fault_away(attack: Attack) -> None:
    answer_a_fault_twice(attack, by_mouse=True)


def _middle(button: QWidget) -> QPoint:
    return button.mapToGlobal(button.rect().center())


_PLAYS = (
    *(hold_through_the_review, double_tap, hold_after_the_end, hold_the_receipts_key),
    *(answer_a_fault_twice, double_click_a_fault_away),
)
PLAYS = {each.__name__: each for each in _PLAYS}


def main(play: str, tries: str, uri: str, folder: str, without: str = "") -> None:
    if without == "release":
        held_keys.RELEASE_MS = held_keys._LOST_RELEASE_MS = 0
    if without == "arming":
        action_button.ARMING_MS = 0
    qt = QApplication([])
    qt.setQuitOnLastWindowClosed(False)
    settings = Settings(mongodb_uri=uri, data_dir=Path(folder), operator="Laura", theme="light")
    configuration = Configuration(settings, {}, {}, Path(folder, "settings.toml"))
    appearance = Appearance(qt, "es", "light", {}, partial(config.save, configuration))
    app = BtgApp(partial(open_services, configuration), desk_of(settings), appearance)
    opened: list[bool] = []
    closed: list[bool] = []
    app.opened.connect(lambda: opened.append(True))
    app.closed.connect(lambda: closed.append(True))
    attack = Attack(app)
    app.start()
    attack.wait(lambda: bool(opened), "the database")
    attack.serve("Julián Montoya")
    before = attack.ear.unmarked
    for _ in range(int(tries)):
        PLAYS[play](attack)
        if without and (attack.submitted or attack.reopened):
            break  # caught
    report = {
        "submitted": attack.submitted,
        "reopened": attack.reopened,
        "unmarked": attack.ear.unmarked - before,
        "presses": attack.ear.presses,
    }
    app.window.close()
    attack.wait(lambda: bool(closed), "closing")
    tear_down(app)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sys.stdout.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
