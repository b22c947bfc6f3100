"""Plays all scenes, one after another, in one window on a private database that starts empty."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from btg_desktop.domain.models import Desk
from btg_desktop.ui.look.appearance import Appearance
from btg_desktop.ui.runtime.garbage import GarbageCollector
from btg_desktop.ui.shell.app import BtgApp, tear_down
from btg_desktop.ui.tour import scenes_care, scenes_desk, scenes_history, scenes_money
from btg_desktop.ui.tour.camera import Camera
from btg_desktop.ui.tour.hands import Hands
from btg_desktop.ui.tour.looks import PLAYED, Look
from btg_desktop.ui.tour.stage import Scene, Stage
from btg_desktop.ui.tour.world import World

SCENES: Final[tuple[Scene, ...]] = (
    scenes_desk.welcome,
    scenes_desk.find,
    scenes_desk.find_nobody,
    scenes_desk.register,
    scenes_money.subscribe,
    scenes_money.be_refused,
    scenes_money.cancel,
    scenes_money.client_page,
    scenes_money.hear_of_another_desk,
    scenes_history.filter_movements,
    scenes_history.export,
    scenes_history.receipt,
    scenes_history.whole_branch,
    scenes_history.end_of_shift,
    scenes_history.report,
    scenes_care.messages,
    scenes_care.preferences,
    scenes_care.discreet,
    scenes_care.large_text,
    scenes_care.keys,
    scenes_care.fault,
    scenes_care.lose_the_connection,
)

_LOCKED: Final = {"text_size": "/etc/xdg/btg-desktop/settings.toml"}
_OPENING_SECONDS: Final = 90.0


class Tour:
    """`folder` is where the pictures of `looks` go, `documents` where the clerk of the tour saves files."""

    def __init__(
        self, world: World, desk: Desk, looks: Sequence[Look], folder: Path, documents: Path
    ) -> None:
        self._world = world
        self._desk = desk
        self._looks = looks
        self._folder = folder
        self._documents = documents

    def play(self) -> Iterator[Path]:
        """Play and yield the path of each picture. Raises TourFailed with the step that did not come out."""
        existing = QApplication.instance()
        qt = existing if isinstance(existing, QApplication) else QApplication([])
        qt.setQuitOnLastWindowClosed(False)
        GarbageCollector(qt)
        appearance = Appearance(qt, PLAYED.language, PLAYED.theme, _LOCKED, lambda _key, _value: None)
        app = BtgApp(self._world.open, self._desk, appearance)
        hands = Hands(app.window)
        opened: list[bool] = []
        closed: list[bool] = []
        app.opened.connect(lambda: opened.append(True))
        app.closed.connect(lambda: closed.append(True))
        camera = Camera(app.window, appearance, self._folder, self._looks)
        stage = Stage(app, appearance, self._world, hands, camera, self._documents)
        app.start()
        try:
            hands.wait("abrir", lambda: bool(opened), _OPENING_SECONDS)
            for scene in SCENES:
                yield from scene(stage)
        finally:
            self._world.close()
            app.window.close()
            hands.wait("cerrar", lambda: bool(closed), _OPENING_SECONDS)
            tear_down(app)
