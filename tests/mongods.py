"""Which mongods of ours run, as the system tells."""

import contextlib
from pathlib import Path

import psutil


def mongods(folder: Path) -> list[psutil.Process]:
    """The living mongods that run on a database below `folder`."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            if process.name().startswith("mongod") and any(str(folder) in word for word in process.cmdline()):
                found.append(process)
    return found


def the_mongod(folder: Path) -> psutil.Process:
    (process,) = mongods(folder)
    return process
