"""A real X server."""

import shutil
import subprocess
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server that repeats a held key after 200 ms, 40 times a second."""
    screen = ("-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp")
    server = subprocess.Popen(  # noqa: S603 - our own arguments
        [shutil.which("Xvfb") or "Xvfb", *screen, "-ardelay", "200", "-arinterval", "25"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    number = server.stdout.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait(10)
    server.stdout.close()
