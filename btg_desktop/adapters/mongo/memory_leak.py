"""CVE-2025-14847: a mongod that decompresses zlib gives pieces of its memory to everybody who can connect.

It asks for no credentials first. The flaw is in zlib alone; snappy and zstd check the length themselves.
"""

import re
from collections.abc import Collection
from typing import Final

from btg_desktop.domain.errors import ServerUnsafe

COMPRESSORS: Final = ("snappy", "zstd", "zlib")
"""What a server may offer; asked for in `hello`."""

_FLAWED: Final = "zlib"
_FIXED: Final = {(4, 4): 30, (5, 0): 32, (6, 0): 27, (7, 0): 28, (8, 0): 17, (8, 2): 3}
"""The first version of each series with the fix; the series between them got none."""


def unsafe_server(version: str, offered: Collection[str]) -> ServerUnsafe | None:
    """The error for a server of `version` that offers these compressors, if it leaks; else None."""
    return ServerUnsafe(version=version) if _FLAWED in offered and not is_fixed(version) else None


def is_fixed(version: str) -> bool:
    """Whether `version`, such as `6.0.5` or `8.0.17-6`, has the fix; of what is no version, no."""
    numbers = re.match(r"(\d+)\.(\d+)\.(\d+)", version)
    if numbers is None:
        return False
    major, minor, patch = map(int, numbers.groups())
    if (major, minor) in _FIXED:
        return patch >= _FIXED[major, minor]
    return (major, minor) > max(_FIXED)
