"""The columns of an exported movement: first as people read them, then as programs do.

The second kind is stable: its names are those of the database, its moments ISO 8601 in UTC, its amounts
plain decimals, whatever the language of the window.
"""

from datetime import UTC
from typing import Final

from btg_desktop.domain.days import BOGOTA
from btg_desktop.domain.formats import format_amount
from btg_desktop.domain.history import Movement
from btg_desktop.domain.models import KIND_WORDS
from btg_desktop.services.ports import ExportWords

MACHINE_HEADINGS: Final = (
    "fecha_utc",
    "tipo_transaccion",
    "id_fondo",
    "valor",
    "saldo_despues",
    "operador",
    "sucursal",
    "equipo",
    "id",
)
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(text: str) -> str:
    """`text` as a spreadsheet shows it and never runs it: what could begin a formula is quoted."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def number(movement: Movement) -> int:
    return movement.transaction.sequence


def people_texts(movement: Movement, words: ExportWords) -> tuple[str, str, str, str, str]:
    """Client, document, kind, fund and message."""
    owner, told = movement.owner, movement.notification
    return (
        owner.name if owner else "",
        owner.document if owner else movement.transaction.client_id,
        words.kinds[movement.transaction.kind],
        movement.transaction.fund_name,
        words.states[told.channel, told.state] if told else "",
    )


def bogota_text(movement: Movement) -> str:
    return f"{movement.transaction.at.astimezone(BOGOTA):%d/%m/%Y %H:%M}"


def amount_texts(movement: Movement) -> tuple[str, str]:
    """The amount and the balance after it, as es-CO writes them."""
    return format_amount(movement.transaction.amount), format_amount(movement.transaction.balance_after)


def utc_text(movement: Movement) -> str:
    moment = movement.transaction.at.astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


def kind_code(movement: Movement) -> str:
    return KIND_WORDS[movement.transaction.kind]


def desk_texts(movement: Movement) -> tuple[str, str, str, str]:
    """Operator, branch, PC and the movement's id."""
    desk = movement.transaction.desk
    return desk.operator, desk.branch, desk.host, str(movement.transaction.id)
