"""The process around the window: one per data folder, its faults, its signals, and its exit code."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from btg_desktop.domain.models import Desk
from btg_desktop.services.memory import Memory
from btg_desktop.ui.look.appearance import Appearance
from btg_desktop.ui.runtime.faults import Faults, log_qt_messages
from btg_desktop.ui.runtime.garbage import GarbageCollector
from btg_desktop.ui.shell.app import BtgApp, OpenServices, Waiting, tear_down
from btg_desktop.ui.shell.single_instance import SingleInstance
from btg_desktop.ui.shell.termination import Termination
from btg_desktop.ui.shell.views.main_window import MainWindow

_SWITCH_SECONDS: Final = 0.001
"""How long a worker may keep Python's lock while the GUI thread waits for it; it asks many times a click."""


def run(
    open_services: OpenServices,
    desk: Desk,
    appearance_of: Callable[[QApplication], Appearance],
    memory: Memory,
    waiting: Waiting,
    data_dir: Path,
    *,
    new_window: bool = False,
    slips: Sequence[tuple[str, str]] = (),
) -> int:
    """Run the window until it is closed, or raise the one that is there; return the exit code.

    `slips` are the variables that set nothing, each with the one that was meant.
    """
    sys.setswitchinterval(_SWITCH_SECONDS)
    log_qt_messages()
    app = QApplication([])
    instance = SingleInstance(data_dir)
    if not new_window and instance.raise_first():
        return 0
    instance.become_first()
    QGuiApplication.setApplicationDisplayName("BTG Desktop")
    QGuiApplication.setDesktopFileName("btg-desktop")
    app.setQuitOnLastWindowClosed(False)
    desk_app = BtgApp(open_services, desk, appearance_of(app), memory, waiting)
    instance.raise_requested.connect(desk_app.raise_window)
    desk_app.window.closing.connect(instance.close)
    desk_app.closed.connect(partial(app.exit, 0))
    faults, termination = Faults(), Termination()
    faults.happened.connect(desk_app.tell_fault, Qt.ConnectionType.QueuedConnection)
    faults.install()
    termination.requested.connect(desk_app.window.close)
    garbage = GarbageCollector(app)
    desk_app.opened.connect(garbage.keep_loaded)
    desk_app.opened.connect(partial(tell_slips, desk_app.window, slips))
    desk_app.start()
    garbage.keep_loaded()
    try:
        return app.exec()
    finally:
        termination.remove()
        faults.remove()
        tear_down(desk_app)


def tell_slips(window: MainWindow, slips: Sequence[tuple[str, str]]) -> None:
    """Warn of settings that were meant and not made: they may name another database."""
    if slips:
        name, meant = slips[0]
        window.banner.show_message(
            "warn",
            lambda: QCoreApplication.translate(
                "Program", "La variable {name} no se usa: ¿quiso decir {meant}?"
            ).format(name=name, meant=meant),
            lambda: QCoreApplication.translate(
                "Program", "Esta ventana trabaja sin ese ajuste: avise a soporte antes de mover dinero"
            ),
            ("copy", "dismiss"),
        )
