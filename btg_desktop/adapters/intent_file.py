"""One intent as a file holds it: JSON with the seal of who wrote it. A blank file waits for nothing."""

import json
import logging
import stat
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from btg_desktop.adapters.intent_seal import Seal
from btg_desktop.domain.errors import InvalidAmount
from btg_desktop.domain.models import (
    FUND_ID_LIMIT,
    Channel,
    Desk,
    Intent,
    Names,
    Request,
    TransactionKind,
)
from btg_desktop.domain.money import check_amount
from btg_desktop.durable import sync_data

logger = logging.getLogger(__name__)

_BYTES: Final = 4096
"""One block of a disk: more than any intent needs."""

_MOST_BYTES: Final = 16 * _BYTES
"""A longer file is none of ours."""

_LONGEST_NAME: Final = 120


def is_regular(path: Path) -> bool:
    """Whether `path` is a file; what links elsewhere, or would block its reader, was put there by others."""
    return stat.S_ISREG(path.lstat().st_mode)


def holds_intent(path: Path) -> bool:
    """Whether something waits in the file: neither blank, nor cut short while it was saved."""
    with path.open("rb") as file:
        return file.read(_MOST_BYTES).rstrip().endswith(b"}")


def write_over(path: Path, content: bytes, *, sync: bool = False) -> None:
    """Let the file hold `content` and nothing of an earlier one; nearly always it stays as long as it was."""
    with path.open("r+b") as file:
        file.write(content.ljust(_BYTES))
        file.truncate()
        if sync:
            file.flush()
            sync_data(file.fileno())


def to_bytes(intent: Intent, seal: Seal) -> bytes:
    """What a file holds of `intent`, signed."""
    facts = _to_json(intent)
    sealed = {**facts, "seal": seal.of_content(_canonical(facts))}
    return json.dumps(sealed, ensure_ascii=False).encode("utf-8", "surrogatepass")


def read_intent(path: Path, seal: Seal) -> Intent | None:
    """The intent in a file; one that cannot be read is logged and left for a person to look at."""
    try:
        with path.open("rb") as file:
            stored = json.loads(file.read(_MOST_BYTES))
        stored.setdefault("since", _last_change(path))
        facts = {name: value for name, value in stored.items() if name != "seal"}
        return _from_json(facts, is_proven=seal.proves(_canonical(facts), stored.get("seal")))
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError, InvalidAmount):
        logger.exception("intent %s cannot be read; it stays where it is", path.name)
        return None


def _canonical(facts: dict[str, Any]) -> bytes:
    return json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()


def _to_json(intent: Intent) -> dict[str, str | int | None]:
    request = intent.request
    return {
        "id": str(request.id),
        "kind": request.kind.value,
        "client_id": request.client_id,
        "fund_id": request.fund_id,
        "amount": None if request.amount is None else str(request.amount),
        "channel": request.channel,
        "operator": request.desk.operator,
        "branch": request.desk.branch,
        "host": request.desk.host,
        "since": intent.since.isoformat(),
        "client_name": intent.names.client[:_LONGEST_NAME],
        "fund_name": intent.names.fund[:_LONGEST_NAME],
    }


def _from_json(stored: dict[str, Any], *, is_proven: bool) -> Intent:
    """Intents of earlier versions have no channel, names or seal."""
    channel, amount = stored.get("channel"), stored["amount"]
    request = Request(
        id=UUID(stored["id"]),
        kind=TransactionKind(stored["kind"]),
        client_id=_text(stored["client_id"]),
        fund_id=_fund_id(stored["fund_id"]),
        amount=None if amount is None else _amount(amount),
        desk=Desk(_text(stored["operator"]), _text(stored["branch"]), _text(stored["host"])),
        channel=None if channel is None else Channel(channel),
    )
    names = Names(_text(stored.get("client_name", "")), _text(stored.get("fund_name", "")))
    return Intent(request, _time(stored["since"]), names, is_proven)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _fund_id(value: object) -> int:
    if not isinstance(value, int) or not 0 < value < FUND_ID_LIMIT:
        raise ValueError("not a fund")
    return int(value)


def _amount(value: object) -> Decimal:
    return check_amount(Decimal(_text(value)))


def _last_change(path: Path) -> str:
    """When an intent of an earlier version, which does not say it, was asked."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat()


def _time(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment.astimezone(UTC)
