"""`btg-desktop schema`: gives the database the collections, validators and indexes of this program."""

import sys

from btg_desktop.bootstrap import lay_out_schema, trust_system_certificates
from btg_desktop.config import Configuration


def run(configuration: Configuration) -> int:
    """Say which version the database has now; doing it again changes nothing. Raises DatabaseNotPrepared."""
    trust_system_certificates()
    version = lay_out_schema(configuration)
    sys.stdout.write(f"{configuration.settings.mongodb_database}: esquema {version}\n")
    return 0
