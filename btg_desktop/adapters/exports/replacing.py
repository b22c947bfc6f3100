"""A file that appears whole under its name, or not at all."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from btg_desktop.domain.errors import ExportFailed, NoRoomForExport
from btg_desktop.durable import NO_SPACE


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a folder beside `path` to work in; at the end, what is there under the same name becomes `path`.

    Whatever happens, the folder goes. Raises ExportFailed for what the disk says.
    """
    try:
        with _working_folder(path) as folder:
            yield folder
            (folder / path.name).replace(path)
    except OSError as error:
        raise failure(error, path) from error


@contextmanager
def _working_folder(path: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=f".{path.stem[:40]}-", suffix=".tmp", dir=path.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def failure(error: OSError, path: Path) -> ExportFailed:
    """What to say of what the disk said."""
    if error.errno in NO_SPACE:
        return NoRoomForExport(folder=str(path.parent))
    return ExportFailed(
        file=path.name, folder=str(path.parent), reason=error.strerror or type(error).__name__
    )
