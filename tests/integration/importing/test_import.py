"""Imports into a real database: whole or not at all, once, in order, and without telling anybody again."""

import uuid
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from import_scene import RunImport, contents, julian, many, movement, pepito, total_money, written
from pymongo.database import Database

from btg_desktop.adapters.channels.router import build_channel
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.history import MongoHistory
from btg_desktop.adapters.mongo.outbox import MongoOutbox
from btg_desktop.adapters.mongo.stores import MongoClients
from btg_desktop.domain.models import NO_ADJUSTMENT, Adjustment, NotificationState
from btg_desktop.services.clients import Clients
from btg_desktop.services.history import History
from btg_desktop.services.importing.importer import Fate
from btg_desktop.services.notifications import Notifications
from btg_desktop.services.subscriptions import Subscriptions
from btg_desktop.services.verification import Verification

EXAMPLE = Path(__file__).parents[3] / "docs" / "import" / "example.json"


def test_the_older_programs_own_users_come_in(
    run_import: RunImport, tmp_path: Path, clients: Clients, database: Database[Document]
) -> None:
    told = run_import(written(tmp_path / "seed.json", {"usuarios": [julian(), pepito()]}))
    assert told.fates() == {"1": Fate.TAKEN, "2": Fate.TAKEN}
    assert [each.adjustment for each in told.outcomes] == [NO_ADJUSTMENT, NO_ADJUSTMENT]
    client = clients.get("1")
    assert (client.available_balance, dict(client.holdings)) == (300000, {2: Decimal(200000)})
    page = History(MongoHistory(database)).page("1")
    assert [each.balance_after for each in page.transactions] == [300000, 100000, 300000]
    assert History(MongoHistory(database)).page(None).transactions == ()
    assert {each.state for each in page.notifications.values()} == {NotificationState.IMPORTED}
    assert [found.id for found in clients.search("julian")] == ["1"]
    assert [found.id for found in clients.search("300 544")] == ["1"]


def test_the_example_of_the_documentation_says_what_it_shows(
    run_import: RunImport, verification: Verification
) -> None:
    told = run_import(EXAMPLE)
    assert told.fates("fondos") == {**dict.fromkeys("12345", Fate.UNCHANGED), "6": Fate.TAKEN}
    assert told.fates() == {**dict.fromkeys("123", Fate.TAKEN), "4": Fate.REFUSED}
    assert verification.adjustments == {"3": Adjustment(Decimal(-75000), {1: Decimal(75000)})}


def test_a_second_time_changes_nothing(run_import: RunImport, database: Database[Document]) -> None:
    run_import(EXAMPLE)
    before = contents(database)
    told = run_import(EXAMPLE)
    assert told.count(Fate.TAKEN) == 0
    assert told.count(Fate.UNCHANGED) == 3
    assert contents(database) == before


def test_a_second_time_changes_nothing_after_the_client_went_on(
    run_import: RunImport, database: Database[Document], subscriptions: Subscriptions, tmp_path: Path
) -> None:
    source = written(tmp_path / "seed.json", {"usuarios": [julian()]})
    run_import(source)
    subscriptions.subscribe(uuid.uuid4(), "1", 1, Decimal(75000))
    subscriptions.cancel(uuid.uuid4(), "1", 2)
    before = contents(database)
    assert run_import(source).fates() == {"1": Fate.UNCHANGED}
    assert contents(database) == before


def test_other_content_under_a_known_number_is_refused(
    run_import: RunImport, database: Database[Document], tmp_path: Path
) -> None:
    run_import(written(tmp_path / "a.json", {"usuarios": [julian()]}))
    before = contents(database)
    told = run_import(written(tmp_path / "b.json", {"usuarios": [julian(saldo_disponible=1)]}))
    assert told.fates() == {"1": Fate.REFUSED}
    told = run_import(written(tmp_path / "b.json", {"usuarios": [julian(nombre="otro")]}))
    assert "otro contenido" in told.reasons("1")
    assert contents(database) == before


