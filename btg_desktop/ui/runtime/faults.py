"""Our own bugs: logged with their places and told kindly. What nobody caught is never a silent death."""

import logging
import sys
import threading
from datetime import UTC, datetime
from types import TracebackType
from typing import Final

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from btg_desktop import __version__
from btg_desktop.log_lines import places

logger = logging.getLogger(__name__)

_MOST_PLACES: Final = 12
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_OFFSCREEN_SAYS: Final = "This plugin does not support"  # what it cannot do is what it is for


def log_qt_messages() -> None:
    """Write what Qt has to say to our log: a windowed program may have no stderr at all."""
    qInstallMessageHandler(_log_qt_message)


def _log_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    level = logging.DEBUG if text.startswith(_OFFSCREEN_SAYS) else _LEVELS[kind]
    logger.log(level, "Qt: %s", text)


def describe(error: BaseException) -> str:
    """What went wrong and where, for whoever mends it. No message: it may quote a client's data."""
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    told = [f"BTG Desktop {__version__}  {moment}", type(error).__name__, *places(error, _MOST_PLACES)]
    return "\n".join(told)


class Faults(QObject):
    """Hears every uncaught exception, on whatever thread; `happened` carries what `describe` says of it."""

    happened = Signal(str)

    def install(self) -> None:
        """Take Python's hooks, which Qt's slots use too."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        logger.critical("a fault of the program", exc_info=(kind, error, trace))
        self.happened.emit(describe(error.with_traceback(trace)))

    def _uncaught_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._uncaught(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)
