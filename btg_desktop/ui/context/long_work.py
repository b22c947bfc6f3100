"""Long work behind a dialog that shows how far it is and stops it: an export, or movements on paper."""

import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from btg_desktop.domain.errors import BtgError, DatabaseUnavailable, ExportInterrupted
from btg_desktop.ui.context.connection import ConnectionController
from btg_desktop.ui.look.translation import Text, error_text, remedy_text
from btg_desktop.ui.runtime.tasks import Tasks
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.widgets.dialogs.progress_dialog import ProgressDialog

T = TypeVar("T")
Progress = Callable[[int, int], None]
Stopped = Callable[[], bool]


class LongWork(QObject):
    """One at a time: its dialog stands before the window. Closing the window stops it."""

    ended = Signal()
    _progress = Signal(object, object)

    def __init__(self, tasks: Tasks, window: MainWindow, connection: ConnectionController) -> None:
        super().__init__(window)
        self._tasks = tasks
        self._window = window
        self._connection = connection
        self._stop = threading.Event()
        self._dialog: ProgressDialog | None = None
        self._progress.connect(self._show_progress)
        window.closing.connect(self._stop.set)

    def begin(
        self,
        heading: Text,
        subtitle: Text,
        work: Callable[[Progress, Stopped], T],
        on_success: Callable[[T], None],
        stopped: Text,
    ) -> None:
        """Do `work` off the window's thread; `on_success` gets its result.

        `work` tells how far it is and asks whether to stop. It stops by ExportInterrupted; then `stopped` is
        said.
        """
        if self._dialog is not None:
            return
        self._stop.clear()
        self._dialog = dialog = ProgressDialog(heading, subtitle, self._window)
        dialog.stop_requested.connect(self._stop.set)
        dialog.open()
        self._tasks.read(
            partial(work, self._progress.emit, self._stop.is_set),
            partial(self._done, on_success),
            partial(self._failed, stopped),
        )

    def _show_progress(self, done: int, total: int) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(done, total)

    def _done(self, on_success: Callable[[T], None], result: T) -> None:
        self._end()
        on_success(result)
        self.ended.emit()

    def _failed(self, stopped: Text, error: BaseException) -> None:
        self._end()
        if isinstance(error, ExportInterrupted):
            self._window.banner.show_message("primary", stopped)
        elif isinstance(error, BtgError) and not isinstance(error, DatabaseUnavailable):
            self._window.banner.show_message(
                "bad", partial(error_text, error), partial(remedy_text, error), ("copy", "dismiss")
            )
        else:
            self._connection.report(error)
        self.ended.emit()

    def _end(self) -> None:
        if self._dialog is not None:
            self._dialog.done(0)
            self._dialog.deleteLater()
            self._dialog = None
