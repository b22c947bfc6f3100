"""What holds for every test with a window."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def garbage_on_this_thread() -> Iterator[None]:
    """As in the program: a worker that collected what is left of Qt could crash it. Between tests is none."""
    gc.disable()
    yield
    gc.enable()
