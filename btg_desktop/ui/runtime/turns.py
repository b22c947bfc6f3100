"""Long work of the GUI thread, in pieces: a key that is pressed between two of them is heard.

Loading is such work. Whatever names Qt's classes is imported on the GUI thread alone: PySide makes the Python
type of a class when it is first asked for, and two threads that ask for the same one end the process, since
Python's lock changes hands in between (PySide 6.11, `incarnateType` in libshiboken's sbkmodule.cpp).
"""

import pkgutil
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from types import ModuleType

from PySide6.QtCore import QObject, QTimer


def in_turns(pieces: Iterator[None], until: QObject) -> None:
    """Work on `pieces`, each in a turn of the event loop of its own; stop when `until` is destroyed."""
    try:
        next(pieces)
    except StopIteration:
        return
    QTimer.singleShot(0, until, partial(in_turns, pieces, until))


def imports(package: ModuleType, wanted: Callable[[str], bool]) -> Iterator[None]:
    """Import the modules below `package` whose full names are `wanted`, one a piece."""
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if wanted(module.name):
            import_module(module.name)
            yield
