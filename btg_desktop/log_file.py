"""The log: rotating files in the data folder, with as much of errors as `log_lines` lets through."""

import logging
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from btg_desktop.domain.errors import FolderNotWritable
from btg_desktop.log_lines import DiscreetFormatter

_FORMAT: Final = "%(asctime)s %(levelname)s %(process)d %(threadName)s %(name)s: %(message)s"
_BYTES: Final = 1_000_000
_FILES: Final = 5


def start_logging(data_dir: Path) -> Callable[[], None]:
    """Log to `logs` in `data_dir`; return what ends it. Raises FolderNotWritable."""
    folder = data_dir / "logs"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
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
