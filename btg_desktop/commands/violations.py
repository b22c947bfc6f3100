"""What is said of books that do not add up: in Spanish to people, with codes to machines."""

import unicodedata
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
    Flaw.OTHER_FINGERPRINT: "la huella de la solicitud no es la de sus datos",
    Flaw.OTHER_ANSWER: "la solicitud está aplicada, pero dice por qué se rechazó",
    Flaw.IMPOSSIBLE_REASON: "la solicitud no pudo rechazarse por {reason} con esos datos",
    Flaw.IMPOSSIBLE_STATE: "su mensaje no pudo llegar al estado {state}",
    Flaw.OTHER_FACTS: "{place} dice otra cosa en: {fields}",
    Flaw.BEFORE_PREDECESSOR: "su fecha es anterior a la del movimiento que le precede",
    Flaw.BEFORE_ITS_CAUSE: "su fecha es anterior a la de aquello de lo que viene",
    Flaw.NO_ORIGIN: "comenzó con {given}; el banco da {initial}, y no viene de una importación",
    Flaw.OTHER_ORIGIN: "no es lo que se importó",
    Flaw.NO_FUND: "no existe el fondo {fund}",
    Flaw.OTHER_FUND_NAME: "el fondo {fund} dice ser {stored}, pero es {name}",
    Flaw.NO_BRANCH: "no existe la sucursal {branch}",
    Flaw.NOT_RECORDED: "nadie registró que se escribiera",
    Flaw.NOT_AS_RECORDED: "no es lo que quedó registrado, en: {fields}",
    Flaw.CHANGED_BETWEEN: "antes del registro {number} cambió, sin que se registrara: {fields}",
    Flaw.FIXED_CHANGED: "el registro {number} cambia lo que nunca cambia: {fields}",
    Flaw.RECORD_OF_NOTHING: "hay un registro de algo que no existe",
    Flaw.NO_COLLECTION: "falta la colección",
    Flaw.OTHER_VALIDATOR: "su validación no es la de este programa",
    Flaw.NO_INDEX: "falta el índice {index}",
    Flaw.OTHER_INDEX: "el índice {index} no es el de este programa",
    Flaw.STRANGE_INDEX: "el índice {index} no es de este programa",
    Flaw.EXPIRING_INDEX: "¡el índice {index} BORRA documentos por sí solo, a los {seconds} s! Quítelo ya",
}

_LONGEST: Final = 500


def as_line(violation: Violation) -> str:
    """One violation on a line: of whom, the code of the invariant, what is wrong with it."""
    where = _where(violation)
    if violation.transaction_id:
        where += f", movimiento {violation.transaction_id}"
    difference = violation.difference
    by = "" if difference is None else f" (diferencia {format_amount(difference)})"
    return f"{_on_one_line(where)}: {violation.broken}: {_in_words(violation)}{by}"


def _where(violation: Violation) -> str:
    if violation.branch is not None:
        return f"sucursal {violation.branch}"
    return violation.document or f"cliente {violation.client_id}"


def as_dict(violation: Violation) -> dict[str, Any]:
    """The same for machines; amounts as texts (COP), so that none reads them as floats."""
    of_branch = {} if violation.branch is None else {"branch": violation.branch}
    of_document = {} if violation.document is None else {"document": violation.document}
    return {
        "invariant": violation.broken.value,
        "client": violation.client_id,
        **of_branch,
        **of_document,
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
    return _on_one_line(fill_in(WORDS[violation.flaw], violation.figures))


def _on_one_line(text: str) -> str:
    """Stored texts may hold anything: no line ends early, and no terminal is told what to do."""
    shown = "".join("�" if unicodedata.category(sign).startswith("C") else sign for sign in text)
    return shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"
