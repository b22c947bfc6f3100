"""Saving a finished file where the clerk chose: whole or not at all. Not for the window's thread."""

import os
import tempfile
from pathlib import Path

from btg_desktop.domain.errors import NotSaved


def save(path: Path, content: bytes) -> None:
    """Write `content` to `path` in place of what is there. Raises NotSaved; then nothing has changed."""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except OSError as error:
        raise NotSaved(file=str(path), reason=error.strerror or type(error).__name__) from error
