"""One user of the older program as a client of this one: who they are, their money and their history."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from btg_desktop.domain.contacts import check_document, check_email, check_name, check_phone, is_mobile
from btg_desktop.domain.errors import InvalidInput, NameLikeAddress
from btg_desktop.domain.models import INITIAL_BALANCE, Channel, Client, DocumentType
from btg_desktop.domain.origin import origin_fingerprint, transaction_part
from btg_desktop.services.importing.fields import Fields
from btg_desktop.services.importing.funds import KnownFunds, written_id
from btg_desktop.services.importing.movements import read_movements
from btg_desktop.services.importing.opening import settle
from btg_desktop.services.importing.ports import NewClient, Plain
from btg_desktop.services.importing.values import (
    Unusable,
    read_channel,
    read_fund_id,
    read_id,
    read_money,
    read_text,
)


@dataclass(frozen=True, slots=True)
class _Contact:
    email: str
    phone: str
    channel: Channel


def read_client(document: Plain, funds: KnownFunds) -> tuple[str, NewClient | None, list[str]]:
    """Return the user's number as it was written, the client, and the reasons why there is none."""
    reasons: list[str] = []
    notes: list[str] = []
    fields = Fields(document, reasons)
    number = fields.identifier()
    client_id = fields.usable(read_id, number, "_id") if number is not None else None
    if number is None and isinstance(document, dict):
        fields.refuse("_id", "falta")
    name = fields.read(_read_name, "nombre")
    identity = _read_identity(fields, client_id or "", notes)
    contact = _read_contact(fields, notes)
    available = fields.read(read_money, "saldo_disponible", "saldo", "monto")
    initial = fields.optional(read_money, "saldo_inicial")
    holdings = _read_holdings(fields, funds, reasons)
    listed = fields.raw("transacciones", "historial")
    movements = read_movements(listed, client_id or "", funds, reasons)
    if reasons or client_id is None or name is None or contact is None or available is None:
        return written_id(number), None, reasons
    initial = INITIAL_BALANCE if initial is None else initial
    try:
        transactions, held, adjustment = settle(client_id, available, holdings, initial, movements)
    except Unusable as reason:
        return client_id, None, [str(reason)]
    if holdings is None and movements:
        notes.append("saldo_fondos: faltaba; es el que dejan sus movimientos")
    if unread := fields.unread():
        notes.append(f"campos que no se toman: {', '.join(unread)}")
    client = Client(
        id=client_id,
        name=name,
        document_type=identity[0],
        document=identity[1],
        email=contact.email,
        phone=contact.phone,
        channel=contact.channel,
        available_balance=available,
        holdings=held,
        initial_balance=initial,
        sequence=len(transactions),
        adjustment=adjustment,
    )
    fingerprint = origin_fingerprint(client, map(transaction_part, transactions))
    return client_id, NewClient(client, transactions, client_id, fingerprint, tuple(notes)), []


def _read_name(value: Plain) -> str:
    try:
        return check_name(read_text(value))
    except NameLikeAddress as error:
        raise Unusable("parece una dirección web: separe con un espacio lo que sigue a cada punto") from error
    except InvalidInput as error:
        raise Unusable("no sirve como nombre") from error


def _read_identity(fields: Fields, client_id: str, notes: list[str]) -> tuple[DocumentType, str]:
    """The identity document if there is a sound one; else the number that the client had there."""
    kind, number = fields.raw("tipo_documento"), fields.raw("documento")
    if kind is not None or number is not None:
        try:
            document_type = DocumentType(read_text(kind).upper())
            return document_type, check_document(document_type, read_text(number))
        except (ValueError, InvalidInput, Unusable):
            notes.append("documento: no es válido; el cliente queda con su identificador de origen")
    return DocumentType.ORIGIN, client_id


def _read_contact(fields: Fields, notes: list[str]) -> _Contact | None:
    """How to tell the client: as they chose if that can be done, and never by a number that takes no SMS."""
    email = _reachable(fields.raw("correo", "email"), check_email, "correo", notes)
    phone = _reachable(fields.raw("telefono", "celular"), check_phone, "telefono", notes)
    wanted = fields.optional(
        read_channel, "notificacion", "preferencia_notificacion", "preferencia", "canal_notificacion", "canal"
    )
    possible = [Channel.EMAIL] if email else []
    possible += [Channel.SMS] if is_mobile(phone) else []
    if not possible:
        fields.refuse("correo", "no hay correo ni celular válidos: no se le podría notificar")
        return None
    channel = wanted if wanted in possible else possible[0]
    if wanted is not None and channel is not wanted:
        notes.append(f"notificacion: pidió {wanted.value}, pero no sirve; queda {channel.value}")
    return _Contact(email, phone, channel)


def _reachable(value: Plain, check: Callable[[str], str], name: str, notes: list[str]) -> str:
    if value is None:
        return ""
    try:
        text = read_text(value)
        return check(text) if text else ""
    except (InvalidInput, Unusable):
        notes.append(f"{name}: no es válido y no se toma")
        return ""


def _read_holdings(fields: Fields, funds: KnownFunds, reasons: list[str]) -> dict[int, Decimal] | None:
    """Amounts by fund. A list of bare amounts goes by place: the first is that of fund 1."""
    listed = fields.raw("saldo_fondos")
    if listed is None:
        return None
    holdings: dict[int, Decimal] = {}
    for place, fund_value, amount_value in _holding_pairs(listed, reasons):
        part = Fields({"id_fondo": fund_value, "valor": amount_value}, reasons, f"saldo_fondos[{place}].")
        fund_id = part.read(read_fund_id, "id_fondo")
        amount = part.read(read_money, "valor")
        if fund_id is None or not amount:
            continue
        if fund_id in holdings:
            part.refuse("id_fondo", f"el fondo {fund_id} está dos veces")
        part.usable(funds.fund, fund_id, "id_fondo")
        holdings[fund_id] = amount
    return holdings


def _holding_pairs(listed: Plain, reasons: list[str]) -> list[tuple[object, Plain, Plain]]:
    if isinstance(listed, dict):
        return [(key, key, amount) for key, amount in listed.items()]
    if not isinstance(listed, list):
        reasons.append("saldo_fondos: no es una lista")
        return []
    pairs: list[tuple[object, Plain, Plain]] = []
    for place, entry in enumerate(listed):
        if isinstance(entry, dict):
            fields = Fields(entry, reasons, f"saldo_fondos[{place}].")
            pairs.append((place, fields.raw("id_fondo", "id"), fields.raw("valor", "saldo", "monto")))
        else:
            pairs.append((place, place + 1, entry))
    return pairs
