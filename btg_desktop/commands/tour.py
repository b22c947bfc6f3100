"""`btg-desktop tour DIR`: plays the whole job in the real window and saves a picture of each scene."""

import os
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from btg_desktop.bootstrap import desk_of, open_services
from btg_desktop.commands.window import has_display
from btg_desktop.commands.window_libraries import load_window_libraries
from btg_desktop.config import Configuration, Settings
from btg_desktop.domain.errors import FolderNotWritable
from btg_desktop.log_file import start_logging

if TYPE_CHECKING:  # Qt chooses its platform first
    from btg_desktop.ui.tour.looks import Look


def run(configuration: Configuration, folder: Path, looks: "Sequence[Look] | None") -> int:
    """Play once on a fresh private database, and picture each scene in these `looks` (None: in all).

    Raises FolderNotWritable, LibraryMissing or TourFailed.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise FolderNotWritable(folder=str(folder)) from error
    with tempfile.TemporaryDirectory(prefix="btg-tour-") as scratch:
        load_window_libraries()
        _choose_platform(Path(scratch))
        settings = Settings(
            data_dir=Path(scratch, "data"),
            mongod=configuration.settings.mongod,
            branch="Medellín Centro",
            operator="Laura Restrepo",
        )
        stop_logging = start_logging(settings.data_dir)
        try:
            _play(settings, looks, folder, Path(scratch))
        finally:
            stop_logging()
    return 0


def _choose_platform(scratch: Path) -> None:
    """Without a display there are two screens of the sizes that are pictured."""
    from btg_desktop.ui.tour.looks import write_screens

    if not has_display() or os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        screens = scratch / "screens.json"
        write_screens(screens)
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"


def _play(settings: Settings, looks: "Sequence[Look] | None", folder: Path, scratch: Path) -> None:
    from btg_desktop.ui.runtime.faults import log_qt_messages
    from btg_desktop.ui.tour.looks import LOOKS
    from btg_desktop.ui.tour.play import Tour
    from btg_desktop.ui.tour.world import TourChannel, World

    log_qt_messages()
    here = Configuration(settings, {}, {}, scratch / "settings.toml")
    colleague = msgspec.structs.replace(settings, operator="Andrés Gil")
    elsewhere = Configuration(colleague, {}, {}, scratch / "settings.toml")
    world = World(
        lambda on_server_event: open_services(here, on_server_event, TourChannel()),
        partial(open_services, elsewhere),
    )
    for picture in Tour(world, desk_of(settings), looks or LOOKS, folder, scratch).play():
        sys.stdout.write(f"{picture}\n")
