"""The window and all that stands behind it, started and stopped in order.

The window shows first. The database opens on a worker thread and the rest of the window loads meanwhile; the
controllers are made when the database answers. Closing hides the window, ends the threads, then closes the
database.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from btg_desktop import ui
from btg_desktop.domain.errors import BtgError, PrivateServerError
from btg_desktop.domain.models import Desk, Intent
from btg_desktop.services.memory import Memory, Remembered
from btg_desktop.ui.look.appearance import Appearance
from btg_desktop.ui.look.translation import error_text, remedy_text
from btg_desktop.ui.money.pending_list import PendingList
from btg_desktop.ui.runtime.faults import describe
from btg_desktop.ui.runtime.tasks import Tasks
from btg_desktop.ui.runtime.turns import imports, in_turns
from btg_desktop.ui.shell.first_paint import FirstPaint
from btg_desktop.ui.shell.memory import WindowMemory
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.widgets.held_keys import HeldKeys

if TYPE_CHECKING:  # they load when they are first needed, not before the window shows
    from btg_desktop.services.suite import Services
    from btg_desktop.ui.shell.views.fault_dialog import FaultDialog
    from btg_desktop.ui.shell.wiring import Wiring

logger = logging.getLogger(__name__)

OpenServices = Callable[[Callable[[PrivateServerError | None], None]], AbstractContextManager["Services"]]
"""Opens the services; is given whom to tell when the private server stops or serves again."""


Waiting = Callable[[], Sequence[Intent]]
"""What waits for its answer on this PC; needs no database."""

_OPENING: Final = "opening"


class BtgApp(QObject):
    """One window with its threads. `opened` and `closed` mark its life."""

    opened = Signal()
    closed = Signal()
    _server_event = Signal(object)

    def __init__(
        self,
        open_services: OpenServices,
        desk: Desk,
        appearance: Appearance,
        memory: Memory | None = None,
        waiting: Waiting = tuple,
    ) -> None:
        super().__init__()
        self._waiting = waiting
        self._open_services = open_services
        self._desk = desk
        self.appearance = appearance
        self._held_keys = HeldKeys(self)
        self._resources = ExitStack()
        self._tasks = Tasks(self)
        self._fault: FaultDialog | None = None
        self._wiring: Wiring | None = None
        self._is_opening = False
        self._is_closing = False
        self.window = MainWindow()
        self._memory = None if memory is None else WindowMemory(memory, self._tasks, self.window)
        self._pending = PendingList(self.window)
        for asked in (self._pending.client_wanted, self._pending.decision_wanted):
            asked.connect(self._say_not_open)
        self.window.rail.show_desk(desk.operator, desk.branch)
        self.window.closing.connect(self._close)
        self.window.keys_requested.connect(self._show_keys)
        for asked in self.window.needing_the_database():
            asked.connect(self._say_not_open)
        self.window.rail.search_requested.connect(self._searched)
        self.window.banner.retry_requested.connect(self._open)
        self.window.refresh_requested.connect(self._open)
        self._server_event.connect(self._tell_connection, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Show the window where it stood last, then open the database behind it."""
        if self._memory is None:
            self._show()
        else:
            self._tasks.read(self._memory.load, self._show_where_it_stood, lambda _error: self._show())

    def raise_window(self) -> None:
        """Come to the front, also from the taskbar."""
        if self._is_closing:
            return
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        QApplication.alert(self.window)  # where a desktop lets nobody come to the front by itself

    def tell_fault(self, details: str) -> None:
        """Something in the program failed where nobody expected it; the window goes on."""
        if self._is_closing:
            return
        if self._fault is None:
            from btg_desktop.ui.shell.views.fault_dialog import FaultDialog

            self._fault = FaultDialog(self.window)
            self._fault.finished.connect(self._fault_seen)
            self._fault.open()
        self._fault.add_fault(details)

    def _show_keys(self) -> None:
        from btg_desktop.ui.shell.views.keys_dialog import KeysDialog

        keys = KeysDialog(self.window)
        keys.guide_requested.connect(self._read_guide)
        keys.open()

    def _read_guide(self) -> None:
        from btg_desktop.ui.shell.guide import read_guide
        from btg_desktop.ui.shell.views.guide_dialog import GuideDialog

        self._tasks.read(
            read_guide,
            lambda guide: GuideDialog(guide, self.window).open(),
            lambda error: self.tell_fault(describe(error)),
        )

    def _show_where_it_stood(self, remembered: Remembered) -> None:
        if self._memory is not None:
            self._memory.restore(remembered)
        self._show()

    def _show(self) -> None:
        """The database opens after the first paint: loading the driver would delay it."""
        painted = FirstPaint(self.window)
        painted.happened.connect(lambda: in_turns(self._complete(), self))
        self._say_opening()
        self.window.show()

    def _complete(self) -> Iterator[None]:
        """Load and build what the welcome page does without; the pages first, while no other thread works."""
        yield from imports(ui, _is_view)
        yield from self.window.build_pages()
        self._enter()
        yield from imports(ui, _is_feature)

    def _fault_seen(self) -> None:
        if self._fault is not None:
            self._fault.deleteLater()
            self._fault = None

    def _open(self) -> None:
        """Open the database again after a failure; once it is open, others answer to these keys."""
        if self._is_opening or self._is_closing or self._wiring is not None:
            return
        self._say_opening()
        self._enter()

    def _say_opening(self) -> None:
        self._is_opening = True
        self.window.banner.clear()
        self.window.rail.show_connection("connecting", lambda: self.tr("Abriendo la base de datos…"))

    def _enter(self) -> None:
        self._tasks.read(self._waiting, self._show_waiting, lambda error: self.tell_fault(describe(error)))
        self._tasks.write(self._enter_services, self._ready, self._not_ready)

    def _show_waiting(self, intents: Sequence[Intent]) -> None:
        if self._wiring is None:  # else others answer, who know more
            self._pending.show_unopened(intents)

    def _searched(self) -> None:
        """Typing asks for nothing; Enter asks for a client."""
        if self.window.rail.is_choosing():
            self._say_not_open()

    def _say_not_open(self) -> None:
        """Somebody asked for what needs the database: say why it waits, and what to do."""
        if self._wiring is not None:
            return  # others answer
        if not self._is_opening:
            self.window.banner.insist()
        else:
            self.window.banner.show_message(
                "primary",
                lambda: self.tr("La base de datos todavía se está abriendo; espere un momento"),
                topic=_OPENING,
            )

    def _enter_services(self) -> "Services":
        return self._resources.enter_context(self._open_services(self._server_event.emit))

    def _ready(self, services: "Services") -> None:
        from btg_desktop.ui.shell.wiring import Wiring

        self._is_opening = False
        self.window.banner.clear(_OPENING)
        self._wiring = Wiring(
            services, self._desk, self.appearance, self._tasks, self.window, self._memory, self._pending, self
        )
        self._wiring.begin()
        self.opened.emit()

    def _not_ready(self, error: BaseException) -> None:
        self._is_opening = False
        self.window.rail.show_connection("offline", lambda: self.tr("Sin conexión"))
        if isinstance(error, BtgError):
            text, detail = partial(error_text, error), partial(remedy_text, error)
            self.window.banner.show_message("bad", text, detail, ("retry", "copy"), topic=_OPENING)
        else:
            self.window.banner.show_message(
                "bad",
                lambda: self.tr("La aplicación falló al abrir la base de datos"),
                describe(error),
                ("retry", "copy"),
                topic=_OPENING,
            )

    def _tell_connection(self, error: PrivateServerError | None) -> None:
        if self._wiring is not None and not self._is_closing:
            self._wiring.connection.server_event(error)

    def _close(self) -> None:
        """Go from the screen at once; `closed` follows when all that runs has ended."""
        if self._is_closing:
            return
        self._is_closing = True
        remembered = None if self._memory is None else self._memory.snapshot()
        self.window.hide_all()
        if self._wiring is not None:
            self._wiring.stop()
        self._tasks.close(partial(self._close_resources, remembered), self._closed)

    def _close_resources(self, remembered: Remembered | None) -> None:
        if self._wiring is not None:
            self._wiring.wait()
        if self._memory is not None and remembered is not None:
            self._memory.save(remembered)
        self._resources.close()

    def _closed(self, error: BaseException | None) -> None:
        if error is not None:
            logger.error("the database did not close cleanly", exc_info=error)
        self.window.finish_closing()
        self.closed.emit()


def _is_view(module: str) -> bool:
    return ".views." in module or ".widgets." in module


def _is_feature(module: str) -> bool:
    """Whether it is a module of the running window: the tour only plays it."""
    return ".ui.tour" not in module


def tear_down(desk_app: BtgApp) -> None:
    """Destroy the closed window now: left alone, it would go with the interpreter, in any order."""
    desk_app.window.deleteLater()
    desk_app.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
