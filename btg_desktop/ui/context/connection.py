"""Whether the database answers, and the banner that says so while it does not."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from btg_desktop.domain.errors import BtgError, DatabaseUnavailable, PrivateServerError, Unavailable
from btg_desktop.services.catalogue import Catalogue
from btg_desktop.ui.context.notices import Notices
from btg_desktop.ui.look.failure import told
from btg_desktop.ui.runtime.tasks import Tasks
from btg_desktop.ui.widgets.banner import ABOUT_PAGE, ABOUT_WINDOW

_PROBE_MS: Final = 1_000
_TOPIC: Final = "connection"


class Connection(QObject):
    """Notices a lost database, says so, and keeps asking until it is back."""

    lost = Signal()
    recovered = Signal()

    def __init__(self, catalogue: Catalogue, tasks: Tasks, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._tasks = tasks
        self._banner = notices.banner
        self._error: Unavailable | None = None
        self._is_asking = False
        self._probe = QTimer(self, singleShot=True, interval=_PROBE_MS)
        self._probe.timeout.connect(self.check)
        self._banner.retry_requested.connect(self.check)

    @property
    def is_lost(self) -> bool:
        """Whether money has to wait; the banner says why."""
        return self._error is not None

    def report(self, error: BaseException) -> None:
        """Show why something that was read did not come; a lost connection is watched until it is back."""
        if isinstance(error, DatabaseUnavailable | PrivateServerError):
            self._lose(error)
        elif isinstance(error, BtgError):
            topic = ABOUT_WINDOW if isinstance(error, Unavailable) else ABOUT_PAGE
            self._banner.show_message("bad", *told(error), topic=topic)
        else:
            self._banner.show_message(
                "bad", *told(error, self._fault_text), ("copy", "dismiss"), topic=ABOUT_WINDOW
            )

    def _fault_text(self) -> str:
        return self.tr("Algo falló en la aplicación; lo que estaba en pantalla sigue siendo válido")

    def explain(self) -> None:
        """Money was asked for while it has to wait: say why."""
        if self._error is not None:
            self._show_lost(self._error)

    def server_event(self, error: PrivateServerError | None) -> None:
        """The private server stopped, or serves again."""
        if error is None:
            self.check()
        else:
            self._lose(error)

    def check(self) -> None:
        """Ask the database whether it answers, unless it is being asked."""
        if not self._is_asking:
            self._is_asking = True
            self._probe.stop()
            self._tasks.read(self._catalogue.funds, self._answered, self._unanswered)

    def _lose(self, error: Unavailable) -> None:
        # The same failure is said and announced once, however many reads meet it.
        is_news = self._error is None or str(error) != str(self._error)
        self._error = error
        if is_news:
            self._show_lost(error)
            self.lost.emit()
        self._ask_later()

    def _ask_later(self) -> None:
        if not self._is_asking and not self._probe.isActive():
            self._probe.start()

    def _show_lost(self, error: Unavailable) -> None:
        self._banner.show_message("warn", *told(error), ("retry", "copy"), topic=_TOPIC)

    def _answered(self, _funds: object) -> None:
        self._is_asking = False
        if self._error is not None:
            self._error = None
            self._banner.clear(_TOPIC)
            self.recovered.emit()

    def _unanswered(self, error: BaseException) -> None:
        self._is_asking = False
        if isinstance(error, Unavailable):
            self._lose(error)
        else:
            self.report(error)
            self._ask_later()
