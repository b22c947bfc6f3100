"""What stands in the journal's folder is ours only if this installation can prove it."""

import json
import logging
import os
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btg_desktop.adapters.intent_file import read_intent
from btg_desktop.adapters.intent_seal import Seal
from btg_desktop.adapters.intents import IntentJournal, look
from btg_desktop.domain.errors import RequestMismatch
from btg_desktop.domain.models import Desk, Intent, Names, Request, Transaction, TransactionKind
from btg_desktop.services.subscriptions import Subscriptions

LAURA = Desk("laura", "Centro", "pc-1")
PEDRO = Desk("pedro", "Norte", "pc-2")


def a_request(desk: Desk = LAURA) -> Request:
    return Request(uuid4(), TransactionKind.SUBSCRIPTION, "c1", 3, Decimal(50_000), desk)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of one database's journals."""
    return tmp_path / "intents" / "private-btg"


def leave(root: Path, *requests: Request) -> list[Path]:
    """What a process that is gone left; its files."""
    journal = IntentJournal(root)
    for request in requests:
        journal.save(request, Names("Julián Montoya", "DEUDAPRIVADA"))
    journal.close()
    return sorted(root.glob("*/*.json"))


def edit(file: Path, **facts: object) -> None:
    file.write_text(json.dumps({**json.loads(file.read_bytes()), **facts}))


def found(root: Path) -> list[Intent]:
    journal = IntentJournal(root)
    try:
        return journal.abandoned()
    finally:
        journal.close()


def test_an_intent_of_ours_is_proven_and_names_what_the_screen_named(root: Path) -> None:
    request = a_request()
    leave(root, request)
    (intent,) = found(root)
    assert (intent.request, intent.is_proven) == (request, True)
    assert intent.names == Names("Julián Montoya", "DEUDAPRIVADA")
    assert look(root) == [intent]


@pytest.mark.parametrize(
    "planted",
    [
        {"operator": "pedro"},
        {"amount": "60000"},
        {"client_id": "c2"},
        {"id": str(uuid4())},
        {"host": "otro"},
        {"client_name": "Otra Persona"},
        {"since": "2020-01-01T00:00:00+00:00"},
        {"seal": None},
        {"seal": ""},
        {"seal": "ñ\ud800"},
        {"seal": 7},
        {"more": 1},
    ],
)
def test_an_intent_that_somebody_changed_is_not_proven(root: Path, planted: dict[str, Any]) -> None:
    (file,) = leave(root, a_request())
    edit(file, **planted)
    (intent,) = found(root)
    assert not intent.is_proven
    assert look(root) == [intent]


