"""`btg-desktop verify`: looks at all that stands in the database and names what does not add up.

The exit code: 0, all was looked at and adds up; 1, there are differences; 2, bad usage; 3, it did not
finish: it broke off, whatever it had found, or there is a part that this user may not look at and no
difference elsewhere.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from btg_desktop.bootstrap import open_services, trust_system_certificates
from btg_desktop.commands.violations import as_dict, as_line
from btg_desktop.config import Configuration
from btg_desktop.domain.audit import Violation
from btg_desktop.domain.errors import BtgError, SettingsError
from btg_desktop.domain.models import Adjustment
from btg_desktop.services.importing.opening import in_words
from btg_desktop.services.verification import UNPROVABLE, Verification

NOT_FINISHED: Final = 3
_ADJUSTMENTS_SHOWN: Final = 20


@dataclass
class _Outcome:
    """What came of a run; `violations` are kept only for a report that is written whole."""

    was_opened: bool = False
    clients: int = 0
    transactions: int = 0
    count: int = 0
    violations: list[dict[str, Any]] = field(default_factory=list)
    adjustments: Mapping[str, Adjustment] = field(default_factory=dict)
    unseen: list[str] = field(default_factory=list)
    broke_off: BtgError | None = None

    @property
    def exit_code(self) -> int:
        if self.broke_off is not None:
            return NOT_FINISHED
        if self.count:
            return 1
        return NOT_FINISHED if self.unseen else 0


def run(configuration: Configuration, *, as_json: bool) -> int:
    """Print what does not add up, as it is found; return the exit code that the module describes."""
    trust_system_certificates()
    outcome = _Outcome()
    try:
        with open_services(configuration, only_looks=True) as services:
            _look(services.verification, outcome, as_json=as_json)
    except SettingsError:
        raise
    except BtgError as error:
        outcome.broke_off = error
    if as_json:
        sys.stdout.write(_as_json(outcome))
    elif outcome.was_opened:
        sys.stdout.write(_in_words(outcome))
    if (broke_off := outcome.broke_off) is not None:
        remedy = f"\n{broke_off.remedy}" if broke_off.remedy else ""
        sys.stderr.write(f"btg-desktop: no se terminó de comprobar: {broke_off}{remedy}\n")
    return outcome.exit_code


def _look(verification: Verification, outcome: _Outcome, *, as_json: bool) -> None:
    outcome.was_opened = True
    try:
        for violation in verification.violations():
            outcome.count += 1
            _tell(violation, outcome, as_json=as_json)
    finally:
        outcome.clients, outcome.transactions = verification.clients, verification.transactions
        outcome.adjustments, outcome.unseen = verification.adjustments, verification.unseen


def _tell(violation: Violation, outcome: _Outcome, *, as_json: bool) -> None:
    if as_json:
        outcome.violations.append(as_dict(violation))
    else:
        sys.stdout.write(as_line(violation) + "\n")


def _as_json(outcome: _Outcome) -> str:
    report = {
        "finished": outcome.broke_off is None and not outcome.unseen,
        "not_looked_at": outcome.unseen,
        "clients": outcome.clients,
        "transactions": outcome.transactions,
        "violations": outcome.violations,
        "adjustments": [
            {"client": client_id, **adjustment_as_dict(adjustment)}
            for client_id, adjustment in outcome.adjustments.items()
        ],
        "not_provable": UNPROVABLE,
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def adjustment_as_dict(adjustment: Adjustment) -> dict[str, Any]:
    """Amounts as texts (COP), so that no machine reads them as floats."""
    return {
        "balance": str(adjustment.balance),
        "holdings": {str(fund_id): str(amount) for fund_id, amount in adjustment.holdings.items()},
    }


def _in_words(outcome: _Outcome) -> str:
    lines = [f"No se miró (este usuario no tiene permiso): {part}" for part in outcome.unseen]
    if outcome.broke_off is not None:
        told = f"hasta donde se llegó, {outcome.count} diferencias"
    elif outcome.count:
        told = f"{outcome.count} diferencias"
    else:
        told = "lo que se miró cuadra" if outcome.unseen else "todo cuadra"
    lines.append(f"{outcome.clients} clientes, {outcome.transactions} movimientos: {told}")
    lines += _adjustments_in_words(outcome.adjustments)
    lines.append("Lo que mirar la base de datos no puede probar:")
    lines += [f"- {sentence}" for sentence in UNPROVABLE]
    return "".join(f"{line}\n" for line in lines)


def _adjustments_in_words(adjustments: Mapping[str, Adjustment]) -> list[str]:
    """The first ones, and how many there are: no differences, but nothing to keep quiet about."""
    lines = [
        f"cliente {client}: ajuste de apertura: {in_words(each)}" for client, each in adjustments.items()
    ]
    if len(lines) > _ADJUSTMENTS_SHOWN:
        lines[_ADJUSTMENTS_SHOWN:] = [f"… {len(lines)} ajustes de apertura en total: verify --json"]
    return lines
