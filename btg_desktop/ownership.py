"""Folders and files that belong to this user alone, on a PC that other users sign in to as well.

Another user may own the folder that we are told to use, leave a link where our file should be, or listen
where we look for our own window. Windows keeps other users out of a profile by itself, so the checks of
owner and mode are for POSIX systems.
"""

import errno
import os
import stat
import sys
import tempfile
from io import TextIOWrapper
from pathlib import Path
from typing import Final

from btg_desktop.domain.errors import FolderNotWritable, FolderOfAnother, FolderOpenToOthers, StrangeFile

_NO_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT: Final = getattr(os, "O_NONBLOCK", 0)
"""Opening a pipe that somebody left in a file's place would wait for its reader."""


def own_folder(folder: Path) -> None:
    """Make `folder` where it is missing, and refuse one that other users own or can write to.

    A link counts with its own owner and with the owner of its target. Raises FolderOfAnother,
    FolderOpenToOthers, or OSError where the folder cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _require_own(folder)


def require_own_if_there(folder: Path) -> None:
    """Refuse `folder` as `own_folder` does, without making it. Raises FolderNotWritable."""
    try:
        if folder.exists():
            _require_own(folder)
    except OSError as error:
        raise FolderNotWritable(folder=str(folder)) from error


def _require_own(folder: Path) -> None:
    if sys.platform == "win32":
        return
    target = folder.stat()
    for facts in (folder.lstat(), target):
        if facts.st_uid != os.geteuid():
            raise FolderOfAnother(
                folder=str(folder), owner=_user_name(facts.st_uid), user=_user_name(os.geteuid())
            )
    if target.st_mode & stat.S_IWOTH and not target.st_mode & stat.S_ISVTX:
        raise FolderOpenToOthers(folder=str(folder))


def is_private(folder: Path) -> bool:
    """Whether `folder` is a folder of this user that no other user can enter; a link is not."""
    if sys.platform == "win32":
        return folder.is_dir()
    try:
        facts = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(facts.st_mode) and facts.st_uid == os.geteuid() and not facts.st_mode & 0o077


def runtime_folder() -> Path | None:
    """The short folder that the system keeps for this user's sockets; None where there is no private one."""
    candidates = [os.environ.get("XDG_RUNTIME_DIR", ""), tempfile.gettempdir()]
    if sys.platform != "win32":
        candidates.insert(1, f"/run/user/{os.geteuid()}")  # a session may lack the variable
    for folder in map(Path, filter(None, candidates)):
        if folder.is_absolute() and is_private(folder):
            return folder
    return None


def append_to(path: Path) -> TextIOWrapper:
    """Open our own text file to write at its end, for this user's eyes only if it is new.

    Raises StrangeFile for a link, for what is no file, and for the file of another user; else OSError.
    """
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | _NO_FOLLOW | _NO_WAIT
    try:
        descriptor = os.open(path, flags, 0o600)
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.EMLINK, errno.ENXIO}:  # a link; a pipe without a reader
            raise StrangeFile(file=str(path)) from error
        raise
    if not _is_own_file(os.fstat(descriptor)):
        os.close(descriptor)
        raise StrangeFile(file=str(path))
    return os.fdopen(descriptor, "a", encoding="utf-8")


def _is_own_file(facts: os.stat_result) -> bool:
    if sys.platform == "win32":
        return stat.S_ISREG(facts.st_mode)
    # a second name of the file may be a link to something else that is ours
    return stat.S_ISREG(facts.st_mode) and facts.st_uid == os.geteuid() and facts.st_nlink == 1


def _user_name(uid: int) -> str:
    if sys.platform != "win32":
        import pwd

        try:
            return pwd.getpwuid(uid).pw_name
        except KeyError:
            pass  # a user of a container or of a network disk
    return f"uid {uid}"
