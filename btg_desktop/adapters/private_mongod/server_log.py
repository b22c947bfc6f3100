"""mongod's log without what clients told the bank.

MongoDB logs a command that failed with all that it holds: a search that took too long or was under way when
a window closed holds names and documents. The community's mongod cannot leave that out, so we blank it.
"""

import logging
import re
from pathlib import Path
from typing import BinaryIO, Final

logger = logging.getLogger(__name__)

_HOLDS_COMMAND: Final = re.compile(rb'"(cmd|command|originatingCommand|filter|keyValue|errInfo)":|dup key')
_ATTRIBUTES: Final = b',"attr":{'


class ServerLog:
    """One log file, read on from where it was left. Several processes may do the same at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._inode = 0
        self._read_to = 0

    def forget_commands(self) -> None:
        """Blank the commands in the lines that came since the last call; the rest of each line stays."""
        try:
            with self._path.open("rb+") as file:
                self._forget(file)
        except FileNotFoundError:
            logger.debug("there is no log yet: %s", self._path)
        except OSError as error:
            logger.warning("commands stay in %s: %s", self._path.name, error)

    def _forget(self, file: BinaryIO) -> None:
        inode = self._path.stat().st_ino
        if inode != self._inode:  # a new start has a log of its own
            self._inode, self._read_to = inode, 0
        file.seek(self._read_to)
        for line in file:
            if not line.endswith(b"\n"):  # mongod is still writing it
                return
            if (blank := _blanked(line)) != line:
                file.seek(self._read_to)
                file.write(blank)
            self._read_to += len(line)


def _blanked(line: bytes) -> bytes:
    """`line` with as many bytes, still JSON, and without attributes if they hold a command."""
    message, found, attributes = line.rstrip(b"\n").partition(_ATTRIBUTES)
    if not found or not _HOLDS_COMMAND.search(attributes):
        return line
    return (message + b"}").ljust(len(line) - 1) + b"\n"