def test_nobody_is_told_of_imported_history(
    run_import: RunImport, database: Database[Document], tmp_path: Path
) -> None:
    run_import(EXAMPLE)
    outbox = MongoOutbox(database)
    notifications = Notifications(outbox, build_channel("file", tmp_path / "messages", "a@b.co", ""))
    assert notifications.drain() == {}
    assert notifications.unsettled() == {}
    imported = database["notificaciones"].find_one({})
    assert imported is not None
    assert not notifications.resend(imported["_id"])
    assert not (tmp_path / "messages").exists() or not any((tmp_path / "messages").rglob("*.eml"))


def test_an_imported_client_goes_on_as_any_other(
    run_import: RunImport, subscriptions: Subscriptions, verification: Verification, tmp_path: Path
) -> None:
    run_import(written(tmp_path / "seed.json", {"usuarios": [julian()]}))
    made = subscriptions.subscribe(uuid.uuid4(), "1", 1, Decimal(75000))
    assert (made.sequence, made.balance_after) == (4, 225000)
    back = subscriptions.cancel(uuid.uuid4(), "1", 2)
    assert (back.sequence, back.balance_after) == (5, 425000)
    assert list(verification.violations()) == []


def test_the_first_of_two_documents_with_one_number_wins(run_import: RunImport, tmp_path: Path) -> None:
    users = [julian(1), pepito("1"), julian("1"), pepito(2)]
    told = run_import(written(tmp_path / "seed.json", {"usuarios": users}))
    assert [each.fate for each in told.outcomes] == [Fate.TAKEN, Fate.REFUSED, Fate.UNCHANGED, Fate.TAKEN]


def test_a_movement_belongs_to_one_client(
    run_import: RunImport, database: Database[Document], tmp_path: Path
) -> None:
    users = [julian("1"), julian("2", first_movement=3), pepito("3")]
    told = run_import(written(tmp_path / "seed.json", {"usuarios": users}))
    assert told.fates() == {"1": Fate.TAKEN, "2": Fate.REFUSED, "3": Fate.TAKEN}
    assert "ya es un movimiento del cliente 1" in told.reasons("2")
    assert database["transacciones"].count_documents({"usuario": "2"}) == 0


def test_an_identity_document_belongs_to_one_client(
    run_import: RunImport, clients: Clients, tmp_path: Path
) -> None:
    clients.register(name="Ana Ruiz", document_type="CC", document="1214727927", email="ana@b.co")
    users = [
        pepito("1", tipo_documento="CC", documento="1.214.727.927"),
        pepito("2", tipo_documento="CE", documento=1214727927),
    ]
    told = run_import(written(tmp_path / "seed.json", {"usuarios": users}))
    assert told.fates() == {"1": Fate.REFUSED, "2": Fate.TAKEN}
    assert "documento: ya es del cliente" in told.reasons("1")


def test_a_client_that_was_registered_here_is_not_touched(
    run_import: RunImport, database: Database[Document], clients: Clients, tmp_path: Path
) -> None:
    ana = clients.register(name="Ana Ruiz", document_type="CC", document="1214727927", email="ana@b.co")
    before = contents(database)
    told = run_import(written(tmp_path / "seed.json", {"usuarios": [pepito(ana.id)]}))
    assert told.fates() == {ana.id: Fate.REFUSED}
    assert contents(database) == before


