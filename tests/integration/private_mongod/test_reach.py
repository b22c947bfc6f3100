"""Who can reach the private server: its user, over a socket, and nobody else."""

import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from another_user import (
    ANOTHER,
    as_another_user,
    folder_that_all_can_enter,
    needs_root,
    program_of_another_user,
)
from mongods import the_mongod
from pymongo.errors import OperationFailure

from btg_desktop.adapters.private_mongod.binary import find_mongod
from btg_desktop.adapters.private_mongod.folder import Folder
from btg_desktop.adapters.private_mongod.loopback import LoopbackPorts
from btg_desktop.adapters.private_mongod.server import PrivateMongod
from btg_desktop.domain.errors import (
    FolderOfAnother,
    FolderOpenToOthers,
    OlderProgramOpen,
    PrivateServerError,
    ServerUnsafe,
)

from .actors import Window, client, kill, port_of, socket_of
from .wire import NOOP, SNAPPY, ZLIB, ZSTD, Stranger

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has the loopback")

Open = Callable[..., PrivateMongod]


def on_a_port(_folder: Folder) -> LoopbackPorts:
    """Where the server of an older program listened."""
    return LoopbackPorts()


@pytest.fixture
def public_folder() -> Iterator[Path]:
    with folder_that_all_can_enter() as folder:
        yield folder


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux for its tables of sockets")
def test_no_port_is_open(open_server: Open, data_dir: Path) -> None:
    open_server().start()
    opened = the_mongod(data_dir).net_connections(kind="inet")
    assert opened == []
    inodes = {str(link.readlink()) for link in Path(f"/proc/{the_mongod(data_dir).pid}/fd").iterdir()}
    tables = [Path("/proc/net", name) for name in ("tcp", "tcp6", "udp", "udp6")]
    rows = [line.split() for table in tables if table.exists() for line in table.read_text().splitlines()[1:]]
    assert not inodes & {f"socket:[{row[9]}]" for row in rows}


@needs_root
def test_another_user_cannot_reach_the_server(public_folder: Path) -> None:
    with closing(PrivateMongod(public_folder / "data", "btg")) as server:
        path = socket_of(server.start())

        def knock() -> int:
            with socket.socket(socket.AF_UNIX) as probe:
                probe.connect(str(path))
                return probe.fileno()

        assert isinstance(as_another_user(knock), PermissionError)
        # Only the server is shut: the folder around it is not.
        assert as_another_user(lambda: [path.name for path in public_folder.iterdir()]) == ["data"]


@pytest.mark.parametrize("compressor", [NOOP, SNAPPY, ZLIB, ZSTD])
@pytest.mark.parametrize("addresses", [None, on_a_port], ids=["socket", "port"])
def test_a_compressed_message_is_not_answered(
    open_server: Open, compressor: int, addresses: Callable[[Folder], LoopbackPorts] | None
) -> None:
    """The flaw gives out memory in the answer to a message that claims to be longer than it is."""
    options = {} if addresses is None else {"addresses": addresses}
    uri = open_server(**options).start()
    where = socket_of(uri) if addresses is None else ("127.0.0.1", port_of(uri))
    with closing(Stranger(where)) as stranger:
        assert "compression" not in stranger.hello(["snappy", "zstd", "zlib"])
    with closing(Stranger(where)) as stranger:
        assert stranger.bleed(compressor) == b""


def test_no_javascript_runs_in_the_server(open_server: Open) -> None:
    with client(open_server().start()) as desk:
        desk.btg.usuarios.insert_one({"_id": 1})
        with pytest.raises(OperationFailure, match=r"\$where"):
            desk.btg.usuarios.find_one({"$where": "sleep(1) || true"})


def test_a_server_with_the_flaw_that_compresses_is_refused(open_server: Open, tmp_path: Path) -> None:
    """A program in mongod's place may know better than our configuration."""
    wrapper = tmp_path / "mongod"
    wrapper.write_text(
        f'#!/bin/sh\n[ "$1" = --version ] && exec {find_mongod()} --version\n'
        f'sed -i s/disabled/zlib/ "$2"\nexec {find_mongod()} "$@"\n'
    )
    wrapper.chmod(0o700)
    with pytest.raises(ServerUnsafe, match=r"6\.0\.5"):
        open_server(binary=wrapper).start()


def test_a_data_folder_of_an_older_program_moves_from_its_port_to_the_socket(
    open_server: Open, data_dir: Path
) -> None:
    older = open_server(addresses=on_a_port)
    with client(older.start()) as desk:
        desk.btg.usuarios.insert_one({"_id": 1})
    older.close()
    with client(open_server().start()) as desk, desk.start_session() as session:
        with session.start_transaction():
            desk.btg.usuarios.insert_one({"_id": 2}, session=session)
        assert desk.btg.usuarios.count_documents({}) == 2
    assert the_mongod(data_dir).net_connections(kind="inet") == []


@pytest.mark.logs_errors
def test_a_server_that_an_older_program_left_behind_is_replaced(open_server: Open, data_dir: Path) -> None:
    left = open_server(addresses=on_a_port)
    with client(left.start()) as desk:
        desk.btg.usuarios.insert_one({"_id": 1})
    left._lease.release()  # as the system does when the window is killed
    with client(open_server().start()) as desk:
        assert desk.btg.usuarios.find_one() == {"_id": 1}
    assert the_mongod(data_dir).net_connections(kind="inet") == []


