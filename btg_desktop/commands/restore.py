"""`btg-desktop restore FILE`: makes the private database what a copy holds, and checks its books."""

import sys
from contextlib import ExitStack
from pathlib import Path

from btg_desktop.bootstrap import open_restoration
from btg_desktop.commands.progress import ProgressLine
from btg_desktop.commands.violations import as_line
from btg_desktop.config import Configuration
from btg_desktop.domain.errors import SettingsError
from btg_desktop.log_file import start_logging


def run(configuration: Configuration, file: Path, *, replace: bool) -> int:
    """Restore and say what came of it; return 1 if the restored books do not add up.

    Raises RestoreRefused or BackupFailed.
    """
    if not file.is_file():
        raise SettingsError(where="restore", key=str(file), reason="no existe el archivo")
    with ExitStack() as stack:
        restoration = stack.enter_context(open_restoration(configuration, file))
        # it keeps when books were replaced, by what
        stack.callback(start_logging(configuration.settings.data_dir))
        restored = restoration.run(replace=replace, progress=ProgressLine("Restaurando"))
    if restored.rescued:
        sys.stdout.write(f"Lo que había quedó en {restored.rescued.path}\n")
    for violation in restored.violations:
        sys.stdout.write(as_line(violation) + "\n")
    facts, held = restored.source.facts, restored.source.facts.documents
    sys.stdout.write(
        f"Restaurada la copia del {facts.made_at.astimezone():%d/%m/%Y %H:%M}: "
        f"{held.get('usuarios', 0)} clientes, {held.get('transacciones', 0)} movimientos: "
        + (f"{len(restored.violations)} diferencias\n" if restored.violations else "todo cuadra\n")
    )
    return 1 if restored.violations else 0
