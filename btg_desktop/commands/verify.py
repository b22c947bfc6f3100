"""`btg-desktop verify`: replays every transaction and names each place where the books do not add up."""

import json
import sys
from collections.abc import Mapping
from typing import Any, Final

from btg_desktop.bootstrap import open_services, trust_system_certificates
from btg_desktop.commands.violations import as_dict, as_line
from btg_desktop.config import Configuration
from btg_desktop.domain.models import Adjustment
from btg_desktop.services.importing.opening import in_words

_ADJUSTMENTS_SHOWN: Final = 20


def run(configuration: Configuration, *, as_json: bool) -> int:
    """Print the violations as they are found; return 1 if there is any."""
    trust_system_certificates()
    found = 0
    with open_services(configuration, only_looks=True) as services:
        verification = services.verification
        if as_json:
            violations = [as_dict(violation) for violation in verification.violations()]
            found = len(violations)
            report = {
                "clients": verification.clients,
                "transactions": verification.transactions,
                "violations": violations,
                "adjustments": [
                    {"client": client_id, **adjustment_as_dict(adjustment)}
                    for client_id, adjustment in verification.adjustments.items()
                ],
            }
            sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
        else:
            for violation in verification.violations():
                found += 1
                sys.stdout.write(as_line(violation) + "\n")
            sys.stdout.write(
                f"{verification.clients} clientes, {verification.transactions} movimientos: "
                + (f"{found} diferencias\n" if found else "todo cuadra\n")
            )
            sys.stdout.write(_adjustments_in_words(verification.adjustments))
    return 1 if found else 0


def adjustment_as_dict(adjustment: Adjustment) -> dict[str, Any]:
    """Amounts as texts (COP), so that no machine reads them as floats."""
    return {
        "balance": str(adjustment.balance),
        "holdings": {str(fund_id): str(amount) for fund_id, amount in adjustment.holdings.items()},
    }


def _adjustments_in_words(adjustments: Mapping[str, Adjustment]) -> str:
    """The first ones, and how many there are: no differences, but nothing to keep quiet about."""
    lines = [
        f"cliente {client}: ajuste de apertura: {in_words(each)}" for client, each in adjustments.items()
    ]
    if len(lines) > _ADJUSTMENTS_SHOWN:
        lines[_ADJUSTMENTS_SHOWN:] = [f"… {len(lines)} ajustes de apertura en total: verify --json"]
    return "".join(f"{line}\n" for line in lines)