def test_the_server_is_not_taken_from_an_open_window_of_an_older_program(
    open_server: Open, data_dir: Path
) -> None:
    older = open_server(addresses=on_a_port)
    with client(older.start()) as desk:
        running = the_mongod(data_dir)
        with pytest.raises(OlderProgramOpen):
            open_server().start()
        assert the_mongod(data_dir) == running
        assert desk.btg.usuarios.insert_one({"_id": 1}).acknowledged


@pytest.mark.parametrize("name", ["x" * 100, "a,b", "a:b"], ids=["long", "comma", "colon"])
def test_a_data_folder_whose_path_cannot_be_a_socket_gets_a_short_one_elsewhere(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = Path("/tmp") / f"btg-run-{os.getpid()}"  # noqa: S108
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    folder = tmp_path / name
    try:
        with closing(PrivateMongod(folder, "btg")) as server:
            uri = server.start()
            path = socket_of(uri)
            assert path.parent.parent == runtime
            assert path.parent.stat().st_mode & 0o777 == 0o700
            monkeypatch.delenv("XDG_RUNTIME_DIR")  # a command in another kind of session
            with closing(PrivateMongod(folder, "btg")) as other:
                assert other.start() == uri
            with client(uri) as desk:
                desk.btg.usuarios.insert_one({"_id": 1})
        assert list(runtime.iterdir()) == []
        with closing(PrivateMongod(folder, "btg")) as server, client(server.start()) as desk:
            assert desk.btg.usuarios.find_one() == {"_id": 1}
    finally:
        runtime.rmdir()


def test_a_copy_of_a_data_folder_does_not_take_the_socket_of_the_original(tmp_path: Path) -> None:
    original, copied = tmp_path / ("x" * 100), tmp_path / ("y" * 100)
    with closing(PrivateMongod(original, "btg")) as server, client(server.start()) as desk:
        desk.btg.usuarios.insert_one({"_id": 1})
        (copied / "mongod").mkdir(parents=True)
        shutil.copy(original / "mongod" / "mongod.conf", copied / "mongod")
        with closing(PrivateMongod(copied, "btg")) as other, client(other.start()) as other_desk:
            assert other_desk.btg.usuarios.find_one() is None
        assert desk.btg.usuarios.find_one() == {"_id": 1}


@needs_root
def test_a_runtime_folder_of_another_user_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, public_folder: Path
) -> None:
    os.chown(public_folder, ANOTHER, ANOTHER)
    public_folder.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(public_folder))
    with closing(PrivateMongod(tmp_path / ("x" * 100), "btg")) as server:
        assert public_folder not in socket_of(server.start()).parents


@needs_root
def test_a_process_of_another_user_that_looks_like_our_mongod_is_ignored(
    data_dir: Path, open_server: Open, public_folder: Path
) -> None:
    fake = public_folder / "mongod"
    fake.write_text("#!/bin/sh\nread line\n")
    fake.chmod(0o755)
    root = data_dir / "mongod"
    with program_of_another_user(
        [str(fake), "--config", str(root / "mongod.conf"), str(root / "db")]
    ) as other:
        server = open_server()
        server.start()
        server.close()
        assert other.poll() is None


@needs_root
@pytest.mark.parametrize("part", ["", "mongod", "mongod/db", "mongod/secrets"])
def test_a_folder_of_another_user_is_refused_and_left_as_it_is(
    part: str, data_dir: Path, open_server: Open
) -> None:
    theirs = data_dir / part
    theirs.mkdir(parents=True)
    os.chown(theirs, ANOTHER, ANOTHER)
    mode = theirs.stat().st_mode
    with pytest.raises(FolderOfAnother) as refused:
        open_server().start()
    assert str(theirs) in str(refused.value)
    assert "nobody" in str(refused.value)
    assert theirs.stat().st_mode == mode


@needs_root
def test_a_link_that_another_user_left_for_our_folder_is_refused(
    data_dir: Path, open_server: Open, tmp_path: Path
) -> None:
    data_dir.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (data_dir / "mongod").symlink_to(tmp_path / "elsewhere")
    os.lchown(data_dir / "mongod", ANOTHER, ANOTHER)
    with pytest.raises(FolderOfAnother, match="mongod"):
        open_server().start()
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_data_folder_that_all_can_write_to_is_refused(data_dir: Path, open_server: Open) -> None:
    data_dir.mkdir()
    data_dir.chmod(0o777)
    with pytest.raises(FolderOpenToOthers):
        open_server().start()
    assert list(data_dir.iterdir()) == []


def test_every_refusal_of_a_folder_names_a_remedy() -> None:
    for error in (FolderOfAnother, FolderOpenToOthers, OlderProgramOpen, ServerUnsafe):
        assert issubclass(error, PrivateServerError)
        assert error.remedy != PrivateServerError.remedy


def test_what_a_server_without_windows_logged_is_blanked_by_the_next_start(
    open_server: Open, open_window: Callable[[], Window], data_dir: Path
) -> None:
    window = open_window()
    uri = window.uri()
    left = the_mongod(data_dir)
    window.kill()
    log = data_dir / "mongod" / "log" / "mongod.log"
    with client(uri) as desk:
        desk.btg.usuarios.insert_one({"_id": 1, "nombre": "Íñigo Secreto"})
        with pytest.raises(OperationFailure):
            desk.btg.usuarios.find_one({"nombre": "Íñigo Secreto", "$expr": {"$divide": [1, "$nombre"]}})
    assert "Secreto" in log.read_text(encoding="utf-8"), "MongoDB no longer logs it: nothing is left to do"
    kill(left)
    open_server().start()
    for each in log.parent.iterdir():
        assert "Secreto" not in each.read_text(encoding="utf-8")
