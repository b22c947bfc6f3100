"""One arena for all fault tests, and a check that it takes everything with it."""

import threading
from collections.abc import Iterator

import psutil
import pytest

from faults.arena import Arena

_THREADS_OF_THE_DRIVER = "pymongo"  # they come and go with the servers; the arena's end takes them all


def _children() -> set[psutil.Process]:
    return set(psutil.Process().children(recursive=True))


@pytest.fixture(scope="session")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    """Servers, endpoint and nurseries; closed, they leave neither a process nor a thread."""
    threads, children = set(threading.enumerate()), _children()
    with Arena.open(tmp_path_factory.mktemp("arena")) as opened:
        yield opened
    # Windows of other tests ran meanwhile: Python never hears of the end of a thread that Qt started.
    left = [
        thread
        for thread in set(threading.enumerate()) - threads
        if thread.is_alive() and not isinstance(thread, threading._DummyThread)
    ]
    for thread in left:
        thread.join(timeout=5)
    assert [thread.name for thread in left if thread.is_alive()] == []
    assert [process.name() for process in _children() - children] == []


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """As everywhere, but that a server which was killed may have been started again."""
    threads, children = set(threading.enumerate()), _children()
    yield
    left = [
        thread
        for thread in set(threading.enumerate()) - threads
        if not thread.name.startswith(_THREADS_OF_THE_DRIVER)
    ]
    for thread in left:
        thread.join(timeout=5)
    assert [thread.name for thread in left if thread.is_alive()] == []
    born = [process for process in _children() - children if process.name() != "mongod"]
    _, alive = psutil.wait_procs(born, timeout=5)
    assert [process.name() for process in alive] == []
