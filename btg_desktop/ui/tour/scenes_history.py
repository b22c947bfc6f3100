"""Scenes of what was done: filtered, taken along, on paper, of the branch, of the shift."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QTableView, QWidget

from btg_desktop.ui.tour.hands import ALT, CONTROL, Key
from btg_desktop.ui.tour.stage import Stage
from btg_desktop.ui.widgets.dialogs.save_dialog import SaveDialog


def filter_movements(stage: Stage) -> Iterator[Path]:
    """Only today's subscriptions, with what exactly they add up to."""
    hands = stage.hands
    stage.clear()
    hands.pick("movementsDatesFilter", 2)
    hands.pick("movementsTypeFilter", 2)
    hands.wait_for_text("movementsTotals", "Aperturas $ 350.000  ·  Cancelaciones $ 0")
    yield from stage.camera.shoot("filtros")


def export(stage: Stage) -> Iterator[Path]:
    hands, world = stage.hands, stage.world
    hands.shortcut(Key.Key_E, ALT)
    dialog = hands.find(SaveDialog, "saveDialog")
    dialog.path_chosen.emit(stage.documents / "movimientos.xlsx")
    dialog.reject()
    hands.wait("media exportación", world.export_is_half_way.is_set)
    hands.find(QWidget, "progressBar")
    yield from stage.camera.shoot("exportar")
    world.export_may_go_on.set()
    hands.wait_for_text("bannerText", "Movimientos exportados: 4")
    yield from stage.camera.shoot("exportado")
    stage.clear()
    hands.pick("movementsDatesFilter", 1)
    hands.pick("movementsTypeFilter", 1)
    hands.wait_for_text("movementsTotals", "Aperturas $ 350.000  ·  Cancelaciones $ 75.000")


def receipt(stage: Stage) -> Iterator[Path]:
    stage.hands.shortcut(Key.Key_P, CONTROL)
    stage.hands.wait("el comprobante", stage.hands.find(QWidget, "savePdfButton").isEnabled)
    yield from stage.camera.shoot("comprobante")
    stage.hands.press(Key.Key_Escape)


def whole_branch(stage: Stage) -> Iterator[Path]:
    hands = stage.hands
    hands.shortcut(Key.Key_F7)
    hands.wait_for_text("branchMovementsTotals", "Aperturas $ 1.000.000")
    hands.press_on("branchMovementsTable", Key.Key_Down)
    yield from stage.camera.shoot("sucursal")
    hands.press_on("branchMovementsTable", Key.Key_Escape)


def end_of_shift(stage: Stage) -> Iterator[Path]:
    hands = stage.hands
    hands.shortcut(Key.Key_F9)
    hands.wait("el cierre", hands.find(QWidget, "savePdfButton").isEnabled)
    yield from stage.camera.shoot("cierre-de-turno")
    hands.press(Key.Key_Escape)


def report(stage: Stage) -> Iterator[Path]:
    hands = stage.hands
    hands.shortcut(Key.Key_F10)
    hands.wait_for_text("reportCount", "Clientes: ")
    hands.find(QTableView, "reportTable")
    yield from stage.camera.shoot("informe")
    hands.press(Key.Key_Escape)
