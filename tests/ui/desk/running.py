"""The program in a process of its own."""

import subprocess
import time
from collections.abc import Callable
from contextlib import suppress

PATIENCE_SECONDS = 30


def wait_while_running(
    process: "subprocess.Popen[str] | subprocess.Popen[bytes]", is_so: Callable[[], bool]
) -> None:
    """Until `is_so`; the program must not end before.

    The process itself is asked: psutil would take its exit code, and a crash would look like 0.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
        assert process.returncode is None
