"""Opening the files of a source, packed or not, and saying kindly why one cannot be read."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, cast

from btg_desktop.domain.errors import BadSource

_GZIP: Final = b"\x1f\x8b"


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open `path` to read its bytes, unpacked. Raises BadSource, also for what fails inside."""
    try:
        with path.open("rb") as file:
            packed = file.read(len(_GZIP)) == _GZIP
            file.seek(0)
            if packed:
                with gzip.open(file) as unpacked:
                    yield cast("BinaryIO", unpacked)
            else:
                yield file
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BadSource(source=str(path), reason="está comprimido y dañado o cortado") from error
    except OSError as error:
        raise BadSource(source=str(path), reason=error.strerror or str(error)) from error
