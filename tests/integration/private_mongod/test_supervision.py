"""A server that dies while windows use it."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from mongods import the_mongod

from btg_desktop.adapters.private_mongod.server import PrivateMongod
from btg_desktop.adapters.private_mongod.supervisor import Supervisor
from btg_desktop.domain.errors import ServerStopped

from .actors import Events, Window, client, kill

Open = Callable[..., PrivateMongod]

pytestmark = pytest.mark.logs_errors  # a server that died is an error in the log


def is_serving(event: object) -> bool:
    return event is None


def test_a_killed_server_comes_back_at_its_address_and_the_same_client_works(
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
