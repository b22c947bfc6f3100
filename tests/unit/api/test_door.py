"""Who is let in, and who leaves, when there is room for few."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from btg_desktop.api.door import Door


class Street:
    """Callers before a door with room for two."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self.door = stack.enter_context(Door(2, socket.create_server(("127.0.0.1", 0))))
        self.door.settimeout(10)

    def call(self) -> socket.socket:
        caller = self._stack.enter_context(socket.create_connection(self.door.getsockname()))
        caller.settimeout(10)
        return caller

    def let_in(self) -> socket.socket:
        visitor, _ = self.door.accept()
        return self._stack.enter_context(visitor)


@pytest.fixture
def street() -> Iterator[Street]:
    with ExitStack() as stack:
        yield Street(stack)


def is_ended(caller: socket.socket) -> bool:
    return caller.recv(1) == b""


def test_who_waited_longest_leaves_for_the_next(street: Street) -> None:
    callers = [street.call() for _ in range(3)]
    first, second = street.let_in(), street.let_in()
    street.door.works(first.fileno())
    with pytest.raises(BlockingIOError):
        street.let_in()
    assert is_ended(callers[1])
    second.close()  # as the event loop does when it sees the end
    third = street.let_in()
    third.sendall(b"x")
    assert callers[2].recv(1) == b"x"
    first.sendall(b"x")
    assert callers[0].recv(1) == b"x"


def test_who_is_at_work_stays_and_the_next_is_turned_away(street: Street) -> None:
    callers = [street.call() for _ in range(3)]
    inside = [street.let_in() for _ in range(2)]
    for visitor in inside:
        street.door.works(visitor.fileno())
    with pytest.raises(BlockingIOError):
        street.let_in()
    assert is_ended(callers[2])
    for caller, visitor in zip(callers[:2], inside, strict=True):
        visitor.sendall(b"x")
        assert caller.recv(1) == b"x"


def test_who_got_an_answer_waits_again(street: Street) -> None:
    callers = [street.call() for _ in range(3)]
    first, second = street.let_in(), street.let_in()
    for visitor in (first, second):
        street.door.works(visitor.fileno())
    street.door.waits(second.fileno())
    with pytest.raises(BlockingIOError):
        street.let_in()
    assert is_ended(callers[1])


def test_a_place_is_free_when_somebody_leaves(street: Street) -> None:
    for _ in range(5):
        street.call()
        street.let_in().close()
    street.call()
    assert street.let_in().fileno() >= 0
