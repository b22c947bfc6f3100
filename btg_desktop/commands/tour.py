"""`btg-desktop tour DIR`: plays the main job in the real window and saves a picture of each step."""

import os
import sys
import tempfile
from functools import partial
from pathlib import Path

from btg_desktop.bootstrap import desk_of, open_services, start_logging
from btg_desktop.commands.window import has_display
from btg_desktop.config import Configuration, Settings
from btg_desktop.domain.errors import FolderNotWritable


def run(configuration: Configuration, folder: Path) -> int:
    """Play in both languages, each on a fresh private database. Raises TourFailed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise FolderNotWritable(folder=str(folder)) from error
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from btg_desktop.ui.faults import log_qt_messages
    from btg_desktop.ui.tour import LANGUAGES, Tour

    log_qt_messages()
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory(prefix="btg-tour-") as data_dir:
            settings = Settings(
                data_dir=Path(data_dir),
                mongod=configuration.settings.mongod,
                branch="Medellín Centro",
                operator="Laura Restrepo",
                language=language,
            )
            stop_logging = start_logging(settings)
            fresh = Configuration(settings, {}, {}, Path(data_dir) / "settings.toml")
            tour = Tour(partial(open_services, fresh), desk_of(settings), language, folder)
            try:
                for picture in tour.play():
                    sys.stdout.write(f"{picture}\n")
            finally:
                stop_logging()
    return 0
