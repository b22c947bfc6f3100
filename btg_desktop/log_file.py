"""The log: rotating files in the data folder, with as much of errors as `log_lines` lets through."""

import logging
from collections.abc import Callable
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from btg_desktop.domain.errors import FolderNotWritable
from btg_desktop.log_lines import DiscreetFormatter
from btg_desktop.ownership import append_to, own_folder

_FORMAT: Final = "%(asctime)s %(levelname)s %(process)d %(threadName)s %(name)s: %(message)s"
_BYTES: Final = 1_000_000
_FILES: Final = 5


class _OwnFileHandler(RotatingFileHandler):
    """Writes to a file of this user alone: a link in its place would send the log elsewhere."""

    def _open(self) -> TextIOWrapper:
        return append_to(Path(self.baseFilename))


def start_logging(data_dir: Path) -> Callable[[], None]:
    """Log to `logs` in `data_dir`; return what ends it. Raises FolderNotWritable."""
    folder = data_dir / "logs"
    try:
        own_folder(data_dir)
        own_folder(folder)
        handler = _OwnFileHandler(
            folder / "btg-desktop.log", maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8"
        )
    except OSError as error:
        raise FolderNotWritable(folder=str(folder)) from error
    handler.setFormatter(DiscreetFormatter(_FORMAT))
    ours = logging.getLogger("btg_desktop")
    ours.addHandler(handler)
    ours.setLevel(logging.INFO)

    def stop() -> None:
        ours.removeHandler(handler)
        handler.close()

    return stop