def test_an_intent_of_another_pc_or_an_earlier_version_is_not_proven(root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "other" / "intents" / "private-btg"
    (file,) = leave(elsewhere, a_request())
    folder = root / "left"
    folder.mkdir(parents=True)
    (folder / "copied.json").write_bytes(file.read_bytes())
    earlier = {**json.loads(file.read_bytes()), "id": str(uuid4())}
    for name in ("seal", "since", "client_name", "fund_name", "channel"):
        del earlier[name]
    (folder / "earlier.json").write_text(json.dumps(earlier))
    assert [intent.is_proven for intent in found(root)] == [False, False]


class Accepting:
    """Applies everything, and keeps who signed it."""

    def __init__(self) -> None:
        self.signed: list[tuple[UUID, str]] = []

    def submit(self, request: Request) -> Transaction:
        self.signed.append((request.id, request.desk.operator))
        return None  # type: ignore[return-value]


class Believing(Subscriptions):
    """A broken program: it signs an intent as the file says, whoever wrote that."""

    def resume(self, intent: Intent) -> Transaction:
        return super().resume(replace(intent, is_proven=True))


def signatures(root: Path, program: type[Subscriptions]) -> tuple[str, str]:
    """Who signed an intent of ours, and one that says that the manager asked, when pedro resumes both."""
    ours, planted = a_request(), a_request()
    leave(root, ours)
    (file,) = [path for path in leave(root, planted) if str(planted.id) in path.read_text()]
    edit(file, operator="gerente")
    ledger, journal = Accepting(), IntentJournal(root)
    subscriptions = program(ledger, journal, PEDRO)
    for intent in subscriptions.abandoned():
        subscriptions.resume(intent)
    assert subscriptions.waiting() == []
    journal.close()
    signed = dict(ledger.signed)
    return signed[ours.id], signed[planted.id]


def test_a_planted_intent_is_signed_by_who_asks_and_ours_by_who_asked(root: Path) -> None:
    assert signatures(root, Subscriptions) == ("laura", "pedro")


def test_a_program_that_believes_the_file_is_caught(root: Path) -> None:
    assert signatures(root, Believing) == ("laura", "gerente")


def test_what_a_person_took_over_is_proven_from_then_on(root: Path) -> None:
    (file,) = leave(root, a_request())
    edit(file, operator="gerente")
    journal = IntentJournal(root)
    (intent,) = journal.abandoned()
    assert not journal.save(replace(intent.request, desk=PEDRO), intent.names)
    journal.close()
    (again,) = found(root)
    assert again.is_proven
    assert again.request.desk == PEDRO


def test_what_is_set_aside_waits_no_more_and_is_kept(root: Path) -> None:
    ours, planted = a_request(), a_request()
    leave(root, ours)
    (file,) = [path for path in leave(root, planted) if str(planted.id) in path.read_text()]
    edit(file, operator="gerente")
    journal = IntentJournal(root)
    journal.abandoned()
    journal.set_aside(planted.id)
    with pytest.raises(ValueError, match="ours"):
        journal.set_aside(ours.id)
    assert [intent.request for intent in journal.waiting()] == [ours]
    journal.close()
    assert [intent.request for intent in found(root)] == [ours]
    (kept,) = root.with_name("private-btg.aside").iterdir()
    assert "gerente" in kept.read_text()


@pytest.mark.parametrize("comes_first", [True, False])
def test_a_planted_intent_never_takes_the_place_of_ours(root: Path, *, comes_first: bool) -> None:
    """The same id with another amount: the genuine one must be asked for, and none may be lost."""
    request = a_request()
    (file,) = leave(root, request)
    planted = root / ("0" * 32 if comes_first else "f" * 32)
    planted.mkdir()
    (planted / "x.json").write_bytes(file.read_bytes())
    edit(planted / "x.json", amount="999999")
    for _ in range(2):  # also for whoever comes after the next
        (intent,) = found(root)
        assert (intent.request, intent.is_proven) == (request, True)


def test_a_planted_file_of_the_same_name_overwrites_nothing(root: Path) -> None:
    (file,) = leave(root, a_request())
    planted = root / ("f" * 32)
    planted.mkdir()
    (planted / file.name).write_bytes(file.read_bytes())
    edit(planted / file.name, id=str(uuid4()), operator="gerente")
    for _ in range(2):
        assert sorted(intent.is_proven for intent in found(root)) == [False, True]


def test_what_is_no_file_stops_nobody(root: Path, tmp_path: Path) -> None:
    request = a_request()
    leave(root, request)
    planted, secret = root / ("0" * 32), tmp_path / "secret.json"
    planted.mkdir()
    secret.write_text("{}")
    (planted / "folder.json").mkdir()
    (planted / "link.json").symlink_to(secret)
    os.mkfifo(planted / "pipe.json")
    assert [intent.request for intent in found(root)] == [request]
    assert [intent.request for intent in look(root)] == [request]
    assert secret.exists()


@pytest.mark.parametrize("spoil", ["others may read", "damaged", "link", "gone"])
def test_a_key_that_cannot_be_trusted_proves_nothing(
    root: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, spoil: str
) -> None:
    leave(root, a_request())
    key = root.with_name("seal.key")
    if spoil == "others may read":
        key.chmod(0o640)
    elif spoil == "damaged":
        key.write_text("x" * 64)
    else:
        moved = key.rename(tmp_path / "moved")
        if spoil == "link":
            key.symlink_to(moved)
    with caplog.at_level(logging.WARNING):
        (intent,) = found(root)
    assert not intent.is_proven
    assert key.stat(follow_symlinks=False).st_mode & 0o777 == 0o600
    new = a_request()
    leave(root, new)
    assert [i.is_proven for i in found(root) if i.request == new] == [True]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root may give a file away")
def test_a_key_of_another_user_is_replaced(root: Path) -> None:
    leave(root, a_request())
    os.chown(root.with_name("seal.key"), 65534, 65534)
    (intent,) = found(root)
    assert not intent.is_proven
    assert root.with_name("seal.key").stat().st_uid == os.geteuid()


def test_another_request_under_a_planted_id_is_refused(root: Path) -> None:
    (file,) = leave(root, a_request())
    edit(file, operator="gerente")
    journal = IntentJournal(root)
    (intent,) = journal.abandoned()
    with pytest.raises(RequestMismatch):
        journal.save(replace(intent.request, amount=Decimal(1), desk=PEDRO))
    assert journal.waiting() == [intent]
    journal.close()


def test_long_names_leave_room_for_the_next_intent(root: Path) -> None:
    journal = IntentJournal(root)
    long, short = a_request(), a_request()
    journal.save(long, Names("𐍈" * 3000, "ñ" * 3000))
    journal.forget(long.id)
    journal.save(short)
    journal.close()
    assert [intent.request for intent in found(root)] == [short]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Intent | None]:
    file, seal = tmp_path_factory.mktemp("any") / "x.json", Seal("ab" * 32)

    def read_it(content: bytes) -> Intent | None:
        file.write_bytes(content)
        return read_intent(file, seal)

    return read_it


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
_FACTS = (
    "id",
    "kind",
    "client_id",
    "fund_id",
    "amount",
    "channel",
    "operator",
    "branch",
    "host",
    "since",
    "seal",
)


@pytest.mark.logs_errors
@given(st.binary() | _JSON.map(json.dumps).map(str.encode))
def test_whatever_a_file_holds_nothing_is_proven(
    read: Callable[[bytes], Intent | None], content: bytes
) -> None:
    assert read(content) is None


@pytest.mark.logs_errors
@given(st.sampled_from(_FACTS), _JSON)
def test_whatever_a_fact_is_reading_ends(
    read: Callable[[bytes], Intent | None], name: str, value: object
) -> None:
    sound = {
        "id": str(uuid4()), "kind": "subscription", "client_id": "c1", "fund_id": 3, "amount": "50000",
        "channel": None, "operator": "l", "branch": "b", "host": "h", "since": "2026-01-01T00:00:00+00:00",
    }  # fmt: skip
    intent = read(json.dumps({**sound, name: value}).encode())
    assert intent is None or not intent.is_proven
