"""Writing exactly the filtered movements to a file, in flat memory, until it is done or somebody stops it."""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from btg_desktop.domain.errors import ExportInterrupted
from btg_desktop.domain.history import Listing
from btg_desktop.services.history import History
from btg_desktop.services.ports import ExportWords, MovementFiles, Progress

logger = logging.getLogger(__name__)

TOLD_EVERY: Final = 500
"""After how many rows the progress is told."""


class Exports:
    """`files` are the kinds of files, by the ending of their names: `.csv`, `.xlsx`."""

    def __init__(self, history: History, files: Mapping[str, MovementFiles]) -> None:
        self._history = history
        self._files = files

    def write(
        self,
        listing: Listing,
        path: Path,
        words: ExportWords,
        progress: Progress = lambda _done, _total: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> int:
        """Write every movement of `listing` to `path`, in its order; return how many there are.

        `path` ends in one of the known endings. Raises ExportFailed, ExportInterrupted or
        DatabaseUnavailable; then `path` is as it was before, and nothing else is left.
        """
        total, done = self._history.totals_of(listing).count, 0
        progress(done, total)
        with self._files[path.suffix.lower()].writing(path, words) as add:
            for movement in self._history.movements_of(listing):
                if stopped():
                    raise ExportInterrupted
                add(movement)
                done += 1
                if done % TOLD_EVERY == 0:
                    progress(done, max(done, total))
            if stopped():
                raise ExportInterrupted
        progress(done, done)
        logger.info("%d movements exported as %s", done, path.suffix)
        return done
