"""What a log may hold of an error: its kind, and where it happened. Its words may quote a client's data."""

import errno
import logging
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final

from btg_desktop.domain.errors import BackupFailed, BtgError, PrivateServerError, SettingsError

_MOST_FRAMES: Final = 60
"""The innermost ones of an error: an endless recursion says the same a thousand times."""

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """Writes the errors of a record as `trace` does, whatever another formatter made of the record before."""

    def format(self, record: logging.LogRecord) -> str:
        remembered, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = remembered

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802
        return trace(ei[1]) if ei[1] is not None else ""


def in_short(error: BaseException) -> str:
    """The kind of `error`, with what more is safe to say of it: a code, the name of a system's refusal.

    Of our own errors a reason of one word, which names a kind; a longer one may name a client. What
    settings, the private server and the copies have to say is about this PC alone.
    """
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    detail = _detail(error)
    return f"{name} ({detail})" if detail else name


def trace(error: BaseException) -> str:
    """`error` with the places that it passed, and below it what caused it, without a word of any of them."""
    return "\n".join(_lines(error, "", set()))


def places(error: BaseException, most: int = _MOST_FRAMES) -> list[str]:
    """Where `error` passed, outermost first: the last `most` of them."""
    return [
        f"  {'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)[-most:]
    ]


def _detail(error: BaseException) -> str:
    match error:
        case SettingsError() | PrivateServerError() | BackupFailed():
            return str(error)
        case BtgError():
            reason = str(error.fields.get("reason", ""))
            return reason if reason.isidentifier() else ""
        case OSError():
            return errno.errorcode.get(error.errno or 0, "")
    code = getattr(error, "code", None)  # MongoDB's, or the one that a process ends with
    return str(code) if isinstance(code, int) else ""


def _lines(error: BaseException, indent: str, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    yield indent + in_short(error)
    for place in places(error):
        yield indent + place
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from _lines(each, indent + "  | ", seen)
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and id(cause) not in seen:
        yield indent + ("caused by" if error.__cause__ else "while handling")
        yield from _lines(cause, indent, seen)
