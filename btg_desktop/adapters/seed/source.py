"""What a person names as the source, opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from btg_desktop.adapters.keyring_passwords import database_password
from btg_desktop.adapters.mongo.address import require_protected, shown_address
from btg_desktop.adapters.seed.bson_documents import DumpFolder, opened_database
from btg_desktop.adapters.seed.json_file import JsonFile
from btg_desktop.domain.errors import BadAddress, BadSource
from btg_desktop.services.importing.ports import ImportSource

_ADDRESSES: Final = ("mongodb://", "mongodb+srv://")


@contextmanager
def opened_source(text: str, database: str | None, *, allow_insecure: bool = False) -> Iterator[ImportSource]:
    """Open a file, a folder or an address, after checking that all of it can be read. Raises BadSource.

    `allow_insecure` lets the documents of an address travel without TLS.
    """
    if text.startswith(_ADDRESSES):
        try:
            require_protected(text, allow_insecure=allow_insecure)
            password = database_password(text)
        except BadAddress as error:
            raise BadSource(source=shown_address(text), reason=error.fields["reason"]) from error
        with opened_database(text, database, password) as live:
            yield live
        return
    path = Path(text)
    if database is not None:
        raise BadSource(source=text, reason="--database es solo para una dirección mongodb://")
    if not path.exists():
        raise BadSource(source=text, reason="no existe")
    yield DumpFolder(path) if path.is_dir() else JsonFile(path)
