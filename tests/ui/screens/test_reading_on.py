"""What has no room in a dialog is read on with the keys, from wherever the focus is."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QFrame,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot
from screens import SCREENS, Screen, part

from btg_desktop.ui.look.appearance import Appearance
from btg_desktop.ui.messages.model import STATE
from btg_desktop.ui.widgets.dialogs.action_dialog import ActionDialog

LONG = ("keys", "receipt", "cancel", "register", "preferences")
"""What a small screen has no room for at 200 %."""

Show = Callable[[Screen], QWidget]

pytestmark = pytest.mark.usefixtures("small_screen")


@pytest.fixture
def looks(qapp: QApplication) -> Iterator[Appearance]:
    made = Appearance(qapp, "es", "light", {}, lambda _key, _value: None, 200)
    yield made
    made.choose("text_size", "100")
    made.deleteLater()


def opened(show: Show, name: str) -> ActionDialog:
    shown = show(SCREENS[name])
    assert isinstance(shown, ActionDialog)
    for _ in range(3):  # what finds its size late may move the rest
        QApplication.processEvents()
    return shown


def body(dialog: ActionDialog) -> QScrollArea:
    return part(dialog, QScrollArea, "dialogBody")


def is_in_view(dialog: ActionDialog, widget: QWidget) -> bool:
    """Whether all of `widget` is seen."""
    return widget.visibleRegion().boundingRect() == widget.rect()


@pytest.mark.usefixtures("looks")
def test_the_centre_of_notifications_opens_at_its_top(show: Show) -> None:
    dialog = opened(show, "messages")
    table = part(dialog, QTableView, "messagesTable")
    assert table.hasFocus()
    assert body(dialog).verticalScrollBar().value() == 0
    assert is_in_view(dialog, part(dialog, QAbstractButton, "allMessages"))
    assert is_in_view(dialog, table.horizontalHeader())
    first = table.visualRect(table.model().index(0, STATE))
    assert table.viewport().visibleRegion().boundingRect().contains(first)


@pytest.mark.usefixtures("looks")
@pytest.mark.parametrize(("name", "table"), [("messages", "messagesTable"), ("report", "reportTable")])
def test_a_table_gives_way_before_the_dialog_scrolls(name: str, table: str, show: Show) -> None:
    dialog = opened(show, name)
    assert body(dialog).verticalScrollBar().maximum() == 0
    assert part(dialog, QTableView, table).viewport().height() > 0


@pytest.mark.parametrize(
    ("name", "table", "rows"), [("messages", "messagesTable", 9), ("report", "reportTable", 8)]
)
def test_where_there_is_room_a_table_shows_its_rows(name: str, table: str, rows: int, show: Show) -> None:
    view = part(opened(show, name), QTableView, table)
    assert view.viewport().height() >= rows * view.verticalHeader().defaultSectionSize()


def controls(dialog: ActionDialog) -> list[QWidget]:
    """What Tab or an arrow leads to, but for what goes to its own next page: rows, dates, a long text."""
    own = (QAbstractItemView, QAbstractSpinBox, QPlainTextEdit, QLabel)
    return [
        each
        for each in dialog.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(each, own)
        and not isinstance(each.parentWidget(), QAbstractSpinBox)
        and each.window() is dialog
    ]


@pytest.mark.usefixtures("looks")
def test_the_page_keys_scroll_from_every_control(show: Show, qtbot: QtBot) -> None:
    scrolled = []
    stuck = []
    for name in LONG:
        dialog = opened(show, name)
        bar = body(dialog).verticalScrollBar()
        assert bar.maximum() > 0, name
        for control in controls(dialog):
            control.setFocus(Qt.FocusReason.TabFocusReason)
            for key, end in ((Qt.Key.Key_PageDown, bar.maximum()), (Qt.Key.Key_PageUp, 0)):
                bar.setValue(bar.maximum() - end)
                for _ in range(8):
                    qtbot.keyClick(control, key)
                if bar.value() != end:
                    stuck.append(f"{name}: {control.objectName()} {key.name}")
                scrolled.append(name)
        dialog.hide()
    assert stuck == []
    assert set(scrolled) == set(LONG)


@pytest.mark.usefixtures("looks")
@pytest.mark.parametrize("name", ["keys", "receipt", "cancel"])
def test_the_arrows_scroll_from_the_buttons(name: str, show: Show, qtbot: QtBot) -> None:
    dialog = opened(show, name)
    bar = body(dialog).verticalScrollBar()
    button = dialog.focusWidget()
    assert isinstance(button, QAbstractButton)
    bar.setValue(0)
    qtbot.keyClick(button, Qt.Key.Key_Down)
    assert bar.value() > 0
    qtbot.keyClick(button, Qt.Key.Key_Up)
    assert bar.value() == 0
    qtbot.keyClick(button, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(button, Qt.Key.Key_Home)
    assert bar.value() == 0
    assert button.hasFocus()


@pytest.mark.usefixtures("looks")
def test_a_paper_is_scrolled_by_the_keys_that_read_on(show: Show, qtbot: QtBot) -> None:
    dialog = opened(show, "receipt")
    paper = part(dialog, QTextBrowser, "receiptPaper")
    paper.setFocus(Qt.FocusReason.TabFocusReason)
    bar = body(dialog).verticalScrollBar()
    assert bar.value() == 0
    for _ in range(60):
        qtbot.keyClick(paper, Qt.Key.Key_Down)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(paper, Qt.Key.Key_Home)
    assert bar.value() == 0


@pytest.mark.usefixtures("looks")
def test_the_warning_of_a_cancellation_is_in_view_as_it_opens(show: Show) -> None:
    dialog = opened(show, "cancel")
    assert is_in_view(dialog, part(dialog, QFrame, "withholding"))
    assert is_in_view(dialog, part(dialog, QLabel, "clientValue"))
