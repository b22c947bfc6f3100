"""What the outside's refusals mean: each as an error that names its remedy."""

import contextlib
import errno
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import psutil
from pymongo.errors import PyMongoError

from btg_desktop.adapters.private_mongod.address import Address
from btg_desktop.adapters.private_mongod.folder import Folder
from btg_desktop.adapters.private_mongod.loopback import LoopbackAddress
from btg_desktop.domain.errors import (
    DiskFull,
    FolderNotWritable,
    PortRefused,
    PrivateServerError,
    ServerStopped,
)

_NO_SPACE: Final = {errno.ENOSPC, errno.EDQUOT}
_NOT_WRITABLE: Final = {
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOTDIR,
    errno.EEXIST,
    errno.EISDIR,
}
_LOG_TAIL: Final = 256 * 1024
_REASON_LENGTH: Final = 300


@contextlib.contextmanager
def explained(folder: Folder) -> Iterator[None]:
    """Let only errors with a remedy out."""
    try:
        yield
    except OSError as error:
        raise _explain(error, folder) from error
    except (PyMongoError, psutil.Error) as error:
        raise PrivateServerError(reason=_shorten(str(error))) from error


def explain_exit(folder: Folder, address: Address | None) -> PrivateServerError:
    """Say why mongod ended, from its log or, if it did not come that far, from its console."""
    complaints = _complaints(folder.log) or _complaints(folder.console)
    text = "\n".join(json.dumps(complaint) for complaint in complaints)
    if "No space left on device" in text or "not enough space on the disk" in text:
        return DiskFull(folder=str(folder.root))
    taken = "SocketException" in text or "Address already in use" in text
    if taken and isinstance(address, LoopbackAddress):
        return PortRefused(port=address.port)
    if any(words in text for words in ("Permission denied", "Read-only file system", "Not a directory")):
        return FolderNotWritable(folder=str(folder.root))
    if complaints:
        return ServerStopped(reason=_reason(complaints[0]))
    said = [line for line in _tail(folder.console).splitlines() if line and not line.startswith("{")]
    return ServerStopped(reason=_shorten(said[0]) if said else "sin explicación en su registro")


def _explain(error: OSError, folder: Folder) -> PrivateServerError:
    if error.errno in _NO_SPACE:
        return DiskFull(folder=str(folder.root))
    if error.errno in _NOT_WRITABLE:
        return FolderNotWritable(folder=str(folder.root))
    return PrivateServerError(reason=_shorten(str(error)))


def _complaints(log: Path) -> list[dict[str, Any]]:
    """The last errors and fatal errors of mongod's log, which holds one JSON document a line."""
    found = []
    for line in _tail(log).splitlines():
        try:
            entry = json.loads(line)
        except ValueError:  # a blank line between two starts, or one cut by the tail
            continue
        if isinstance(entry, dict) and entry.get("s") in {"E", "F"}:
            found.append(entry)
    return found


def _reason(complaint: dict[str, Any]) -> str:
    """The sentence in a log entry that tells most: the inner error's, else the message."""
    attributes = complaint.get("attr", {})
    for inner in (attributes.get("error"), attributes.get("message")):
        if isinstance(inner, str):
            return _shorten(inner)
        if isinstance(inner, dict):
            words = [inner[key] for key in ("errmsg", "msg", "error_str") if key in inner]
            return _shorten(": ".join(words))
    return _shorten(str(complaint.get("msg", "")))


def _tail(path: Path) -> str:
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _LOG_TAIL))
            return file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _REASON_LENGTH else line[: _REASON_LENGTH - 1] + "…"
