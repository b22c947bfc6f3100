"""What holds for every test with a window."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from btg_desktop.ui.look.translation import install_language


@pytest.fixture(autouse=True)
def spanish(qapp: QApplication) -> None:
    """Whatever the test before spoke."""
    install_language(qapp, "es")


@pytest.fixture(autouse=True)
def nothing_of_qt_left_behind() -> Iterator[None]:
    """A window that a test closed is destroyed before anything else happens.

    Left to Python's garbage collection, its parts go one by one, while Qt still sends events to them. And as
    in the program, nothing is collected on a worker.
    """
    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.enable()
