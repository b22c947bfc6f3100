"""Our window at a bank's size: DATA_DIR LONG EXPORTED SUBSCRIPTIONS.

It types, scrolls, exports and subscribes; prints its stalls (ms), times (s) and memory (bytes) as JSON.
"""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psutil
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableView

from benchmarks.counter import choose, come_to_the_front, subscribe
from benchmarks.heart import Heart, Step, find, until, work_our_window
from btg_desktop.domain.models import Client
from btg_desktop.ui.shell.app import BtgApp
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.widgets.dialogs.save_dialog import SaveDialog

_TYPED: Final = ("1000500000", "nanez", "zoraida yepes", "3000050123", "maria jose", "gomez t", "x", "9999")
_TIMES: Final = 3
_KEY_BEATS: Final = 60
"""Between two keys of a quick typist, in beats of the heart (ms)."""
_JUMPS: Final = 20


class Work:
    """The script, what it took and what memory was used on the way."""

    def __init__(self, data_dir: Path, long: str, exported: str, subscriptions: int) -> None:
        self._data_dir = data_dir
        self._long = long
        self._exported = exported
        self._subscriptions = subscriptions
        self.memory: dict[str, int] = {}
        self.seconds: dict[str, float] = {}

    def script(self, desk_app: BtgApp, heart: Heart) -> Step:
        window = desk_app.window
        self._weigh("opened")
        answers = Answers(window)
        with self._phase(heart, "typing"):
            for query in _TYPED * _TIMES:
                yield from _type_search(window, query, answers)
        yield from choose(window, self._long)
        with self._phase(heart, "scrolling"):
            yield from self._scroll(window)
        self._weigh("scrolled")
        with self._phase(heart, "jumping"):
            yield from self._jump(window)
        yield from choose(window, self._exported)
        for ending in ("csv", "xlsx"):
            with self._phase(heart, ending):
                yield from self._export(desk_app, ending)
        with self._phase(heart, "subscribing"):
            for _ in range(self._subscriptions):
                yield from subscribe(window)
        self._weigh("ended")

    @contextmanager
    def _phase(self, heart: Heart, name: str) -> Iterator[None]:
        heart.begin_phase()
        began = time.monotonic()
        yield
        self.seconds[name] = time.monotonic() - began
        heart.end_phase(name)

    def _weigh(self, name: str) -> None:
        self.memory[name] = psutil.Process().memory_info().rss

    def _scroll(self, window: MainWindow) -> Step:
        """Pull the bar down to its end until nothing more comes."""
        card = window.movements_card
        bar = find(card, QTableView, "movementsTable").verticalScrollBar()
        while card.model.has_more():
            bar.setValue(bar.maximum())
            yield
        if card.model.transaction_at(card.model.rowCount() - 1).sequence != 1:
            raise LookupError("the first movement of all")

    def _jump(self, window: MainWindow) -> Step:
        card = window.movements_card
        table = find(card, QTableView, "movementsTable")
        for _ in range(_JUMPS):
            for key, is_there in (
                (Qt.Key.Key_Home, lambda: not card.model.has_more_above()),
                (Qt.Key.Key_End, lambda: not card.model.has_more()),
            ):
                yield from come_to_the_front(window)
                table.setFocus()
                QTest.keyClick(table, key, Qt.KeyboardModifier.ControlModifier)
                yield from until(is_there)

    def _export(self, desk_app: BtgApp, ending: str) -> Step:
        window = desk_app.window
        window.banner.clear()
        window.movements_card.export_requested.emit()
        while not isinstance(dialog := QApplication.activeModalWidget(), SaveDialog):
            yield
        dialog.path_chosen.emit(self._data_dir / f"movements.{ending}")
        dialog.reject()
        banner = find(window, QLabel, "bannerText")
        yield from until(lambda: banner.isVisible() and "exportados" in banner.text())


class Answers:
    """Notes which search the list of clients answers."""

    def __init__(self, window: MainWindow) -> None:
        self._show = window.rail.show_results
        self.last = ""
        window.rail.show_results = self._shown  # type: ignore[method-assign]

    def _shown(self, clients: Sequence[Client], query: str) -> None:
        self._show(clients, query)
        self.last = query


def _type_search(window: MainWindow, query: str, answers: Answers) -> Step:
    """Key by key, until what is listed answers the whole query."""
    field = find(window, QLineEdit, "searchField")
    yield from come_to_the_front(window)
    field.setFocus()
    field.selectAll()
    for letter in query:
        QTest.keyClicks(field, letter)
        for _ in range(_KEY_BEATS):
            yield
    yield from until(lambda: answers.last == query)


def _work(data_dir: Path, long: str, exported: str, subscriptions: str) -> dict[str, Any]:
    work = Work(data_dir, long, exported, int(subscriptions))
    heart = work_our_window(data_dir, work.script)
    return {"phases": heart.phases, "seconds": work.seconds, "memory": work.memory}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_work(Path(sys.argv[1]), *sys.argv[2:])) + "\n")
