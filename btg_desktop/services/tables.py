"""A table of words and figures as a file, for whoever reads it in a spreadsheet."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

Cell = str | int
Row = Sequence[Cell]


class TableFiles(Protocol):
    """One kind of file."""

    def writing(self, path: Path, headings: Sequence[str]) -> AbstractContextManager[Callable[[Row], None]]:
        """Give what adds a row. The file appears at the end; after any error it does not.

        No text in it is ever a formula. Raises ExportFailed.
        """


class Tables:
    def __init__(self, files: TableFiles) -> None:
        self._files = files

    def write(self, path: Path, headings: Sequence[str], rows: Iterable[Row]) -> None:
        """Write all of it to `path`. Raises ExportFailed; then `path` is as it was before."""
        with self._files.writing(path, headings) as add:
            for row in rows:
                add(row)
