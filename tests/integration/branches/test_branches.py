"""Branches on a real database: what each offers, who visits it, and how IT defines them."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from pymongo.database import Database

from btg_desktop.__main__ import main
from btg_desktop.adapters.intents import IntentJournal
from btg_desktop.adapters.mongo.branches import MongoBranchBook
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.ledger import MongoLedger
from btg_desktop.adapters.mongo.stores import MongoFunds
from btg_desktop.domain.branches import Branch
from btg_desktop.domain.errors import FundNotOffered, InvalidBranches
from btg_desktop.domain.models import Client, Desk
from btg_desktop.services.branches import Branches
from btg_desktop.services.clients import Clients
from btg_desktop.services.subscriptions import Subscriptions

CENTRO = Branch("001", "Medellín Centro", "Medellín", frozenset({1, 3}))
NORTE = Branch("002", "Cali Norte", "Cali")


def branches_of(database: Database[Document], desk_branch: str = "") -> Branches:
    return Branches(MongoBranchBook(database), MongoFunds(database), desk_branch)


@pytest.fixture
def branches(database: Database[Document]) -> Branches:
    made = branches_of(database)
    made.define([CENTRO, NORTE])
    return made


@pytest.fixture
def intents(tmp_path: Path) -> Iterator[IntentJournal]:
    journal = IntentJournal(tmp_path / "intents")
    yield journal
    journal.close()


def at(database: Database[Document], intents: IntentJournal, branch: str) -> Subscriptions:
    return Subscriptions(MongoLedger(database), intents, Desk("laura", branch, "pc-1"))


@pytest.mark.parametrize("setting", ["001", "Medellín Centro", "medellin  centro"])
def test_a_desk_names_its_branch_by_id_or_by_name_however_typed(
    database: Database[Document], branches: Branches, setting: str
) -> None:
    assert branches_of(database, setting).here() == CENTRO


@pytest.mark.parametrize("setting", ["", "003", "Medellín"])
def test_a_desk_of_no_known_branch_has_none(
    database: Database[Document], branches: Branches, setting: str
) -> None:
    assert branches_of(database, setting).here() is None


@pytest.mark.parametrize("setting", ["001", "medellín centro"])
def test_a_fund_that_the_branch_does_not_offer_is_refused_for_ever_and_nothing_moves(
    database: Database[Document],
    intents: IntentJournal,
    branches: Branches,
    clients: Clients,
    julian: Client,
    setting: str,
) -> None:
    request_id = uuid4()
    desk = at(database, intents, setting)
    for _ in range(2):
        with pytest.raises(FundNotOffered) as refused:
            desk.subscribe(request_id, julian.id, 4, Decimal(250_000))
        assert str(refused.value) == "La sucursal Medellín Centro no ofrece el fondo FDO-ACCIONES"
        branches.define([NORTE, Branch("001", "Medellín Centro", "Medellín")])  # too late for this request
    assert clients.get(julian.id) == julian
    stored = database["solicitudes"].find_one({"_id": request_id})
    assert stored is not None
    assert (stored["resultado"], stored["motivo"]) == ("rechazada", "fondo_no_ofrecido")
    assert desk.subscribe(uuid4(), julian.id, 4, Decimal(250_000)).amount == 250_000


@pytest.mark.parametrize(
    ("setting", "fund"), [("001", 3), ("002", 4), ("Cali Norte", 4), ("", 4), ("otra", 4)]
)
def test_what_a_branch_offers_can_be_bought_and_without_a_known_branch_everything_can(
    database: Database[Document],
    intents: IntentJournal,
    branches: Branches,
    julian: Client,
    setting: str,
    fund: int,
) -> None:
    moved = at(database, intents, setting).subscribe(uuid4(), julian.id, fund, Decimal(250_000))
    assert moved.desk.branch == setting


def test_a_fund_bought_elsewhere_can_always_be_cancelled(
    database: Database[Document], intents: IntentJournal, branches: Branches, julian: Client
) -> None:
    at(database, intents, "002").subscribe(uuid4(), julian.id, 4, Decimal(250_000))
    assert at(database, intents, "001").cancel(uuid4(), julian.id, 4).balance_after == 500_000


def test_a_visit_is_noted_once_a_day_and_branch(
    database: Database[Document], branches: Branches, julian: Client
) -> None:
    before = datetime.now(UTC)
    for setting in ("001", "001", "medellin centro", "002"):
        branches_of(database, setting).record_visit(julian.id)
    days = {moment.astimezone(timezone(timedelta(hours=-5))).date() for moment in (before, datetime.now(UTC))}
    visits = list(database["visitan"].find({}, {"_id": 0}).sort("sucursal"))
    assert [(visit["usuario"], visit["sucursal"]) for visit in visits] == [
        (julian.id, "001"),
        (julian.id, "002"),
    ]
    for visit in visits:
        assert visit["fecha"] in {day.isoformat() for day in days}
        assert visit["primera"] >= before.replace(microsecond=0)


def test_a_visit_on_another_day_is_another_visit(
    database: Database[Document], branches: Branches, julian: Client
) -> None:
    earlier = {"usuario": julian.id, "sucursal": "001", "fecha": "2026-01-02", "primera": datetime.now(UTC)}
    database["visitan"].insert_one(earlier)
    branches_of(database, "001").record_visit(julian.id)
    assert database["visitan"].count_documents({"usuario": julian.id}) == 2


def test_nothing_is_noted_where_the_branch_or_the_client_is_unknown(
    database: Database[Document], branches: Branches, julian: Client
) -> None:
    for setting, client_id in (("", julian.id), ("otra", julian.id), ("001", "nadie")):
        branches_of(database, setting).record_visit(client_id)
    assert database["visitan"].count_documents({}) == 0


def test_defining_twice_changes_nothing_and_what_is_not_named_stays(
    database: Database[Document],
) -> None:
    branches = branches_of(database)
    assert branches.define([CENTRO, NORTE]).added == ("001", "002")
    again = branches.define([NORTE])
    assert (again.added, again.changed, again.unchanged, again.untouched) == ((), (), ("002",), ("001",))
    assert branches.all() == (CENTRO, NORTE)


def test_what_a_branch_offers_can_grow_shrink_and_become_everything(database: Database[Document]) -> None:
    branches = branches_of(database)
    for funds in (frozenset({1}), frozenset({2, 3}), None, frozenset({5})):
        branches.define([Branch("001", "Centro", "Medellín", funds)])
        assert branches.all() == (Branch("001", "Centro", "Medellín", funds),)


@pytest.mark.parametrize(
    "wrong",
    [
        Branch("003", "Sur", "Cali", frozenset({9})),  # no such fund
        Branch("003", "CALI NORTE", "Cali"),  # another branch's name
        Branch("003", "001", "Cali"),  # another branch's id
        Branch("002", "Medellin Centro", "Cali"),
    ],
)
def test_what_does_not_hold_together_is_refused_whole(
    database: Database[Document], branches: Branches, wrong: Branch
) -> None:
    with pytest.raises(InvalidBranches):
        branches.define([Branch("004", "Oriente", "Tunja"), wrong])
    assert branches.all() == (CENTRO, NORTE)


def test_two_branches_may_exchange_their_names(branches: Branches) -> None:
    swapped = (
        Branch("001", NORTE.name, CENTRO.city, CENTRO.fund_ids),
        Branch("002", CENTRO.name, NORTE.city),
    )
    assert branches.define(swapped).changed == ("001", "002")
    assert branches.all() == swapped


@pytest.fixture
def program(
    database: Database[Document], mongodb_uri: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Path:
    """The command line works on the test's database; returns a folder for its files."""
    monkeypatch.setenv("BTG_MONGODB_URI", "".join(mongodb_uri))
    monkeypatch.setenv("BTG_DATA_DIR", str(tmp_path / "data"))
    return tmp_path


