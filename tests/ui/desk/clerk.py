"""A clerk at one window: hands on the keyboard, eyes on the screen, and patience with a limit."""

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from reading import CONFIRMING_KEYS

from btg_desktop.ui.shell.app import BtgApp
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.widgets.action_button import takes_a_press
from btg_desktop.ui.widgets.parts import ElidedLabel

W = TypeVar("W", bound=QWidget)

ALT: Final = Qt.KeyboardModifier.AltModifier
CONTROL: Final = Qt.KeyboardModifier.ControlModifier
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
PATIENCE_MS: Final = 15_000
Key = Qt.Key


class Clerk:
    def __init__(self, qtbot: QtBot, app: BtgApp) -> None:
        self._qtbot = qtbot
        self.app = app
        self.chords = 0  # keys that do something, each with what is held down with it
        self.characters = 0  # typed into fields

    @property
    def window(self) -> MainWindow:
        return self.app.window

    # Hands

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is: in the dialog in front, else in the window."""
        dialogs = self.dialogs()
        front = dialogs[-1] if dialogs else self.window
        # A request may come before the window can take it: ask until it has.
        self.wait(lambda: front.isActiveWindow() or bool(front.activateWindow()), what="in front")
        if key in CONFIRMING_KEYS:
            self.wait(lambda: takes_a_press(front), what="time to read")
        self.chords += 1
        QTest.keyClick(front.focusWidget() or front, key, modifiers)

    def write(self, text: str) -> None:
        """Type where the focus is. QTest's own typing knows ASCII only."""
        dialogs = self.dialogs()
        focused = (dialogs[-1] if dialogs else self.window).focusWidget()
        for letter in text:
            self.characters += 1
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(
                    focused, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                )

    def fill(self, name: str, text: str) -> None:
        field = self.find(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        self.press(Key.Key_Delete)
        self.write(text)

    def search(self, text: str) -> None:
        self.press(Key.Key_F, CONTROL)
        self.write(text)

    def choose(self, name: str) -> None:
        """Find a client by name and open their page."""
        self.search(name)
        self.press(Key.Key_Return)
        self.wait(lambda: self.text("clientName") == name)

    def register(self, name: str = "Julián Montoya", document: str = "1214727927", sms: bool = False) -> None:
        """Fill in the form of a new client and submit it."""
        self.press(Key.Key_N, CONTROL)
        self.fill("nameField", name)
        self.fill("documentField", document)
        self.fill("emailField", "julian@example.com")
        self.fill("phoneField", "300 544 4343")
        if sms:
            self.find(QAbstractButton, "smsChannel").setFocus()
            self.press(Key.Key_Space)
        self.press_button("consentBox")
        self.press(Key.Key_Return)
        self.wait_for_no_dialog()
        self.wait(lambda: self.text("clientName") == name)

    def enter_amount(self, n: int, amount: str) -> None:
        """Open the n-th fund's subscription and go to its review."""
        self.press(Qt.Key(Key.Key_0 + n), ALT)
        self.find(QDialog, "subscribeDialog")
        self.fill("amountField", amount)
        self.press(Key.Key_Return)

    def subscribe(self, n: int, amount: str) -> None:
        self.enter_amount(n, amount)
        self.press(Key.Key_Return)
        self.wait_for_no_dialog()

    def cancel(self, row: int) -> None:
        """Cancel what is held in the fund of a row, counted from 1."""
        table = self.find(QTableView, "fundsTable")
        table.setFocus()
        table.setCurrentIndex(table.model().index(row - 1, 0))
        self.press(Key.Key_C, CONTROL | SHIFT)
        self.find(QAbstractButton, "forwardButton").setFocus()
        self.press(Key.Key_Space)
        self.wait_for_no_dialog()

    def press_button(self, name: str) -> None:
        self.find(QAbstractButton, name).setFocus()
        self.press(Key.Key_Space)

    # Eyes

    def find(self, kind: type[W], name: str) -> W:
        """The widget of that name that is on screen, as soon as it is."""
        found: list[W] = []

        def is_shown() -> bool:
            found[:] = [widget for widget in self.window.findChildren(kind, name) if widget.isVisible()]
            return bool(found)

        self.wait(is_shown, what=name)
        return found[-1]

    def text(self, name: str) -> str:
        """What a label says, whole; "" while it is not on screen."""
        for label in self.window.findChildren(QLabel, name):
            if label.isVisible():
                return label.full_text() if isinstance(label, ElidedLabel) else str(label.text())
        return ""

    def banner(self) -> str:
        return f"{self.text('bannerText')} {self.text('bannerDetail')}".strip()

    def footer(self) -> str:
        """The counts at the foot, which lead to the centre of notifications."""
        return self.find(QAbstractButton, "messagesButton").text()

    def toast(self) -> str:
        return self.text("toastText")

    def dialogs(self) -> list[QDialog]:
        return [dialog for dialog in self.window.findChildren(QDialog) if dialog.isVisible()]

    def listed(self) -> list[str]:
        """The clients in the rail's list."""
        model = self.find(QListView, "clientList").model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def movements(self) -> list[list[str]]:
        model = self.window.movements_card.model
        return [
            [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
            for row in range(model.rowCount(QModelIndex()))
        ]

    def messages(self) -> list[str]:
        """Where each message stands, newest first, in the window's words."""
        return [row[6] for row in self.movements()]

    # Patience

    def wait(self, is_so: Callable[[], bool], timeout: int = PATIENCE_MS, what: str = "") -> None:
        __tracebackhide__ = True

        def check() -> None:
            assert is_so(), f"{what or 'waited'}: {self.report()}"

        self._qtbot.waitUntil(check, timeout=timeout)

    def wait_for_balance(self, amount: str) -> None:
        self.wait(lambda: self.text("availableBalance") == amount, what=amount)

    def wait_for_banner(self, words: str, timeout: int = PATIENCE_MS) -> None:
        self.wait(lambda: words in self.banner(), timeout, words)

    def wait_for_toast(self, words: str, timeout: int = PATIENCE_MS) -> None:
        self.wait(lambda: words in self.toast(), timeout, words)

    def wait_for_no_dialog(self, timeout: int = PATIENCE_MS) -> None:
        self.wait(lambda: not self.dialogs(), timeout, "no dialog")

    def report(self) -> str:
        """What is on screen, for a test that waited in vain."""
        shown = [label.text() for label in self.window.findChildren(QLabel) if label.isVisible()]
        return " | ".join(text for text in shown if text)


def screen_texts() -> list[str]:
    """Every text that a person could read in the visible windows."""
    texts: list[str] = []
    for widget in QApplication.allWidgets():
        if not widget.isVisible():
            continue
        if isinstance(widget, ElidedLabel):
            texts.append(widget.full_text())
        elif isinstance(widget, QLabel | QAbstractButton):
            texts.append(widget.text())
        texts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLineEdit):
            texts.append(widget.placeholderText())
        if isinstance(widget, QTableView):
            model = widget.model()
            texts += [
                str(model.headerData(column, Qt.Orientation.Horizontal) or "")
                for column in range(model.columnCount())
            ]
            texts += [
                str(model.index(row, column).data() or "")
                for row in range(model.rowCount())
                for column in range(model.columnCount())
            ]
    return [text for text in texts if text]
