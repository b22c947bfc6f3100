"""Long work behind a dialog that shows how far it is and stops it: an export, or movements on paper."""

import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from btg_desktop.domain.errors import BtgError, DatabaseUnavailable, ExportInterrupted
from btg_desktop.ui.context.shared import Shared
from btg_desktop.ui.look.failure import told
from btg_desktop.ui.look.translation import Text
from btg_desktop.ui.widgets.dialogs.progress_dialog import ProgressDialog

T = TypeVar("T")
Progress = Callable[[int, int], None]
Stopped = Callable[[], bool]


class LongWork(QObject):
    """One at a time: its dialog stands before the window. Closing the window stops it."""

    ended = Signal()
    _progress = Signal(object, object)

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self._shared = shared
        self._stop = threading.Event()
        self._dialog: ProgressDialog | None = None
        self._progress.connect(self._show_progress)

    def stop(self) -> None:
        """The window closes: nobody waits for it any more."""
        self._stop.set()

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
        self._dialog = dialog = ProgressDialog(heading, subtitle, self._shared.dialogs.window)
        dialog.stop_requested.connect(self._stop.set)
        dialog.open()
        self._shared.tasks.read(
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
            self._shared.notices.banner.show_message("primary", stopped)
        elif isinstance(error, BtgError) and not isinstance(error, DatabaseUnavailable):
            self._shared.notices.banner.show_message("bad", *told(error), ("copy", "dismiss"))
        else:
            self._shared.connection.report(error)
        self.ended.emit()

    def _end(self) -> None:
        if self._dialog is not None:
            self._dialog.done(0)
            self._dialog.deleteLater()
            self._dialog = None
