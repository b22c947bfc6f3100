"""What the window remembers from one run to the next: recents, where it stood, its columns."""

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from clerk import Clerk, Key
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from btg_desktop.adapters.memory_file import MemoryFile
from btg_desktop.domain.errors import SettingsError
from btg_desktop.domain.models import Client
from btg_desktop.services.memory import Remembered
from btg_desktop.ui.client_page.model import MINIMUM
from btg_desktop.ui.messages.model import CLIENT
from btg_desktop.ui.movements.cells import BALANCE

OpenDesk = Callable[..., Clerk]


@pytest.fixture
def memory(tmp_path: Path) -> MemoryFile:
    return MemoryFile(tmp_path / "windows" / "btg.json")


def close(qtbot: QtBot, clerk: Clerk) -> None:
    with qtbot.waitSignal(clerk.app.closed, timeout=20_000):
        clerk.window.close()


def test_whom_an_earlier_run_served_is_listed_first_to_last(
    open_desk: OpenDesk, memory: MemoryFile, qtbot: QtBot
) -> None:
    clerk = open_desk(memory=memory)
    clerk.register()
    clerk.register("Ana Gómez", "1020304050")
    close(qtbot, clerk)
    later = open_desk(memory=memory)
    later.wait(
        lambda: later.listed() == ["Ana Gómez, CC 1.020.304.050", "Julián Montoya, CC 1.214.727.927"],
        what="recents",
    )


def test_no_personal_data_is_on_the_disk(open_desk: OpenDesk, memory: MemoryFile, tmp_path: Path) -> None:
    clerk = open_desk(memory=memory)
    clerk.register()
    file = tmp_path / "windows" / "btg.json"
    clerk.wait(file.exists, what="saved")
    text = file.read_text()
    assert not any(word in text for word in ("Juli", "Montoya", "1214727927", "3005444343", "example.com"))
    assert len(json.loads(text)["recents"]) == 1


def test_a_recent_client_who_is_gone_is_left_out(
    open_desk: OpenDesk, memory: MemoryFile, julian: Client
) -> None:
    memory.save(Remembered(recents=("nobody", julian.id)))
    clerk = open_desk(memory=memory)
    clerk.wait(lambda: clerk.listed() == ["Julián Montoya, CC 1.214.727.927"], what="recents")


def test_the_window_stands_where_it_stood(open_desk: OpenDesk, memory: MemoryFile, qtbot: QtBot) -> None:
    clerk = open_desk(memory=memory)
    clerk.window.resize(900, 640)
    close(qtbot, clerk)
    later = open_desk(memory=memory)
    later.wait(lambda: (later.window.width(), later.window.height()) == (900, 640), what="its size")


def test_a_column_that_was_dragged_keeps_its_width(
    open_desk: OpenDesk, memory: MemoryFile, qtbot: QtBot, julian: Client
) -> None:
    clerk = open_desk(memory=memory)
    clerk.choose(julian.name)
    clerk.subscribe(1, "75000")
    clerk.wait(lambda: len(clerk.movements()) == 1, what="movement")
    table = clerk.find(QTableView, "movementsTable")
    width = table.columnWidth(BALANCE)
    drag_column(qtbot, table, BALANCE, 40)
    assert table.columnWidth(BALANCE) == width + 40
    clerk.subscribe(1, "75000")
    clerk.wait(lambda: len(clerk.movements()) == 2, what="another movement")
    assert table.columnWidth(BALANCE) == width + 40
    close(qtbot, clerk)
    later = open_desk(memory=memory)
    later.choose(julian.name)
    later.window.resize(1366, 768)  # narrower, the balance goes below the amount
    again = later.find(QTableView, "movementsTable")
    later.wait(lambda: again.columnWidth(BALANCE) == width + 40, what="its width")


def test_columns_of_every_table_keep_their_widths(
    open_desk: OpenDesk, memory: MemoryFile, qtbot: QtBot, julian: Client
) -> None:
    clerk = open_desk(memory=memory)
    clerk.choose(julian.name)
    funds = clerk.find(QTableView, "fundsTable")
    fitted = funds.columnWidth(MINIMUM)
    drag_column(qtbot, funds, MINIMUM, 30)
    clerk.subscribe(1, "75000")
    clerk.wait_for_balance("$ 425.000")
    assert funds.columnWidth(MINIMUM) == fitted + 30
    clerk.press(Key.Key_F6)
    messages = clerk.find(QTableView, "messagesTable")
    clerk.wait(lambda: messages.model().rowCount() == 1, what="a message")
    wide = messages.columnWidth(CLIENT) + 50
    drag_column(qtbot, messages, CLIENT, 50)
    clerk.press(Key.Key_Escape)
    clerk.wait_for_no_dialog()
    close(qtbot, clerk)
    later = open_desk(memory=memory)
    later.choose(julian.name)
    later.window.resize(1366, 768)  # narrower, the minimum goes below the name
    later.wait(lambda: later.find(QTableView, "fundsTable").columnWidth(MINIMUM) == fitted + 30, what="funds")
    later.press(Key.Key_F6)
    later.wait(lambda: later.find(QTableView, "messagesTable").columnWidth(CLIENT) == wide, what="messages")


def drag_column(qtbot: QtBot, table: QTableView, column: int, by: int) -> None:
    header = table.horizontalHeader()
    edge = QPoint(
        header.sectionViewportPosition(column) + header.sectionSize(column) - 1, header.height() // 2
    )
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    for step in (by // 2, by):
        qtbot.mouseMove(header.viewport(), edge + QPoint(step, 0))
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(by, 0))


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"geometry": 1, "widths": [], "recents": []}', "\x00"])
def test_a_damaged_memory_is_forgotten(tmp_path: Path, text: str) -> None:
    file = tmp_path / "btg.json"
    file.write_text(text)
    assert MemoryFile(file).load() == Remembered()


def test_a_memory_that_cannot_be_written_names_its_file(tmp_path: Path) -> None:
    in_the_way = tmp_path / "windows"
    in_the_way.write_text("")
    with pytest.raises(SettingsError, match="windows"):
        MemoryFile(in_the_way / "btg.json").save(Remembered())
    assert stat.S_ISREG(in_the_way.stat().st_mode)


def test_a_memory_comes_back_as_it_was_saved(memory: MemoryFile) -> None:
    saved = Remembered("AdnQ", {"movementsTable": {4: 120}}, ("a", "b"))
    memory.save(saved)
    assert memory.load() == saved
