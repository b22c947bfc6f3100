"""Whether the database answers: the rail's light, the banner, and money that waits while it does not."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from btg_desktop.domain.errors import BtgError, DatabaseUnavailable, PrivateServerError, Unavailable
from btg_desktop.services.catalogue import Catalogue
from btg_desktop.ui.look.translation import error_text, remedy_text
from btg_desktop.ui.runtime.faults import describe
from btg_desktop.ui.runtime.tasks import Tasks
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.widgets.banner import DESK, PAGE

_PROBE_MS: Final = 1_000
_TOPIC: Final = "connection"


class ConnectionController(QObject):
    """Notices a lost database, says so, and keeps asking until it is back."""

    lost = Signal()
    recovered = Signal()

    def __init__(self, catalogue: Catalogue, tasks: Tasks, window: MainWindow) -> None:
        super().__init__(window)
        self._catalogue = catalogue
        self._tasks = tasks
        self._window = window
        self._error: Unavailable | None = None
        self._is_asking = False
        self._probe = QTimer(self, singleShot=True, interval=_PROBE_MS)
        self._probe.timeout.connect(self.check)
        window.banner.retry_requested.connect(self.check)
        self._show_connected()

    @property
    def is_lost(self) -> bool:
        """Whether money has to wait; the banner says why."""
        return self._error is not None

    def report(self, error: BaseException) -> None:
        """Show why something that was read did not come; a lost connection is watched until it is back."""
        if isinstance(error, DatabaseUnavailable | PrivateServerError):
            self._lose(error)
        elif isinstance(error, BtgError):
            topic = DESK if isinstance(error, Unavailable) else PAGE
            self._window.banner.show_message(
                "bad", partial(error_text, error), partial(remedy_text, error), topic=topic
            )
        else:
            self._window.banner.show_message(
                "bad",
                lambda: self.tr("Algo falló en la aplicación; lo que estaba en pantalla sigue siendo válido"),
                describe(error),
                ("copy", "dismiss"),
                topic=DESK,
            )

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
        self._window.rail.show_connection("offline", lambda: self.tr("Sin conexión"))
        self._window.funds_card.set_waiting(
            lambda: self.tr("Sin conexión: las operaciones de dinero esperan")
        )
        self._window.banner.show_message(
            "warn",
            partial(error_text, error),
            partial(remedy_text, error),
            ("retry", "copy"),
            topic=_TOPIC,
        )

    def _answered(self, _funds: object) -> None:
        self._is_asking = False
        if self._error is not None:
            self._error = None
            self._window.banner.clear(_TOPIC)
            self._show_connected()
            self.recovered.emit()

    def _unanswered(self, error: BaseException) -> None:
        self._is_asking = False
        if isinstance(error, Unavailable):
            self._lose(error)
        else:
            self.report(error)
            self._ask_later()

    def _show_connected(self) -> None:
        self._window.rail.show_connection("connected", lambda: self.tr("Conectado"))
        self._window.funds_card.set_waiting("")
