"""Whether this user may use the data folder: all that is in it, or where it is to be made."""

import os
from collections.abc import Iterator
from pathlib import Path


def refused_in(data_dir: Path) -> Path | None:
    """Return the first path that this user may not read and write; None if there is none.

    A folder that is not there yet is to be made in the nearest one that is.
    """
    path = data_dir.absolute()
    while True:
        try:
            path.stat()
        except PermissionError:
            return path
        except (FileNotFoundError, NotADirectoryError):
            path = path.parent
        else:
            break
    if path != data_dir.absolute():
        return None if _may_use(path) and path.is_dir() else path
    if not path.is_dir():
        return path
    return next((each for each in _all_in(path) if not _may_use(each)), None)


def _all_in(folder: Path) -> Iterator[Path]:
    """The folder, and all below it; a folder that cannot be listed comes before it is asked for its list."""
    yield folder
    for root, folders, files in os.walk(folder):
        yield from map(Path(root).joinpath, (*folders, *files))


def _may_use(path: Path) -> bool:
    """What has gone meanwhile, as the database's own files do, is not refused."""
    wanted = os.R_OK | os.W_OK | (os.X_OK if path.is_dir() else 0)
    return os.access(path, wanted) or not path.exists()
