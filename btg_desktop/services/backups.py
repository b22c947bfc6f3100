"""Copies of the private database: one a day, and the way back from one."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from btg_desktop.domain.audit import Violation
from btg_desktop.domain.errors import BackupExists, DatabaseNotEmpty
from btg_desktop.services.ports import (
    Backup,
    BackupFolder,
    BackupMaker,
    BackupSource,
    Progress,
    RestoreTarget,
)
from btg_desktop.services.verification import Verification

logger = logging.getLogger(__name__)

FRESH: Final = timedelta(hours=48)
"""A last copy older than this is worth a warning: a day was missed."""


def _unwatched(_done: int, _total: int) -> None:
    """Nobody looks at the progress."""


def _never() -> bool:
    return False


def local_now() -> datetime:
    return datetime.now(UTC).astimezone()


class DailyBackups:
    """Keeps a copy for each of the last `keep` days on which the program ran."""

    def __init__(
        self, maker: BackupMaker, folder: BackupFolder, keep: int, now: Callable[[], datetime] = local_now
    ) -> None:
        self._maker = maker
        self._folder = folder
        self._keep = keep
        self._now = now

    def ensure_today(self, stopped: Callable[[], bool] = _never) -> Backup | None:
        """Make today's copy, then let go of the oldest ones; None if it was there already.

        An old copy goes only after the new one was read back. Raises BackupFailed or DatabaseUnavailable.
        """
        today = self._now().date()
        path = self._folder.daily_path(today)
        if path in {backup.path for backup in self._folder.daily()}:
            return None
        self._folder.prepare()
        try:
            # What stands there under today's name cannot be read: it is no copy.
            backup = self._maker.make(path, overwrite=path.exists(), progress=_unwatched, stopped=stopped)
        except BackupExists:
            logger.info("another window made today's copy")
            return None
        logger.info("today's copy: %s, %d documents", path.name, sum(backup.facts.documents.values()))
        older = [other for other in self._folder.daily() if other.path != path]
        for old in older[: max(0, len(older) - (self._keep - 1))]:
            self._folder.remove(old)
        return backup


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. `rescued` is the copy of what was there before, if anything was."""

    source: BackupSource
    rescued: Backup | None
    violations: tuple[Violation, ...]


class Restoration:
    """One restore, from a copy that was checked as a whole before."""

    def __init__(
        self,
        source: BackupSource,
        target: RestoreTarget,
        rescuer: BackupMaker,
        folder: BackupFolder,
        verification: Verification,
        now: Callable[[], datetime] = local_now,
    ) -> None:
        self._source = source
        self._target = target
        self._rescuer = rescuer
        self._folder = folder
        self._verification = verification
        self._now = now

    def run(self, *, replace: bool = False, progress: Progress = _unwatched) -> Restored:
        """Make the database what the copy holds, and check the books before anybody may open it.

        The copy's documents are all in the database before any of the books changes, and what is replaced
        is copied first. Cut off at any point, it can be run again. Raises RestoreRefused, and BackupFailed,
        with nothing changed; DatabaseUnavailable where it has to be run again.
        """
        with self._target.alone():
            self._require_leave(replace=replace)
            with self._target.staged(self._source, progress):
                rescued = self._rescue()
                self._target.begin(self._source, rescued.path if rescued else None)
        self._target.take_over(self._source)
        violations = tuple(self._verification.violations())
        self._target.finish()
        logger.info(
            "the database was restored from %s, made %s; %d violations; before it: %s",
            self._source.name,
            self._source.facts.made_at.isoformat(),
            len(violations),
            rescued.path if rescued else "nothing",
        )
        return Restored(self._source, rescued, violations)

    def _require_leave(self, *, replace: bool) -> None:
        if not (replace or self._is_free()):
            raise DatabaseNotEmpty

    def _rescue(self) -> Backup | None:
        if self._is_free():
            return None
        self._folder.prepare()
        path = self._folder.rescue_path(self._now())
        return self._rescuer.make(path, progress=_unwatched, stopped=_never)

    def _is_free(self) -> bool:
        """Whether nothing is lost: half of a restore has its source and its rescue copy."""
        return self._target.is_unfinished() or self._target.is_empty()
