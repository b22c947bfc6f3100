"""`btg-desktop import SOURCE`: takes over an older program's funds and clients; says what became of each."""

import logging
import sys
import time

from btg_desktop.adapters.mongo.address import has_secret
from btg_desktop.bootstrap import open_import, trust_system_certificates
from btg_desktop.commands.import_report import ImportProgress, JsonReport, TextReport
from btg_desktop.config import Configuration
from btg_desktop.log_file import start_logging

logger = logging.getLogger(__name__)


def run(
    configuration: Configuration, source: str, database: str | None, *, as_json: bool, rehearse: bool
) -> int:
    """Import, and report each document as it is decided; return 1 if any was refused. Raises BadSource."""
    trust_system_certificates()
    if has_secret(source):
        sys.stderr.write(
            "btg-desktop: otros procesos de este equipo pueden leer la clave de esa dirección; "
            "quítela y guárdela con: keyring set btg-desktop USUARIO\n"
        )
    started = time.monotonic()
    with open_import(configuration, source, database, rehearse=rehearse) as importing:
        stop_logging = start_logging(configuration.settings.data_dir)
        report = (JsonReport if as_json else TextReport)(sys.stdout, rehearsed=rehearse)
        try:
            with report:
                importing.run(report.add, ImportProgress())
                report.finish(time.monotonic() - started)
            logger.info("import: %s", report.summary())
        finally:
            stop_logging()
    return 1 if report.refused else 0
