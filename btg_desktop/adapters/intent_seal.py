"""The seal of this installation: proof that it wrote an intent, and that nobody changed it since.

The key lives in a file that only this user can read. The keyring is no place for it: a locked one asks for a
password at the start, and a service without a session has none. Who can read the key can read the database's
password too, where there is a private server.
"""

import hmac
import logging
import os
import re
import secrets
import stat
from pathlib import Path
from typing import Final

from filelock import FileLock

from btg_desktop.durable import replace_file

logger = logging.getLogger(__name__)

_KEY: Final = re.compile(r"[0-9a-f]{64}")
_PURPOSE: Final = b"btg/intent/1\0"


class Seal:
    """Signs and checks contents with the key of this installation."""

    def __init__(self, key: str) -> None:
        self._key = bytes.fromhex(key)

    @classmethod
    def of(cls, key_file: Path) -> "Seal":
        """Read the key; make one where there is none to trust. Raises OSError."""
        with FileLock(key_file.with_suffix(".lock")):  # two windows that start at once must share one key
            return cls(_trusted_key(key_file) or _new_key(key_file))

    def of_content(self, content: bytes) -> str:
        return hmac.new(self._key, _PURPOSE + content, "sha256").hexdigest()

    def proves(self, content: bytes, seal: object) -> bool:
        """Whether `seal` was made for just this `content` with this key."""
        return isinstance(seal, str) and hmac.compare_digest(
            self.of_content(content).encode(), seal.encode("utf-8", "replace")
        )


def _trusted_key(path: Path) -> str | None:
    """The key, if nobody else can have put it there or read it."""
    try:
        facts = path.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(facts.st_mode) or not _is_private(facts):
        logger.warning("%s is not trusted: it is not this user's alone", path.name)
        return None
    text = path.read_text(encoding="ascii", errors="replace")
    if _KEY.fullmatch(text) is None:
        logger.warning("%s is damaged", path.name)
        return None
    return text


def _is_private(facts: os.stat_result) -> bool:
    if os.name == "nt":
        return True  # the user's profile is closed to others there
    return facts.st_uid == os.geteuid() and not facts.st_mode & (stat.S_IRWXG | stat.S_IRWXO)


def _new_key(path: Path) -> str:
    key = secrets.token_hex(32)
    replace_file(path, key.encode(), private=True)
    return key
