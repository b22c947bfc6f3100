"""Scenes of care: messages that need somebody, preferences, discretion, large text, faults, no network."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QDialog, QTableView

from btg_desktop.ui.runtime.faults import describe
from btg_desktop.ui.tour.hands import CONTROL, Key
from btg_desktop.ui.tour.stage import Stage


def messages(stage: Stage) -> Iterator[Path]:
    """One message failed for ever, of one nobody knows: both wait for a person."""
    hands = stage.hands
    hands.shortcut(Key.Key_F6)
    table = hands.find(QTableView, "messagesTable")
    hands.wait("los avisos", lambda: table.model().rowCount() > 0)
    yield from stage.camera.shoot("notificaciones")
    hands.press(Key.Key_Escape)


def preferences(stage: Stage) -> Iterator[Path]:
    stage.hands.shortcut(Key.Key_Comma, CONTROL)
    stage.hands.dialog()
    yield from stage.camera.shoot("preferencias")
    stage.hands.press(Key.Key_Escape)


def discreet(stage: Stage) -> Iterator[Path]:
    hands = stage.hands
    hands.shortcut(Key.Key_F8)
    hands.wait_for_text("availableBalance", "$ •••")
    yield from stage.camera.shoot("discreto")
    hands.shortcut(Key.Key_F8)
    hands.wait_for_text("availableBalance", "$ 225.000")


def large_text(stage: Stage) -> Iterator[Path]:
    stage.appearance.choose("text_size", "200")
    yield from stage.camera.shoot("texto-200")
    stage.appearance.choose("text_size", "100")


def keys(stage: Stage) -> Iterator[Path]:
    stage.hands.shortcut(Key.Key_F1)
    stage.hands.dialog()
    yield from stage.camera.shoot("teclas")
    stage.hands.press(Key.Key_F1)
    stage.hands.find(QDialog, "guideDialog")
    yield from stage.camera.shoot("guia")
    stage.hands.press(Key.Key_Escape)


def fault(stage: Stage) -> Iterator[Path]:
    """A bug of ours, as it would be told."""
    stage.app.tell_fault(describe(_bug()))
    stage.hands.dialog()
    yield from stage.camera.shoot("fallo")
    stage.hands.press(Key.Key_Escape)


def lose_the_connection(stage: Stage) -> Iterator[Path]:
    """What was read stays, money waits, and it comes back by itself."""
    hands = stage.hands
    stage.world.is_cut.set()
    hands.shortcut(Key.Key_F5)
    hands.wait_for_text("connection", "Sin conexión")
    yield from stage.camera.shoot("sin-conexion")
    stage.world.is_cut.clear()
    hands.wait_for_text("connection", "Conectado")


def _bug() -> BaseException:
    """An error with its trace, as a fault of the program would leave it."""
    try:
        divmod(1, 0)
    except ZeroDivisionError as error:
        return error
    raise AssertionError("unreachable")
