"""A JSON file: one object with `fondos` and `usuarios`, a list of documents, or one document after another.

It is read as a stream, so its size does not count. Before the first document is handed out all of it was
read once: what is cut off or is no JSON is refused as a whole.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

import ijson

from btg_desktop.adapters.seed.files import opened
from btg_desktop.adapters.seed.plain import plain
from btg_desktop.domain.errors import BadSource
from btg_desktop.services.importing.ports import Plain

_MAX_DEPTH: Final = 100
"""No document is deeper, and the parser's memory grows with the square of it."""

_MAX_DIGITS: Final = 1000
_TOO_MANY_DIGITS: Final = re.compile(rb"[0-9]{%d}" % _MAX_DIGITS)
_BOM: Final = b"\xef\xbb\xbf"
_COLLECTIONS: Final = frozenset({"fondos", "usuarios"})
_OWN_KEYS: Final = frozenset({"_id", "id", "nombre"})
_FUND_KEYS: Final = frozenset({"monto_minimo", "montoMinimo"})


class _Layout(Enum):
    """How the documents lie in the file."""

    COLLECTIONS = auto()  # {"fondos": […], "usuarios": […]}
    LIST = auto()  # […]
    LINES = auto()  # {…} {…} …, as mongoexport writes them


class JsonFile:
    """Raises BadSource for a file that is no such JSON."""

    def __init__(self, path: Path) -> None:
        self._path = path
        survey = _Survey()
        with self._parsed() as file:
            survey.look_at(ijson.basic_parse(file, multiple_values=True))
        self._layout = survey.layout
        self.users = survey.documents if survey.is_decided else 0
        self._funds = [document for document in self._documents("fondos") if self._is_fund(document)]
        if not self.users and not self._funds:
            raise BadSource(source=str(path), reason="no tiene fondos ni usuarios")

    def read_funds(self) -> Iterator[Plain]:
        yield from self._funds

    def read_users(self) -> Iterator[Plain]:
        for document in self._documents("usuarios"):
            if self._layout is _Layout.COLLECTIONS or not self._is_fund(document):
                yield document

    def _is_fund(self, document: Plain) -> bool:
        """Where funds and users lie together, a fund is what has a minimum."""
        if self._layout is _Layout.COLLECTIONS:
            return True
        return isinstance(document, dict) and not _FUND_KEYS.isdisjoint(document)

    def _documents(self, collection: str) -> Iterator[Plain]:
        prefix = {_Layout.COLLECTIONS: f"{collection}.item", _Layout.LIST: "item", _Layout.LINES: ""}
        lines = self._layout is _Layout.LINES
        with self._parsed() as file:
            for document in ijson.items(file, prefix[self._layout], multiple_values=lines):
                yield plain(document)

    @contextmanager
    def _parsed(self) -> Iterator[BinaryIO]:
        with opened(self._path) as file:
            if file.read(len(_BOM)) != _BOM:
                file.seek(0)
            try:
                yield cast("BinaryIO", _Digits(file))
            except (ijson.JSONError, _NoDocuments, ArithmeticError, ValueError) as error:
                reason = "no es JSON bien formado: está cortado o tiene un error"
                raise BadSource(source=str(self._path), reason=reason) from error


class _NoDocuments(Exception):
    """JSON, but what no document ever has: lists in lists in lists, numbers without an end."""


class _Digits:
    """Reads `file` and stops at a number that is too long to be one: the parser would end the process."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._tail = b""

    def read(self, size: int) -> bytes:
        chunk = self._file.read(size)
        if _TOO_MANY_DIGITS.search(self._tail + chunk):
            raise _NoDocuments
        self._tail = chunk[-_MAX_DIGITS:]
        return chunk


class _Survey:
    """Looks at a whole file once: whether it is JSON, how it is laid out, how many documents it has."""

    def __init__(self) -> None:
        self.layout = _Layout.LINES
        self.documents = 0
        self._depth = 0
        self.is_decided = False
        self._collection = ""

    def look_at(self, events: Iterator[tuple[str, Any]]) -> None:
        for event, value in events:
            if event == "map_key":
                if self._depth == 1:
                    self._enter(value)
            elif event in {"end_map", "end_array"}:
                self._depth -= 1
            else:
                self._count()
                if event in {"start_map", "start_array"}:
                    self._descend(is_list=event == "start_array")

    def _descend(self, *, is_list: bool) -> None:
        if not self.is_decided and self._depth == 0 and is_list:
            self._decide(_Layout.LIST)
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise _NoDocuments

    def _enter(self, key: str) -> None:
        """A key of a first-level object; the first telling one decides what that object is."""
        self._collection = key
        if not self.is_decided and key in _COLLECTIONS:
            self._decide(_Layout.COLLECTIONS)
        elif not self.is_decided and key in _OWN_KEYS:
            self._decide(_Layout.LINES)

    def _decide(self, layout: _Layout) -> None:
        self.layout = layout
        self.is_decided = True
        if layout is not _Layout.LINES:
            self.documents = 0

    def _count(self) -> None:
        level = {_Layout.COLLECTIONS: 2, _Layout.LIST: 1, _Layout.LINES: 0}[self.layout]
        if self._depth == level and (
            self.layout is not _Layout.COLLECTIONS or self._collection == "usuarios"
        ):
            self.documents += 1
