"""The funds that imported clients may hold: those of this database, and those that come along."""

import re
from decimal import Decimal

from btg_desktop.domain.contacts import fold
from btg_desktop.domain.formats import format_amount
from btg_desktop.domain.models import Fund
from btg_desktop.services.importing.fields import Fields
from btg_desktop.services.importing.ports import Plain
from btg_desktop.services.importing.values import Unusable, read_fund_id, read_id, read_money, read_text


class KnownFunds:
    """Funds by number. A number that means another fund here than there is nobody's: money must not stray."""

    def __init__(self, funds: dict[int, Fund]) -> None:
        self._funds = dict(funds)
        self._disputed: set[int] = set()

    def fund(self, fund_id: int, name: str = "") -> Fund:
        """The fund with this number; a `name` must be its name. Raises Unusable."""
        fund = self._funds.get(fund_id)
        if fund_id in self._disputed:
            raise Unusable(f"el fondo {fund_id} del origen no es el de este catálogo")
        if fund is None:
            raise Unusable(f"no existe el fondo {fund_id}")
        if name and not _is_same_name(name, fund.name):
            raise Unusable(f"el fondo {fund_id} es {fund.name}, no {name}")
        return fund

    def get(self, fund_id: int) -> Fund | None:
        return self._funds.get(fund_id)

    def add(self, fund: Fund) -> None:
        self._funds[fund.id] = fund

    def dispute(self, fund_id: int) -> None:
        self._disputed.add(fund_id)


def differences(fund: Fund, known: Fund) -> list[str]:
    """What is kept of `known` although `fund` says otherwise. Raises Unusable if it is another fund."""
    if not _is_same_name(fund.name, known.name):
        raise Unusable(f"el fondo {fund.id} de este catálogo es {known.name}, no {fund.name}")
    notes = []
    if fund.minimum_amount != known.minimum_amount:
        kept, other = format_amount(known.minimum_amount), format_amount(fund.minimum_amount)
        notes.append(f"monto_minimo: queda el de este catálogo, {kept}, no {other}")
    if fund.category != known.category:
        notes.append(f"categoria: queda la de este catálogo, {known.category}, no {fund.category}")
    return notes


def read_fund(document: Plain) -> tuple[str, Fund | None, list[str]]:
    """Return the fund's number as it was written, the fund, and the reasons why there is none."""
    reasons: list[str] = []
    fields = Fields(document, reasons)
    number = fields.identifier()
    fund_id = fields.usable(read_fund_id, number, "_id") if number is not None else None
    if number is None and isinstance(document, dict):
        fields.refuse("_id", "falta")
    name = fields.read(_read_name, "nombre")
    minimum = fields.read(read_money, "monto_minimo", "montoMinimo")
    category = fields.read(_read_name, "categoria")
    if reasons or fund_id is None or name is None or minimum is None or category is None:
        return written_id(number), None, reasons
    return str(fund_id), Fund(fund_id, name, Decimal(minimum), category), []


def written_id(number: Plain) -> str:
    """How a report names the document."""
    try:
        return read_id(number)
    except Unusable:
        return "(sin id)"


def _read_name(value: Plain) -> str:
    name = read_text(value)
    if not name or len(name) > 120 or not name.isprintable() or set(name) & set("<>"):  # no markup
        raise Unusable("no sirve como nombre")
    return name


def _is_same_name(one: str, other: str) -> bool:
    return one == other or _bare(one) == _bare(other)


def _bare(name: str) -> str:
    """Without case, accents and separators: `FDO-ACCIONES` and `fdo_acciones` are one fund."""
    return re.sub(r"[\W_]+", "", fold(name))
