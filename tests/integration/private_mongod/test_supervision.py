"""A server that dies while windows use it."""

import contextlib
import socketserver
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from mongods import mongods, the_mongod

from btg_desktop.adapters.private_mongod import engine
from btg_desktop.adapters.private_mongod import process as processes
from btg_desktop.adapters.private_mongod.server import PrivateMongod
from btg_desktop.adapters.private_mongod.supervisor import Supervisor
from btg_desktop.domain.errors import PortRefused, ServerStopped

from .actors import Events, Window, client, kill, port_of

Open = Callable[..., PrivateMongod]

pytestmark = pytest.mark.logs_errors  # a server that died is an error in the log


@contextlib.contextmanager
def another_program(port: int) -> Iterator[None]:
    """Another program's server on `port`, which hangs up on whoever calls."""
    with socketserver.TCPServer(("127.0.0.1", port), socketserver.BaseRequestHandler, False) as server:
        server.allow_reuse_address = True
        server.server_bind()
        server.server_activate()
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        serving.start()
        yield
        server.shutdown()
        serving.join()


def is_serving(event: object) -> bool:
    return event is None


def test_a_killed_server_comes_back_on_its_port_and_the_same_client_works(
    open_server: Open, events: Events, data_dir: Path
) -> None:
    with client(open_server(on_event=events).start()) as desk:
        desk.btg.usuarios.insert_one({"_id": 1})
        kill(the_mongod(data_dir))
        events.wait_for(is_serving)
        assert desk.btg.usuarios.find_one() == {"_id": 1}
        assert desk.btg.usuarios.insert_one({"_id": 2}).acknowledged
    stopped, serving = events.seen
    assert isinstance(stopped, ServerStopped)
    assert "sin explicación en su registro" in str(stopped)
    assert serving is None


def test_every_window_is_told_and_only_one_server_comes_back(
    open_server: Open, open_window: Callable[..., Window], events: Events, data_dir: Path
) -> None:
    window = open_window()
    uri = window.uri()
    other = Events()
    assert open_server(on_event=events).start() == open_server(on_event=other).start() == uri
    kill(the_mongod(data_dir))
    events.wait_for(is_serving)
    other.wait_for(is_serving)
    with client(uri) as desk:
        assert desk.btg.usuarios.insert_one({"_id": 1}).acknowledged
    assert the_mongod(data_dir).is_running()


def test_a_port_that_another_program_took_is_refused_and_used_again_when_free(
    open_server: Open, events: Events, data_dir: Path
) -> None:
    uri = open_server(on_event=events).start()
    with contextlib.ExitStack() as stack:
        with FileLock(data_dir / "mongod" / "control.lock"):  # no window may restart it meanwhile
            kill(the_mongod(data_dir))
            stack.enter_context(another_program(port_of(uri)))
        events.wait_for(lambda event: isinstance(event, PortRefused))
        with pytest.raises(PortRefused):  # the first window counts on the port, so a second waits too
            open_server().start()
        assert not mongods(data_dir)
    events.wait_for(is_serving)
    with client(uri) as desk:
        assert desk.btg.usuarios.insert_one({"_id": 1}).acknowledged


def test_a_port_taken_while_no_window_was_open_is_replaced_and_the_data_kept(open_server: Open) -> None:
    server = open_server()
    first = server.start()
    with client(first) as desk:
        desk.btg.usuarios.insert_one({"_id": 1})
    server.close()
    with another_program(port_of(first)):
        second = open_server().start()
    assert port_of(second) != port_of(first)
    with client(second) as desk, desk.start_session() as session, session.start_transaction():
        desk.btg.usuarios.insert_one({"_id": 2}, session=session)
        assert desk.btg.usuarios.count_documents({}, session=session) == 2


def test_a_server_that_cannot_be_brought_back_is_given_up_after_a_bounded_number_of_attempts(
    events: Events,
) -> None:
    attempts = []

    def restart() -> None:
        attempts.append(1)
        raise ServerStopped(reason="otra vez")

    closing = threading.Event()
    supervisor = Supervisor(
        closing, lambda: False, lambda: ServerStopped(reason="primera"), restart, events, backoff=(0, 0, 0)
    )
    supervisor.start()
    supervisor.join()
    assert not closing.is_set()
    assert len(attempts) == 3
    assert all(isinstance(event, ServerStopped) for event in events.seen)


def test_a_server_that_dies_again_and_again_does_not_get_a_fresh_row_of_attempts(events: Events) -> None:
    supervisor = Supervisor(
        threading.Event(),
        lambda: False,
        lambda: ServerStopped(reason="otra vez"),
        list,
        events,
        backoff=(0, 0),
    )
    supervisor.start()
    supervisor.join()
    assert events.seen.count(None) == 2
    assert isinstance(events.seen[-1], ServerStopped)


def test_ports_that_another_private_server_takes_meanwhile_are_left_to_it(
    open_server: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two PCs' users who start at once on one server look for a free port at the same moment."""
    with contextlib.closing(PrivateMongod(tmp_path / "another user", "btg")) as other:
        taken = port_of(other.start())
        is_free, seen_free = processes.is_free, [True, True]
        monkeypatch.setattr(engine.secrets, "choice", lambda ports: taken if seen_free else ports[-1])
        monkeypatch.setattr(
            processes, "is_free", lambda port: seen_free.pop() if port == taken else is_free(port)
        )
        uri = open_server().start()
        assert port_of(uri) != taken
        with client(uri) as desk:
            assert desk.btg.usuarios.insert_one({"_id": 1}).acknowledged
