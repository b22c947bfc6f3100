"""The first start, the next one, and who may do what."""

import logging
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from mongods import mongods, the_mongod
from pymongo import MongoClient, ReadPreference
from pymongo.errors import OperationFailure
from pymongo.read_concern import ReadConcern
from pymongo.server_api import ServerApi
from pymongo.write_concern import WriteConcern

from btg_desktop.adapters.private_mongod.credentials import MongoUri
from btg_desktop.adapters.private_mongod.server import PrivateMongod

from .actors import Window, client, kill, password_of, wait_until

Open = Callable[..., PrivateMongod]


@dataclass(frozen=True)
class Served:
    uri: MongoUri
    data_dir: Path


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server for the tests that do not disturb it."""
    data_dir = tmp_path_factory.mktemp("served")
    server = PrivateMongod(data_dir, "btg")
    yield Served(server.start(), data_dir)
    server.close()
    assert not mongods(data_dir)


def test_a_new_folder_serves_durable_snapshot_transactions(served: Served) -> None:
    with MongoClient[dict[str, Any]](served.uri, server_api=ServerApi("1", strict=True)) as desk:
        with (
            desk.start_session() as session,
            session.start_transaction(
                ReadConcern("snapshot"), WriteConcern("majority", j=True), ReadPreference.PRIMARY
            ),
        ):
            desk.btg.usuarios.insert_one({"_id": 1}, session=session)
            desk.btg.transacciones.insert_one({"_id": 1}, session=session)
        assert desk.btg.transacciones.count_documents({}) == 1


def test_the_application_lays_out_its_own_database(served: Served) -> None:
    with MongoClient[dict[str, Any]](served.uri, server_api=ServerApi("1", strict=True)) as desk:
        desk.btg.create_collection("fondos", validator={"nombre": {"$type": "string"}})
        desk.btg.command("collMod", "fondos", validator={"nombre": {"$exists": True}})
        desk.btg.fondos.create_index("nombre", unique=True)
        with desk.btg.watch(max_await_time_ms=100) as changes:
            desk.btg.fondos.insert_one({"nombre": "DEUDAPRIVADA"})
            assert next(changes)["operationType"] == "insert"
        assert "fondos" in desk.btg.list_collection_names()
        assert "nombre_1" in desk.btg.fondos.index_information()


def test_the_application_cannot_reach_further_than_its_database(served: Served) -> None:
    with client(served.uri) as desk:
        attempts: list[Callable[[], object]] = [
            desk.other.secretos.find_one,
            lambda: desk.btg.command("createUser", "intruder", pwd="x", roles=["dbOwner"]),
            lambda: desk.btg.command("grantRolesToUser", "btg-desktop", roles=["dbOwner"]),
            lambda: desk.admin.command("shutdown"),
            lambda: desk.admin.command("replSetGetConfig"),
            desk.admin.system.users.find_one,
        ]
        for attempt in attempts:
            with pytest.raises(OperationFailure, match="not authorized"):
                attempt()


def test_nothing_is_open_without_credentials_not_even_making_the_first_user(served: Served) -> None:
    bare = f"mongodb://{served.uri.partition('@')[2].partition('/')[0]}/?directConnection=true"
    with MongoClient[dict[str, Any]](bare) as stranger:
        with pytest.raises(OperationFailure, match="requires authentication"):
            stranger.btg.usuarios.find_one()
        with pytest.raises(OperationFailure, match="requires authentication"):
            stranger.admin.command("createUser", "intruder", pwd="x", roles=["root"])


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_secrets_are_for_the_users_eyes_only(served: Served) -> None:
    root = served.data_dir / "mongod"
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (root / "secrets").iterdir()}
    assert modes == {"keyfile": 0o600, "password": 0o600}
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (root, root / "secrets", root / "db")} == {
        0o700
    }


def test_secrets_show_in_no_process_list_and_no_log(
    open_server: Open, data_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="btg_desktop")
    server = open_server()
    uri = server.start()
    mongod = the_mongod(data_dir)
    seen = " ".join(
        [*mongod.cmdline(), *mongod.environ().values(), f"{uri} {uri!r} {uri!s}", *map(str, [uri])]
    )
    server.close()
    seen += caplog.text + "".join(log.read_text() for log in (data_dir / "mongod" / "log").iterdir())
    assert password_of(uri) not in seen
    assert (data_dir / "mongod" / "secrets" / "keyfile").read_text() not in seen


def test_clients_data_shows_in_no_log_of_the_server(served: Served) -> None:
    with client(served.uri) as desk:
        desk.btg.clientes.insert_one({"_id": 1, "nombre": "Íñigo Montoya", "n": 5_000_000})
        counts_long = {"$gt": [{"$sum": {"$map": {"input": {"$range": [0, "$n"]}, "in": "$$this"}}}, 0]}
        began = time.monotonic()
        desk.btg.clientes.find_one({"nombre": "Íñigo Montoya", "$expr": counts_long})
    assert time.monotonic() - began > 0.1, "MongoDB would have logged it as slow"
    assert "Montoya" not in (served.data_dir / "mongod" / "log" / "mongod.log").read_text(encoding="utf-8")


def test_what_was_written_is_there_at_the_next_start_under_the_same_address(open_server: Open) -> None:
    server = open_server()
    first = server.start()
    with client(first) as desk:
        desk.btg.usuarios.insert_one({"_id": 1})
    server.close()
    second = open_server().start()
    assert second == first
    with client(second) as desk:
        assert desk.btg.usuarios.find_one() == {"_id": 1}


@pytest.mark.parametrize("reached", ["spawned", "listening", "initiated"])
def test_a_first_start_killed_half_way_is_finished_by_the_next(
    reached: str, open_server: Open, open_window: Callable[..., Window], data_dir: Path
) -> None:
    root = data_dir / "mongod"
    marks = {"listening": "Waiting for connections", "initiated": '"replSetInitiate'}
    log = root / "log" / "mongod.log"

    def is_reached() -> bool:
        if reached == "spawned":
            return bool(mongods(data_dir))
        return log.exists() and marks[reached] in log.read_text(encoding="utf-8")

    window = open_window()
    wait_until(is_reached)
    window.kill()
    for mongod in mongods(data_dir):
        kill(mongod)
    with client(open_server().start()) as desk:
        assert desk.btg.usuarios.insert_one({"_id": 1}).acknowledged


@pytest.mark.skipif(sys.platform == "win32", reason="stopping a process is POSIX's")
def test_a_first_start_whose_window_died_is_finished_on_the_server_it_left(
    open_server: Open, open_window: Callable[..., Window], data_dir: Path
) -> None:
    window = open_window()
    wait_until(lambda: bool(mongods(data_dir)))
    left = the_mongod(data_dir)
    left.suspend()  # usually before it has come as far as its database
    window.kill()
    wake = threading.Timer(1, left.resume)
    wake.start()
    with client(open_server().start()) as desk:
        assert desk.btg.usuarios.insert_one({"_id": 1}).acknowledged
    wake.join()
    assert the_mongod(data_dir) == left


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"\0" * 128)])
def test_secrets_and_settings_that_were_lost_or_damaged_are_replaced_and_the_data_kept(
    damage: Callable[[Path], object], open_server: Open, data_dir: Path
) -> None:
    server = open_server()
    with client(server.start()) as desk:
        desk.btg.usuarios.insert_one({"_id": 1})
    server.close()
    root = data_dir / "mongod"
    for name in ("secrets/keyfile", "secrets/password", "mongod.conf"):
        damage(root / name)
    with client(open_server().start()) as desk:
        assert desk.btg.usuarios.find_one() == {"_id": 1}


def test_one_server_holds_several_databases_each_with_its_own_user(open_server: Open) -> None:
    with client(open_server("btg").start()) as one, client(open_server("ensayo").start()) as other:
        other.ensayo.usuarios.insert_one({"_id": 1})
        with pytest.raises(OperationFailure, match="not authorized"):
            one.ensayo.usuarios.find_one()


def test_only_the_last_few_logs_are_kept(open_server: Open, data_dir: Path) -> None:
    logs = data_dir / "mongod" / "log"
    logs.mkdir(parents=True)
    for age in range(5):
        (logs / (f"mongod.{age}.log" if age else "mongod.log")).write_text(f"{age} starts ago")
    open_server().start()
    kept = sorted(path.name for path in logs.glob("mongod*"))
    assert kept == ["mongod.1.log", "mongod.2.log", "mongod.3.log", "mongod.4.log", "mongod.log"]
    assert (logs / "mongod.4.log").read_text() == "3 starts ago"
