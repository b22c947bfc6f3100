"""A key that is held down acts once."""

import time
from typing import ClassVar, Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QWidget

RELEASE_MS: Final = 50
"""A press that follows its key's release sooner than this is a repeat: no finger is that quick."""

_LOST_RELEASE_MS: Final = 120
"""A press that follows another sooner than this, with no release seen between them, is a repeat too.

Qt drops the release that comes to a window which closes, or which a new dialog blocks. So a longer time would
cost a quick person a press.
"""
_ACTING: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select, Qt.Key.Key_Space})
"""The keys that press buttons and choose rows."""


class _Seen(NamedTuple):
    """The last event of a key: `at` is the window system's time, in ms."""

    at: int
    is_down: bool


class HeldKeys(QObject):
    """Drops the repeats of the keys that act, in every window of the program.

    X11 sends the repeat of a held key as a release and a press in the same millisecond. Qt marks the press
    as a repeat only where both are already in its queue. Otherwise the repeat looks like a new press: it
    would confirm the review that the first press opened, and act on what is below a dialog that it closed.
    So the times decide, and they are remembered across windows.
    """

    released: ClassVar[dict[str, float]] = {}
    """When each key, by its name, was released last; by our own clock, in s."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._seen: dict[int, _Seen] = {}
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.KeyPress and event.key() in _ACTING:
                return self._is_repeat(event)
            if event.type() is QEvent.Type.KeyRelease:
                self._seen[event.key()] = _Seen(event.timestamp(), is_down=False)
                self.released[QKeySequence(event.key()).toString()] = time.monotonic()
        return super().eventFilter(watched, event)

    def _is_repeat(self, press: QKeyEvent) -> bool:
        before = self._seen.get(press.key())
        self._seen[press.key()] = _Seen(press.timestamp(), is_down=True)
        if press.isAutoRepeat() or before is None:
            return press.isAutoRepeat()
        return press.timestamp() - before.at < (_LOST_RELEASE_MS if before.is_down else RELEASE_MS)

    def _watch(self, window: QWindow | None) -> None:
        """Qt hands every key to the window that has the focus first, but for those of shortcuts."""
        if window is not None:
            window.installEventFilter(self)


class Shortcut(QShortcut):
    """A key of a window that acts once, however long it is held.

    Qt takes a shortcut's press before the window gets it, and does not tell its time; the release it leaves.
    """

    def __init__(self, keys: str, window: QWidget) -> None:
        super().__init__(QKeySequence(keys), window)
        self._last_key = keys.rpartition("+")[2]
        self.setAutoRepeat(False)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Shortcut:
            released = HeldKeys.released.get(self._last_key)
            if released is not None and (time.monotonic() - released) * 1000 < RELEASE_MS:
                return True
        return super().event(event)
