"""A second start raises the first window; a dead or a deaf one does not keep it from opening its own."""

import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from another_user import needs_root, running_as_another_user
from PySide6.QtCore import QDir
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from btg_desktop.ui.shell.single_instance import SingleInstance

SECOND_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from btg_desktop.ui.shell.single_instance import SingleInstance
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


def answers_raised(path: Path) -> Callable[[Callable[[], None]], None]:
    """What a listener does that wants every start of the program to end."""

    def listen(ready: Callable[[], None]) -> None:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
            path.chmod(0o777)
            listener.listen()
            ready()
            while True:
                peer, _ = listener.accept()
                with peer:
                    peer.sendall(b"raised\n" if peer.recv(100) else b"")

    return listen


@needs_root
def test_a_listener_of_another_user_does_not_end_the_window(
    qtbot: QtBot, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    mine = start(tmp_path)
    with running_as_another_user(answers_raised(socket_of(mine))):
        assert not mine.raise_first()
    socket_of(mine).unlink()


@needs_root
def test_another_user_does_not_raise_the_window(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    first = start(tmp_path)
    first.become_first()
    socket_of(first).chmod(0o777)  # the mode alone would keep them out
    asked: list[bool] = []
    first.raise_requested.connect(lambda: asked.append(True))

    def ask(ready: Callable[[], None]) -> None:
        with socket.socket(socket.AF_UNIX) as stranger:
            stranger.connect(str(socket_of(first)))
            stranger.sendall(b"raise\n")
            ready()
            stranger.recv(1)

    with running_as_another_user(ask), qtbot.waitSignal(first.raise_requested, timeout=20_000):
        second = start_again(tmp_path)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert asked == [True]  # ours, which came later


def test_the_socket_is_in_the_users_runtime_folder(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory(prefix="btg-run-") as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        first = start(tmp_path)
        first.become_first()
        (name,) = Path(runtime).iterdir()
        assert name == socket_of(first)
        assert name.stat().st_mode & 0o077 == 0
        first.close()


@pytest.mark.parametrize("mode", [0o755, 0o770])
def test_a_runtime_folder_that_others_can_enter_is_not_used(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    with tempfile.TemporaryDirectory(prefix="btg-run-") as runtime:
        Path(runtime).chmod(mode)
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        first = start(tmp_path)
        first.become_first()
        assert list(Path(runtime).iterdir()) == []
