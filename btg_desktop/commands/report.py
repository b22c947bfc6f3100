"""`btg-desktop report NAME`: a question about all clients, answered by the database."""

import json
import sys
from dataclasses import asdict
from typing import Final

from btg_desktop.bootstrap import open_services, trust_system_certificates
from btg_desktop.config import Configuration
from btg_desktop.services.reports import Reports

_REPORTS: Final = {
    "only-visited-branches": Reports.only_visited_branches,
    "some-visited-branch": Reports.some_visited_branch,
}


def run(configuration: Configuration, report: str, *, as_json: bool) -> int:
    """Print who is in the report, a client a line: name, document, and the funds that put them there."""
    trust_system_certificates()
    with open_services(configuration, only_looks=True) as services:
        lines = _REPORTS[report](services.reports)
    if as_json:
        answer = {"report": report, "clients": [asdict(line) for line in lines]}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
    else:
        for line in lines:
            sys.stdout.write(f"{line.name}\t{line.document}\t{', '.join(line.funds)}\n")
        sys.stdout.write(f"{len(lines)} clientes\n")
    return 0
