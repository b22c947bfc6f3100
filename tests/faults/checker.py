"""The judgement on a run: what the desks were told against what is in the books."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from btg_desktop.domain.models import INITIAL_BALANCE
from faults.arena import Run
from faults.checker_messages import check_messages
from faults.checker_windows import check_windows
from faults.findings import Finding, Kind
from faults.history import Record

Document = dict[str, Any]


@dataclass
class _Story:
    """All that is known of one request id."""

    asked: dict[str, Record] = field(default_factory=dict)
    first_ask: float = float("inf")
    answers: list[Record] = field(default_factory=list)
    first_answer: float = float("inf")
    ledger_answered: float = float("inf")
    first_forget: float = float("inf")


def check(run: Run) -> list[Finding]:
    """Everything that was promised and does not hold."""
    records = run.histories()
    stories = _stories(records)
    transactions = {str(document["_id"]): document for document in run.documents("transacciones")}
    requests = {str(document["_id"]): document for document in run.documents("solicitudes")}
    findings = [
        *_check_desks(records, run),
        *_check_answers(stories, transactions, requests),
        *_check_order(stories, transactions),
        *_check_books(run, stories, transactions),
        *check_messages(run, records, transactions),
        *check_windows(run, records, transactions),
    ]
    if run.arena.cluster.network.weak_commits:
        findings.append(
            Finding(Kind.WEAK_COMMIT, "", f"{run.arena.cluster.network.weak_commits} commits on the wire")
        )
    return findings


def _stories(records: list[Record]) -> dict[str, _Story]:
    stories: dict[str, _Story] = defaultdict(_Story)
    for record in records:
        if record.event not in ("ask", "answer", "answered", "forget"):
            continue
        story = stories[record["id"]]
        if record.event == "ask":
            story.asked.setdefault(record["fingerprint"], record)
            story.first_ask = min(story.first_ask, record.at)
        elif record.event == "answer":
            story.answers.append(record)
            if record["answer"] in ("applied", "rejected"):
                story.first_answer = min(story.first_answer, record.at)
        elif record.event == "answered":
            story.ledger_answered = min(story.ledger_answered, record.at)
        else:
            story.first_forget = min(story.first_forget, record.at)
    return stories


def _check_desks(records: list[Record], run: Run) -> Iterator[Finding]:
    for record in records:
        if record.event == "bug":
            yield Finding(Kind.BUG, "", f"{record.desk}: {record['where']}: {record['error']}")
    for request_id in run.intents():
        yield Finding(Kind.UNTOLD, request_id, "its intent is still without an answer")


def _check_answers(
    stories: dict[str, _Story], transactions: dict[str, Document], requests: dict[str, Document]
) -> Iterator[Finding]:
    for request_id, story in stories.items():
        transaction, request = transactions.get(request_id), requests.get(request_id)
        if story.first_forget < story.ledger_answered:
            yield Finding(Kind.FORGOTTEN, request_id, "its intent was forgotten before the ledger answered")
        for answer in story.answers:
            yield from _check_answer(answer, transaction, request)
        if len({_meaning(answer) for answer in story.answers if _meaning(answer)}) > 1:
            yield Finding(Kind.CONTRADICTORY, request_id, "one id, several answers")
        told = any(answer["answer"] in ("applied", "rejected") for answer in story.answers)
        # Killed between the answer and the screen: nobody can tell. Any other silence is ours.
        may_have_been_told = story.ledger_answered <= story.first_forget < float("inf")
        if request is not None and not told and not may_have_been_told:
            yield Finding(Kind.UNTOLD, request_id, f"{request['resultado']}, but no desk was ever told")


def _meaning(answer: Record) -> str:
    """What an answer says for good; empty for one that says nothing, or is about another request."""
    if answer["answer"] == "applied":
        return f"applied {answer['sequence']} {answer['balance_after']} {Decimal(answer['amount'])}"
    if answer["answer"] == "rejected":
        return f"{answer['text']} {answer['why']}"
    return ""


def _check_answer(
    answer: Record, transaction: Document | None, request: Document | None
) -> Iterator[Finding]:
    request_id, told = answer["id"], answer["answer"]
    owns = request is not None and request["huella"] == answer["fingerprint"]
    if told == "applied":
        if transaction is None:
            yield Finding(Kind.LOST, request_id, "told as applied, but it is not in the books")
        elif not owns or _as_told(transaction) != {name: answer[name] for name in _as_told(transaction)}:
            yield Finding(Kind.CONTRADICTORY, request_id, "told as applied, but the books say otherwise")
    elif told == "rejected":
        if transaction is not None:
            yield Finding(Kind.REJECTED_APPLIED, request_id, "told as rejected, but the money moved")
        elif not owns or request is None or request.get("motivo") != answer["code"]:
            yield Finding(Kind.CONTRADICTORY, request_id, "told as rejected, but not stored so")
    elif told == "mismatch":
        if owns or request is None:
            yield Finding(Kind.CONTRADICTORY, request_id, "refused as misused, but it was not")
    elif told == "nothing moved":
        if owns:
            yield Finding(Kind.REJECTED_APPLIED, request_id, f"told that nothing moved ({answer['error']})")
        else:
            yield Finding(Kind.BUG, request_id, f"nothing asks for this answer: {answer['error']}")


def _as_told(transaction: Document) -> Document:
    return {
        "client": transaction["usuario"],
        "fund": transaction["id_fondo"],
        "sequence": transaction["secuencia"],
        "amount": str(transaction["valor"]),
        "balance_after": str(transaction["saldo_despues"]),
    }


@dataclass
class _Account:
    """A client's states, by sequence: the balance and the holdings after each transaction."""

    balances: list[Decimal]
    holdings: list[dict[int, Decimal]]
    ids: list[str]


