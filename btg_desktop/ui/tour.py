"""Plays the main job in the real window by keyboard, and saves a picture of each step."""

import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QWidget

from btg_desktop.domain.errors import TourFailed
from btg_desktop.domain.models import Desk
from btg_desktop.ui.app import DeskApp, OpenServices, tear_down
from btg_desktop.ui.appearance import Appearance
from btg_desktop.ui.models.movement_cells import NOTIFICATION
from btg_desktop.ui.models.roles import PILL_ROLE
from btg_desktop.ui.theme import colour
from btg_desktop.ui.translation import Language
from btg_desktop.ui.views.main_window import MainWindow

logger = logging.getLogger(__name__)

LANGUAGES: Final[tuple[Language, ...]] = ("es", "en")
SMALL: Final = QSize(1366, 768)
LARGE: Final = QSize(1920, 1080)

_VEIL: Final = QColor(10, 18, 30, 90)
_FRAME_RADIUS: Final = 10

_OPENING_SECONDS: Final = 90.0
_STEP_SECONDS: Final = 15.0

W = TypeVar("W", bound=QWidget)

_ALT: Final = Qt.KeyboardModifier.AltModifier
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_Key = Qt.Key


class Tour:
    """One play of the main job in one language, on services that start empty."""

    def __init__(self, open_services: OpenServices, desk: Desk, language: Language, folder: Path) -> None:
        self._open_services = open_services
        self._desk = desk
        self._language = language
        self._folder = folder
        self._pictures = 0

    def play(self) -> Iterator[Path]:
        """Play and yield the path of each picture. Raises TourFailed with the step that did not come out."""
        existing = QApplication.instance()
        app = existing if isinstance(existing, QApplication) else QApplication([])
        app.setQuitOnLastWindowClosed(False)
        self._appearance = Appearance(app, self._language, "light", {}, lambda _key, _value: None)
        self._app = DeskApp(self._open_services, self._desk, self._appearance)
        self._window.resize(SMALL)
        opened: list[bool] = []
        closed: list[bool] = []
        self._app.opened.connect(lambda: opened.append(True))
        self._app.closed.connect(lambda: closed.append(True))
        self._app.start()
        try:
            self._wait("abrir", lambda: bool(opened), _OPENING_SECONDS)
            yield from self._steps()
        finally:
            self._window.close()
            self._wait("cerrar", lambda: bool(closed), _OPENING_SECONDS)
            tear_down(self._app)

    @property
    def _window(self) -> MainWindow:
        return self._app.window

    def _steps(self) -> Iterator[Path]:
        yield self._picture("bienvenida")
        yield from self._register()
        yield from self._subscribe()
        yield from self._be_refused()
        yield from self._cancel()
        yield from self._put_on_paper()
        yield from self._look_around()

    def _register(self) -> Iterator[Path]:
        self._shortcut(_Key.Key_N, _CONTROL)
        self._fill("nameField", "Julián Montoya")
        self._fill("documentField", "1.214.727.927")
        self._fill("emailField", "julian@example.com")
        self._fill("phoneField", "604 444 1234")
        self._find(QWidget, "smsChannel").setFocus()
        QTest.keyClick(self._find(QWidget, "smsChannel"), _Key.Key_Space)
        QTest.keyClick(self._find(QWidget, "consentBox"), _Key.Key_Space)
        self._press(_Key.Key_Return)
        yield self._dialog_picture("telefono-fijo")
        self._fill("phoneField", "300 544 4343")
        self._press(_Key.Key_Return)
        self._wait_for_balance("$ 500.000")
        yield self._picture("cliente-nuevo")

    def _subscribe(self) -> Iterator[Path]:
        self._open_fund(1)
        yield self._dialog_picture("apertura")
        self._press(_Key.Key_Return)
        yield self._dialog_picture("apertura-revision")
        self._press(_Key.Key_Return)
        self._wait_for_balance("$ 425.000")
        self._open_fund(2)
        self._press(_Key.Key_Return)
        self._press(_Key.Key_Return)
        self._wait_for_balance("$ 300.000")
        yield self._picture("dos-aperturas")

    def _be_refused(self) -> Iterator[Path]:
        self._open_fund(3)
        self._fill("amountField", "400000")
        self._press(_Key.Key_Return)
        yield self._dialog_picture("sin-saldo")
        self._press(_Key.Key_Escape)

    def _cancel(self) -> Iterator[Path]:
        self._find(QWidget, "fundsTable").setFocus()
        QTest.keyClick(self._find(QWidget, "fundsTable"), _Key.Key_Home, _CONTROL)
        self._shortcut(_Key.Key_C, _CONTROL | _SHIFT)
        yield self._dialog_picture("cancelacion")
        QTest.keyClick(self._find(QWidget, "forwardButton"), _Key.Key_Space)
        self._wait_for_balance("$ 375.000")
        self._wait("avisos enviados", self._all_sent)
        self._window.banner.clear()
        yield self._picture("cuentas-claras")

    def _put_on_paper(self) -> Iterator[Path]:
        self._shortcut(_Key.Key_P, _CONTROL)
        self._wait("el comprobante", self._find(QWidget, "savePdfButton").isEnabled)
        yield self._dialog_picture("comprobante")
        self._press(_Key.Key_Escape)
        self._shortcut(_Key.Key_F9)
        self._wait("el cierre", self._find(QWidget, "savePdfButton").isEnabled)
        yield self._dialog_picture("cierre-de-turno")
        self._press(_Key.Key_Escape)

    def _look_around(self) -> Iterator[Path]:
        self._shortcut(_Key.Key_Comma, _CONTROL)
        yield self._dialog_picture("preferencias")
        self._press(_Key.Key_Escape)
        self._shortcut(_Key.Key_F1)
        yield self._dialog_picture("teclas")
        self._press(_Key.Key_Escape)
        self._window.resize(LARGE)
        yield self._picture("grande")
        self._appearance.choose("theme", "dark")
        yield self._picture("grande-oscuro")
        self._window.resize(SMALL)
        yield self._picture("oscuro")
        self._open_fund(5)
        self._press(_Key.Key_Return)
        yield self._dialog_picture("revision-oscuro")
        self._press(_Key.Key_Escape)
        self._press(_Key.Key_Escape)

    # What the hands do

    def _shortcut(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._wait("cerrar el diálogo", lambda: not self._visible_dialogs())
        self._window.activateWindow()
        self._wait("activar la ventana", self._window.isActiveWindow)
        QTest.keyClick(self._window, key, modifiers)

    def _open_fund(self, n: int) -> None:
        self._shortcut(_Key(_Key.Key_0 + n), _ALT)
        self._find(QLineEdit, "amountField")
        self._press_minimum()

    def _press_minimum(self) -> None:
        QTest.keyClick(self._find(QWidget, "minimumButton"), _Key.Key_Space)

    def _fill(self, name: str, text: str) -> None:
        field = self._find(QLineEdit, name)
        field.setFocus()
        field.selectAll()
        for letter in text:  # QTest's own typing knows ASCII only
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QCoreApplication.sendEvent(field, event)

    def _press(self, key: Qt.Key) -> None:
        dialog = self._dialog()
        QTest.keyClick(dialog.focusWidget() or dialog, key)

    # What the eyes see

    def _dialog(self) -> QDialog:
        self._wait("el diálogo", lambda: bool(self._visible_dialogs()))
        return self._visible_dialogs()[-1]

    def _find(self, kind: type[W], name: str) -> W:
        found: list[W] = []

        def is_shown() -> bool:
            found[:] = [widget for widget in self._window.findChildren(kind, name) if widget.isVisible()]
            return bool(found)

        self._wait(name, is_shown)
        return found[-1]

    def _wait_for_balance(self, text: str) -> None:
        self._wait("cerrar el diálogo", lambda: not self._visible_dialogs())
        self._wait(text, lambda: self._find(QLabel, "availableBalance").text() == text)

    def _visible_dialogs(self) -> list[QDialog]:
        return [dialog for dialog in self._window.findChildren(QDialog) if dialog.isVisible()]

    def _all_sent(self) -> bool:
        model = self._window.movements_card.model
        tones = [model.index(row, NOTIFICATION).data(PILL_ROLE) for row in range(model.rowCount())]
        return tones == ["good"] * 3

    @staticmethod
    def _wait(step: str, is_done: Callable[[], bool], seconds: float = _STEP_SECONDS) -> None:
        deadline = time.monotonic() + seconds
        while not is_done():
            if time.monotonic() > deadline:
                raise TourFailed(step=step)
            QTest.qWait(10)

    def _picture(self, name: str) -> Path:
        return self._save(self._window, name)

    def _dialog_picture(self, name: str) -> Path:
        return self._save(self._dialog(), name)

    def _save(self, widget: QWidget, name: str) -> Path:
        QTest.qWait(50)  # let the last layout be painted
        self._pictures += 1
        path = self._folder / f"{self._language}-{self._pictures:02d}-{name}.png"
        picture = self._window.grab()
        if widget is not self._window:
            _put_in_front(picture, widget.grab())
        if not picture.save(str(path)):
            raise TourFailed(step=str(path))
        return path


def _put_in_front(picture: QPixmap, dialog: QPixmap) -> None:
    """Draw a dialog as it stands over its window, with a veil and a frame where the desktop has its own."""
    where = dialog.rect()
    where.moveCenter(picture.rect().center())
    frame = QPainterPath()
    frame.addRoundedRect(QRectF(where).adjusted(0.5, 0.5, -0.5, -0.5), _FRAME_RADIUS, _FRAME_RADIUS)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(picture.rect(), _VEIL)
    painter.setClipPath(frame)
    painter.drawPixmap(where, dialog)
    painter.setClipping(False)
    painter.strokePath(frame, QPen(colour("line"), 1))
    painter.end()
