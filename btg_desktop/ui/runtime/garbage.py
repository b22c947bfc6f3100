"""Python's cyclic garbage is collected on the GUI thread alone.

Left to itself, Python collects on whatever thread asks for memory; a Qt object that ends away from the GUI
thread can take the whole program with it.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_PAUSE_MS: Final = 250


class GarbageCollector(QObject):
    """Create it on the GUI thread, where its timer collects what Python's own thresholds ask for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=_PAUSE_MS)
        timer.timeout.connect(self._collect)
        timer.start()

    def keep_loaded(self) -> None:
        """What is loaded by now stays: to go through all of it would hold up the window for 50 ms."""
        gc.freeze()

    @staticmethod
    def _collect() -> None:
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [generation for generation in range(3) if counts[generation] > limits[generation]]
        if due:
            gc.collect(due[-1])
