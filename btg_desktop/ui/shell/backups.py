"""Today's copy of the private database, made behind the window and off its thread."""

import logging
import threading
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from btg_desktop.log_lines import in_short
from btg_desktop.services.backups import DailyBackups
from btg_desktop.services.ports import Backup
from btg_desktop.ui.context.connection import Connection
from btg_desktop.ui.context.notices import Notices
from btg_desktop.ui.look.failure import explained
from btg_desktop.ui.runtime.tasks import Tasks

logger = logging.getLogger(__name__)

FIRST_MS: Final = 5_000
"""The counter comes first: a queue may stand before a window that has just opened."""
AGAIN_MS: Final = 3_600_000
"""A new day is noticed, and a failed copy tried again, within an hour."""
_TOPIC: Final = "backup"


class BackupsController(QObject):
    """Asks for the copy soon after the window opens and once an hour; says so when there is none."""

    ended = Signal()

    def __init__(
        self,
        backups: DailyBackups,
        tasks: Tasks,
        notices: Notices,
        connection: Connection,
        first_ms: int = FIRST_MS,
        again_ms: int = AGAIN_MS,
    ) -> None:
        super().__init__(connection)
        self._backups = backups
        self._tasks = tasks
        self._notices = notices
        self._connection = connection
        self._has_failed = False
        self._stopping = threading.Event()
        self._timer = QTimer(self, interval=again_ms)
        self._timer.timeout.connect(self._ask)
        QTimer.singleShot(first_ms, self, self._ask)

    def _ask(self) -> None:
        if not self._stopping.is_set():
            self._timer.stop()  # until this one has ended
            job = self._backups.ensure_today
            self._tasks.read(lambda: job(self._stopping.is_set), self._made, self._failed)

    def stop(self) -> None:
        """The window closes: let go of the copy under way, and begin no other."""
        self._stopping.set()
        self._timer.stop()

    def _made(self, _backup: Backup | None) -> None:
        if self._has_failed:
            self._has_failed = False
            self._notices.banner.clear(_TOPIC)
            self._notices.toast.show_message(
                lambda: self.tr("La copia de seguridad de hoy ya está hecha"), topic=_TOPIC
            )
        self._end()

    def _failed(self, error: BaseException) -> None:
        if not self._stopping.is_set():
            logger.warning("no copy today: %s", in_short(error))
            self._has_failed = True
            self._show(error)
        self._end()

    def _show(self, error: BaseException) -> None:
        if self._connection.is_lost:
            return  # the banner says so already, and why
        self._notices.banner.show_message(
            "warn",
            lambda: self.tr(
                "No se pudo hacer la copia de seguridad de hoy; la ventana lo intentará de nuevo"
            ),
            explained(error),
            ("copy", "dismiss"),
            topic=_TOPIC,
        )

    def _end(self) -> None:
        if not self._stopping.is_set():
            self._timer.start()
        self.ended.emit()
