"""Takes the picture of a scene in its looks: languages and themes are switched while the scene stands."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from btg_desktop.domain.errors import TourFailed
from btg_desktop.ui.look.appearance import Appearance
from btg_desktop.ui.look.theme import colour
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.tour.hands import Hands
from btg_desktop.ui.tour.looks import PLAYED, Look
from btg_desktop.ui.widgets.action_button import takes_a_press

_VEIL: Final = QColor(10, 18, 30, 90)
_FRAME_RADIUS: Final = 10
_TURNS: Final = 6
"""Of the event loop, after which what a change asked for is laid out and painted."""


class Camera:
    """Numbers the scenes. Every second one goes the opposite way: the last look is the next first."""

    def __init__(
        self, window: MainWindow, appearance: Appearance, folder: Path, looks: Sequence[Look]
    ) -> None:
        self._window = window
        self._appearance = appearance
        self._folder = folder
        self._looks = looks
        self._scene = 0
        self._look = PLAYED
        self._place(PLAYED)

    def shoot(self, scene: str) -> Iterator[Path]:
        """Picture the window, with the dialog in front of it if there is one, in each of the looks."""
        self._scene += 1
        Hands.wait("leer antes de confirmar", lambda: takes_a_press(self._window))
        for look in self._looks if self._look.theme == self._looks[0].theme else reversed(self._looks):
            self._put_on(look)
            yield self._save(self._folder / f"{look.name}-{self._scene:02d}-{scene}.png")
        # The tour is played in Spanish on a small screen; the theme may be either.
        self._put_on(Look(PLAYED.language, self._look.theme, PLAYED.size))

    def _put_on(self, look: Look) -> None:
        if look.language != self._look.language:
            self._appearance.choose("language", look.language)
        if look.theme != self._look.theme:
            self._appearance.choose("theme", look.theme)
        if look.size != self._look.size:
            self._place(look)
        self._look = look
        for _ in range(_TURNS):
            QApplication.processEvents()

    def _place(self, look: Look) -> None:
        """Fill a screen of that size where there is one, and let dialogs measure their room there."""
        screens = [screen for screen in QGuiApplication.screens() if screen.size() == look.size]
        if screens:
            self._window.setGeometry(screens[0].geometry())
        else:
            self._window.resize(look.size)
        for dialog in _dialogs(self._window):
            dialog.resize(dialog.width(), dialog.minimumHeight())
            place = dialog.geometry()
            place.moveCenter(self._window.geometry().center())
            dialog.setGeometry(place)
            QCoreApplication.postEvent(dialog, QEvent(QEvent.Type.LayoutRequest))

    def _save(self, path: Path) -> Path:
        picture = self._window.grab()
        for dialog in _dialogs(self._window)[-1:]:
            _put_in_front(picture, dialog.grab())
        if not picture.save(str(path)):
            raise TourFailed(step=str(path))
        return path


def _dialogs(window: QWidget) -> list[QDialog]:
    return [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


def _put_in_front(picture: QPixmap, dialog: QPixmap) -> None:
    """Draw a dialog as it stands over its window, with a veil and a frame where the desktop has its own."""
    where = dialog.rect()
    where.moveCenter(picture.rect().center())
    frame = QPainterPath()
    frame.addRoundedRect(QRectF(where).adjusted(0.5, 0.5, -0.5, -0.5), _FRAME_RADIUS, _FRAME_RADIUS)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(picture.rect(), _VEIL)
    painter.setClipPath(frame)
    painter.drawPixmap(where, dialog)
    painter.setClipping(False)
    painter.strokePath(frame, QPen(colour("line"), 1))
    painter.end()
