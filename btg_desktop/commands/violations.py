"""What is said of books that do not add up: in Spanish to people, with codes to machines."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from btg_desktop.domain.audit import Flaw, Violation
from btg_desktop.domain.formats import fill_in, format_amount

WORDS: Final[Mapping[Flaw, str]] = {
    Flaw.OTHER_TOTAL: "el saldo y los fondos suman {total}; al comienzo eran {start}",
    Flaw.NOT_AS_REPLAYED: "está guardado {stored}; los movimientos dan {replayed}",
    Flaw.HOLDING_NOT_AS_REPLAYED: "fondo {fund}: está guardado {stored}; los movimientos dan {replayed}",
    Flaw.OVERDRAWN: "el saldo queda en {balance}",
    Flaw.OUT_OF_ORDER: "el número {number} sigue al {previous}",
    Flaw.OTHER_LAST: "está guardado el número {stored}; el último es el {last}",
    Flaw.NO_REQUEST: "no hay una solicitud aplicada con este identificador",
    Flaw.OTHER_REQUEST: "la solicitud pedía otra cosa",
    Flaw.NO_NOTIFICATION: "no se escribió su notificación",
    Flaw.NO_TRANSACTION: "la solicitud está aplicada, pero no hay movimiento",
    Flaw.NO_CLIENT: "tiene movimientos, pero no existe",
    Flaw.UNREADABLE: "{collection} {id} no se puede leer: {reason}",
    Flaw.COUNTER_BEHIND: "se emitió el número {issued}; el contador va en {counter}",
    Flaw.COUNTER_AHEAD: "el contador va en {counter}; el último número es {last}",
    Flaw.RECEIPT_OF_NOTHING: "el comprobante {number} no es de ningún movimiento",
}


def as_line(violation: Violation) -> str:
    """One violation on a line: of whom, the code of the invariant, what is wrong with it."""
    of_branch = violation.branch is not None
    where = f"sucursal {violation.branch}" if of_branch else f"cliente {violation.client_id}"
    if violation.transaction_id:
        where += f", movimiento {violation.transaction_id}"
    difference = violation.difference
    by = "" if difference is None else f" (diferencia {format_amount(difference)})"
    return f"{where}: {violation.broken}: {_in_words(violation)}{by}"


def as_dict(violation: Violation) -> dict[str, Any]:
    """The same for machines; amounts as texts (COP), so that none reads them as floats."""
    of_branch = {} if violation.branch is None else {"branch": violation.branch}
    return {
        "invariant": violation.broken.value,
        "client": violation.client_id,
        **of_branch,
        "transaction": violation.transaction_id and str(violation.transaction_id),
        "difference": None if violation.difference is None else str(violation.difference),
        "flaw": violation.flaw.value,
        "figures": {
            name: str(value) if isinstance(value, Decimal) else value
            for name, value in violation.figures.items()
        },
        "detail": _in_words(violation),
    }


def _in_words(violation: Violation) -> str:
    return fill_in(WORDS[violation.flaw], violation.figures)
