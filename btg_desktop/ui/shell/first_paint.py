"""When a window can be seen: work that would delay its first paint waits for it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_PATIENCE_MS: Final = 1_000


class FirstPaint(QObject):
    """Emits `happened` once: when `window` was painted, or has not been for a second (it is minimised)."""

    happened = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._end = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._end.timeout.connect(self.happened)
        self._end.start()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._window and event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            if self._end.isActive():
                self._end.start(0)  # in the next turn of the event loop, the paint is on the screen
        return False
