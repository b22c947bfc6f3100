"""The mongod process: start it on its own, find it again, end it; never touch another program's."""

import logging
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import psutil

from btg_desktop.adapters.private_mongod.folder import Folder
from btg_desktop.adapters.private_mongod.server_log import ServerLog

logger = logging.getLogger(__name__)

_OLD_LOGS: Final = 4
_STOP_SECONDS: Final = 10.0
_STEP_SECONDS: Final = 0.05
_ENVIRONMENT: Final = ("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "SystemDrive", "USERPROFILE")


def spawn(binary: Path, folder: Folder) -> psutil.Process:
    """Start `binary` with the folder's configuration, so that it outlives this process and its terminal."""
    _rotate_logs(folder)
    with folder.console.open("wb") as console:
        child = subprocess.Popen(  # noqa: S603 - a path of ours, no shell
            [binary, "--config", folder.configuration],
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=console,
            cwd=folder.root,
            env=_environment(),
            **_own_group(),
        )
    process = psutil.Process(child.pid)
    child.returncode = 0  # psutil watches and reaps it from here on; Popen must not warn that it lives on
    return process


def find(folder: Folder) -> psutil.Process | None:
    """The mongod that runs on the folder's database, whoever started it, however far it has come.

    The system is asked, not a note: whoever started it may have been killed before it wrote one.
    """
    for process in psutil.process_iter():
        try:
            if _runs_on(process, folder):
                return process
        except (psutil.NoSuchProcess, psutil.AccessDenied) as error:
            logger.debug("pid %d is not our mongod: %s", process.pid, error)
    return None


def is_ours(process: psutil.Process, folder: Folder) -> bool:
    """Whether `process` was started from the folder's configuration: at our address, with authorization."""
    try:
        return str(folder.configuration) in process.cmdline()
    except psutil.NoSuchProcess:
        return False


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def has_ended(process: psutil.Process, within: float) -> bool:
    """Whether `process` ends `within` so many seconds; the system then forgets it if it was our child."""
    end = time.monotonic() + within
    while True:
        try:
            process.wait(timeout=_STEP_SECONDS)
        except psutil.TimeoutExpired:
            if is_alive(process):
                if time.monotonic() < end:
                    continue
                return False
        return True  # a zombie too: only its parent can reap it


def end(process: psutil.Process) -> None:
    """Ask `process` to end, insist, and at last kill it: the journal keeps what was acknowledged."""
    for insist in (process.terminate, process.kill):
        try:
            insist()
        except psutil.NoSuchProcess:
            return
        if has_ended(process, within=_STOP_SECONDS):
            return
        logger.warning("mongod (pid %d) did not end within %.0f s", process.pid, _STOP_SECONDS)


def _runs_on(process: psutil.Process, folder: Folder) -> bool:
    if not (process.name().startswith("mongod") and _is_this_users(process)):
        return False
    if is_ours(process, folder) or str(folder.database) in process.cmdline():
        return True
    lock = str(folder.database / "mongod.lock")
    return sys.platform != "win32" and any(file.path == lock for file in process.open_files())


def _is_this_users(process: psutil.Process) -> bool:
    """Another user can give a process any name and command line, and we could not end it."""
    return sys.platform == "win32" or process.uids().effective == os.geteuid()


def _rotate_logs(folder: Folder) -> None:
    """One log for each start, the last few kept: bounded, and an exit's reason stands in its own log."""
    ServerLog(folder.log).forget_commands()  # of a server that outlived its windows
    for age in range(_OLD_LOGS - 1, -1, -1):
        younger = folder.log.with_suffix(f".{age}.log") if age else folder.log
        if younger.exists():
            younger.replace(folder.log.with_suffix(f".{age + 1}.log"))


def _environment() -> dict[str, str]:
    """Only what mongod needs: no secrets of this process, and not a package's own libraries."""
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    library_path = "LD_LIBRARY_PATH_ORIG" if getattr(sys, "frozen", False) else "LD_LIBRARY_PATH"
    if library_path in os.environ:
        kept["LD_LIBRARY_PATH"] = os.environ[library_path]
    return kept | {"LC_ALL": "C"}


def _own_group() -> dict[str, Any]:
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}
