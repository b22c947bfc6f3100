"""Making files survive a power cut: what the standard library leaves to its callers."""

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
"""The system's words for a full disk or a full quota."""


def sync_data(descriptor: int) -> None:
    """Make what was written to an open file durable, and its length; when it was written may be lost."""
    getattr(os, "fdatasync", os.fsync)(descriptor)  # not every system tells the two apart


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable: a renamed file would come back under its old one."""
    if os.name == "nt":
        return  # NTFS journals a rename by itself; a folder cannot be opened there
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_file(path: Path, content: bytes, *, private: bool) -> None:
    """Put `content` durably in place of what is at `path`, whole or not at all, whoever else does the same.

    A `private` file is for the user's eyes only; another keeps the mode that it had, or is born with the
    system's. Raises OSError: then what was there is there still, unless only the folder could not be synced.
    """
    unfinished = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(unfinished, flags, 0o600 if private else 0o666), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not private:
            _keep_mode(path, unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    sync_folder(path.parent)


def _keep_mode(path: Path, unfinished: Path) -> None:
    """Give `unfinished` the mode of what it replaces; a disk without modes is not asked to change one."""
    with suppress(FileNotFoundError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode != stat.S_IMODE(unfinished.stat().st_mode):
            unfinished.chmod(mode)
