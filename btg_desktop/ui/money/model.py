"""An operation without an answer, in words: what was asked, since when, and how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from btg_desktop.domain.days import BOGOTA
from btg_desktop.domain.models import Intent, TransactionKind
from btg_desktop.ui.look.discreet import MASK, amount_text, is_discreet, name_text
from btg_desktop.ui.look.texts import moment_text


class PendingState(Enum):
    """What is being done about it."""

    ASKING = QT_TRANSLATE_NOOP("pending", "se está consultando")
    OFFLINE = QT_TRANSLATE_NOOP("pending", "espera conexión")
    UNPROVEN = QT_TRANSLATE_NOOP("pending", "no comprobada")


@dataclass(frozen=True, slots=True)
class Pending:
    intent: Intent
    state: PendingState

    @property
    def id(self) -> UUID:
        return self.intent.request.id

    @property
    def client_id(self) -> str:
        return self.intent.request.client_id


_HOUR: Final = "%H:%M"
_LINES: Final = 3
"""As many are told one by one where there is something else to read."""


def state_text(state: PendingState) -> str:
    return QCoreApplication.translate("pending", str(state.value))


def client_text(pending: Pending) -> str:
    """The client as the screen called them. What is not proven has no name: it could be somebody else's."""
    intent = pending.intent
    if intent.is_proven and intent.names.client:
        return name_text(intent.names.client)
    return QCoreApplication.translate("pending", "Cliente {id}").format(
        id=MASK if is_discreet() else pending.client_id
    )


def fund_text(pending: Pending) -> str:
    intent = pending.intent
    if intent.is_proven and intent.names.fund:
        return intent.names.fund
    return QCoreApplication.translate("pending", "Fondo {number}").format(number=intent.request.fund_id)


def amount_cell(pending: Pending) -> str:
    amount = pending.intent.request.amount
    return (
        QCoreApplication.translate("pending", "Todo lo vinculado") if amount is None else amount_text(amount)
    )


def operation_text(pending: Pending) -> str:
    """`Apertura de $ 75.000 en DEUDAPRIVADA`."""
    request, fund = pending.intent.request, fund_text(pending)
    if request.kind is TransactionKind.SUBSCRIPTION and request.amount is not None:
        return QCoreApplication.translate("pending", "Apertura de {amount} en {fund}").format(
            amount=amount_text(request.amount), fund=fund
        )
    return QCoreApplication.translate("pending", "Cancelación de {fund}").format(fund=fund)


def since_cell(pending: Pending) -> str:
    since = pending.intent.since.astimezone(BOGOTA)
    return f"{since:{_HOUR}}" if since.date() == datetime.now(BOGOTA).date() else moment_text(since)


def pending_text(pending: Pending) -> str:
    """All of it in one line: `Sin respuesta desde las 10:42 · Apertura de … · se está consultando`."""
    is_today = pending.intent.since.astimezone(BOGOTA).date() == datetime.now(BOGOTA).date()
    template = (
        QCoreApplication.translate("pending", "Sin respuesta desde las {moment}")
        if is_today
        else QCoreApplication.translate("pending", "Sin respuesta desde el {moment}")
    )
    parts = (template.format(moment=since_cell(pending)), operation_text(pending), state_text(pending.state))
    return " · ".join(parts)


def pending_lines(pending: Sequence[Pending]) -> list[str]:
    """The oldest of them, a line each, and how many more there are."""
    shown = pending if len(pending) <= _LINES else pending[: _LINES - 1]
    lines = [pending_text(each) for each in shown]
    if more := len(pending) - len(shown):
        template = QCoreApplication.translate(
            "pending", "Y {count} operaciones más sin respuesta · F2 las muestra"
        )
        lines.append(template.format(count=more))
    return lines
