"""What has no room in a dialog is read on with the keys, from wherever the focus is."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QScrollArea,
    QTableView,
    QWidget,
)
from screens import SCREENS, Screen, part

from btg_desktop.ui.appearance import Appearance
from btg_desktop.ui.models.messages_model import STATE
from btg_desktop.ui.views.desk_dialog import DeskDialog

Show = Callable[[Screen], QWidget]

pytestmark = pytest.mark.usefixtures("small_screen")


@pytest.fixture
def looks(qapp: QApplication) -> Iterator[Appearance]:
    made = Appearance(qapp, "es", "light", {}, lambda _key, _value: None, 200)
    yield made
    made.choose("text_size", "100")
    made.deleteLater()


def opened(show: Show, name: str) -> DeskDialog:
    shown = show(SCREENS[name])
    assert isinstance(shown, DeskDialog)
    for _ in range(3):  # what finds its size late may move the rest
        QApplication.processEvents()
    return shown


def body(dialog: DeskDialog) -> QScrollArea:
    return part(dialog, QScrollArea, "dialogBody")


def is_in_view(dialog: DeskDialog, widget: QWidget) -> bool:
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
