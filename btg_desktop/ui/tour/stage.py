"""What a scene has to work with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from btg_desktop.ui.look.appearance import Appearance
from btg_desktop.ui.shell.app import BtgApp
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.tour.camera import Camera
from btg_desktop.ui.tour.hands import Hands
from btg_desktop.ui.tour.world import World


@dataclass(frozen=True, slots=True)
class Stage:
    app: BtgApp
    appearance: Appearance
    world: World
    hands: Hands
    camera: Camera
    documents: Path
    """Where the clerk saves files."""

    @property
    def window(self) -> MainWindow:
        return self.app.window

    def clear(self) -> None:
        """Take away what earlier scenes said."""
        self.window.toast.hide()
        self.window.banner.clear()


Scene = Callable[[Stage], Iterator[Path]]
"""Plays a part and yields its pictures; the next one begins where it ends."""
