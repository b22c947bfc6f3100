"""A pulse on the GUI thread of a real window, which a script works by keyboard meanwhile.

A timer beats every millisecond. A beat that comes late tells how long a key or a click would have waited,
whatever kept the thread: our code, Qt, another thread with Python's lock, or a machine without a processor
to spare. Linux tells the last apart, and `own` is the stall without it.
"""

import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

# Nothing that brings pymongo: that it is imported while the window is open is part of what is measured.
from btg_desktop.__main__ import main
from btg_desktop.ui.shell.app import BtgApp

_BEAT_MS: Final = 1
Step = Generator[None, None, None]
Stalls = dict[str, float]
W = TypeVar("W", bound=QWidget)


class Heart(QObject):
    """Beats on the GUI thread, and gives each beat to a script that waits for what it needs."""

    ended = Signal()

    def __init__(self, script: Callable[["Heart"], Step]) -> None:
        super().__init__()
        self._script = script(self)
        self._gaps: list[tuple[float, float]] = []
        self._queue = _ProcessorQueue()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._last = self._last_wait = 0.0
        self.phases: dict[str, Stalls] = {}
        self.error: Exception | None = None

    def start(self) -> None:
        self._last, self._last_wait = time.perf_counter(), self._queue.waited()
        self._timer.start()

    def begin_phase(self) -> None:
        """Forget what was felt since the last phase ended."""
        self._gaps = []

    def end_phase(self, name: str) -> None:
        """What was felt since the phase began, or the last one ended, belongs to this one."""
        gaps = sorted(gap for gap, _ in self._gaps)
        self.phases[name] = {
            "worst": gaps[-1],
            "p999": gaps[int(len(gaps) * 0.999)],
            "own": max(gap - wait for gap, wait in self._gaps),
        }
        self._gaps = []

    def _beat(self) -> None:
        now, wait = time.perf_counter(), self._queue.waited()
        gap = max(0.0, (now - self._last) * 1000 - _BEAT_MS)
        self._gaps.append((gap, (wait - self._last_wait) * 1000))
        self._last, self._last_wait = now, wait
        try:
            next(self._script)
        except StopIteration:
            self._end()
        except Exception as error:  # noqa: BLE001 - raised again where the window has closed
            self.error = error
            self._end()

    def _end(self) -> None:
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


def work_our_window(data_dir: Path, script: Callable[[BtgApp, Heart], Step]) -> Heart:
    """Run the whole program until `script` ends; its first phase, `opening`, lasts until it can be used."""
    hearts: list[Heart] = []
    start = BtgApp.start

    def start_with_a_heart(desk_app: BtgApp) -> None:
        opened: list[bool] = []
        desk_app.opened.connect(lambda: opened.append(True))

        def whole(heart: Heart) -> Step:
            yield from until(lambda: bool(opened))
            heart.end_phase("opening")
            yield from script(desk_app, heart)

        heart = Heart(whole)
        heart.ended.connect(desk_app.window.close)
        hearts.append(heart)
        start(desk_app)
        heart.start()

    BtgApp.start = start_with_a_heart  # type: ignore[assignment, method-assign]
    settings = data_dir / "settings.toml"
    settings.touch()  # this user's own settings must not count
    main(["--config", str(settings), "--data-dir", str(data_dir)])
    if hearts[0].error is not None:
        raise hearts[0].error
    return hearts[0]


def until(is_so: Callable[[], bool]) -> Step:
    while not is_so():
        yield


def find(parent: QWidget, kind: type[W], name: str) -> W:
    found = parent.findChild(kind, name)
    if found is None:
        raise LookupError(name)
    return found
