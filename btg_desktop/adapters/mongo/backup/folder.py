"""The folder of the copies that the program makes by itself, `<data_dir>/backups`."""

import logging
import time
from datetime import date, datetime
from pathlib import Path
from typing import Final

from btg_desktop.adapters.mongo.backup.archive import UNFINISHED_SUFFIX, facts_of
from btg_desktop.domain.errors import BackupFailed, BtgError
from btg_desktop.services.ports import Backup

logger = logging.getLogger(__name__)

SUFFIX: Final = ".btgcopia"
_ABANDONED_SECONDS: Final = 3_600
"""Far longer than a copy takes: an unfinished one that is older was left by a process that died."""


class LocalBackupFolder:
    """The copies of one database; names carry the day, and the moment for what a restore replaced."""

    def __init__(self, folder: Path, database: str) -> None:
        self._folder = folder
        self._database = database

    def daily_path(self, day: date) -> Path:
        return self._folder / f"{self._database}-{day:%Y-%m-%d}{SUFFIX}"

    def rescue_path(self, moment: datetime) -> Path:
        return self._folder / f"{self._database}-antes-de-restaurar-{moment:%Y-%m-%d-%H%M%S-%f}{SUFFIX}"

    def daily(self) -> list[Backup]:
        backups = []
        for path in self._folder.glob(f"{self._database}-????-??-??{SUFFIX}"):
            try:
                backups.append(Backup(path, facts_of(path)))
            except BtgError as error:
                logger.warning("a daily copy does not count: %s", error)
        return sorted(backups, key=lambda backup: backup.facts.made_at)

    def prepare(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._folder.chmod(0o700)
            for path in self._folder.glob(f".*{UNFINISHED_SUFFIX}"):
                if time.time() - path.stat().st_mtime > _ABANDONED_SECONDS:
                    path.unlink(missing_ok=True)
        except OSError as error:
            raise BackupFailed(reason=f"{self._folder}: {error.strerror}") from error

    def remove(self, backup: Backup) -> None:
        backup.path.unlink(missing_ok=True)
        logger.info("removed the old copy %s", backup.path.name)