TOML = """
[[branches]]
id = "001"
name = "Medellín Centro"
city = "Medellín"
funds = [1, 3]

[[branches]]
id = "002"
name = "Cali Norte"
city = "Cali"
"""


def test_the_command_defines_branches_and_says_what_it_changed(
    program: Path, database: Database[Document], capsys: pytest.CaptureFixture[str]
) -> None:
    file = program / "sucursales.toml"
    file.write_text(TOML)
    assert main(["branches", str(file)]) == 0
    assert capsys.readouterr().out == "Nuevas: 001, 002\n"
    assert main(["branches", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "added": [],
        "changed": [],
        "unchanged": ["001", "002"],
        "untouched": [],
    }
    assert branches_of(database).all() == (CENTRO, NORTE)


def test_the_same_file_may_be_json(program: Path, database: Database[Document]) -> None:
    file = program / "sucursales.json"
    file.write_text(json.dumps({"branches": [{"id": "7", "name": "Sur", "city": "Cali", "funds": [2]}]}))
    assert main(["branches", str(file)]) == 0
    assert branches_of(database).all() == (Branch("7", "Sur", "Cali", frozenset({2})),)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "FILE: Object missing required field `branches`"),
        ("[[branches]]\nid = 1\nname = 'a'\ncity = 'b'", "branches[0].id: "),
        ("[[branches]]\nid = '1'\nname = ' '\ncity = 'b'", "branches[0].name: "),
        ("[[branches]]\nid = '1'\nname = 'a'\ncity = 'b'\nfunds = []", "branches[0].funds: "),
        (
            "[[branches]]\nid = '1'\nname = 'a'\ncity = 'b'\nfondos = [1]",
            "branches[0]: Object contains unknown field `fondos`",
        ),
        ("[[branches", "FILE: "),
        (None, "FILE: "),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | None, reason: str
) -> None:
    file = tmp_path / "sucursales.toml"
    if text is not None:
        file.write_text(text)
    assert main(["--data-dir", str(tmp_path / "data"), "branches", str(file)]) == 2
    assert f"{file}: {reason}" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()  # no database was started for it


