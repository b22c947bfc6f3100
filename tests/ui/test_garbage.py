"""Cyclic garbage ends on the GUI thread, whatever thread made it."""

import gc
import threading

from pytestqt.qtbot import QtBot

from btg_desktop.ui.runtime.garbage import GarbageCollector


class Cycle:
    """Holds itself; notes on which thread it ends."""

    def __init__(self, ends: list[int]) -> None:
        self.itself = self
        self.ends = ends

    def __del__(self) -> None:
        self.ends.append(threading.get_ident())


def test_what_a_worker_leaves_ends_on_the_gui_thread(qtbot: QtBot) -> None:
    collector = GarbageCollector()
    ends: list[int] = []

    def work() -> None:
        for _ in range(2 * gc.get_threshold()[0]):
            Cycle(ends)

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert ends == []
    qtbot.waitUntil(lambda: len(ends) > 0)
    assert set(ends) == {threading.get_ident()}
    collector.deleteLater()
