"""Receipts: each repeats its movement's client and fund, and was issued after it."""

from collections.abc import Iterator, Mapping

from btg_desktop.domain.audit.violations import CLOCKS, Broken, Flaw, Violation, in_list
from btg_desktop.domain.models import Client, Fund
from btg_desktop.domain.receipts import Receipt


def audit_receipt(receipt: Receipt, client: Client, funds: Mapping[int, Fund]) -> Iterator[Violation]:
    """Compare a receipt with its movement's client and fund."""
    fund = funds.get(receipt.transaction.fund_id)
    pairs: dict[str, tuple[object, object]] = {
        "cliente.nombre": (receipt.client_name, client.name),
        "cliente.tipo_documento": (receipt.document_type, client.document_type),
        "cliente.documento": (receipt.document, client.document),
    }
    if fund is not None:
        pairs["categoria"] = (receipt.category, fund.category)
    changed = [name for name, (stored, expected) in pairs.items() if stored != expected]
    if changed:
        figures = {"place": "comprobantes", "fields": in_list(changed)}
        yield Violation(Broken.RECEIPT, client.id, Flaw.OTHER_FACTS, figures, receipt.id)
    if receipt.issued_at < receipt.transaction.at - CLOCKS:
        yield Violation(Broken.DATE, client.id, Flaw.BEFORE_ITS_CAUSE, transaction_id=receipt.id)
