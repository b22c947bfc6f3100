"""A server on a port of the loopback, as on Windows: other programs may take the port."""

import contextlib
import socketserver
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock
from mongods import mongods, the_mongod

from btg_desktop.adapters.private_mongod import loopback
from btg_desktop.adapters.private_mongod.folder import Folder
from btg_desktop.adapters.private_mongod.loopback import LoopbackPorts
from btg_desktop.adapters.private_mongod.server import PrivateMongod
from btg_desktop.domain.errors import PortRefused

from .actors import Events, client, kill, port_of

Open = Callable[..., PrivateMongod]


def on_a_port(_folder: Folder) -> LoopbackPorts:
    return LoopbackPorts()


@pytest.fixture
def open_on_port(open_server: Open) -> Open:
    return partial(open_server, addresses=on_a_port)


@contextlib.contextmanager
def another_program(port: int) -> Iterator[None]:
    """Another program's server on `port`, which hangs up on every caller."""
    with socketserver.TCPServer(("127.0.0.1", port), socketserver.BaseRequestHandler, False) as server:
        server.allow_reuse_address = True
        server.server_bind()
        server.server_activate()
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        serving.start()
        yield
        server.shutdown()
        serving.join()


def test_it_listens_on_the_loopback_alone(open_on_port: Open, data_dir: Path) -> None:
    port = port_of(open_on_port().start())
    connections = the_mongod(data_dir).net_connections(kind="all")
    listening = {c.laddr for c in connections if c.status == "LISTEN"}
    assert {(address.ip, address.port) for address in listening} == {("127.0.0.1", port)}


def test_the_next_start_keeps_the_port(open_on_port: Open) -> None:
    server = open_on_port()
    first = server.start()
    server.close()
    assert open_on_port().start() == first


@pytest.mark.logs_errors
def test_a_port_that_another_program_took_is_refused_and_used_again_when_free(
    open_on_port: Open, events: Events, data_dir: Path
) -> None:
    uri = open_on_port(on_event=events).start()
    with contextlib.ExitStack() as stack:
        with FileLock(data_dir / "mongod" / "control.lock"):  # no window may restart it meanwhile
            kill(the_mongod(data_dir))
            stack.enter_context(another_program(port_of(uri)))
        events.wait_for(lambda event: isinstance(event, PortRefused))
        with pytest.raises(PortRefused):  # the first window counts on the port, so a second waits too
            open_on_port().start()
        assert not mongods(data_dir)
    events.wait_for(lambda event: event is None)
    with client(uri) as desk:
        assert desk.btg.usuarios.insert_one({"_id": 1}).acknowledged


def test_a_port_taken_while_no_window_was_open_is_replaced_and_the_data_kept(open_on_port: Open) -> None:
    server = open_on_port()
    first = server.start()
    with client(first) as desk:
        desk.btg.usuarios.insert_one({"_id": 1})
    server.close()
    with another_program(port_of(first)):
        second = open_on_port().start()
    assert port_of(second) != port_of(first)
    with client(second) as desk, desk.start_session() as session, session.start_transaction():
        desk.btg.usuarios.insert_one({"_id": 2}, session=session)
        assert desk.btg.usuarios.count_documents({}, session=session) == 2


def test_ports_that_another_private_server_takes_meanwhile_are_left_to_it(
    open_on_port: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two PCs' users who start at once on one server look for a free port at the same moment."""
    with contextlib.closing(PrivateMongod(tmp_path / "another user", "btg", addresses=on_a_port)) as other:
        taken = port_of(other.start())
        is_free, seen_free = loopback.is_free, [True, True]
        monkeypatch.setattr(loopback.secrets, "choice", lambda ports: taken if seen_free else ports[-1])
        monkeypatch.setattr(
            loopback, "is_free", lambda port: seen_free.pop() if port == taken else is_free(port)
        )
        uri = open_on_port().start()
        assert port_of(uri) != taken
        with client(uri) as desk:
            assert desk.btg.usuarios.insert_one({"_id": 1}).acknowledged
