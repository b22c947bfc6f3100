"""Writes papers from the templates in `resources/receipts`. Pure text: no window, any thread.

A receipt is in the client's language, fixed when it was issued; the end of a shift in the clerk's.
"""

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Final

from btg_desktop.domain.days import BOGOTA
from btg_desktop.domain.formats import format_amount, format_document
from btg_desktop.domain.models import KIND_WORDS, DocumentType, TransactionKind
from btg_desktop.domain.receipts import Bank, Receipt
from btg_desktop.domain.shifts import ShiftOperation, ShiftSummary
from btg_desktop.domain.words import Language, amount_in_words
from btg_desktop.resources import RESOURCES
from btg_desktop.ui.printing.paper import HALF_LETTER, LETTER, Paper

if TYPE_CHECKING:
    from jinja2 import Environment

_DIGITS: Final = 6
_ROWS_BELOW_TOTALS: Final = 29
_ROWS_OF_A_SHEET: Final = 36
_COLUMNS: Final = (
    "fecha", "sucursal", "operador", "transaccion", "tipo", "fondo", "cliente", "tipo_documento", "documento",
    "valor", "saldo_despues",
)  # fmt: skip


def number_text(receipt: Receipt) -> str:
    """The consecutive number as it is printed: `000012`."""
    return f"{receipt.number:0{_DIGITS}d}"


def receipt_paper(receipt: Receipt) -> Paper:
    transaction = receipt.transaction
    language: Language = "en" if receipt.language == "en" else "es"
    facts = {
        "subscribed": transaction.kind is TransactionKind.SUBSCRIPTION,
        "number": number_text(receipt),
        "issued_branch": receipt.branch,
        "issued_at": _moment(receipt.issued_at),
        "issued_by": receipt.issued_by,
        "client": receipt.client_name,
        "document": _document(receipt.document_type, receipt.document),
        "fund": transaction.fund_name,
        "category": receipt.category,
        "date": _moment(transaction.at),
        "branch": transaction.desk.branch,
        "operator": transaction.desk.operator,
        "sequence": transaction.sequence,
        "amount": format_amount(transaction.amount),
        "spelled": _capitalised(amount_in_words(transaction.amount, language)),
        "balance": format_amount(transaction.balance_after),
        "may_owe_withholding": receipt.may_owe_withholding,
        "id": receipt.id,
        "reference": receipt.reference,
    }
    html = _render(f"{language}/receipt.html", facts, receipt.bank)
    title = f"{receipt.branch} {number_text(receipt)}".strip()
    return Paper(title, (html,), HALF_LETTER, receipt.id)


def shift_paper(summary: ShiftSummary, bank: Bank, language: Language) -> Paper:
    """The totals, then the operations one by one, on as many sheets as they need."""
    listed = summary.operations
    room = max(0, _ROWS_BELOW_TOTALS - len(summary.lines))
    starts = range(room, len(listed), _ROWS_OF_A_SHEET)
    chunks = [listed[:room], *(listed[start : start + _ROWS_OF_A_SHEET] for start in starts)]
    facts = _shift_facts(summary)
    sheets = [
        _render(
            f"{language}/shift.html",
            facts | {"is_first": number == 0, "operations": [_operation(one) for one in chunk]},
            bank,
        )
        for number, chunk in enumerate(chunks)
    ]
    return Paper(f"{summary.operator} {summary.day:%d-%m-%Y}", tuple(sheets), LETTER)


def _shift_facts(summary: ShiftSummary) -> dict[str, object]:
    return {
        "day": f"{summary.day:%d/%m/%Y}",
        "operator": summary.operator,
        "branch": summary.branch,
        "first": time_text(summary.first),
        "last": time_text(summary.last),
        "count": summary.count,
        "net": format_amount(summary.net),
        "lines": [
            {
                "fund": line.fund_name,
                "kind": line.kind,
                "count": line.count,
                "total": format_amount(line.total),
            }
            for line in summary.lines
        ],
        "sums": [
            {"kind": kind, "count": summary.count_of(kind), "total": format_amount(summary.total_of(kind))}
            for kind in TransactionKind
        ],
        "unlisted": summary.unlisted,
        "unreadable": ", ".join(one.id for one in summary.unreadable),
    }


def shift_table(summary: ShiftSummary) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headings and rows of the listed operations, for a Colombian spreadsheet: decimal commas."""
    return _COLUMNS, [_shift_row(one) for one in summary.operations]


def _shift_row(one: ShiftOperation) -> tuple[str, ...]:
    moved = one.transaction
    return (
        f"{moved.at.astimezone(BOGOTA):%Y-%m-%d %H:%M:%S}",
        moved.desk.branch,
        moved.desk.operator,
        str(moved.id),
        KIND_WORDS[moved.kind],
        moved.fund_name,
        one.client_name,
        one.document_type or "",
        one.document,
        *(f"{amount:.2f}".replace(".", ",") for amount in (moved.amount, moved.balance_after)),
    )


def _operation(one: ShiftOperation) -> dict[str, str]:
    document = _document(one.document_type, one.document) if one.document_type else ""
    return {
        "time": time_text(one.transaction.at),
        "client": one.client_name or "—",
        "document": document,
        "fund": one.transaction.fund_name,
        "kind": one.transaction.kind,
        "amount": format_amount(one.transaction.amount),
    }


def _document(document_type: DocumentType, document: str) -> str:
    return f"{document_type} {format_document(document)}"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(BOGOTA):%d/%m/%Y %H:%M:%S}"


def time_text(moment: datetime | None) -> str:
    """The time of the day, as the clocks of Bogotá show it."""
    return f"{moment.astimezone(BOGOTA):%H:%M:%S}" if moment else ""


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _render(template: str, facts: dict[str, object], bank: Bank) -> str:
    return _environment().get_template(template).render(facts, bank=bank, nit=format_document(bank.nit))


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(RESOURCES / "receipts"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