def test_the_report_command_names_clients_and_their_funds(
    program: Path,
    database: Database[Document],
    intents: IntentJournal,
    branches: Branches,
    julian: Client,
    capsys: pytest.CaptureFixture[str],
) -> None:
    branches.define([Branch("002", "Cali Norte", "Cali", frozenset({3, 4}))])
    for fund, amount in ((1, 75_000), (3, 50_000)):
        at(database, intents, "001").subscribe(uuid4(), julian.id, fund, Decimal(amount))
    branches_of(database, "001").record_visit(julian.id)
    assert main(["report", "only-visited-branches"]) == 0
    assert capsys.readouterr().out == (
        "Julián Montoya\t1214727927\tFPV_BTG_PACTUAL_RECAUDADORA\n1 clientes\n"
    )
    assert main(["report", "some-visited-branch", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["clients"][0]["funds"] == ["FPV_BTG_PACTUAL_RECAUDADORA", "DEUDAPRIVADA"]
    assert answer["clients"][0]["client_id"] == julian.id


@pytest.mark.parametrize(
    ("setting", "ok", "detail"),
    [
        ("001", True, "Medellín Centro (001, Medellín): ofrece 2 fondos"),
        ("cali norte", True, "Cali Norte (002, Cali): ofrece todos los fondos"),
        ("Medelin", False, "«Medelin» no está definida: se ofrecen todos los fondos"),
        ("", False, "este equipo no dice cuál es la suya: se ofrecen todos los fondos"),
    ],
)
def test_doctor_says_which_branch_this_is(
    program: Path,
    branches: Branches,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    setting: str,
    ok: bool,
    detail: str,
) -> None:
    monkeypatch.setenv("BTG_BRANCH", setting)
    main(["doctor", "--json"])
    checks = json.loads(capsys.readouterr().out)["checks"]
    found = next(check for check in checks if check["name"] == "sucursal")
    assert (found["ok"], found["detail"]) == (ok, detail)
    assert bool(found["remedy"]) is not ok


def test_doctor_asks_for_no_branch_where_none_is_defined(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["doctor", "--json"])
    checks = json.loads(capsys.readouterr().out)["checks"]
    assert next(check["ok"] for check in checks if check["name"] == "sucursal")
