"""Making files survive a power cut: what the standard library leaves to its callers."""

import errno
import os
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
