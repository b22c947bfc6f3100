"""The judgement on the messages of a run: what the endpoint accepted against what the outbox says."""

from collections.abc import Iterator
from typing import Any

from btg_desktop.adapters.mongo.outbox import MAX_RESENDS
from faults.arena import Run
from faults.findings import Finding, Kind
from faults.history import Record

_SETTLED = ("enviada", "fallida", "retenida", "en_duda")


def check_messages(
    run: Run, records: list[Record], transactions: dict[str, dict[str, Any]]
) -> Iterator[Finding]:
    endpoint = run.arena.endpoint
    notifications = {str(document["_id"]): document for document in run.documents("notificaciones")}
    for request_id in transactions:
        notification = notifications.get(request_id)
        if notification is None:
            yield Finding(Kind.MESSAGE_LOST, request_id, "no message was written")
            continue
        accepted = endpoint.accepted[reference(request_id)]
        if run.is_calm and (accepted > 1 or notification["reenvios"]):
            yield Finding(Kind.MESSAGE_DOUBLED, request_id, "sent again, though nothing was in doubt")
        yield from _check_one(notification, accepted, was_refused=reference(request_id) in endpoint.refused)
    yield from _check_unfounded(endpoint.accepted, transactions)
    yield from _check_addresses(run, transactions)
    yield from _check_hours(run)
    yield from _check_fences(records)


def reference(request_id: str) -> str:
    """What the endpoint knows a message by: the digits that a text message quotes."""
    return request_id.replace("-", "")[:8]


def _check_one(notification: dict[str, Any], accepted: int, *, was_refused: bool) -> Iterator[Finding]:
    state, name = notification["estado"], str(notification["_id"])
    if state not in _SETTLED:
        yield Finding(Kind.MESSAGE_LOST, name, f"it was left {state}")
    if state == "enviada" and not accepted:
        yield Finding(Kind.MESSAGE_LOST, name, "stored as sent, but nobody accepted it")
    if state == "fallida" and not was_refused:
        yield Finding(Kind.MESSAGE_LOST, name, "stored as refused, but nobody refused it")
    if state == "retenida":
        yield Finding(Kind.MESSAGE_LOST, name, "held, though nothing asked for a person")
    if state == "en_duda" and not notification["reenvios"]:
        yield Finding(Kind.MESSAGE_LOST, name, "given up without the one resend")
    if accepted > 1 + MAX_RESENDS:
        yield Finding(Kind.MESSAGE_DOUBLED, name, f"accepted {accepted} times")
    elif accepted > 1 + notification["reenvios"]:
        yield Finding(Kind.MESSAGE_DOUBLED, name, "accepted twice without a counted resend")


def _check_unfounded(accepted: dict[str, int], transactions: dict[str, dict[str, Any]]) -> Iterator[Finding]:
    known = {reference(request_id) for request_id in transactions}
    for told in accepted:
        if told not in known:
            yield Finding(Kind.MESSAGE_UNFOUNDED, told, "the client was told of it")


def _check_addresses(run: Run, transactions: dict[str, dict[str, Any]]) -> Iterator[Finding]:
    """Who got a message is the client of its movement."""
    clients = {client["_id"]: {client["correo"], client["telefono"]} for client in run.documents("usuarios")}
    own = {reference(each): clients[document["usuario"]] for each, document in transactions.items()}
    for reached in run.arena.endpoint.reached:
        if reached.reference in own and reached.address not in own[reached.reference]:
            yield Finding(Kind.MESSAGE_MISDIRECTED, reached.reference, "its client has another address")


def _check_hours(run: Run) -> Iterator[Finding]:
    """Half an hour, since from the mark that is counted to the address a message takes its time."""
    newest: dict[str, list[float]] = {}
    for reached in run.arena.endpoint.reached:
        moments = newest.setdefault(reached.address, [])
        moments.append(reached.at)
        if sum(at > reached.at - run.hour_ms / 2_000 for at in moments) > run.per_hour:
            yield Finding(Kind.MESSAGE_FLOOD, reached.reference, f"more than {run.per_hour} to its address")


def _check_fences(records: list[Record]) -> Iterator[Finding]:
    """A result may be stored only by the desk that marked the message last."""
    newest: dict[str, int] = {}
    begun: dict[tuple[str, int], int] = {}
    for record in records:
        if record.event == "mark":
            newest[record["id"]] = max(record["fence"], newest.get(record["id"], 0))
        elif record.event == "settling":
            begun[record["id"], record["fence"]] = newest.get(record["id"], 0)
        elif record.event == "settle" and begun[record["id"], record["fence"]] > record["fence"]:
            yield Finding(Kind.STALE_SETTLE, record["id"], f"{record.desk} with an old claim")
