"""`btg-desktop`: the window."""

import faulthandler
import gc
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from btg_desktop import config
from btg_desktop.bootstrap import (
    ServerEvent,
    desk_of,
    open_services,
    trust_system_certificates,
    waiting_intents,
    window_memory,
)
from btg_desktop.commands.window_libraries import load_window_libraries
from btg_desktop.config import Configuration
from btg_desktop.domain.errors import NoDisplay, SettingsError
from btg_desktop.log_file import start_logging
from btg_desktop.ownership import append_to

if TYPE_CHECKING:
    from btg_desktop.services.suite import Services


def run(configuration: Configuration, *, new_window: bool = False) -> int:
    """Show the window until it is closed; return the exit code. Raises NoDisplay or LibraryMissing.

    Where a window on the same data is open, that one comes to the front, unless a `new_window` is asked for.
    """
    if not has_display():
        raise NoDisplay
    settings = configuration.settings
    gc.disable()  # while the window is loaded nothing is garbage; then it collects on its own thread
    load_window_libraries()
    from btg_desktop.ui.look.appearance import Appearance
    from btg_desktop.ui.shell.program import run as run_app

    return run_app(
        partial(_open, configuration),
        desk_of(settings),
        lambda app: Appearance(
            app,
            settings.language,
            settings.theme,
            configuration.locked,
            partial(config.save, configuration),
            settings.text_size,
        ),
        window_memory(settings),
        partial(waiting_intents, settings),
        settings.data_dir,
        new_window=new_window,
        slips=[(each.name, each.meant) for each in configuration.unknown if each.meant],
    )


@contextmanager
def _open(configuration: Configuration, on_server_event: ServerEvent) -> Iterator["Services"]:
    """Begin to log, then open the services: a folder that refuses is told in the window, with a retry.

    Runs off the GUI thread.
    """
    settings = configuration.settings
    with ExitStack() as stack:
        stack.callback(start_logging(settings.data_dir))
        configuration.log_unknown()
        trust_system_certificates()
        # A windowed program may have no stderr at all: a crash of the interpreter goes to a file.
        crash_log = stack.enter_context(append_to(settings.data_dir / "logs" / "crash.log"))
        faulthandler.enable(crash_log)
        stack.callback(faulthandler.disable)
        yield stack.enter_context(open_services(configuration, on_server_event))


def tell_settings_error(error: SettingsError) -> None:
    """Show in a dialog why the window does not open, and wait until it is closed."""
    from btg_desktop.ui.shell.refusal import show_settings_error

    show_settings_error(error)


def is_from_an_icon() -> bool:
    """Whether a person started the program where nobody reads stderr, and can see a window.

    A desktop gives its programs a file, a journal's socket or nothing; a terminal or a pipe has a reader.
    """
    if not has_display() or os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return False
    try:
        stderr = sys.__stderr__.fileno() if sys.__stderr__ is not None else -1
        return not os.isatty(stderr) and not stat.S_ISFIFO(os.fstat(stderr).st_mode)
    except (OSError, ValueError):
        return True  # a windowed program has none


def has_display() -> bool:
    """Whether Qt can show a window here, or was told to do without a screen."""
    return not sys.platform.startswith("linux") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )
