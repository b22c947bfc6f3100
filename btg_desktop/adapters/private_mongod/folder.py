"""The private server's folder: what is kept where, for the user's eyes only."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from btg_desktop.domain.errors import DiskFull
from btg_desktop.ownership import own_folder

_MIB: Final = 1024 * 1024
FIRST_START_BYTES: Final = 600 * _MIB
"""Free space to create the database: mongod allocates 300 MiB of journal at once; the rest is data."""
LATER_START_BYTES: Final = 150 * _MIB
"""Free space to open an existing database: one more journal file (100 MiB), and room to finish work."""


@dataclass(frozen=True, slots=True)
class Folder:
    """`<data_dir>/mongod`, resolved, so that paths compare with those the system reports."""

    root: Path

    @classmethod
    def within(cls, data_dir: Path) -> "Folder":
        return cls(data_dir.resolve() / "mongod")

    @property
    def database(self) -> Path:
        return self.root / "db"

    @property
    def leases(self) -> Path:
        return self.root / "leases"

    @property
    def secrets(self) -> Path:
        return self.root / "secrets"

    @property
    def logs(self) -> Path:
        return self.root / "log"

    @property
    def keyfile(self) -> Path:
        return self.secrets / "keyfile"

    @property
    def password_file(self) -> Path:
        return self.secrets / "password"

    @property
    def configuration(self) -> Path:
        return self.root / "mongod.conf"

    @property
    def control_lock(self) -> Path:
        return self.root / "control.lock"

    @property
    def log(self) -> Path:
        return self.logs / "mongod.log"

    @property
    def console(self) -> Path:
        """What mongod writes before it has a log: a refused option, a missing library."""
        return self.logs / "console.log"

    def prepare(self) -> None:
        """Make the folders, private to the user, and prove that they can be written.

        Raises FolderNotWritable where another user owns one of them, or can write to the data folder.
        """
        own_folder(self.root.parent)
        for folder in (self.root, self.database, self.leases, self.secrets, self.logs):
            own_folder(folder)
            folder.chmod(0o700)
            with tempfile.TemporaryFile(dir=folder):
                pass

    def created_at(self) -> datetime | None:
        """When the database was made; None while there is none."""
        try:
            return datetime.fromtimestamp((self.database / "WiredTiger").stat().st_mtime, UTC)
        except FileNotFoundError:
            return None

    def require_space(self) -> None:
        """Raise DiskFull where mongod would run out of disk, rather than let it die half-way."""
        exists = (self.database / "WiredTiger").exists()
        if shutil.disk_usage(self.database).free < (LATER_START_BYTES if exists else FIRST_START_BYTES):
            raise DiskFull(folder=str(self.root))
