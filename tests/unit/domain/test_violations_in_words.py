"""Every way in which books may be wrong has its words, with the figures of that violation in them."""

import re
from decimal import Decimal
from uuid import UUID

import pytest

from btg_desktop.commands.violations import WORDS, as_dict, as_line
from btg_desktop.domain.audit import Broken, Flaw, Violation


@pytest.mark.parametrize("flaw", Flaw)
def test_every_flaw_has_its_words_and_figures(flaw: Flaw) -> None:
    names = re.findall(r"\{(\w+)\}", WORDS[flaw])
    figures = {name: number for number, name in enumerate(names, 71)}
    line = as_line(Violation(Broken.DOCUMENT, "7", flaw, figures))
    assert line.startswith("cliente 7: document: ")
    assert all(str(figure) in line for figure in figures.values())


def test_what_a_document_holds_stays_on_its_line_and_out_of_the_terminal() -> None:
    text = "x\n\x1b[2J\u202e" + "y" * 10_000
    figures = {"fund": 1, "stored": text, "name": "FIC"}
    line = as_line(Violation(Broken.FUND, f"7{text}", Flaw.OTHER_FUND_NAME, figures))
    assert not set(line) & set("\n\x1b\u202e")
    assert len(line) < 1_200


def test_people_read_amounts_and_machines_codes_and_texts() -> None:
    figures = {"total": Decimal(425_000), "start": Decimal(500_000)}
    violation = Violation(
        Broken.TOTAL, "7", Flaw.OTHER_TOTAL, figures, UUID(int=1), difference=Decimal(-75_000)
    )
    assert as_line(violation) == (
        f"cliente 7, movimiento {UUID(int=1)}: balance_plus_holdings: "
        "el saldo y los fondos suman $ 425.000; al comienzo eran $ 500.000 (diferencia -$ 75.000)"
    )
    told = as_dict(violation)
    assert (told["invariant"], told["flaw"]) == ("balance_plus_holdings", "other_total")
    assert (told["difference"], told["figures"]) == ("-75000", {"total": "425000", "start": "500000"})
