"""Numbered receipts on a real server: no gap, no double, and the same again for ever."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from bson import Int64
from pymongo.database import Database

from btg_desktop.adapters.mongo import receipts as mongo_receipts
from btg_desktop.adapters.mongo.connection import Document, connect
from btg_desktop.adapters.mongo.receipts import MongoReceipts
from btg_desktop.domain.errors import DatabaseRefused, DatabaseUnavailable, UnknownTransaction
from btg_desktop.domain.models import Client, Desk, DocumentType, Transaction
from btg_desktop.domain.receipts import Bank, Receipt
from btg_desktop.services.receipts import Receipts
from btg_desktop.services.subscriptions import Subscriptions

BANK = Bank("BTG Pactual", "890907157-0")
DESK = Desk("laura", "Medellín Centro", "pc-1")
THREADS = 16

Move = Callable[[], Transaction]


@pytest.fixture
def receipts(database: Database[Document]) -> Receipts:
    return Receipts(MongoReceipts(database), DESK, BANK)


@pytest.fixture
def move(julian: Client, subscriptions: Subscriptions) -> Move:
    """Subscribe Julián to the pension fund once more."""
    return lambda: subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000))


def at_branch(database: Database[Document], branch: str) -> Receipts:
    return Receipts(MongoReceipts(database), Desk("pedro", branch, "pc-2"), BANK)


def at_once(issue: Callable[[UUID], Receipt], ids: Sequence[UUID]) -> list[Receipt]:
    with ThreadPoolExecutor(THREADS) as desks:
        return list(desks.map(issue, ids))


def copies(database: Database[Document], original: Transaction, count: int) -> list[UUID]:
    """More movements like `original`: what a busy branch would have made."""
    document = database["transacciones"].find_one({"_id": original.id})
    assert document is not None
    ids = [uuid4() for _ in range(count)]
    database["transacciones"].insert_many(
        [
            document | {"_id": new, "secuencia": Int64(document["secuencia"] + n)}
            for n, new in enumerate(ids, 1)
        ]
    )
    return ids


def test_a_receipt_says_who_moved_what_and_who_issued_it(
    receipts: Receipts, julian: Client, move: Move
) -> None:
    transaction = move()
    receipt = receipts.issue(transaction.id)
    assert receipt.transaction == transaction
    assert (receipt.branch, receipt.number, receipt.issued_by) == ("Medellín Centro", 1, "laura")
    assert (receipt.client_name, receipt.document_type, receipt.document) == (
        "Julián Montoya",
        DocumentType.CC,
        "1214727927",
    )
    assert (receipt.category, receipt.language, receipt.bank) == ("FPV", "es", BANK)
    assert receipt.issued_at >= transaction.at
    assert receipt.reference == transaction.id.hex[:8]


def test_asked_again_the_receipt_is_the_same_also_from_another_branch_after_everything_changed(
    database: Database[Document], receipts: Receipts, julian: Client, move: Move
) -> None:
    first = receipts.issue(move().id)
    database["usuarios"].update_one({"_id": julian.id}, {"$set": {"nombre": "Otro", "idioma": "en"}})
    database["fondos"].update_one({"_id": 1}, {"$set": {"categoria": "FIC"}})
    assert receipts.issue(first.id) == first
    elsewhere = Receipts(MongoReceipts(database), Desk("pedro", "Cali", "pc-2"), Bank("Otro banco"))
    assert elsewhere.issue(first.id) == first
    assert database["contadores"].count_documents({}) == 1


def test_leaving_a_pension_fund_warns_of_withholding_and_entering_it_does_not(
    receipts: Receipts, julian: Client, subscriptions: Subscriptions, move: Move
) -> None:
    entered = move()
    left = subscriptions.cancel(uuid4(), julian.id, 1)
    other = subscriptions.subscribe(uuid4(), julian.id, 3, Decimal(50_000))
    left_other = subscriptions.cancel(uuid4(), julian.id, 3)
    warns = [receipts.issue(each.id).may_owe_withholding for each in (entered, left, other, left_other)]
    assert warns == [False, True, False, False]


def test_each_branch_counts_for_itself(database: Database[Document], move: Move) -> None:
    cali, bogota = at_branch(database, "Cali"), at_branch(database, "")
    numbers = [branch.issue(move().id).number for branch in (cali, cali, bogota, cali, bogota)]
    assert numbers == [1, 2, 1, 3, 2]


def test_a_movement_that_does_not_exist_takes_no_number(
    database: Database[Document], receipts: Receipts, move: Move
) -> None:
    with pytest.raises(UnknownTransaction):
        receipts.issue(uuid4())
    assert receipts.issue(move().id).number == 1


def test_a_movement_whose_client_cannot_be_read_takes_no_number(
    database: Database[Document],
    receipts: Receipts,
    julian: Client,
    move: Move,
    insert_unchecked: Callable[[str, Document], None],
) -> None:
    broken, sound = move(), move()
    stored = database["usuarios"].find_one({"_id": julian.id})
    assert stored is not None
    insert_unchecked("usuarios", stored | {"nombre": 7})
    with pytest.raises(DatabaseRefused):
        receipts.issue(broken.id)
    insert_unchecked("usuarios", stored)
    assert receipts.issue(sound.id).number == 1


def test_sixteen_desks_at_once_leave_no_gap_and_no_double_from_the_first_number_on(
    database: Database[Document], receipts: Receipts, move: Move
) -> None:
    ids = copies(database, move(), 96)
    issued = at_once(receipts.issue, ids)
    assert sorted(receipt.number for receipt in issued) == list(range(1, 97))
    assert [receipt.id for receipt in issued] == ids
    assert database["comprobantes"].count_documents({}) == 96
    counter = database["contadores"].find_one({"_id": "Medellín Centro"})
    assert counter is not None
    assert counter["numero"] == 96


def test_sixteen_desks_asking_for_the_same_movement_get_one_number(
    database: Database[Document], receipts: Receipts, move: Move
) -> None:
    ids = copies(database, move(), 4)
    issued = at_once(receipts.issue, [ids[n % 4] for n in range(64)])
    assert len(set(issued)) == 4
    assert sorted({receipt.number for receipt in issued}) == [1, 2, 3, 4]


def test_two_branches_at_once_do_not_disturb_each_other(database: Database[Document], move: Move) -> None:
    branches = at_branch(database, "Cali"), at_branch(database, "Pasto")
    ids = copies(database, move(), 32)
    with ThreadPoolExecutor(THREADS) as desks:
        issued = list(desks.map(lambda n: branches[n % 2].issue(ids[n]), range(32)))
    for branch in ("Cali", "Pasto"):
        assert sorted(one.number for one in issued if one.branch == branch) == list(range(1, 17))


def test_a_database_that_does_not_answer_is_said_and_no_number_is_lost(
    monkeypatch: pytest.MonkeyPatch, receipts: Receipts, move: Move
) -> None:
    transaction = move()
    nowhere = connect("mongodb://127.0.0.1:9/?directConnection=true", "btg")
    monkeypatch.setattr(mongo_receipts, "SUBMIT_SECONDS", 0.2)
    with pytest.raises(DatabaseUnavailable):
        Receipts(MongoReceipts(nowhere), DESK, BANK).issue(transaction.id)
    nowhere.client.close()
    monkeypatch.undo()
    assert receipts.issue(transaction.id).number == 1


def test_a_stored_receipt_that_does_not_fit_is_refused_and_named(
    receipts: Receipts,
    database: Database[Document],
    move: Move,
    insert_unchecked: Callable[[str, Document], None],
) -> None:
    receipt = receipts.issue(move().id)
    stored = database["comprobantes"].find_one({"_id": receipt.id})
    assert stored is not None
    insert_unchecked("comprobantes", stored | {"numero": "uno"})
    with pytest.raises(DatabaseRefused, match="numero"):
        receipts.issue(receipt.id)
