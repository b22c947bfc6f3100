"""One start of a window: prints when each step ended (s, by the machine's steady clock) as JSON.

`ours DATA_DIR` until the database can be used, and `bare`, a window with nothing in it.
`ours-search DATA_DIR` until a search is answered, and `bare-search DATA_DIR`, where the bare driver answers.
"""

import json
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QMainWindow

_moments: dict[str, float] = {}
_DOCUMENT = "1000000500"


class _FirstPaint(QObject):
    """Notes when the window's first paint is done: the turn of the event loop after it."""

    def __init__(self, window: QMainWindow, after: Callable[[], object] = lambda: None) -> None:
        super().__init__(window)
        self._after = after
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._shown)
        return False

    def _shown(self) -> None:
        _moments["shown"] = time.monotonic()
        _moments["processor"] = time.thread_time()
        self._after()


def _bare() -> None:
    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("BTG Desktop"))
    window.resize(1100, 700)
    _FirstPaint(window, app.quit)
    window.show()
    app.exec()


class _BareSearch(QMainWindow):
    """A list; a thread asks the bare driver once."""

    found = Signal(list)

    def __init__(self, data_dir: Path) -> None:
        super().__init__()
        self.list = QListWidget()
        self.setCentralWidget(self.list)
        self.resize(1100, 700)
        self._data_dir = data_dir

    def ask(self) -> None:
        from pymongo import MongoClient

        from benchmarks.bank import DATABASE
        from btg_desktop.adapters.private_mongod.server import PrivateMongod

        with closing(PrivateMongod(self._data_dir, DATABASE)) as server:
            client: MongoClient[dict[str, Any]] = MongoClient(server.start(), uuidRepresentation="standard")
            with closing(client):
                found = client[DATABASE]["usuarios"].find({"busqueda": {"$regex": f"^{_DOCUMENT}"}}).limit(20)
                self.found.emit([each["nombre"] for each in found])


def _bare_search(data_dir: Path) -> None:
    app = QApplication([])
    window = _BareSearch(data_dir)
    thread = threading.Thread(target=window.ask)

    def show(names: Sequence[str]) -> None:
        window.list.addItems(names)
        _moments["answered"] = time.monotonic()
        app.quit()

    window.found.connect(show)
    _FirstPaint(window, thread.start)
    window.show()
    app.exec()
    thread.join()


def _ours(data_dir: Path, *, search: bool = False) -> None:
    from btg_desktop.__main__ import main
    from btg_desktop.ui.shell.app import BtgApp

    start = BtgApp.start

    def watched_start(desk_app: BtgApp) -> None:
        _FirstPaint(desk_app.window)
        desk_app.opened.connect(lambda: _moments.setdefault("ready", time.monotonic()))
        if search:
            desk_app.opened.connect(lambda: _search(desk_app))
        else:
            desk_app.opened.connect(desk_app.window.close)
        start(desk_app)

    BtgApp.start = watched_start  # type: ignore[assignment, method-assign]
    settings = data_dir / "settings.toml"
    settings.touch()  # this user's own settings must not count
    main(["--config", str(settings), "--data-dir", str(data_dir)])


def _search(desk_app: Any) -> None:
    """Type a document and press Enter, until the client's page is there."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    rail = desk_app.window.rail

    def answered(_client_id: str) -> None:
        _moments["answered"] = time.monotonic()
        QTimer.singleShot(0, desk_app, desk_app.window.close)

    rail.client_chosen.connect(answered)
    field = rail.findChild(QLineEdit, "searchField")
    QTest.keyClicks(field, _DOCUMENT)
    QTest.keyClick(field, Qt.Key.Key_Return)


if __name__ == "__main__":
    which, *folder = sys.argv[1:]
    match which:
        case "bare":
            _bare()
        case "bare-search":
            _bare_search(Path(*folder))
        case _:
            _ours(Path(*folder), search=which == "ours-search")
    sys.stdout.write(json.dumps(_moments) + "\n")
