"""Many desks on one client: exactly what there is gets spent, and each refusal says exactly why."""

from decimal import Decimal
from pathlib import Path

import pytest

from faults.arena import Arena, running
from faults.checker import check
from faults.scenarios import opening


@pytest.mark.timeout(180)
def test_sixteen_processes_on_a_client_who_can_pay_for_ten_get_exactly_ten(
    arena: Arena, tmp_path: Path
) -> None:
    with running(arena, "sixteen", tmp_path, clients=1) as run:
        (client,) = run.clients
        desks = [
            run.spawn(f"desk{n}", operations=[opening(client, 50_000)], seconds=30, tries=9)
            for n in range(16)
        ]
        run.wait(*desks, seconds=60)
        run.settle()
        answers = [record for record in run.histories() if record.event == "answer"]
        final = [answer for answer in answers if answer["answer"] != "unknown"]
        assert [answer["answer"] for answer in final].count("applied") == 10
        assert [answer["text"] for answer in final if answer["answer"] == "rejected"] == [
            "No tiene saldo disponible para vincularse al fondo DEUDAPRIVADA"
        ] * 6
        (stored,) = run.documents("usuarios")
        assert stored["saldo_disponible"].to_decimal() == 0
        assert stored["saldo_fondos"]["3"].to_decimal() == Decimal(500_000)
        assert check(run) == []
