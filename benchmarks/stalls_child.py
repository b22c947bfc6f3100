"""One window at work: `ours` or `bare`, DATA_DIR, CLIENT, SUBSCRIPTIONS. Prints its stalls (ms) as JSON.

A timer beats every millisecond on the GUI thread. A beat that comes late tells how long a key or a
click would have waited, whatever kept the thread: our code, Qt, another thread with Python's lock, or a
machine without a processor to spare. Linux tells the last apart, and `own` is the stall without it.
"""

import json
import sys
import threading
import time
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMainWindow, QWidget

# Nothing that brings pymongo: that it is imported while the window is open is part of what is measured.
from btg_desktop.__main__ import main
from btg_desktop.ui.app import DeskApp
from btg_desktop.ui.views.main_window import MainWindow

_BEAT_MS = 1
_FUND_KEY = Qt.Key.Key_3
Step = Generator[None, None, None]
W = TypeVar("W", bound=QWidget)


class Heart(QObject):
    """Beats on the GUI thread, and gives each beat to a script that waits for what it needs."""

    ended = Signal()

    def __init__(self, script: Step) -> None:
        super().__init__()
        self._script = script
        self._gaps: list[tuple[float, float]] = []
        self._phases: dict[str, list[tuple[float, float]]] = {}
        self._queue = _ProcessorQueue()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._last = self._last_wait = 0.0

    def start(self) -> None:
        self._last, self._last_wait = time.perf_counter(), self._queue.waited()
        self._timer.start()

    def end_phase(self, name: str) -> None:
        self._phases[name], self._gaps = self._gaps, []

    def stalls(self) -> dict[str, float]:
        working = sorted(gap for gap, _ in self._phases["working"])
        return {
            "opening": max(gap for gap, _ in self._phases["opening"]),
            "worst": working[-1],
            "p999": working[int(len(working) * 0.999)],
            "own": max(gap - wait for gap, wait in self._phases["working"]),
        }

    def _beat(self) -> None:
        now, wait = time.perf_counter(), self._queue.waited()
        gap = max(0.0, (now - self._last) * 1000 - _BEAT_MS)
        self._gaps.append((gap, (wait - self._last_wait) * 1000))
        self._last, self._last_wait = now, wait
        if next(self._script, "ended") == "ended":
            self._timer.stop()
            self.ended.emit()


class _ProcessorQueue:
    """How long (s) this thread was ready to run while others had the processors; 0 where nobody tells."""

    def __init__(self) -> None:
        account = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._account = account.open("rb", buffering=0) if account.exists() else None

    def waited(self) -> float:
        if self._account is None:
            return 0.0
        self._account.seek(0)
        return int(self._account.read(100).split()[1]) / 1e9


def _ours(data_dir: Path, client_id: str, subscriptions: int) -> dict[str, float]:
    hearts: list[Heart] = []
    start = DeskApp.start

    def start_with_a_heart(desk_app: DeskApp) -> None:
        opened: list[bool] = []
        desk_app.opened.connect(lambda: opened.append(True))

        def script() -> Step:
            while not opened:
                yield
            heart.end_phase("opening")
            yield from _serve(desk_app.window, client_id, subscriptions)
            heart.end_phase("working")

        heart = Heart(script())
        heart.ended.connect(desk_app.window.close)
        hearts.append(heart)
        start(desk_app)
        heart.start()

    DeskApp.start = start_with_a_heart  # type: ignore[assignment, method-assign]
    settings = data_dir / "settings.toml"
    settings.touch()  # this user's own settings must not count
    main(["--config", str(settings), "--data-dir", str(data_dir)])
    return hearts[0].stalls()


def _serve(window: MainWindow, client_id: str, subscriptions: int) -> Step:
    """Choose the client and subscribe by keyboard, again and again, each time until the balance shows it."""
    window.rail.client_chosen.emit(client_id)
    balance = _find(window, QLabel, "availableBalance")
    while not balance.isVisible():
        yield
    for _ in range(subscriptions):
        before = balance.text()
        while not window.isActiveWindow():
            window.activateWindow()
            yield
        QTest.keyClick(window, _FUND_KEY, Qt.KeyboardModifier.AltModifier)
        while not isinstance(dialog := QApplication.activeModalWidget(), QDialog):
            yield
        QTest.keyClick(_find(dialog, QWidget, "minimumButton"), Qt.Key.Key_Space)
        for _step in ("review", "confirm"):
            yield
            QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
        while balance.text() == before:
            yield


def _find(parent: QWidget, kind: type[W], name: str) -> W:
    found = parent.findChild(kind, name)
    if found is None:
        raise LookupError(name)
    return found


class _BareWindow(QMainWindow):
    """A label that counts what the bare driver does on a thread."""

    opened = Signal()
    counted = Signal(str)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        label = QLabel()
        self.setCentralWidget(label)
        self.resize(1100, 700)
        self.counted.connect(label.setText)

    def work(self, data_dir: Path, client_id: str, subscriptions: int) -> None:
        from benchmarks.bank import DATABASE
        from benchmarks.bare import BareBank
        from btg_desktop.adapters.private_mongod.server import PrivateMongod

        server = PrivateMongod(data_dir, DATABASE)
        with closing(server), closing(BareBank(server.start())) as bank:
            self.opened.emit()
            for number in range(subscriptions):
                bank.subscribe(client_id)
                self.counted.emit(str(number))
            self.ended.emit()


def _bare(data_dir: Path, client_id: str, subscriptions: int) -> dict[str, float]:
    app = QApplication([])
    window = _BareWindow()
    states: list[str] = []
    window.opened.connect(lambda: states.append("opened"))
    window.ended.connect(lambda: states.append("ended"))

    def script() -> Step:
        while "opened" not in states:
            yield
        heart.end_phase("opening")
        while "ended" not in states:
            yield
        heart.end_phase("working")

    heart = Heart(script())
    heart.ended.connect(app.quit)
    window.show()
    thread = threading.Thread(target=window.work, args=(data_dir, client_id, subscriptions))
    QTimer.singleShot(0, window, thread.start)
    heart.start()
    app.exec()
    thread.join()
    return heart.stalls()


if __name__ == "__main__":
    run = {"ours": _ours, "bare": _bare}[sys.argv[1]]
    sys.stdout.write(json.dumps(run(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))) + "\n")
