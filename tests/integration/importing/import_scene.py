"""What the tests of imports share: documents as the older program kept them, and how to import them."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from pymongo.database import Database

from btg_desktop.adapters.mongo.backup.snapshot import COLLECTIONS
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.services.importing.importer import Fate, ImportOutcome

FUND_NAMES = (
    "FPV_BTG_PACTUAL_RECAUDADORA",
    "FPV_BTG_PACTUAL_ECOPETROL",
    "DEUDAPRIVADA",
    "FDO-ACCIONES",
    "FPV_BTG_PACTUAL_DINAMICA",
)


@dataclass
class Told:
    """What an import said."""

    outcomes: list[ImportOutcome] = field(default_factory=list)
    progress: list[tuple[int, int]] = field(default_factory=list)

    def fates(self, collection: str = "usuarios") -> dict[str, Fate]:
        return {each.id: each.fate for each in self.outcomes if each.collection == collection}

    def reasons(self, document: str) -> str:
        return "; ".join(r for each in self.outcomes if each.id == document for r in each.reasons)

    def count(self, fate: Fate) -> int:
        return sum(each.fate is fate for each in self.outcomes if each.collection == "usuarios")


RunImport = Callable[..., Told]


def movement(number: int, fund: int, amount: Any, kind: str = "apertura", day: int = 1) -> dict[str, Any]:
    return {
        "id": f"00000000-0000-4000-8000-{number:012d}",
        "id_fondo": str(fund),
        "nombre_fondo": FUND_NAMES[fund - 1],
        "valor": amount,
        "tipo_transaccion": kind,
        "fecha": f"2024-11-{day:02d}T03:12:34.164180",
    }


def julian(number: Any = "1", first_movement: int = 1, **changes: Any) -> dict[str, Any]:
    """Three movements: 300.000 are left, and 200.000 in fund 2."""
    return {
        "_id": number,
        "nombre": "julian",
        "correo": "julian@gmail.com",
        "telefono": 3005444343,
        "saldo_disponible": 300000,
        "saldo_fondos": [0, 200000, 0, 0, 0],
        "transacciones": [
            movement(first_movement, 1, 200000, day=1),
            movement(first_movement + 1, 2, 200000, day=2),
            movement(first_movement + 2, 1, 200000, "cancelacion", day=3),
        ],
        **changes,
    }


def pepito(number: Any = "2", **changes: Any) -> dict[str, Any]:
    """Newly registered, with a telephone that is none."""
    return {
        "_id": number,
        "nombre": "pepito",
        "correo": "pepito@gmail.com",
        "telefono": 12345,
        "saldo_disponible": 500000,
        "saldo_fondos": [0, 0, 0, 0, 0],
        "transacciones": [],
        **changes,
    }


def many(count: int) -> dict[str, Any]:
    return {"usuarios": [julian(number, 1 + 3 * number) for number in range(1, count + 1)]}


def written(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def contents(database: Database[Document]) -> dict[str, list[Document]]:
    return {name: list(database[name].find().sort("_id")) for name in COLLECTIONS}


def total_money(database: Database[Document]) -> Decimal:
    """All that all clients have."""
    return sum(
        (
            document["saldo_disponible"].to_decimal()
            + sum((held.to_decimal() for held in document["saldo_fondos"].values()), Decimal(0))
            for document in database["usuarios"].find()
        ),
        Decimal(0),
    )
