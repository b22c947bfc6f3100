"""`btg-desktop branches FILE`: defines branches and the funds that each offers, and says what changed."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from btg_desktop.bootstrap import open_services, trust_system_certificates
from btg_desktop.commands.branch_file import read_branch_file
from btg_desktop.config import Configuration


def run(configuration: Configuration, file: Path, *, as_json: bool) -> int:
    """Make the branches be as `file` says; doing it again changes nothing. Raises InvalidBranches."""
    trust_system_certificates()
    branches = read_branch_file(file)
    with open_services(configuration) as services:
        changes = services.branches.define(branches)
    if as_json:
        sys.stdout.write(json.dumps(asdict(changes), ensure_ascii=False, indent=2) + "\n")
        return 0
    for heading, ids in (
        ("Nuevas", changes.added),
        ("Cambiadas", changes.changed),
        ("Sin cambios", changes.unchanged),
        ("Definidas antes, no están en el archivo", changes.untouched),
    ):
        if ids:
            sys.stdout.write(f"{heading}: {', '.join(ids)}\n")
    return 0