def _account(documents: list[Document]) -> _Account:
    account = _Account([INITIAL_BALANCE], [{}], [])
    for document in sorted(documents, key=lambda document: int(document["secuencia"])):
        held = dict(account.holdings[-1])
        amount, fund = document["valor"].to_decimal(), document["id_fondo"]
        if document["tipo_transaccion"] == "apertura":
            held[fund] = held.get(fund, Decimal(0)) + amount
        else:
            held.pop(fund, None)
        account.balances.append(document["saldo_despues"].to_decimal())
        account.holdings.append(held)
        account.ids.append(str(document["_id"]))
    return account


def _check_order(stories: dict[str, _Story], transactions: dict[str, Document]) -> Iterator[Finding]:
    """What was answered before another was asked comes first, and a rejection was true when it was made."""
    by_client: dict[str, list[Document]] = defaultdict(list)
    for document in transactions.values():
        by_client[document["usuario"]].append(document)
    accounts = {client: _account(documents) for client, documents in by_client.items()}
    for account in accounts.values():
        later = float("inf")
        for request_id in reversed(account.ids):
            if later < stories[request_id].first_ask:
                yield Finding(Kind.ORDER, request_id, "a later one was answered before this one was asked")
            later = min(later, stories[request_id].first_answer)
    for request_id, story in stories.items():
        for answer in story.answers:
            if answer["answer"] == "rejected":
                asked = story.asked[answer["fingerprint"]]
                account = accounts.get(asked["client"], _account([]))
                if not _was_true(answer, asked, account, stories, story):
                    yield Finding(Kind.GUESSED, request_id, f"rejected against no state: {answer['text']}")
                break


def _was_true(
    answer: Record, asked: Record, account: _Account, stories: dict[str, _Story], story: _Story
) -> bool:
    """Whether a state that the client may have had between the question and the answer says the same."""
    first = max(
        (n for n, other in enumerate(account.ids, 1) if stories[other].first_answer < story.first_ask),
        default=0,
    )
    last = min(
        (n - 1 for n, other in enumerate(account.ids, 1) if stories[other].first_ask > story.first_answer),
        default=len(account.ids),
    )
    states = range(first, last + 1)
    match answer["code"]:
        case "saldo_insuficiente":
            balance = Decimal(asked["amount"]) - Decimal(answer["why"]["missing"])
            return any(account.balances[n] == balance for n in states) and balance < Decimal(asked["amount"])
        case "sin_vinculacion":
            return any(asked["fund"] not in account.holdings[n] for n in states)
        case "bajo_minimo":
            return Decimal(asked["amount"]) < Decimal(answer["why"]["minimum"])
    return False


def _check_books(
    run: Run, stories: dict[str, _Story], transactions: dict[str, Document]
) -> Iterator[Finding]:
    for violation in run.violations():
        found = f"{violation.broken}: {violation.flaw} {dict(violation.figures)}"
        yield Finding(Kind.BOOKS, str(violation.transaction_id or ""), found)
    for request_id, document in transactions.items():
        if request_id not in stories or not stories[request_id].asked:
            yield Finding(Kind.DOUBLED, request_id, "the money moved under an id that nobody asked with")
        if document["saldo_despues"].to_decimal() < 0:
            yield Finding(Kind.OVERDRAWN, request_id, f"the balance became {document['saldo_despues']}")
    total = Decimal(0)
    for client in run.documents("usuarios"):
        held = sum((amount.to_decimal() for amount in client["saldo_fondos"].values()), Decimal(0))
        total += client["saldo_disponible"].to_decimal() + held
    if total != INITIAL_BALANCE * len(run.clients):
        yield Finding(Kind.BOOKS, "", f"{total} in place of {INITIAL_BALANCE * len(run.clients)} in all")
