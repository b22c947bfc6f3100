"""Saving a finished file where the clerk chose: whole or not at all. Not for the window's thread."""

from pathlib import Path

from btg_desktop.domain.errors import NotSaved
from btg_desktop.durable import replace_file


def save(path: Path, content: bytes) -> None:
    """Write `content` to `path` in place of what is there. Raises NotSaved; then nothing has changed."""
    try:
        replace_file(path, content, private=False)
    except OSError as error:
        raise NotSaved(file=str(path), reason=error.strerror or type(error).__name__) from error
