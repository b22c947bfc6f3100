"""One start of a window: `ours DATA_DIR` or `bare DATA_DIR`. Prints when each step ended (s)."""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

_moments: dict[str, float] = {}


class _FirstPaint(QObject):
    """Notes when the window's first paint is done: the turn of the event loop after it."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, _note_shown)
        return False


def _note_shown() -> None:
    _moments["shown"] = time.monotonic()
    _moments["processor"] = time.thread_time()


def _bare() -> None:
    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("BTG Desktop"))
    window.resize(1100, 700)
    _FirstPaint(window)
    window.show()
    QTimer.singleShot(0, window, lambda: QTimer.singleShot(0, window, app.quit))
    app.exec()


def _ours(data_dir: Path) -> None:
    from btg_desktop.__main__ import main
    from btg_desktop.ui.app import DeskApp

    start = DeskApp.start

    def watched_start(desk_app: DeskApp) -> None:
        _FirstPaint(desk_app.window)
        desk_app.opened.connect(lambda: _moments.setdefault("ready", time.monotonic()))
        desk_app.opened.connect(desk_app.window.close)
        start(desk_app)

    DeskApp.start = watched_start  # type: ignore[assignment, method-assign]
    settings = data_dir / "settings.toml"
    settings.touch()  # this user's own settings must not count
    main(["--config", str(settings), "--data-dir", str(data_dir)])


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        _bare()
    else:
        _ours(Path(sys.argv[2]))
    sys.stdout.write(json.dumps(_moments) + "\n")