@pytest.mark.parametrize(
    ("fund", "fate", "users"),
    [
        (
            {"_id": 1, "nombre": "fpv btg pactual recaudadora", "monto_minimo": 75000.0},
            Fate.UNCHANGED,
            Fate.TAKEN,
        ),
        (
            {"_id": 1, "nombre": "FPV_BTG_PACTUAL_RECAUDADORA", "monto_minimo": 80000},
            Fate.UNCHANGED,
            Fate.TAKEN,
        ),
        ({"_id": 1, "nombre": "ORO", "monto_minimo": 75000}, Fate.REFUSED, Fate.REFUSED),
        ({"_id": "uno", "nombre": "ORO", "monto_minimo": 75000}, Fate.REFUSED, Fate.TAKEN),
        ({"_id": 7, "nombre": "ORO", "monto_minimo": "mucho"}, Fate.REFUSED, Fate.TAKEN),
        ({"_id": 7, "nombre": "ORO", "monto_minimo": 75000}, Fate.TAKEN, Fate.TAKEN),
        (
            {"_id": {"$oid": "507f1f77bcf86cd799439011"}, "id": 7, "nombre": "ORO", "monto_minimo": 1},
            Fate.TAKEN,
            Fate.TAKEN,
        ),
    ],
)
def test_a_fund_is_added_found_or_refused_and_never_changed(
    run_import: RunImport,
    database: Database[Document],
    tmp_path: Path,
    fund: dict[str, Any],
    fate: Fate,
    users: Fate,
) -> None:
    before = list(database["fondos"].find().sort("_id").limit(5))
    seed = {"usuarios": [julian()], "fondos": [{**fund, "categoria": "FPV"}]}
    told = run_import(written(tmp_path / "seed.json", seed))
    assert (list(told.fates("fondos").values()), told.fates()["1"]) == ([fate], users)
    assert list(database["fondos"].find().sort("_id").limit(5)) == before


def test_a_rehearsal_says_the_same_and_writes_nothing(
    run_import: RunImport, database: Database[Document], tmp_path: Path
) -> None:
    users = [
        julian(1),
        pepito("1"),
        julian("1"),
        julian("2", first_movement=3),
        pepito(3),
        pepito(4, nombre="?"),
    ]
    seed = {"fondos": [{"_id": 6, "nombre": "ORO", "monto_minimo": 1, "categoria": "FIC"}], "usuarios": users}
    source = written(tmp_path / "seed.json", seed)
    before = contents(database)
    rehearsed = run_import(source, rehearse=True)
    assert contents(database) == before
    done = run_import(source)
    assert [(e.id, e.fate) for e in rehearsed.outcomes] == [(e.id, e.fate) for e in done.outcomes]
    again = run_import(source, rehearse=True)
    assert again.count(Fate.TAKEN) == 0


def test_a_long_history_is_one_client(run_import: RunImport, tmp_path: Path, clients: Clients) -> None:
    pairs = [
        movement(2 * day + half, 1, 75000, "cancelacion" if half else "apertura", day=1 + day % 28)
        for day in range(1, 2501)
        for half in (0, 1)
    ]
    for position, each in enumerate(pairs):
        each["fecha"] = f"2024-01-01T00:{position // 3600:02d}:{position // 60 % 60:02d}.{position % 60:03d}"
    user = pepito(transacciones=pairs)
    told = run_import(written(tmp_path / "seed.json", {"usuarios": [user]}))
    assert told.fates() == {"2": Fate.TAKEN}
    assert clients.get("2").sequence == 5000


def test_two_thousand_users_come_in_with_progress(
    run_import: RunImport, database: Database[Document], tmp_path: Path
) -> None:
    seed = many(2000)
    for user in seed["usuarios"][::100]:
        user["nombre"] = "?"
    told = run_import(written(tmp_path / "seed.json", seed))
    assert (told.count(Fate.TAKEN), told.count(Fate.REFUSED)) == (1980, 20)
    assert [each.id for each in told.outcomes] == [str(number) for number in range(1, 2001)]
    assert total_money(database) == 1980 * Decimal(500000)
    assert told.progress[-1] == (2000, 2000)
    assert len(told.progress) >= 10


def test_what_was_written_here_can_be_found_by_the_stores(
    run_import: RunImport, database: Database[Document]
) -> None:
    run_import(EXAMPLE)
    assert MongoClients(database).get("3").adjustment.holdings == {1: Decimal(75000)}
