"""`btg-desktop backup FILE`: copies the private database, also while windows work on it."""

import sys
from pathlib import Path

from btg_desktop.bootstrap import open_backup_maker
from btg_desktop.commands.progress import ProgressLine
from btg_desktop.config import Configuration


def run(configuration: Configuration, file: Path, *, force: bool) -> int:
    """Write the copy and say what it holds. Raises BackupFailed."""
    with open_backup_maker(configuration) as maker:
        backup = maker.make(file, overwrite=force, progress=ProgressLine("Copiando"), stopped=lambda: False)
    documents = backup.facts.documents
    sys.stdout.write(
        f"{backup.path}: {documents['usuarios']} clientes, {documents['transacciones']} movimientos\n"
    )
    return 0
