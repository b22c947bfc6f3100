"""A second start raises the first window; a dead or a deaf one does not keep it from opening its own."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDir
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from btg_desktop.ui.single_instance import SingleInstance

SECOND_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from btg_desktop.ui.single_instance import SingleInstance
app = QCoreApplication([])
sys.exit(0 if SingleInstance(Path(sys.argv[1])).raise_first() else 1)
"""

Start = Callable[[Path], SingleInstance]


@pytest.fixture
def start(qapp: QApplication) -> Iterator[Start]:
    begun: list[SingleInstance] = []

    def begin(data_dir: Path) -> SingleInstance:
        begun.append(SingleInstance(data_dir))
        return begun[-1]

    yield begin
    for each in begun:
        each.close()


def socket_of(instance: SingleInstance) -> Path:
    return Path(QDir.tempPath()) / instance._name


def start_again(data_dir: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", SECOND_START, str(data_dir)])  # noqa: S603 - our own


def test_a_second_start_raises_the_first_window_and_ends(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    first = start(tmp_path)
    assert not first.raise_first()
    first.become_first()
    with qtbot.waitSignal(first.raise_requested, timeout=20_000):
        second = start_again(tmp_path)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0


def test_other_data_is_another_window(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    start(tmp_path / "a").become_first()
    assert not start(tmp_path / "b").raise_first()


def test_a_socket_that_a_killed_process_left_is_taken_over(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    first = start(tmp_path)
    stale = socket.socket(socket.AF_UNIX)
    stale.bind(str(socket_of(first)))
    stale.close()  # the file stays, and nobody listens
    assert socket_of(first).exists()
    assert not first.raise_first()
    first.become_first()
    with qtbot.waitSignal(first.raise_requested, timeout=20_000):
        second = start_again(tmp_path)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0


def test_a_first_window_that_does_not_answer_is_not_waited_for(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    second = start(tmp_path)
    deaf = socket.socket(socket.AF_UNIX)
    deaf.bind(str(socket_of(second)))
    deaf.listen()
    assert not second.raise_first()
    second.become_first()  # leaves the deaf one its name
    deaf.close()
    socket_of(second).unlink()


def test_a_second_window_that_was_asked_for_leaves_the_first_its_name(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    first = start(tmp_path)
    first.become_first()
    start(tmp_path).become_first()
    with qtbot.waitSignal(first.raise_requested, timeout=20_000):
        second = start_again(tmp_path)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0


def test_a_window_that_closes_is_raised_no_more(start: Start, tmp_path: Path) -> None:
    first = start(tmp_path)
    first.become_first()
    first.close()
    assert not start(tmp_path).raise_first()
