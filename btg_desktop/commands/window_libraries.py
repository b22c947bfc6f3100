"""Loads what the window needs of the system, so that a missing library is named with its package."""

import ctypes
import importlib
import os
import re
import sys
from pathlib import Path
from typing import Final

from btg_desktop.domain.errors import LibraryMissing

_MODULES: Final = ("PySide6.QtWidgets", "PySide6.QtNetwork")
_REFUSED: Final = re.compile(r"(?P<name>lib[^/:]+?)\.so\.(?P<version>\d+)[^/:]*: ")
"""How the system's loader begins: the library's name, with its folder or without it, then what is wrong."""
_PACKAGES: Final = {
    "libglib-2.0": "libglib2.0-",
    "libgthread-2.0": "libglib2.0-",
    "libbrotlidec": "libbrotli",
    "libbrotlicommon": "libbrotli",
}
"""The packages of Debian and Ubuntu that are not called as their library is, without its version."""


def load_window_libraries() -> None:
    """Load Qt, and what it shows windows with here. Raises LibraryMissing, or ModuleNotFoundError.

    A server of the API has no Qt.
    """
    try:
        for module in _MODULES:
            importlib.import_module(module)
        if _shows_on_x11():
            ctypes.CDLL(str(_x11_plugin()))  # Qt itself ends the process if this fails
    except (ImportError, OSError) as error:
        refused = _REFUSED.search(str(error))
        if refused is None:
            raise
        library = f"{refused['name']}.so.{refused['version']}"
        raise LibraryMissing(library=library, package=_package(**refused.groupdict())) from error


def _package(name: str, version: str) -> str:
    if name in _PACKAGES:
        return f"{_PACKAGES[name]}{version}"
    dashed = f"{name}-" if name[-1].isdigit() else name
    return f"{dashed}{version}".lower().replace("_", "-")


def _shows_on_x11() -> bool:
    if not sys.platform.startswith("linux"):
        return False
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if chosen:
        return chosen.startswith("xcb")
    return bool(os.environ.get("DISPLAY")) and not os.environ.get("WAYLAND_DISPLAY")


def _x11_plugin() -> Path:
    from PySide6.QtCore import QLibraryInfo

    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms", "libqxcb.so")
